import { rule } from '../../findings/rule.ts';
import { about, type CsrFacts } from './facts.ts';

export const cnMissing = rule({
  code: 'csr/cn-missing',
  severity: 'error',
  what: 'The subject of the request has no CN.',
  why: 'With a certificate without CN the Expressway raises alarm 40052, and mobile and remote access, Jabber Guest and the Meeting Server web proxy do not work.',
  typical: 'A tool or CA profile made for web servers, which need no CN.',
  fix: ['Make a new request whose CN is the FQDN of the cluster, or of the peer where there is no cluster.'],
  notHitBy: 'a CN that is not the planned one (csr/cn-differs)',
  saysTheProduct: ['alarm 40052'],
  citations: [
    { source: 'admin-guide', ref: 'alarm 40052' },
    { source: 'certificate-guide', ref: 'Loading a server certificate and private key' },
  ],
  message: () => 'the subject has no CN',
  *check(facts: CsrFacts) {
    if (facts.request.commonNames.length === 0) yield { ...about(facts), detail: {} };
  },
});
