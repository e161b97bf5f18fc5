import { rule } from '../../findings/rule.ts';
import { about, bestPath, type ChainFacts } from './facts.ts';

type Detail = {
  readonly ca: string;
  readonly purposes: readonly ('server' | 'client')[];
  readonly kind: string;
  readonly found: readonly string[];
};

const isAbout =
  (purpose: 'server' | 'client') =>
  (_: ChainFacts, { purposes }: Detail): boolean =>
    purposes.includes(purpose);

export const caUsageForbids = rule({
  code: 'chain/ca-usage-forbids',
  severity: 'error',
  what: 'A CA above the certificate may issue for other uses only: its extended key usage leaves out TLS servers or TLS clients.',
  why: 'Usages of a CA bind all certificates below it: whoever verifies the chain for the use that is left out ends the handshake, although the certificate itself allows it.',
  typical: 'A CA for e-mail or for client certificates, or a public one for servers alone.',
  fix: [
    'Have the certificate issued by another CA of the same provider, one without extended key usages or with both.',
  ],
  notHitBy: 'a CA without the extension, or with both usages; a usage that the certificate itself leaves out',
  saysTheProduct: ['unsupported certificate purpose'],
  citations: [
    { source: 'openssl', ref: 'purposes sslserver and sslclient' },
    { source: 'rfc', ref: '5280 section 4.2.1.12' },
  ],
  bears: [
    { requirement: 'server-usage', effect: 'fails', when: isAbout('server') },
    { requirement: 'client-usage', effect: 'fails', when: isAbout('client') },
  ],
  message: (d: Detail) =>
    `the CA "${d.ca}" is not for ${d.purposes.map((purpose) => `TLS ${purpose}s`).join(' and ')}: its ${d.kind} allows ${d.found.join(', ') || 'nothing'}`,
  *check(facts: ChainFacts) {
    const path = facts.of.kind === 'peer' ? bestPath(facts) : undefined;
    if (!path) return;
    const byCa = new Map<number, Detail>();
    for (const purpose of ['server', 'client'] as const) {
      const refusal = path.refusedAs[purpose];
      if (!refusal || refusal.position === 0) continue;
      const { subject, position, kind, found } = refusal;
      const purposes = [...(byCa.get(position)?.purposes ?? []), purpose];
      byCa.set(position, { ca: subject, purposes, kind, found });
    }
    for (const detail of byCa.values()) yield about(facts, detail);
  },
});
