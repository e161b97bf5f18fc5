import { rule } from '../../findings/rule.ts';
import {
  about,
  crossedPath,
  leadsToRoot,
  lackText,
  uncross,
  type CaAtHand,
  type ChainFacts,
  type CrossedPath,
} from './facts.ts';

export const notInOwnList = rule({
  code: 'chain/not-in-own-list',
  severity: 'error',
  what: "CAs of the certificate are at hand, but not in the trusted CA list of the certificate's own Expressway.",
  why: 'The Expressway refuses the upload; and it presents only those CAs that its own list holds, so others cannot build the chain.',
  typical: 'The first certificate of a new CA, or of a CA with a new intermediate.',
  fix: [
    'Upload these CA files on Maintenance > Security > Trusted CA certificate of every peer first, then the server certificate alone.',
  ],
  notHitBy: 'a call without the trusted CA list of the cluster: then it is not checked',
  saysTheProduct: ['Untrusted CA certificate chain'],
  citations: [
    { source: 'certificate-guide', ref: 'Loading a server certificate and private key' },
    { source: 'tac', ref: '221624 and 212475' },
  ],
  bears: [{ requirement: 'own-list-verifies', effect: 'fails' }],
  remedy: (d) => uncross(d.list, d),
  message: (d: CrossedPath & { readonly list: string; readonly absent: readonly CaAtHand[] }) =>
    lackText(d.list, d),
  *check(facts: ChainFacts) {
    const { toRoot, ownList } = facts;
    if (!toRoot || !leadsToRoot(toRoot) || ownList?.answer.result !== 'issuer missing') return;
    yield about(facts, { list: ownList.list, absent: [...ownList.absent], ...crossedPath(ownList.answer) });
  },
});
