import { rule } from '../../findings/rule.ts';
import { about, isServerCertificate, type PeerCertificateFacts } from './facts.ts';

export const cnMissing = rule({
  code: 'cert/cn-missing',
  severity: 'error',
  what: 'The subject of the certificate has no CN.',
  why: 'The Expressway raises alarm 40052, and mobile and remote access, Jabber Guest and the Meeting Server web proxy do not work.',
  typical: 'A CA profile for web servers, which need no CN: public CAs may leave it out, and some do.',
  fix: ['Ask the CA for a profile that keeps the CN of the request, and have it issued again.'],
  notHitBy: 'a CN that is not the planned one (cert/cn-differs)',
  saysTheProduct: ['alarm 40052'],
  citations: [
    { source: 'admin-guide', ref: 'alarm 40052' },
    { source: 'certificate-guide', ref: 'Loading a server certificate and private key' },
  ],
  bears: [{ requirement: 'common-name', effect: 'fails' }],
  message: () => 'the subject has no CN',
  *check(facts: PeerCertificateFacts) {
    if (isServerCertificate(facts) && facts.issued.commonNames.length === 0) yield about(facts, {});
  },
});
