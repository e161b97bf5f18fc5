import { rule } from '../../findings/rule.ts';
import { about, listDetail, listText, type ChainFacts, type ListAnswer, type ListDetail } from './facts.ts';
import {
  faultDetail,
  isOfLeafAlone,
  isSameFault,
  isToldByCertificate,
  remedies,
  type FaultDetail,
} from './fault-facts.ts';
import { readerRows, trustInPeerBy } from './relation-facts.ts';

type Detail = FaultDetail & {
  readonly position: number;
  readonly isInOwnList: boolean;
  /** Lists of others in which it is the same. */
  readonly lists: readonly ListDetail[];
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
    { requirement: 'chain-complete', effect: 'fails', when: isOfChainForSure },
    { requirement: 'chain-complete', effect: 'not known', when: isOfChainPerhaps },
    {
      requirement: 'not-revoked',
      effect: 'fails',
      when: (_: ChainFacts, { fault }: Detail) => fault === 'revoked',
    },
    {
      requirement: 'own-list-verifies',
      effect: 'fails',
      when: (_: ChainFacts, { isInOwnList }: Detail) => isInOwnList,
    },
    ...trustInPeerBy(({ lists }: Detail) => lists),
  ],
  message: (d: Detail) => `${d.because}${alsoText(d)}`,
  remedy: ({ fault }) => remedies()[fault],
  *check(facts: ChainFacts) {
    const { toRoot, of, ownList } = facts;
    if (of.kind !== 'peer' || toRoot?.result !== 'broken') return;
    if (isOfLeafAlone(toRoot) && isToldByCertificate(toRoot.fault)) return;
    const lists = listsWithIt(facts);
    const detail = {
      ...faultDetail(toRoot),
      position: toRoot.position,
      isInOwnList: isSameFault(ownList?.answer, toRoot),
      lists: lists.map(listDetail),
    };
    yield { ...about(facts, detail), rowsOf: readerRows(facts, lists) };
  },
});

const listsWithIt = ({ otherLists, toRoot }: ChainFacts): ListAnswer[] =>
  otherLists.filter(({ answer }) => isSameFault(answer, toRoot));

const alsoText = ({ lists }: Detail): string =>
  lists.length === 0 ? '' : `; it is the same in ${lists.map(listText).join(', ')}`;

/** Without its own list the Expressway may hold a better CA than those at hand; a fault of the certificate stays. */
function isOfChainForSure({ ownList }: ChainFacts, { fault, position }: Detail): boolean {
  return fault !== 'revoked' && (ownList !== undefined || position === 0);
}

function isOfChainPerhaps(facts: ChainFacts, detail: Detail): boolean {
  return detail.fault !== 'revoked' && !isOfChainForSure(facts, detail);
}
