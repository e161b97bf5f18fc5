import { rule } from '../../findings/rule.ts';
import { printName } from '../../x509/name.ts';
import { at, named, type CertificateDetail, type JudgedPath } from './facts.ts';

export const issuerNotFound = rule({
  code: 'path/issuer-not-found',
  severity: 'error',
  what: 'Nobody among the trusted and the supplied certificates has issued this certificate.',
  why: 'Without a complete path to a trusted CA the certificate is worth nothing to whoever checks it.',
  typical: 'The server sends its certificate without the intermediate, or the trust list lacks the root.',
  fix: [
    'Add the missing CA certificate: an intermediate to what the server presents, a root to the trust list.',
    'Compare the issuer named here with the subjects of the certificates at hand, letter by letter.',
  ],
  notHitBy: 'an issuer that is there and has expired: that is path/expired',
  citations: [
    { source: 'rfc', ref: '5280 section 6.1' },
    { source: 'rfc', ref: '4158 section 3' },
  ],
  message: (d: CertificateDetail & { issuer: string; selfSigned: boolean }) =>
    d.selfSigned
      ? `${named(d)} is self-signed and not among the trusted certificates`
      : `the issuer of ${named(d)}, "${d.issuer}", is not there`,
  *check({ candidate, certificates }: JudgedPath) {
    if (candidate.end !== 'no-issuer' || (candidate.namesakes?.length ?? 0) > 0) return;
    const top = certificates[candidate.certificates.length - 1]!;
    const { isSelfIssued, certificate } = top.facts;
    yield at(top, { issuer: printName(certificate.issuer), selfSigned: isSelfIssued });
  },
});
