import { rule } from '../../findings/rule.ts';
import { about, type ChainFacts } from './facts.ts';

export const broken = rule({
  code: 'chain/broken',
  severity: 'error',
  what: 'The way from the certificate to its root has a fault: a signature that does not hold, an expired CA, or a certificate that is no CA.',
  why: 'Everybody who checks the chain refuses the certificate.',
  typical:
    'An intermediate expired before the certificates under it, or a file of another CA with the same name.',
  fix: [
    'Get the current CA certificates from the CA and put them in the place of those here, on every peer.',
  ],
  notHitBy: 'a CA that is not there (chain/incomplete); the expiry of the certificate itself (cert/expired)',
  citations: [
    { source: 'rfc', ref: '5280 section 6.1' },
    { source: 'tac', ref: '217415 and 220220' },
  ],
  message: ({ because }: { because: string }) => because,
  *check(facts: ChainFacts) {
    const { toRoot, of } = facts;
    if (of.kind === 'peer' && toRoot?.result === 'broken') yield about(facts, { because: toRoot.because });
  },
});
