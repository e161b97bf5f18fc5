import { rule } from '../../findings/rule.ts';
import { aboutKeys, type FederationFacts } from './facts.ts';

export const commonNameAccepted = rule({
  code: 'federation/common-name-accepted',
  severity: 'warning',
  what: 'The CN of a certificate is accepted as its name.',
  why: 'No CA vouches for the CN as a name of a server. It is for partners with very old certificates only.',
  fix: ['Have these partners get new certificates, then delete commonName under peerNames.'],
  citations: [{ source: 'rfc', ref: '9525 section 2' }],
  message: () => 'a certificate without alternative names is accepted by its CN',
  *check(facts: FederationFacts) {
    if (facts.settings.peerNames.commonName) yield aboutKeys(facts, ['peerNames'], {});
  },
});
