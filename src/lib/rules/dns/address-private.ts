import { rule } from '../../findings/rule.ts';
import { addressesOf } from '../../dns/answer.ts';
import { addressKind } from '../../names/address-kind.ts';
import { foundTargets, wantedRecords, type DnsFacts } from '../../dns/facts.ts';

export const addressPrivate = rule({
  code: 'dns/address-private',
  severity: 'warning',
  what: 'A name has an address outside that nobody outside can reach.',
  why: 'Partners and clients time out, and server dialback fails in both directions.',
  typical: 'The inside zone was copied to the outside.',
  fix: ['Give the name its public address in the zone that is asked from outside.'],
  notHitBy: 'addresses for documentation, which a lab may use',
  citations: [
    { source: 'rfc', ref: '1918' },
    { source: 'rfc', ref: '4193' },
  ],
  message: ({ name, address }: { name: string; address: string }) => `${name} is ${address} outside`,
  *check(facts: DnsFacts) {
    if (facts.observed.view !== 'external') return;
    const answers = [
      ...wantedRecords(facts).map(({ record, answer }) => ({ name: record.name, answer })),
      ...foundTargets(facts).map(({ target }) => ({ name: target.target, answer: target.answer })),
    ];
    const told = new Set<string>();
    for (const { name, answer } of answers) {
      for (const address of addressesOf(answer)) {
        const key = `${name.toLowerCase()} ${address}`;
        if (addressKind(address) === 'public' || told.has(key)) continue;
        told.add(key);
        yield { subject: {}, detail: { name, address } };
      }
    }
  },
});
