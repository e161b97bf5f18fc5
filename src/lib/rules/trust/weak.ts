import { rule } from '../../findings/rule.ts';
import { publicKeyText } from '../../x509/public-key.ts';
import { signatureAlgorithm } from '../../x509/signature.ts';
import type { JudgedEntry } from '../../trust/facts.ts';
import { aboutEntry, type EntryDetail, type TrustListFacts } from './facts.ts';

const weakHash = /MD[245]|SHA-?1(?!\d)/i;

/** A root's own signature protects nothing (RFC 5280 6.1), so its hash does not matter. */
function weaknesses({ certificate, isSelfSigned }: JudgedEntry): string[] {
  const { publicKey } = certificate;
  const isShort = (publicKey.kind === 'rsa' || publicKey.kind === 'rsa-pss') && publicKey.bits < 2048;
  const { name } = signatureAlgorithm(certificate.signatureAlgorithm);
  return [
    ...(isShort ? [publicKeyText(publicKey)] : []),
    ...(isSelfSigned !== true && weakHash.test(name) ? [name] : []),
  ];
}

export const weak = rule({
  code: 'trust/weak',
  severity: 'warning',
  what: 'A certificate in the list has a short key or is signed with a broken hash.',
  why: 'Current releases and partners refuse such chains, and somebody could forge one.',
  fix: ['Ask the CA for a certificate with at least RSA 2048 and SHA-256, and replace this one.'],
  notHitBy: 'a root signed with SHA-1: nobody relies on the signature of a root',
  citations: [
    { source: 'certificate-guide', ref: 'Loading certificates and keys onto Expressway, warnings on upload' },
    { source: 'baseline-requirements', ref: 'sections 6.1.5 and 7.1.3.2.1' },
  ],
  bears: { nothing: 'An entry alone decides nothing: whoever is verified over it is judged by its path.' },
  message: ({ entry, subject, weaknesses }: EntryDetail & { weaknesses: string[] }) =>
    `entry ${entry}, ${subject}, has ${weaknesses.join(' and ')}`,
  *check(facts: TrustListFacts) {
    for (const entry of facts.list.entries) {
      const found = weaknesses(entry);
      if (found.length === 0) continue;
      const occurrence = aboutEntry(facts, entry);
      yield { ...occurrence, detail: { ...occurrence.detail, weaknesses: found } };
    }
  },
});
