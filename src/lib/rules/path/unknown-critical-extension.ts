import { rule } from '../../findings/rule.ts';
import { oidName } from '../../asn1/oids.ts';
import { unprocessedCriticalExtensions } from '../../path/checks.ts';
import { at, named, type CertificateDetail, type JudgedPath } from './facts.ts';

export const unknownCriticalExtension = rule({
  code: 'path/unknown-critical-extension',
  severity: 'error',
  what: 'A certificate has a critical extension that is not understood here.',
  why: 'Critical means: whoever does not understand it must refuse the certificate.',
  fix: [
    'Find out what the extension demands, and whether this certificate is meant for your purpose at all.',
    'Have the certificate reissued without it.',
  ],
  notHitBy: 'an unknown extension that is not critical',
  citations: [
    { source: 'rfc', ref: '5280 section 6.1.4 (o)' },
    { source: 'rfc', ref: '5280 section 6.1.5 (f)' },
  ],
  message: (d: CertificateDetail & { extension: string }) =>
    `${named(d)} has the critical extension ${d.extension}`,
  *check({ certificates }: JudgedPath) {
    for (const placed of certificates) {
      for (const id of unprocessedCriticalExtensions(placed.facts))
        yield at(placed, { extension: oidName(id) ?? id });
    }
  },
});
