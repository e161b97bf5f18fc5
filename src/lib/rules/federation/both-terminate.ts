import { rule } from '../../findings/rule.ts';
import { aboutKeys, type FederationFacts } from './facts.ts';

export const bothTerminate = rule({
  code: 'federation/both-terminate',
  severity: 'error',
  what: 'IM and Presence terminates XMPP federation, and "XMPP federation support" of the Expressway-E is on too.',
  why: 'The guide allows one of them: with both, streams of one domain end in two places.',
  fix: ['Set xmppFederationSupport: false where IM and Presence federates, or managedBy: expressway.'],
  notHitBy: 'managedBy: imp in a file that says nothing of the support on the Expressway-E',
  citations: [
    { source: 'guide', ref: 'Expressway or IM and Presence Service for XMPP Federation - How to Decide' },
  ],
  message: () => 'IM and Presence terminates federation, and the support of the Expressway-E is on',
  *check(facts: FederationFacts) {
    const { managedBy, xmppFederationSupport, positions } = facts.settings;
    const isSaid = xmppFederationSupport && positions['xmppFederationSupport'] !== undefined;
    if (managedBy === 'imp' && isSaid) yield aboutKeys(facts, ['xmppFederationSupport', 'managedBy'], {});
  },
});
