import { rule } from '../../findings/rule.ts';
import { isExpired } from '../../path/checks.ts';
import { at, momentText, named, type CertificateDetail, type JudgedPath } from './facts.ts';

export const expired = rule({
  code: 'path/expired',
  severity: 'error',
  what: 'A certificate of the path has expired.',
  why: 'Every validator refuses it.',
  fix: ['Renew the certificate. If it is a CA certificate, look for its renewed or cross-signed one.'],
  notHitBy: 'the last second of the validity period',
  citations: [
    { source: 'rfc', ref: '5280 section 6.1.3 (a)(2)' },
    { source: 'rfc', ref: '5280 section 4.1.2.5' },
  ],
  message: (d: CertificateDetail & { notAfter: string }) => `${named(d)} expired on ${d.notAfter}`,
  *check({ certificates, options }: JudgedPath) {
    for (const placed of certificates) {
      if (!isExpired(placed.facts, options.time)) continue;
      yield at(placed, { notAfter: momentText(placed.facts.certificate.notAfter) });
    }
  },
});
