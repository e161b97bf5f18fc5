import { rule } from '../../findings/rule.ts';
import { listText, type ChainFacts, type ListDetail } from './facts.ts';
import {
  atHand,
  faultDetail,
  isOfLeafAlone,
  isSameFault,
  remedyInList,
  type AtHand,
  type FaultDetail,
} from './fault-facts.ts';
import { aboutList, trustInPeerBy } from './relation-facts.ts';

export const otherListFault = rule({
  code: 'chain/other-list-fault',
  severity: 'error',
  what: 'The list of those who are to trust the certificate has its CAs by name, and gives no good way to a root: one has ended, has another key, or may not issue this certificate.',
  why: 'The connection fails: the zone between the Expressways stays down, or secure connections from Expressway-C to Unified CM are refused.',
  typical: 'The CA was renewed, and the list of the other side still holds its old certificate.',
  fix: [
    'Put the CA certificates that belong to the certificate in the place of those in the list of the other side, on every peer.',
  ],
  notHitBy:
    'a CA that is not in the list at all (chain/untrusted, chain/intermediate-missing); a fault that the CAs at hand have too (chain/broken)',
  saysTheProduct: ['tlsv1 alert unknown ca', 'certificate verify failed'],
  citations: [
    { source: 'rfc', ref: '5280 section 6.1' },
    { source: 'certificate-guide', ref: 'Trusted CA certificate' },
  ],
  bears: trustInPeerBy((detail: ListDetail & FaultDetail & AtHand) => [detail]),
  message: (d: ListDetail & FaultDetail & AtHand) => `not trusted by ${listText(d)}: ${d.because}`,
  remedy: remedyInList,
  *check(facts: ChainFacts) {
    if (facts.of.kind !== 'peer') return;
    for (const list of facts.otherLists) {
      const { answer } = list;
      if (answer.result !== 'broken' || isSameFault(answer, facts.toRoot) || isOfLeafAlone(answer)) continue;
      yield aboutList(facts, list, { ...faultDetail(answer), ...atHand(list, facts) });
    }
  },
});
