import { effectiveLists } from '../../federation/privacy.ts';
import { rule } from '../../findings/rule.ts';
import { aboutKeys, type FederationFacts } from './facts.ts';

export const lockdown = rule({
  code: 'federation/lockdown',
  severity: 'warning',
  what: 'Privacy mode is "Allow list", and nobody is on the list.',
  why: 'Every stream is refused. It is the state an Expressway-E is in when federation is first switched on.',
  fix: [
    'Put the domains of your partners, and each of their chat node aliases, on allowList.',
    'Or configure static routes to them, and set useStaticRoutes: true.',
  ],
  notHitBy: 'an empty allow list while static routes are in use',
  citations: [{ source: 'guide', ref: 'Configuring the Allow and Deny Lists, page 16' }],
  message: () => 'the allow list is empty, so no domain can federate',
  *check(facts: FederationFacts) {
    const { privacy } = facts.policy;
    if (privacy.isOn && effectiveLists(privacy).allowed?.length === 0)
      yield aboutKeys(facts, ['privacyMode', 'allowList'], {});
  },
});
