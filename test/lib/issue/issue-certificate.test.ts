import { Crypto as ProviderCrypto } from '@peculiar/webcrypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  attributeSet,
  buildRequest,
  extension,
  extensionRequest,
  type RequestRecipe,
} from '../../../fixtures/recipes/requests.ts';
import { ia5String, octetString, oid, sequence, tlv, utf8String } from '../../../src/lib/asn1/der-writer.ts';
import { algorithmId, extensionId, keyPurpose, otherNameId } from '../../../src/lib/asn1/oids.ts';
import { explicit, implicit } from '../../../src/lib/asn1/tags.ts';
import { toHex } from '../../../src/lib/bytes.ts';
import { buildCsr } from '../../../src/lib/csr/build.ts';
import { readCsr } from '../../../src/lib/csr/parse.ts';
import {
  createCa,
  issueCertificate,
  IssueError,
  serialHex,
  type CaSettings,
  type CertificateProfile,
} from '../../../src/lib/issue/index.ts';
import { csrContent } from '../../../src/lib/plan/create-csr.ts';
import { validatePath } from '../../../src/lib/public/validation.ts';
import { findExtension } from '../../../src/lib/x509/extensions.ts';
import { publicKeyHash } from '../../../src/lib/x509/fingerprint.ts';
import { draw } from '../../support/deployments/build.ts';
import { shapes } from '../../support/deployments/shape.ts';
import { issuedAt, makeCa, makeCas, p256, p384, profile, requestFor } from '../../support/private-ca.ts';
import { contents, keyKindText, keyPairOf } from '../../support/requests.ts';
import { record, scaled, seed } from '../../support/scale.ts';

const ascii = new TextEncoder();

/** What the certificate of this request says, as far as it is no name. */
async function issued(request: Uint8Array, changes: Partial<CertificateProfile> = {}) {
  const { issuing } = await makeCas();
  return issueCertificate(request, issuing, profile(changes));
}

