import { rule } from '../../findings/rule.ts';
import type { RevocationReason } from '../../x509/extensions.ts';
import { at, momentText, named, type CertificateDetail, type JudgedPath } from './facts.ts';

export const revoked = rule({
  code: 'path/revoked',
  severity: 'error',
  what: 'A certificate of the path is revoked.',
  why: 'Its issuer has withdrawn it: whoever checks refuses it, and for good reason.',
  fix: ['Have a new certificate issued, with a new key if the old one may be known to others.'],
  notHitBy: 'an entry that a delta CRL removes',
  citations: [
    { source: 'rfc', ref: '5280 section 6.1.3 (a)(3)' },
    { source: 'rfc', ref: '5280 section 6.3' },
  ],
  message: (d: CertificateDetail & { since: string; reason: RevocationReason }) =>
    `${named(d)} is revoked since ${d.since} (${d.reason})`,
  *check({ revocation, certificates }: JudgedPath) {
    for (const status of revocation ?? []) {
      if (status.status !== 'revoked') continue;
      yield at(certificates[status.position]!, { since: momentText(status.since), reason: status.reason });
    }
  },
});
