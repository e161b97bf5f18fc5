import { rootCertificates } from 'node:tls';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DecodeError } from '../../../src/lib/errors.ts';
import { readCertificate, type Certificate } from '../../../src/lib/x509/certificate.ts';
import { readCrl } from '../../../src/lib/x509/crl.ts';
import { printGeneralName } from '../../../src/lib/x509/general-name.ts';
import { nameKey, printName } from '../../../src/lib/x509/name.ts';
import { publicKeyText } from '../../../src/lib/x509/public-key.ts';
import { signatureAlgorithm } from '../../../src/lib/x509/signature.ts';
import { everyExtensionCertificate, revocationList } from '../../support/rich-der.ts';
import { derOfPem } from '../../support/vectors.ts';

/** A change at a place in the bytes. */
type Change = (der: Uint8Array) => Uint8Array;

const place = fc.nat({ max: 0xffffff });
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(place, fc.nat({ max: 255 })).map(([at, octet]): Change => (der) => {
    const changed = der.slice();
    changed[at % der.length] = octet;
    return changed;
  }),
  place.map(
    (at): Change =>
      (der) =>
        der.slice(0, at % der.length),
  ),
  fc.tuple(place, fc.uint8Array({ maxLength: 8 })).map(([at, inserted]): Change => (der) => {
    const from = at % der.length;
    return Uint8Array.from([...der.subarray(0, from), ...inserted, ...der.subarray(from)]);
  }),
  fc.tuple(place, fc.integer({ min: 1, max: 8 })).map(([at, count]): Change => (der) => {
    const from = at % der.length;
    return Uint8Array.from([...der.subarray(0, from), ...der.subarray(from + count)]);
  }),
);
const changes = fc.array(change, { minLength: 1, maxLength: 3 });

const applyAll = (list: readonly Change[], der: Uint8Array): Uint8Array =>
  list.reduce<Uint8Array>((bytes, apply) => (bytes.length > 0 ? apply(bytes) : bytes), der);

/** Looks at everything a certificate has: decoding on demand may not fail either. */
function lookAtAll(certificate: Certificate): void {
  printName(certificate.issuer);
  nameKey(certificate.subject);
  publicKeyText(certificate.publicKey);
  signatureAlgorithm(certificate.signatureAlgorithm);
  const { serialNumber, tbs, signature, issuerUniqueId, subjectUniqueId } = certificate;
  expect([serialNumber, tbs, signature, issuerUniqueId, subjectUniqueId]).toHaveLength(5);
  for (const extension of certificate.extensions) {
    if (extension.name === 'subjectAltName') extension.value.forEach(printGeneralName);
  }
}

/** Nothing but a DecodeError that says where, or success. */
function expectOnlyDecodeErrors(read: () => void): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    expect(error.offset).toEqual(expect.any(Number));
  }
}

describe('changed bytes', () => {
  const certificates = [everyExtensionCertificate, ...rootCertificates.slice(0, 20).map(derOfPem)];

  it('of certificates give nothing but a DecodeError, or another certificate', () => {
    fc.assert(
      fc.property(fc.constantFrom(...certificates), changes, (der, list) => {
        const changed = applyAll(list, der);
        expectOnlyDecodeErrors(() => lookAtAll(readCertificate(changed)));
      }),
      { seed: 5280, numRuns: 5000 },
    );
  });

  it('of a CRL give nothing but a DecodeError, or another CRL', () => {
    fc.assert(
      fc.property(changes, (list) => {
        const changed = applyAll(list, revocationList);
        expectOnlyDecodeErrors(() => {
          const { revoked } = readCrl(changed);
          for (const entry of revoked) expect(revoked.find(entry.serialNumber)).not.toEqual([]);
        });
      }),
      { seed: 5280, numRuns: 3000 },
    );
  });

  it('one at a time, every octet of a certificate with every extension', () => {
    const original = everyExtensionCertificate;
    for (let at = 0; at < original.length; at++) {
      for (const octet of [0x00, 0x30, 0x7f, 0x80, 0xff]) {
        const changed = original.slice();
        changed[at] = octet;
        expectOnlyDecodeErrors(() => lookAtAll(readCertificate(changed)));
      }
    }
  });

  it('random bytes are no certificate and no CRL', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expectOnlyDecodeErrors(() => readCertificate(bytes));
        expectOnlyDecodeErrors(() => readCrl(bytes));
      }),
      { seed: 5280, numRuns: 3000 },
    );
  });
});

describe('a certificate cut short', () => {
  it('is refused at every length', () => {
    for (let length = 0; length < everyExtensionCertificate.length; length++) {
      expect(() => readCertificate(everyExtensionCertificate.subarray(0, length))).toThrow(DecodeError);
    }
  });

  it('whole is read, with every extension decoded', () => {
    const { extensions } = readCertificate(everyExtensionCertificate);
    expect(extensions.filter(({ name }) => name === undefined)).toEqual([]);
    expect(extensions.length).toBeGreaterThan(30);
  });
});
