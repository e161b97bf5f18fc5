import { rule } from '../../findings/rule.ts';
import { oidName } from '../../asn1/oids.ts';
import { refusedExtensions } from '../../path/appliance.ts';
import { unprocessedCriticalExtensions } from '../../path/checks.ts';
import { at, named, some, textOf, type CertificateDetail, type JudgedPath, type Some } from './facts.ts';

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
  message: (d: CertificateDetail & { extensions: Some }) =>
    `${named(d)} has critical extensions that are not understood: ${textOf(d.extensions)}`,
  *check({ certificates, options }: JudgedPath) {
    const refused = options.profile === 'appliance' ? refusedExtensions : unprocessedCriticalExtensions;
    for (const placed of certificates) {
      const ids = placed.facts.once(refused);
      if (ids.length > 0) yield at(placed, { extensions: some(ids, (id) => oidName(id) ?? id) });
    }
  },
});
