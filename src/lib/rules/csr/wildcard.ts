import { rule } from '../../findings/rule.ts';
import { altNameText } from '../../san/required.ts';
import { about, type CsrFacts } from './facts.ts';

export const wildcard = rule({
  code: 'csr/wildcard',
  severity: 'error',
  what: 'The request asks for a wildcard name.',
  why: 'Expressway and Unified CM do not support wildcard certificates: endpoints and zones refuse the certificate.',
  typical: 'One request was to cover all machines of a domain.',
  fix: [
    'Make a new request that lists each name.',
    'XMPP federation on the IM and Presence Service with group chat does need *.domain: that is a certificate of the IM and Presence Service, not of the Expressway.',
  ],
  notHitBy: 'a deployment whose policy says allowWildcard: true',
  citations: [
    { source: 'certificate-guide', ref: 'Points to be aware of' },
    { source: 'tac', ref: '213872' },
  ],
  message: ({ name }: { name: string }) => `${name} is a wildcard`,
  *check(facts: CsrFacts) {
    if (facts.plan?.deployment.policy.allowWildcard) return;
    const { names, commonNames } = facts.request;
    const texts = [...names.map(altNameText), ...commonNames.map((name) => `CN ${name}`)];
    for (const name of texts.filter((text) => text.includes('*'))) {
      yield { ...about(facts), detail: { name } };
    }
  },
});
