import { rule } from '../../findings/rule.ts';
import { isWildcardAllowed } from '../profile/facts.ts';
import { wildcardsOf } from '../profile/presented.ts';
import { presentedInCertificate } from '../profile/profile-rule.ts';
import { about, type PeerCertificateFacts } from './facts.ts';

export const wildcardAllowed = rule({
  code: 'cert/wildcard-allowed',
  severity: 'notice',
  what: 'The certificate holds a wildcard name, which the policy of the deployment allows.',
  why: 'That you allow it changes nothing about the products, which do not support it: whether it works nobody can say.',
  fix: ['Make a request that lists each name, and have it signed.'],
  notHitBy: 'a deployment whose policy does not allow it (then cert/wildcard)',
  citations: [
    { source: 'certificate-guide', ref: 'Points to be aware of' },
    { source: 'product', ref: 'policy.allowWildcard' },
  ],
  bears: [{ requirement: 'no-wildcard', effect: 'not known' }],
  message: ({ name }: { name: string }) => `${name} is a wildcard, which policy.allowWildcard allows`,
  *check(facts: PeerCertificateFacts) {
    if (!isWildcardAllowed(facts)) return;
    for (const name of wildcardsOf(presentedInCertificate(facts))) yield about(facts, { name });
  },
});
