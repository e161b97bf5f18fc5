import { rule } from '../../findings/rule.ts';
import { about, type PeerCertificateFacts } from './facts.ts';

export const selfSignedForFederation = rule({
  code: 'cert/self-signed-for-federation',
  severity: 'error',
  what: 'The certificate of an Expressway-E is self-signed, and XMPP federation is in use.',
  why: 'Federated servers that ask for client-side security certificates want one that a CA has signed: they refuse the stream.',
  typical: 'A certificate made for a test.',
  fix: ['Have a CA sign the request of this peer, and upload the CA to the trusted CA list first.'],
  notHitBy: 'an Expressway-C, or a deployment without XMPP federation (then cert/self-signed)',
  citations: [
    { source: 'guide', ref: 'Settings for XMPP Federation, Require client-side security certificates' },
  ],
  bears: [{ requirement: 'ca-signed', effect: 'fails' }],
  message: () => 'the certificate is self-signed; federation needs a CA-signed one',
  *check(facts: PeerCertificateFacts) {
    if (facts.issued.isSelfSigned !== true || facts.peer?.role !== 'E') return;
    if (facts.plan?.services.includes('xmppFederation')) yield about(facts, {});
  },
});
