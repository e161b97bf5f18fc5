import { rsaBitsMade } from '../../product/release.ts';
import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { inFile, requestSubject, type PlanFacts } from '../../plan/facts.ts';

export const keyRefused = rule({
  code: 'plan/key-refused',
  severity: 'error',
  what: 'The RSA key has a size that an Expressway or a CA does not take.',
  why: 'CAs refuse keys under 2048 bits; with 8192 bits SIP TLS zones can stay down.',
  fix: ['Use RSA with 2048, 3072 or 4096 bits.'],
  citations: [
    {
      source: 'certificate-guide',
      ref: 'Generating a certificate signing request; Troubleshooting, 8192-bit keys',
    },
    { source: 'baseline-requirements', ref: 'section 6.1.5' },
  ],
  message: ({ bits }: { bits: number }) =>
    `RSA ${bits} is not usable; ${listText(rsaBitsMade.map(String))} are`,
  *check({ plan }: PlanFacts) {
    for (const request of plan.requests) {
      const { key, keyPosition } = request.request;
      if (key.type !== 'rsa' || rsaBitsMade.includes(key.bits)) continue;
      yield {
        subject: requestSubject(request),
        detail: { bits: key.bits },
        locations: inFile(plan, keyPosition ?? request.position),
      };
    }
  },
});
