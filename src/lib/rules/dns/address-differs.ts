import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { parseIpAddress } from '../../names/parse-ip-address.ts';
import { isThere, viewWords, wantedRecords, type DnsFacts } from '../../dns/facts.ts';

export const addressDiffers = rule({
  code: 'dns/address-differs',
  severity: 'warning',
  what: 'A name has other addresses than the deployment file says.',
  why: 'Those who ask for it are led to another machine, or past one of the peers.',
  fix: ['Correct the record, or the addresses in the deployment file.'],
  notHitBy: 'a name of which the deployment file says no address',
  citations: [{ source: 'product', ref: 'addresses' }],
  message: ({
    name,
    found,
    wanted,
    where,
  }: {
    name: string;
    found: readonly string[];
    wanted: readonly string[];
    where: string;
  }) => `${name} is ${listText(found)} ${where} instead of ${listText(wanted)}`,
  *check(facts: DnsFacts) {
    for (const { record, answer } of wantedRecords(facts)) {
      if (record.data.type !== 'address' || !isThere(answer)) continue;
      if (record.data.of.some(({ addresses }) => addresses.length === 0)) continue;
      const wanted = record.data.of.flatMap(({ addresses }) => addresses);
      if (isSameSet(wanted, answer.addresses)) continue;
      yield {
        subject: {},
        detail: { name: record.name, found: answer.addresses, wanted, where: viewWords[record.view] },
      };
    }
  },
});

/** However each is written: IPv6 addresses have many forms. */
function isSameSet(some: readonly string[], others: readonly string[]): boolean {
  const keys = (list: readonly string[]) => new Set(list.map((text) => String(parseIpAddress(text))));
  const [left, right] = [keys(some), keys(others)];
  return left.size === right.size && [...left].every((key) => right.has(key));
}