describe('an issued certificate has', () => {
  it.each(Object.entries(contents))(
    'the subject and names of the request, octet for octet: %s',
    async (_, content) => {
      const request = await requestFor({ ...content, names: content.names });
      const certificate = await issued(request);
      const asked = readCsr(request);
      expect(toHex(certificate.subject.der)).toBe(toHex(asked.subject.der));
      expect(toHex(certificate.publicKey.der)).toBe(toHex(asked.publicKey.der));
      const namesOf = (extensions: typeof asked.extensions) =>
        toHex(findExtension(extensions, 'subjectAltName')!.der);
      expect(namesOf(certificate.extensions)).toBe(namesOf(asked.extensions));
    },
  );

  it('otherNames of forms that nobody here knows, octet for octet', async () => {
    const upn = tlv(
      explicit(0),
      oid('1.3.6.1.4.1.311.20.2.3'),
      tlv(explicit(0), utf8String('expe1@example.com')),
    );
    const odd = tlv(explicit(0), oid('1.2.3.4'), tlv(explicit(0), octetString(Uint8Array.of(1, 2, 3))));
    const srv = tlv(
      explicit(0),
      oid(otherNameId.dnsSRV),
      tlv(explicit(0), ia5String('_xmpp-server.example.com')),
    );
    const names = sequence(
      ...['expe.example.com', 'expe1.example.com'].map((name) => tlv(implicit(2), ascii.encode(name))),
      upn,
      odd,
      srv,
    );
    const request = buildRequest({
      broken: { attributes: attributeSet(extensionRequest(extension(extensionId.subjectAltName, names))) },
    });
    const certificate = await issued(request);
    expect(toHex(findExtension(certificate.extensions, 'subjectAltName')!.der)).toBe(toHex(names));
  });

  it('nothing else that the request asks for', async () => {
    const asks = extensionRequest(
      extension(extensionId.subjectAltName, sequence(tlv(implicit(2), ascii.encode('expe.example.com')))),
      extension(extensionId.certificatePolicies, sequence(sequence(oid('1.2.3.4')))),
      extension('1.2.3.4.5', octetString(Uint8Array.of(1))),
      extension(
        extensionId.extKeyUsage,
        sequence(oid(keyPurpose.codeSigning), oid(keyPurpose.serverAuth), oid(keyPurpose.clientAuth)),
      ),
    );
    const { extensions } = await issued(buildRequest({ broken: { attributes: attributeSet(asks) } }));
    expect(
      extensions.map(({ name, id, critical }) => `${name ?? id}${critical ? ', critical' : ''}`),
    ).toEqual([
      'basicConstraints, critical',
      'keyUsage, critical',
      'extKeyUsage',
      'subjectAltName',
      'subjectKeyIdentifier',
      'authorityKeyIdentifier',
    ]);
  });

  it.each([
    ['server', ['server'], [keyPurpose.serverAuth]],
    ['client', ['client'], [keyPurpose.clientAuth]],
    ['both', ['server', 'client'], [keyPurpose.serverAuth, keyPurpose.clientAuth]],
  ] as const)('the usages of its profile and passes for them alone: %s', async (use, passes, usages) => {
    const { root, issuing } = await makeCas();
    const certificate = await issueCertificate(await requestFor(), issuing, profile({ use }));
    expect(findExtension(certificate.extensions, 'extKeyUsage')!.value).toEqual(usages);
    for (const purpose of ['server', 'client'] as const) {
      const material = { anchors: [root.certificate], intermediates: [issuing.certificate] };
      const { valid } = await validatePath(certificate, material, { at: issuedAt, purpose });
      expect(valid, purpose).toBe((passes as readonly string[]).includes(purpose));
    }
  });

  it.each([
    ['RSA signs and receives secrets', { type: 'rsa', bits: 2048 }, ['digitalSignature', 'keyEncipherment']],
    ['ECDSA signs', p256, ['digitalSignature']],
  ] as const)('the key usages of its kind of key: %s', async (_, kind, usages) => {
    const { extensions } = await issued(await requestFor({}, kind));
    expect(findExtension(extensions, 'keyUsage')!.value).toEqual(usages);
  });

  it.each([
    ['until the day asked for', '2027-11-30T10:00:00Z', '2027-11-30T10:00:00Z'],
    ['no longer than its CA', '2040-01-01T00:00:00Z', '2036-11-30T10:00:00Z'],
    ['in whole seconds', '2027-11-30T10:00:00.900Z', '2027-11-30T10:00:00Z'],
  ])('a life %s', async (_, asked, given) => {
    const { notBefore, notAfter } = await issued(await requestFor(), { notAfter: new Date(asked) });
    expect(new Date(notBefore)).toEqual(new Date('2026-11-30T10:00:00Z'));
    expect(new Date(notAfter)).toEqual(new Date(given));
  });

  it('the place of the list and the policy that are given', async () => {
    const crlUrls = ['http://ca.example.com/issuing.crl'];
    const { extensions } = await issued(await requestFor(), { crlUrls, policies: ['2.25.1'] });
    const [point] = findExtension(extensions, 'cRLDistributionPoints')!.value;
    expect(JSON.stringify(point)).toContain(crlUrls[0]);
    expect(findExtension(extensions, 'certificatePolicies')!.value.map(({ id }) => id)).toEqual(['2.25.1']);
  });
});

it('the key of the CA may be of another provider, which is then to be given', async () => {
  const crypto = new ProviderCrypto() as unknown as Crypto;
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const keyPair = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify']);
  const settings = { commonName: 'Provider CA', keyPair, at: issuedAt, notAfter: new Date('2030-01-01') };
  const ca = await createCa({ ...settings, crypto });
  const certificate = await issueCertificate(await requestFor(), ca, profile({ crypto }));
  expect(toHex(certificate.issuer.der)).toBe(toHex(ca.certificate.subject.der));
  await expect(createCa(settings)).rejects.toThrow('give it as options.crypto');
});

