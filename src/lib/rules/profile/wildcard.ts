import { about, isWildcardAllowed } from './facts.ts';
import { wildcardsOf } from './presented.ts';
import { profileRule } from './profile-rule.ts';

const otherProduct =
  'XMPP federation on the IM and Presence Service with group chat does need *.domain: that is a certificate of the IM and Presence Service, not of the Expressway.';

export const wildcard = profileRule({
  name: 'wildcard',
  both: {
    severity: 'error',
    why: 'Expressway and Unified CM do not support wildcard certificates: endpoints and zones refuse the certificate.',
    typical: 'One {request} was to cover all machines of a domain.',
    notHitBy: 'a deployment whose policy says allowWildcard: true',
    citations: [
      { source: 'certificate-guide', ref: 'Points to be aware of' },
      { source: 'tac', ref: '213872' },
    ],
  },
  csr: {
    what: 'The request asks for a wildcard name.',
    fix: ['Make a new request that lists each name.', otherProduct],
  },
  cert: {
    what: 'The certificate holds a wildcard name.',
    fix: ['Make a request that lists each name, and have it signed.', otherProduct],
    bears: [{ requirement: 'no-wildcard', effect: 'fails' }],
  },
  message: ({ name }: { name: string }) => `${name} is a wildcard`,
  *check(presented, facts) {
    if (isWildcardAllowed(facts)) return;
    for (const name of wildcardsOf(presented)) yield about(facts, { name });
  },
});
