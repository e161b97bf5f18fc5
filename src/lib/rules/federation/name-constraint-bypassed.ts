import type { PeerFacts } from '../../federation/peer-facts.ts';
import { rule } from '../../findings/rule.ts';
import { aboutPeer } from './facts.ts';

export const nameConstraintBypassed = rule({
  code: 'federation/name-constraint-bypassed',
  severity: 'error',
  what: 'The certificate names the domain in a form that the name constraints of its CA do not speak of.',
  why: 'The CA may not issue for this domain as a DNS name. In another form it is the same domain, and nobody has allowed it.',
  fix: [
    'Have the partner get a certificate from a CA that may issue for the domain.',
    'If this CA may, it must be certified anew with the domain among its permitted names.',
  ],
  notHitBy: 'a CA whose constraints permit the domain as a DNS name',
  citations: [
    { source: 'rfc', ref: '9525 section 7.6' },
    { source: 'rfc', ref: '5280 section 4.2.1.10' },
  ],
  message: ({ name, ca }: { name: string; ca: string }) =>
    `${name} counts, but the constraints of the CA "${ca}" forbid its domain as a DNS name`,
  *check(facts: PeerFacts) {
    if (facts.bypass) yield aboutPeer(facts, { ...facts.bypass });
  },
});
