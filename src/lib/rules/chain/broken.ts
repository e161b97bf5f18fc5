import { rule } from '../../findings/rule.ts';
import { about, isOfLeafAlone, type ChainFacts, type PathFault } from './facts.ts';
import { remedies } from './remedies.ts';

type Detail = {
  readonly because: string;
  readonly fault: PathFault;
  readonly certificate: string;
  readonly position: number;
  readonly wantedKey: string;
  readonly foundKeys: readonly string[];
};

export const broken = rule({
  code: 'chain/broken',
  severity: 'error',
  what: 'The way from the certificate to its root has a fault: a CA that has ended, that is none or has another key, a name it may not issue for.',
  why: 'Everybody who checks the chain refuses the certificate.',
  typical:
    'An intermediate expired before the certificates under it, or a file of another CA with the same name.',
  fix: [
    'Get the current CA certificates from the CA and put them in the place of those here, on every peer.',
  ],
  notHitBy:
    'a CA that is not there (chain/incomplete); the expiry of the certificate itself (cert/expired); what RFC 5280 forbids and OpenSSL takes (chain/tolerated)',
  citations: [
    { source: 'rfc', ref: '5280 section 6.1' },
    { source: 'tac', ref: '217415 and 220220' },
  ],
  bears: [
    {
      requirement: 'chain-complete',
      effect: 'fails',
      when: (facts: ChainFacts, { fault, position }: Detail) =>
        fault !== 'revoked' && isSure(facts, position),
    },
    {
      requirement: 'chain-complete',
      effect: 'not known',
      when: (facts: ChainFacts, { fault, position }: Detail) =>
        fault !== 'revoked' && !isSure(facts, position),
    },
    {
      requirement: 'not-revoked',
      effect: 'fails',
      when: (_: ChainFacts, { fault }: Detail) => fault === 'revoked',
    },
  ],
  message: ({ because }: Detail) => because,
  remedy: ({ fault }) => remedies[fault],
  *check(facts: ChainFacts) {
    const { toRoot, of } = facts;
    if (of.kind !== 'peer' || toRoot?.result !== 'broken') return;
    const { because, fault, subject, position, wantedKey = '', foundKeys = [] } = toRoot;
    if (isOfLeafAlone(toRoot) && fault === 'critical-extension') return;
    yield about(facts, { because, fault, certificate: subject, position, wantedKey, foundKeys });
  },
});

/** Without its own list the Expressway may hold a better CA than those at hand; a fault of the certificate stays. */
const isSure = ({ ownList }: ChainFacts, position: number): boolean =>
  ownList !== undefined || position === 0;
