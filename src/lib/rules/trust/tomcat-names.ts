import { rule } from '../../findings/rule.ts';
import { findExtension } from '../../x509/extensions.ts';
import { namesHost } from '../../x509/general-name.ts';
import { aboutEntry, rowsOf, type EntryDetail, type TrustListFacts } from './facts.ts';

export const tomcatNames = rule({
  code: 'trust/tomcat-names',
  severity: 'warning',
  what: 'A tomcat certificate does not repeat its CN among its alternative names.',
  why: 'The Expressway compares the name of the node with the alternative names only, so secure HTTP to the node fails.',
  typical: 'A request made on Unified CM or IM and Presence 10.5.2, which left the CN out.',
  fix: ['Make a new request with the FQDN of the node among the alternative names, and have it signed.'],
  notHitBy: 'certificates that nobody calls tomcat; CAs in a list that is called so',
  saysTheProduct: ['CSCus47235'],
  citations: [
    { source: 'guide', ref: 'Cisco Unified Communications Manager Certificates, page 8' },
    { source: 'bug', ref: 'CSCus47235' },
  ],
  bears: [
    {
      requirement: 'trusts-unified-cm',
      services: ['mra'],
      effect: 'not known',
      rows: rowsOf('trusts-unified-cm'),
    },
  ],
  message: ({ entry, commonName }: EntryDetail & { commonName: string }) =>
    `entry ${entry}: CN=${commonName} is not among the alternative names`,
  *check(facts: TrustListFacts) {
    for (const entry of facts.list.entries) {
      const [commonName] = entry.commonNames;
      if (commonName === undefined || !entry.isServer || !entry.role?.role.startsWith('tomcat')) continue;
      const names = findExtension(entry.certificate.extensions, 'subjectAltName')?.value ?? [];
      if (names.some((name) => namesHost(name, commonName))) continue;
      const occurrence = aboutEntry(facts, entry);
      yield { ...occurrence, detail: { ...occurrence.detail, commonName } };
    }
  },
});
