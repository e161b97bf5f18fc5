import { rule } from '../../findings/rule.ts';
import { dayText, type NeededVerification, type TrustListFacts } from './facts.ts';

export const neededRefused = rule({
  code: 'trust/needed-refused',
  severity: 'warning',
  what: 'The list has the CAs of a certificate that the other side presents, and the certificate is refused all the same.',
  why: 'The connection fails.',
  typical: 'A CA on the way to the root has expired or was revoked, or another CA has the same name.',
  fix: ['Mend what the message names: renew the CA in the list, or have the certificate issued again.'],
  notHitBy: 'a certificate whose CA is not in the list (trust/issuer-missing)',
  citations: [
    { source: 'rfc', ref: '5280 section 6.1' },
    { source: 'tac', ref: '217660' },
  ],
  bears: { nothing: 'It answers what somebody asked of the list alone; a check says it of the certificate.' },
  message: ({ name, because }: { name: string; because: string }) => `${name} is refused: ${because}`,
  *check({ needs, subject }: TrustListFacts) {
    for (const need of needs) {
      const because = reasonOf(need);
      if (because !== undefined)
        yield { subject, detail: { name: need.name, because }, locations: [need.place] };
    }
  },
});

function reasonOf({ fault, revocation }: NeededVerification): string | undefined {
  if (fault !== undefined) return fault;
  if (revocation?.status !== 'revoked') return undefined;
  return `revoked since ${dayText(revocation.since)} (${revocation.reason})`;
}
