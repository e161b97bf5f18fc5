import { rule } from '../../findings/rule.ts';
import { aboutKeys, type FederationFacts } from './facts.ts';

export const supportOff = rule({
  code: 'federation/support-off',
  severity: 'warning',
  what: 'XMPP federation is among the services, and "XMPP federation support" is off.',
  why: 'The Expressway-E takes and opens no federation streams, whatever the certificates say.',
  fix: ['Set xmppFederationSupport: true, or xmppFederation: false under services.'],
  notHitBy: 'a deployment without the service; federation that IM and Presence terminates',
  citations: [{ source: 'guide', ref: 'Configuring Expressway-E for XMPP Federation, page 13' }],
  message: () => 'XMPP federation is wanted, and "XMPP federation support" is off',
  *check(facts: FederationFacts) {
    const { deployment, settings } = facts;
    const isHere = settings.managedBy === 'expressway';
    if (isHere && deployment.services.xmppFederation && !settings.xmppFederationSupport)
      yield aboutKeys(facts, ['xmppFederationSupport'], {});
  },
});
