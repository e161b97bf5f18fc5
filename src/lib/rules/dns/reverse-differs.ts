import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { isThere, wantedRecords, type DnsFacts } from '../../dns/facts.ts';

export const reverseDiffers = rule({
  code: 'dns/reverse-differs',
  severity: 'error',
  what: 'The address of an Expressway or of a node leads back to another name, or to several.',
  why: 'The Expressway-C compares the name that it gets with the certificate, and refuses the connection.',
  typical: 'The name is that of the hosting company or of the firewall.',
  fix: ['Leave one reverse record (PTR), with the FQDN of the peer.'],
  saysTheProduct: ['alarm 25031', 'Certificate verification failed … Invalid Hostname'],
  citations: [
    { source: 'mra-guide', ref: 'Requirements, DNS records' },
    { source: 'admin-guide', ref: 'alarm 25031' },
  ],
  message: ({ name, address, found }: { name: string; address: string; found: readonly string[] }) =>
    `${address} of ${name} leads back to ${listText(found)}`,
  *check(facts: DnsFacts) {
    for (const { record, reverse } of wantedRecords(facts)) {
      for (const { address, answer } of reverse) {
        if (!isThere(answer) || isOnly(record.name, answer.names)) continue;
        yield { subject: {}, detail: { name: record.name, address, found: answer.names } };
      }
    }
  },
});

const isOnly = (name: string, found: readonly string[]): boolean =>
  found.length === 1 && found[0]!.toLowerCase() === name.toLowerCase();
