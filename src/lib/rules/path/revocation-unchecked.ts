import { rule } from '../../findings/rule.ts';
import { named, unknownStatuses, type CertificateDetail, type JudgedPath } from './facts.ts';

export const revocationUnchecked = rule({
  code: 'path/revocation-unchecked',
  severity: 'warning',
  what: 'Nobody can say whether a certificate of the path is revoked, and you accept that.',
  why: 'The certificate may have been withdrawn.',
  fix: ['Supply the current revocation list of its issuer, or an OCSP response for it.'],
  notHitBy: 'a certificate that is shown to be good',
  citations: [
    { source: 'rfc', ref: '5280 section 6.3.3' },
    { source: 'rfc', ref: '6960 section 3.2' },
  ],
  message: (d: CertificateDetail & { why: string; unusable: readonly string[] }) =>
    `whether ${named(d)} is revoked is not known: ${[d.why, ...d.unusable].join('; ')}`,
  *check({ revocation, certificates, options }: JudgedPath) {
    if (!options.acceptUnknownRevocation) return;
    yield* unknownStatuses(revocation, certificates);
  },
});
