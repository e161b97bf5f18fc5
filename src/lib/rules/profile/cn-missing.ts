import { about, isForClientStore } from './facts.ts';
import { profileRule } from './profile-rule.ts';

export const cnMissing = profileRule({
  name: 'cn-missing',
  both: {
    severity: 'error',
    what: 'The subject of the {request} has no CN.',
    why: 'With a certificate without CN the Expressway raises alarm 40052, and mobile and remote access, Jabber Guest and the Meeting Server web proxy do not work.',
    notHitBy: 'a CN that is not the planned one ({area}/cn-differs)',
    saysTheProduct: ['alarm 40052'],
    citations: [
      { source: 'admin-guide', ref: 'alarm 40052' },
      { source: 'certificate-guide', ref: 'Loading a server certificate and private key' },
    ],
  },
  csr: {
    typical: 'A tool or CA profile made for web servers, which need no CN.',
    fix: [
      'Make a new request whose CN is the FQDN of the cluster, or of the peer where there is no cluster.',
    ],
  },
  cert: {
    typical: 'A CA profile for web servers, which need no CN: public CAs may leave it out, and some do.',
    fix: ['Ask the CA for a profile that keeps the CN of the request, and have it issued again.'],
    bears: [{ requirement: 'common-name', effect: 'fails' }],
  },
  message: () => 'the subject has no CN',
  *check({ commonNames }, facts) {
    if (commonNames.length === 0 && !isForClientStore(facts)) yield about(facts, {});
  },
});
