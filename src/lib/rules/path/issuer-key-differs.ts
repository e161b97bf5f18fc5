import { toHex } from '../../bytes.ts';
import { rule } from '../../findings/rule.ts';
import { otherKeys } from '../../path/issuer-keys.ts';
import { printName } from '../../x509/name.ts';
import { at, named, some, textOf, type CertificateDetail, type JudgedPath, type Some } from './facts.ts';

const keyText = (key: Uint8Array | undefined): string => (key ? toHex(key) : 'without identifier');

export const issuerKeyDiffers = rule({
  code: 'path/issuer-key-differs',
  severity: 'error',
  what: 'CA certificates with the name of the issuer are there, and by their key identifiers all have another key.',
  why: 'OpenSSL, with which an Expressway verifies chains, passes over an issuer whose key identifier is not the one that the certificate names.',
  typical:
    'A CA was renewed with a new key under its old name, and the trust list holds the old certificate.',
  fix: ['Look for the certificate of the same CA with the key identifier that the certificate names.'],
  notHitBy:
    'profiles other than appliance: for RFC 5280 key identifiers are a help, and the signature decides',
  citations: [
    { source: 'rfc', ref: '5280 section 4.2.1.1' },
    { source: 'openssl', ref: 'Certification Path Building' },
  ],
  message: (d: CertificateDetail & { issuer: string; wanted: string; found: Some }) =>
    `the issuer of ${named(d)}, "${d.issuer}", has the key ${d.wanted}; what is there of that name has the key ${textOf(d.found)}`,
  *check(facts: JudgedPath) {
    if (facts.options.profile !== 'appliance') return;
    for (const { position, wanted, found } of otherKeys(facts)) {
      const placed = facts.certificates[position]!;
      yield at(placed, {
        issuer: printName(placed.facts.certificate.issuer),
        wanted: keyText(wanted),
        found: some(found, keyText),
      });
    }
  },
});
