import { rule } from '../../findings/rule.ts';
import { altNameText } from '../../san/required.ts';
import { printGeneralName } from '../../x509/general-name.ts';
import { about } from '../profile/facts.ts';
import type { CsrFacts } from './facts.ts';

export const otherNamePublicCa = rule({
  code: 'csr/other-name-public-ca',
  severity: 'error',
  what: 'The request asks a public CA for a name that is neither a DNS name nor an IP address, such as XMPPAddress or SRVName.',
  why: 'A public CA may not put it into a TLS certificate: it refuses the request or drops the name.',
  typical: 'A Format list of the Generate CSR page stands at XMPPAddress or SRVName.',
  fix: ['Make a new request with the formats DNS or CollabEdgeDNS.'],
  notHitBy: 'the same request for a cluster with ca: private',
  citations: [{ source: 'baseline-requirements', ref: 'section 7.1.2.7.12' }],
  message: ({ name }: { name: string }) => `no public CA issues ${name}`,
  *check(facts: CsrFacts) {
    if (facts.peer?.ca !== 'public') return;
    const names = facts.request.names.filter(({ type }) => type !== 'DNS').map(altNameText);
    const others = facts.request.otherNames.filter(({ kind }) => kind !== 'iPAddress').map(printGeneralName);
    for (const name of [...names, ...others]) yield about(facts, { name });
  },
});
