import { rule } from '../../findings/rule.ts';
import { about, isForClientStore, type PeerCertificateFacts } from './facts.ts';

export const privateCaAtEdge = rule({
  code: 'cert/private-ca-at-edge',
  severity: 'notice',
  what: 'The certificate of an Expressway-E bears no mark of a public CA.',
  why: 'Phones, browsers and partners outside trust it only where somebody has given them its CA.',
  typical: 'A private CA for both sides of the traversal zone.',
  fix: [
    'See to it that phones, apps and partners outside have the CA, or have the certificates of the Expressway-E issued by a public CA.',
  ],
  notHitBy: 'an Expressway-C; the policy or the certificate transparency timestamps of a public CA',
  citations: [{ source: 'tac', ref: '225693' }],
  bears: [{ requirement: 'trusted-from-outside', effect: 'remark' }],
  message: () => 'it bears no mark of a public CA: others outside must have been given its CA',
  *check(facts: PeerCertificateFacts) {
    if (facts.peer?.role !== 'E' || isForClientStore(facts)) return;
    if (facts.issued.issuedBy.kind === 'private') yield about(facts, {});
  },
});