describe('a serial number', () => {
  const filledWith = (value: number) => (octets: Uint8Array) => octets.fill(value);

  it.each([
    ['of zeros begins with 1', 0x00, `1${'00'.repeat(19)}`],
    ['of ones stays positive', 0xff, `2${'ff'.repeat(19)}`],
    ['of 126 begins with 127', 0x7e, `7f${'7e'.repeat(19)}`],
  ])('of 20 octets %s', async (_, octet, serial) => {
    const { serialNumber } = await issued(await requestFor(), { random: filledWith(octet) });
    expect(serialHex(serialNumber)).toBe(serial);
    expect(serialNumber).toHaveLength(20);
  });

  it('is given once, although the random source repeats itself', async () => {
    const takenSerials = new Set<string>();
    const request = await requestFor();
    for (let i = 0; i < 4; i++) {
      const { serialNumber } = await issued(request, { random: filledWith(0x7e), takenSerials });
      takenSerials.add(serialHex(serialNumber));
    }
    expect([...takenSerials].map((serial) => serial.slice(-2))).toEqual(['7e', '7f', '80', '81']);
  });

  it('after the largest comes the smallest', async () => {
    const largest = `7f${'ff'.repeat(19)}`;
    const random = (octets: Uint8Array) => octets.fill(0xff).fill(0x7e, 0, 1);
    const { serialNumber } = await issued(await requestFor(), { random, takenSerials: new Set([largest]) });
    expect(serialHex(serialNumber)).toBe(`1${'00'.repeat(19)}`);
  });
});

describe('a request is refused', () => {
  const rows: readonly (readonly [
    string,
    RequestRecipe,
    Partial<CertificateProfile>,
    string,
    readonly string[],
  ])[] = [
    ['that asks for a CA', { ca: true }, {}, 'asks-for-ca', []],
    ['that asks to sign certificates', { keyUsage: [0, 5] }, {}, 'asks-for-ca', []],
    [
      'whose signature is broken',
      { broken: { signatureBit: true } },
      {},
      'refused',
      ['csr/signature-invalid'],
    ],
    ['without names', { names: [] }, {}, 'refused', ['csr/no-names']],
    ['with a weak key', { key: 'rsa-1024' }, {}, 'refused', ['csr/weak-key-or-hash']],
    ['signed with SHA-1', { hash: 'sha1' }, {}, 'refused', ['csr/weak-key-or-hash']],
    [
      'with a wildcard',
      { names: ['DNS:expe.example.com', 'DNS:*.example.com'] },
      {},
      'refused',
      ['csr/wildcard'],
    ],
    [
      'for another domain than the CA may issue for',
      { names: ['DNS:expe.example.com', 'DNS:expe.example.org'] },
      {},
      'refused',
      ['path/name-constraint-violated'],
    ],
    [
      'at a time when the CA is no longer',
      {},
      { at: new Date('2037-01-01') },
      'refused',
      Array<string>(3).fill('path/expired'),
    ],
  ];
  it.each(rows)('%s', async (_, recipe, changes, code, codes) => {
    const { issuing } = await makeCas(p256, { permittedDomains: ['example.com'] });
    const error: unknown = await issueCertificate(buildRequest(recipe), issuing, profile(changes)).catch(
      (caught: unknown) => caught,
    );
    expect(error).toBeInstanceOf(IssueError);
    const refused = error as IssueError;
    expect([refused.code, refused.findings.map((finding) => finding.code)], refused.message).toEqual([
      code,
      codes,
    ]);
  });

  it('whose key is on the list of those that get none', async () => {
    const request = await requestFor();
    const refusedKeys = new Set([await publicKeyHash(readCsr(request).publicKey.der)]);
    await expect(issued(request, { refusedKeys })).rejects.toMatchObject({ code: 'key-refused' });
  });

  it("whose key is the CA's own", async () => {
    const { issuing } = await makeCas();
    const request = await buildCsr({ ...contents['DNS names only']!, hash: 'sha256' }, issuing.keyPair);
    await expect(issueCertificate(request, issuing, profile())).rejects.toMatchObject({
      code: 'key-refused',
    });
  });

  it('by a CA whose key is another', async () => {
    const { issuing, root } = await makeCas();
    const mixed = { ...issuing, keyPair: root.keyPair };
    await expect(issueCertificate(await requestFor(), mixed, profile())).rejects.toMatchObject({
      code: 'key-differs',
    });
  });

  it.each([
    ['use', { use: 'mail' }, 'profile.use: expected server, client or both'],
    ['moment', { at: 5 }, 'profile.at: expected a Date'],
  ])('as a mistake of the caller: %s', async (_, changes, message) => {
    await expect(issued(await requestFor(), changes as never)).rejects.toThrow(TypeError);
    await expect(issued(await requestFor(), changes as never)).rejects.toThrow(message);
  });
});

