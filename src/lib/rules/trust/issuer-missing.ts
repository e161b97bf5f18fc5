import { rule } from '../../findings/rule.ts';
import type { TrustListFacts } from './facts.ts';

export const issuerMissing = rule({
  code: 'trust/issuer-missing',
  severity: 'warning',
  what: 'The list cannot verify a certificate that the other side presents, because a CA is missing.',
  why: 'The connection fails, or comes up without its SSH tunnels.',
  typical: 'The intermediate CA changed with the last renewal, and only the root was in the list.',
  fix: [
    'Add the missing CA certificate to the trusted-CA list, on every peer: lists are not replicated between peers.',
  ],
  notHitBy: 'a certificate that cannot be verified for another reason, which check names',
  citations: [{ source: 'tac', ref: '221624' }],
  bears: { nothing: 'It answers what somebody asked of the list alone; a check says it of the certificate.' },
  message: ({ name, issuer }: { name: string; issuer: string }) =>
    name === issuer
      ? `${name} cannot be verified: it is signed by itself, and is not in the list`
      : `${name} cannot be verified: its issuer "${issuer}" is not in the list`,
  remedy: ({ name, issuer }) =>
    name === issuer
      ? [
          'Have a CA sign it whose root is in the list; or add the certificate itself to the trusted-CA list, on every peer, and again after each renewal.',
        ]
      : undefined,
  *check({ needs, subject }: TrustListFacts) {
    for (const { name, place, canBeVerified, missingIssuer } of needs) {
      if (canBeVerified !== 'no' || missingIssuer === undefined) continue;
      yield { subject, detail: { name, issuer: missingIssuer }, locations: [place] };
    }
  },
});
