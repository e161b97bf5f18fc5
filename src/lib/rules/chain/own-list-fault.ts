import { rule } from '../../findings/rule.ts';
import { about, listDetail, listText, type ChainFacts, type ListDetail } from './facts.ts';
import {
  atHand,
  faultDetail,
  isOfLeafAlone,
  isSameFault,
  remedyInList,
  type AtHand,
  type FaultDetail,
} from './fault-facts.ts';

export const ownListFault = rule({
  code: 'chain/own-list-fault',
  severity: 'error',
  what: "The trusted CA list of the certificate's own Expressway has the CAs by name, and gives no good way to a root: one has ended, has another key, or may not issue this certificate.",
  why: 'The Expressway refuses the upload; and it presents only those CAs that its own list holds, so others cannot build the chain.',
  typical: 'The CA was renewed, with or without a new key, and the list still holds its old certificate.',
  fix: [
    'Put the CA certificates that belong to the certificate in the place of those in the list, on every peer.',
  ],
  notHitBy:
    'a CA that is not in the list at all (chain/not-in-own-list); a fault that the CAs at hand have too (chain/broken)',
  saysTheProduct: ['Untrusted CA certificate chain'],
  citations: [
    { source: 'certificate-guide', ref: 'Loading a server certificate and private key' },
    { source: 'rfc', ref: '5280 section 6.1' },
  ],
  bears: [{ requirement: 'own-list-verifies', effect: 'fails' }],
  message: (d: ListDetail & FaultDetail & AtHand) => `${listText(d)} gives no good chain: ${d.because}`,
  remedy: remedyInList,
  *check(facts: ChainFacts) {
    const { of, toRoot, ownList } = facts;
    if (of.kind !== 'peer' || ownList?.answer.result !== 'broken') return;
    if (isSameFault(ownList.answer, toRoot) || isOfLeafAlone(ownList.answer)) return;
    yield about(facts, {
      ...listDetail(ownList),
      ...faultDetail(ownList.answer),
      ...atHand(ownList, facts),
    });
  },
});
