import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { DecodeError } from '../../../src/lib/errors.ts';
import { readCertificate, serialHex, type Certificate } from '../../../src/lib/x509/certificate.ts';
import { readCrl } from '../../../src/lib/x509/crl.ts';
import { findExtension } from '../../../src/lib/x509/extensions.ts';
import { fingerprint } from '../../../src/lib/x509/fingerprint.ts';
import type { GeneralName } from '../../../src/lib/x509/general-name.ts';
import type { Name } from '../../../src/lib/x509/name.ts';
import { derOfPem, hasVectors, readVectorCases, type VectorCase } from '../../support/vectors.ts';

const certificatesOf = (one: VectorCase): readonly string[] => [
  ...one.trusted_certs,
  ...one.untrusted_intermediates,
  one.peer_certificate,
];

/** Values grouped by attribute type, types in the order they first appear: all that node tells of a name. */
function valuesByType(name: Name): string[][] {
  const groups = new Map<string, string[]>();
  for (const { type, value } of name.rdns.flat()) groups.set(type, [...(groups.get(type) ?? []), value]);
  return [...groups.values()];
}

const nodeValues = (name: object | undefined): string[][] =>
  Object.values(name ?? {}).map((value: string | string[]) => (Array.isArray(value) ? value : [value]));

/** A name as node prints it, for the forms that it prints without further quoting. */
function nodeText(name: GeneralName): string | undefined {
  switch (name.kind) {
    case 'dNSName':
      return `DNS:${name.value}`;
    case 'rfc822Name':
      return `email:${name.value}`;
    case 'uniformResourceIdentifier':
      return `URI:${name.value}`;
    case 'iPAddress':
      return name.value.length === 4 ? `IP Address:${name.value.join('.')}` : undefined;
    default:
      return undefined;
  }
}

/** Everything node's X509Certificate knows, ours beside it. */
async function compareWithNode(certificate: Certificate, node: X509Certificate): Promise<void> {
  const legacy = node.toLegacyObject();
  expect({
    subject: valuesByType(certificate.subject),
    issuer: valuesByType(certificate.issuer),
    serialNumber: serialHex(certificate.serialNumber),
    notBefore: certificate.notBefore,
    notAfter: certificate.notAfter,
    fingerprint: await fingerprint(certificate.der, 'SHA-1'),
    fingerprint256: await fingerprint(certificate.der),
    extKeyUsage: findExtension(certificate.extensions, 'extKeyUsage')?.value,
    publicKey: Buffer.from(certificate.publicKey.der).toString('hex'),
  }).toEqual({
    subject: nodeValues(legacy.subject),
    issuer: nodeValues(legacy.issuer),
    // How many zeros node puts in front depends on its version.
    serialNumber: node.serialNumber.toLowerCase().replace(/^(-?)0+(?=.)/, '$1'),
    notBefore: Date.parse(node.validFrom),
    notAfter: Date.parse(node.validTo),
    fingerprint: node.fingerprint,
    fingerprint256: node.fingerprint256,
    extKeyUsage: node.keyUsage,
    publicKey: node.publicKey.export({ format: 'der', type: 'spki' }).toString('hex'),
  });
}

/** OpenSSL has no key for DSA whose parameters are the issuer's, and Node 24 (24.21.0) even dies of asking. */
const hasNodeKey = ({ publicKey, faults }: Certificate): boolean =>
  (publicKey.kind !== 'dsa' || publicKey.bits !== undefined) &&
  !faults.some(({ part }) => part === 'subjectPublicKeyInfo');

/** Does node print the same Subject Alternative Name? undefined: it has a form whose text is not comparable. */
function hasSameAltNames(certificate: Certificate, node: X509Certificate): boolean | undefined {
  const names = findExtension(certificate.extensions, 'subjectAltName')?.value ?? [];
  const texts = names.map(nodeText);
  if (texts.includes(undefined) || node.subjectAltName?.includes('"')) return undefined;
  return texts.join(', ') === (node.subjectAltName ?? '');
}

describe.skipIf(!hasVectors)('certificates of the conformance cases', () => {
  const cases = hasVectors ? readVectorCases() : [];
  const pems = [...new Set(cases.flatMap(certificatesOf))];

  it('are there', () => {
    expect(cases.length).toBeGreaterThan(1000);
    expect(pems.length).toBeGreaterThan(1000);
  });

  it('are all read where the case expects success, and every CRL with them', () => {
    const failures: string[] = [];
    for (const one of cases.filter(({ expected }) => expected === 'SUCCESS')) {
      const read = [
        ...certificatesOf(one).map((pem) => () => readCertificate(derOfPem(pem))),
        ...(one.crls ?? []).map((pem) => () => readCrl(derOfPem(pem))),
      ];
      for (const attempt of read) {
        try {
          attempt();
        } catch (error) {
          failures.push(`${one.id}: ${String(error)}`);
        }
      }
    }
    expect(failures).toEqual([]);
  });

  it('agree with node field by field', async () => {
    let compared = 0;
    let altNames = 0;
    for (const pem of pems) {
      const certificate = readable(pem);
      if (!certificate || !hasNodeKey(certificate)) continue;
      const node = new X509Certificate(pem);
      await compareWithNode(certificate, node);
      const same = hasSameAltNames(certificate, node);
      expect(same, `${node.subjectAltName}`).not.toBe(false);
      compared++;
      if (same) altNames++;
    }
    expect(compared).toBeGreaterThan(pems.length * 0.98);
    expect(altNames).toBeGreaterThan(compared * 0.5);
  });

  it('that cannot be read belong to cases that expect failure, and say where they break', () => {
    for (const one of cases) {
      for (const pem of certificatesOf(one)) {
        try {
          readCertificate(derOfPem(pem));
        } catch (error) {
          expect(error).toBeInstanceOf(DecodeError);
          expect(error).toMatchObject({ field: expect.stringMatching(/./), offset: expect.any(Number) });
          expect(one.expected, one.id).toBe('FAILURE');
        }
      }
    }
  });
});

function readable(pem: string): Certificate | undefined {
  try {
    return readCertificate(derOfPem(pem));
  } catch {
    return undefined;
  }
}

describe('the roots that come with Node', () => {
  it.each(rootCertificates.map((pem) => [new X509Certificate(pem).subject.split('\n').at(-1)!, pem]))(
    '%s is read, and agrees with node',
    async (_, pem) => {
      await compareWithNode(readCertificate(derOfPem(pem)), new X509Certificate(pem));
    },
  );

  it('have no deviations but named bits that end in zeros', () => {
    const deviations = rootCertificates.flatMap((pem) => readCertificate(derOfPem(pem)).deviations);
    const known = 'tbsCertificate.extensions.keyUsage';
    expect(deviations.filter(({ code, field }) => code !== 'invalid-bit-string' || field !== known)).toEqual(
      [],
    );
  });
});
