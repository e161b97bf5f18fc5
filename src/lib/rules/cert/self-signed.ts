import { rule } from '../../findings/rule.ts';
import { about, type PeerCertificateFacts } from './facts.ts';

export const selfSigned = rule({
  code: 'cert/self-signed',
  severity: 'error',
  what: 'The certificate of an Expressway is self-signed.',
  why: 'Self-signed Expressway certificates do not work in Unified Communications deployments: the zone between the Expressways stays down.',
  typical: 'A certificate made with openssl req -x509 for a test.',
  fix: ['Have a CA, your own or a public one, sign the request of this peer.'],
  notHitBy:
    'the Expressway-E of a federation (then cert/self-signed-for-federation); an Expressway-C for SIP federation alone; a CA-signed certificate',
  citations: [{ source: 'certificate-guide', ref: 'Creating self-signed certificates using OpenSSL' }],
  bears: [{ requirement: 'ca-signed', effect: 'fails' }],
  message: () => 'the certificate is self-signed',
  *check(facts: PeerCertificateFacts) {
    const { issued, peer, plan } = facts;
    if (issued.isSelfSigned !== true || !peer || !plan) return;
    if (peer.role === 'E' && plan.services.includes('xmppFederation')) return;
    // IM and Presence takes a self-signed one, and nobody else meets an Expressway-C then but the Expressway-E.
    if (peer.role === 'C' && plan.services.every((service) => service === 'sipFederation')) return;
    yield about(facts, {});
  },
});