describe('a CA', () => {
  it.each([
    [p256, 'ecdsa-with-SHA256'],
    [p384, 'ecdsa-with-SHA384'],
    [{ type: 'rsa', bits: 3072 }, 'sha256WithRSAEncryption'],
  ] as const)('is made with a key of %o and signs as strong', async (kind, algorithm) => {
    const { root, issuing } = await makeCas(kind);
    expect(issuing.certificate.signatureAlgorithm.id, keyKindText(kind)).toBe(algorithmId[algorithm]);
    expect(issuing.chain).toEqual([root.certificate]);
    expect(findExtension(root.certificate.extensions, 'basicConstraints')!.value).toEqual({
      ca: true,
      pathLength: 1,
    });
    expect(findExtension(issuing.certificate.extensions, 'basicConstraints')!.value).toEqual({
      ca: true,
      pathLength: 0,
    });
    const leaf = await issueCertificate(await requestFor(), issuing, profile());
    expect(leaf.signatureAlgorithm.id).toBe(algorithmId[algorithm]);
  });

  it('may issue for the given domains alone, which is critical', async () => {
    const { issuing } = await makeCas(p256, { permittedDomains: ['example.com', 'example.org'] });
    const constraints = findExtension(issuing.certificate.extensions, 'nameConstraints')!;
    expect(constraints.critical).toBe(true);
    expect(constraints.value.permittedSubtrees.map(({ base }) => base)).toEqual([
      { kind: 'dNSName', value: 'example.com' },
      { kind: 'dNSName', value: 'example.org' },
    ]);
    expect(constraints.value.excludedSubtrees.map(({ base }) => base.kind)).toEqual([
      'iPAddress',
      'iPAddress',
    ]);
  });

  const refused: readonly (readonly [string, Partial<CaSettings>, string])[] = [
    ['with a name that nobody can write', { commonName: 'tab\there' }, 'text without control characters'],
    ['with a CN beside the CN', { subject: [{ type: 'CN', value: 'x' }] }, 'CN is no attribute'],
  ];
  it.each(refused)('is not made %s', async (_, settings, message) => {
    const name = settings.commonName ?? 'Example Root CA';
    await expect(makeCa(name, p256, settings)).rejects.toThrow(message);
  });

  it.each([['P-521', { type: 'ec', curve: 'P-521' }, 'found ECDSA P-521']] as const)(
    'is not made with a key of %s',
    async (_, kind, message) => {
      const keyPair = await keyPairOf(kind);
      const settings = { commonName: 'x', keyPair, at: issuedAt, notAfter: new Date('2030-01-01') };
      await expect(createCa(settings)).rejects.toThrow(message);
    },
  );

  it('is not made under one that may have none below', async () => {
    const { issuing } = await makeCas();
    await expect(makeCa('third', p256, { issuer: issuing })).rejects.toMatchObject({ code: 'path-length' });
  });
});

it('what is issued for the requests of random plans is without a finding', async () => {
  const wanted = scaled(150, 1500);
  const { root, issuing } = await makeCas();
  const keyPair = await keyPairOf(p256);
  const takenSerials = new Set<string>();
  const material = { anchors: [root.certificate], intermediates: [issuing.certificate] };
  for (let round = 0; takenSerials.size < wanted; round++) {
    const [shape] = fc.sample(shapes, { seed: seed + round, numRuns: 1 });
    for (const planned of draw(shape!).plan.requests) {
      const request = await buildCsr(csrContent(planned), keyPair);
      const certificate = await issueCertificate(request, issuing, profile({ takenSerials }));
      takenSerials.add(serialHex(certificate.serialNumber));
      const { best } = await validatePath(certificate, material, { at: issuedAt, conformance: true });
      expect(best.findings).toEqual([]);
    }
  }
  record('issued', { certificates: takenSerials.size });
});
