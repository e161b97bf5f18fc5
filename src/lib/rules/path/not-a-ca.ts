import { rule } from '../../findings/rule.ts';
import { caBy } from '../../path/appliance.ts';
import type { CertificateFacts } from '../../path/facts.ts';
import type { PathProfile } from '../../path/options.ts';
import { isCa } from '../../path/checks.ts';
import { each, named, type CertificateDetail, type JudgedPath } from './facts.ts';

/** OpenSSL insists on basic constraints below the root alone. */
function isCaFor(profile: PathProfile, issuer: CertificateFacts, isAnchor: boolean): boolean {
  if (profile !== 'appliance') return isCa(issuer, isAnchor);
  const by = caBy(issuer);
  return isAnchor ? by !== undefined : by === 'constraints';
}

export const notACa = rule({
  code: 'path/not-a-ca',
  severity: 'error',
  what: 'A certificate in the place of a CA is none: basic constraints are missing or say so.',
  why: 'Whoever holds the key of an ordinary certificate could otherwise issue certificates for anybody.',
  fix: [
    'Replace it by the certificate of the CA that really issued the one below.',
    'If it is that CA, have it reissued with critical basic constraints, cA true.',
  ],
  notHitBy:
    'for the profile appliance, a root that OpenSSL knows for one by its key usage; a version 1 certificate that is trusted itself',
  citations: [
    { source: 'rfc', ref: '5280 section 6.1.4 (k)' },
    { source: 'rfc', ref: '5280 section 4.2.1.9' },
  ],
  message: (d: CertificateDetail) => `${named(d)} is not a CA certificate, but signed the one below it`,
  check: (facts: JudgedPath) =>
    each(
      facts,
      ({ facts: issuer, issues, role }) =>
        issues && !isCaFor(facts.options.profile, issuer, role === 'anchor'),
    ),
});
