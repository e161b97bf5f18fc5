import { rule } from '../../findings/rule.ts';
import { aboutKeys, type FederationFacts } from './facts.ts';

export const dialbackSecretMissing = rule({
  code: 'federation/dialback-secret-missing',
  severity: 'warning',
  what: 'Federation is on, and nothing says where the dialback secret is kept.',
  why: 'Dialback tells servers who they are. Streams in and out may go through different peers, which must know one secret.',
  fix: [
    'Keep the secret in an environment variable or a file, and say where: dialbackSecret: { env: NAME } or { file: PATH }.',
    'Enter the same secret on every Expressway-E of the deployment.',
  ],
  notHitBy: 'a deployment whose federation support is off, or that federates by IM and Presence',
  citations: [
    { source: 'guide', ref: 'Table 3, Dialback secret, page 14' },
    { source: 'xep', ref: '0185 section 2' },
  ],
  message: () => 'federation is on, and no place of the dialback secret is given',
  *check(facts: FederationFacts) {
    const { dialbackSecret } = facts.settings;
    if (facts.policy.privacy.isOn && !dialbackSecret) yield aboutKeys(facts, ['xmppFederationSupport'], {});
  },
});
