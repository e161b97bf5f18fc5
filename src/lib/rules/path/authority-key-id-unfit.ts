import { rule } from '../../findings/rule.ts';
import type { CertificateFacts } from '../../path/facts.ts';
import { keyIdentifierFault, type KeyIdentifierFault } from '../../path/web-pki.ts';
import { at, named, type CertificateDetail, type JudgedPath } from './facts.ts';

const faultTexts: Readonly<Record<KeyIdentifierFault, string>> = {
  'no-key-identifier': 'holds no key identifier',
  'names-issuer-certificate': "names its issuer's certificate by issuer and serial number",
  'not-the-issuers-key': "is not the issuer's subject key identifier",
};

/** A root issued itself; of another anchor the issuer is not at hand. */
const ownIssuer = (anchor: CertificateFacts): CertificateFacts | undefined =>
  anchor.isSelfIssued ? anchor : undefined;

function issuerOf(position: number, { candidate }: JudgedPath): CertificateFacts | undefined {
  return candidate.certificates[position + 1] ?? candidate.issuer;
}

export const authorityKeyIdUnfit = rule({
  code: 'path/authority-key-id-unfit',
  severity: 'error',
  what: 'The authority key identifier of a certificate is not as the Baseline Requirements demand.',
  why: 'It must hold the key identifier of the issuer and nothing else.',
  fix: ['Have the certificate reissued by a CA that keeps the profile of RFC 5280.'],
  notHitBy: 'the key identifier of the issuer alone',
  citations: [
    { source: 'baseline-requirements', ref: 'section 7.1.2.1.3' },
    { source: 'baseline-requirements', ref: 'section 7.1.2.11.1' },
  ],
  message: (d: CertificateDetail & { fault: KeyIdentifierFault }) =>
    `the authority key identifier of ${named(d)} ${faultTexts[d.fault]}`,
  *check(facts: JudgedPath) {
    if (facts.options.profile !== 'webpki') return;
    for (const placed of facts.certificates) {
      const issuer = placed.role === 'anchor' ? ownIssuer(placed.facts) : issuerOf(placed.position, facts);
      const fault = keyIdentifierFault(placed.facts, issuer?.extensions.subjectKeyIdentifier?.value);
      if (fault) yield at(placed, { fault });
    }
  },
});
