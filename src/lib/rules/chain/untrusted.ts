import { rule } from '../../findings/rule.ts';
import { listText, type ChainFacts, type ListDetail } from './facts.ts';
import { aboutList, trustInPeer, whereToPutCas } from './relation-facts.ts';

export const untrusted = rule({
  code: 'chain/untrusted',
  severity: 'error',
  what: 'The certificate is not trusted by the other side: the root of its chain is not in the list of those who are to trust it.',
  why: 'The connection fails: the zone between the Expressways stays down, or secure connections from Expressway-C to Unified CM are refused.',
  typical:
    'Expressway-C and Expressway-E have certificates of different CAs, and each list holds its own alone.',
  fix: [
    'Upload root and intermediates of the certificate to the trusted CA list of the other side, on every peer: lists are not replicated.',
    'On Unified CM put the CA of the Expressway-C into tomcat-trust and CallManager-trust, and restart the services.',
  ],
  notHitBy: 'a list that lacks an intermediate alone (chain/intermediate-missing)',
  saysTheProduct: ['tlsv1 alert unknown ca', 'CSCvz20720', 'CSCvz45074'],
  citations: [
    { source: 'certificate-guide', ref: 'Trusted CA certificate' },
    { source: 'tac', ref: '221624, 217743 and 218018' },
  ],
  bears: trustInPeer,
  remedy: whereToPutCas,
  message: (d: ListDetail & { readonly missingIssuer: string }) =>
    `not trusted by ${listText(d)}: "${d.missingIssuer}" is not in it`,
  *check(facts: ChainFacts) {
    if (facts.of.kind !== 'peer') return;
    for (const list of facts.otherLists) {
      const { answer, answerWithHelp } = list;
      if (answer.result !== 'issuer missing' || answerWithHelp.result === 'trusted') continue;
      const { missingIssuer } = answerWithHelp.result === 'issuer missing' ? answerWithHelp : answer;
      yield aboutList(facts, list, { missingIssuer });
    }
  },
});
