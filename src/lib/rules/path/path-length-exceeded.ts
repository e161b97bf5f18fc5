import { rule } from '../../findings/rule.ts';
import { at, named, type CertificateDetail, type JudgedPath } from './facts.ts';

export const pathLengthExceeded = rule({
  code: 'path/path-length-exceeded',
  severity: 'error',
  what: 'More CA certificates follow than the path length constraint of one above them allows.',
  why: 'The upper CA has forbidden the lower one to exist; every validator refuses the path.',
  fix: [
    'Have the certificate issued by a CA that may issue it.',
    'Or have the upper CA certificate reissued with a larger path length.',
  ],
  notHitBy: 'a self-issued CA certificate, as used for changing keys',
  citations: [{ source: 'rfc', ref: '5280 section 6.1.4 (l) and (m)' }],
  message: (d: CertificateDetail & { limit: number; limitedBy: number }) =>
    `${named(d)} exceeds the path length ${d.limit} of the CA ${d.limitedBy - d.position} above it`,
  *check({ pathLengthBreaches, certificates }: JudgedPath) {
    for (const { position, limit, limitedBy } of pathLengthBreaches) {
      yield at(certificates[position]!, { limit, limitedBy });
    }
  },
});
