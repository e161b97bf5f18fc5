import { rule } from '../../findings/rule.ts';
import { findExtension } from '../../x509/extensions.ts';
import { aboutEntry, type EntryDetail, type TrustListFacts } from './facts.ts';

export const noBasicConstraints = rule({
  code: 'trust/no-basic-constraints',
  severity: 'notice',
  what: 'A CA certificate in the list lacks the basicConstraints extension.',
  why: 'The Expressway does not take it for a CA: what it signed is refused.',
  fix: ['Ask the CA for a certificate with basicConstraints, and replace this one.'],
  notHitBy: 'server certificates, self-signed or not',
  citations: [{ source: 'certificate-guide', ref: 'Points to be aware of, BasicConstraints' }],
  bears: { nothing: 'An entry alone decides nothing: whoever is verified over it is judged by its path.' },
  message: ({ entry, subject }: EntryDetail) => `entry ${entry}, ${subject}, has no basicConstraints`,
  *check(facts: TrustListFacts) {
    for (const entry of facts.list.entries) {
      if (entry.isServer || findExtension(entry.certificate.extensions, 'basicConstraints')) continue;
      yield aboutEntry(facts, entry);
    }
  },
});
