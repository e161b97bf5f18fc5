import { rule } from '../../findings/rule.ts';
import { altNameText } from '../../san/required.ts';
import { about, type PeerCertificateFacts } from './facts.ts';

export const wildcard = rule({
  code: 'cert/wildcard',
  severity: 'error',
  what: 'The certificate holds a wildcard name.',
  why: 'Expressway and Unified CM do not support wildcard certificates: endpoints and zones refuse it.',
  typical: 'One certificate was to cover all machines of a domain.',
  fix: [
    'Make a request that lists each name, and have it signed.',
    'XMPP federation on the IM and Presence Service with group chat does need *.domain: that is a certificate of the IM and Presence Service, not of the Expressway.',
  ],
  notHitBy: 'a deployment whose policy says allowWildcard: true',
  citations: [
    { source: 'certificate-guide', ref: 'Points to be aware of' },
    { source: 'tac', ref: '213872' },
  ],
  bears: [{ requirement: 'no-wildcard', effect: 'fails' }],
  message: ({ name }: { name: string }) => `${name} is a wildcard`,
  *check(facts: PeerCertificateFacts) {
    if (facts.policy.allowWildcard) return;
    const { names, commonNames } = facts.issued;
    const texts = [...names.map(altNameText), ...commonNames.map((name) => `CN ${name}`)];
    for (const name of texts.filter((text) => text.includes('*'))) yield about(facts, { name });
  },
});
