import { rule } from '../../findings/rule.ts';
import { named, unknownStatuses, type CertificateDetail, type JudgedPath } from './facts.ts';

export const revocationUnknown = rule({
  code: 'path/revocation-unknown',
  severity: 'error',
  what: 'Nobody can say whether a certificate of the path is revoked.',
  why: 'No usable revocation list or OCSP response covers it, so it may have been withdrawn; you ask for certificates that are shown to be good.',
  fix: [
    'Supply the current revocation list of its issuer, or an OCSP response for it.',
    'Where the certificate promises a stapled OCSP response, have its server send one (OCSP stapling).',
    'What was there and why it could not be used stands in the message.',
  ],
  notHitBy: 'a certificate of which a current list of its issuer says nothing',
  citations: [
    { source: 'rfc', ref: '5280 section 6.1.3 (a)(3)' },
    { source: 'rfc', ref: '5280 section 6.3.3' },
    { source: 'rfc', ref: '6960 section 3.2' },
  ],
  message: (d: CertificateDetail & { why: string; unusable: readonly string[] }) =>
    `whether ${named(d)} is revoked is not known: ${[d.why, ...d.unusable].join('; ')}`,
  *check({ revocation, certificates, options }: JudgedPath) {
    if (options.acceptUnknownRevocation) return;
    yield* unknownStatuses(revocation, certificates);
  },
});
