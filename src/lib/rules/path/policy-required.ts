import { rule } from '../../findings/rule.ts';
import { at, named, type CertificateDetail, type JudgedPath } from './facts.ts';

export const policyRequired = rule({
  code: 'path/policy-required',
  severity: 'error',
  what: 'The path must be valid for a certificate policy, and is valid for none that is acceptable.',
  why: 'The certificates were issued under other rules than you, or a CA of the path, demand.',
  fix: [
    'Have the certificate issued under an acceptable policy.',
    'Or accept the policy that the certificates carry.',
  ],
  notHitBy: 'a path without any policy where none is required',
  citations: [
    { source: 'rfc', ref: '5280 section 6.1.3 (f)' },
    { source: 'rfc', ref: '5280 section 6.1.5 (g)' },
    { source: 'rfc', ref: '9618 section 5' },
  ],
  message: (d: CertificateDetail & { accepted: readonly string[] }) =>
    `from ${named(d)} on no acceptable policy is left (acceptable: ${d.accepted.join(', ')})`,
  *check({ policies, certificates, options }: JudgedPath) {
    if (policies?.missingAt === undefined) return;
    yield at(certificates[policies.missingAt]!, { accepted: options.policies.initialPolicies });
  },
});
