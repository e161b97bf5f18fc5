import { rule } from '../../findings/rule.ts';
import { printName } from '../../x509/name.ts';
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
  message: (d: CertificateDetail & { limit: number; limitedBy: number; upper: string }) =>
    `${named(d)} exceeds the path length ${d.limit} of the CA above it, "${d.upper}"`,
  *check({ pathLengthBreaches, certificates }: JudgedPath) {
    for (const { position, limit, limitedBy } of pathLengthBreaches) {
      const upper = printName(certificates[limitedBy]!.facts.certificate.subject);
      yield at(certificates[position]!, { limit, limitedBy, upper });
    }
  },
});
