import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { expect, it } from 'vitest';
import { buildRequest } from '../../fixtures/recipes/requests.ts';
import { toBase64 } from '../../src/lib/bytes.ts';
import { readCsr } from '../../src/lib/csr/parse.ts';
import { shortGeneralName } from '../../src/lib/describe/names.ts';
import { readNamesText } from '../../src/lib/formats/names-text.ts';
import { readPem } from '../../src/lib/formats/pem.ts';
import { readCertificate, serialHex } from '../../src/lib/x509/certificate.ts';
import { findExtension, type Extension } from '../../src/lib/x509/extensions.ts';
import { fingerprint } from '../../src/lib/x509/fingerprint.ts';
import type { GeneralName } from '../../src/lib/x509/general-name.ts';
import { attributeTypeText, printName } from '../../src/lib/x509/name.ts';
import type { PublicKey } from '../../src/lib/x509/public-key.ts';
import { oidName } from '../../src/lib/asn1/oids.ts';
import { buildCrl } from '../support/crls.ts';
import { foundFile } from '../support/found.ts';
import { isoTime, opensslOutput, textExtensions, type TextExtension } from '../support/openssl-text.ts';
import { buildPki, type Hierarchy } from '../support/pki.ts';
import { describeWith } from '../support/programs.ts';

const utc = (milliseconds: number): string => new Date(milliseconds).toISOString().replace('.000Z', 'Z');

/** One hierarchy with everything openssl prints. */
const hierarchy: Hierarchy = {
  root: { subject: 'C=GB, O=Corp+Inc, CN=Corp Root CA', key: 'rsa-2048', policies: ['2.5.29.32.0'] },
  sub: {
    issuedBy: 'root',
    subject: 'O=Größe, CN=Issuing CA 2',
    key: 'ec-p-384',
    pathLength: 0,
    permitted: ['dns:example.com', 'ip:10.0.0.0/8', 'email:.example.com', 'dirname:O=Corp, CN=x'],
    excluded: ['dns:bad.example.com', 'uri:.example.org'],
    policies: ['1.2.3.4', '1.2.3.5'],
    policyMappings: [['1.2.3.4', '1.2.3.6']],
    requireExplicitPolicy: 0,
    inhibitPolicyMapping: 2,
    inhibitAnyPolicy: 1,
    distributionPoints: [{ names: ['uri:http://crl.example.com/sub.crl'] }],
  },
  leaf: {
    issuedBy: 'sub',
    key: 'ec-p-256',
    serial: 0x4f3a77d0b1149c01n,
    keyUsage: ['digitalSignature', 'keyEncipherment'],
    eku: ['serverAuth', 'clientAuth', '1.2.3.4'],
    san: [
      'dns:expe1.example.com',
      'srv:_collab-edge._tls.example.com',
      'xmpp:chat.example.com',
      'ip:192.0.2.1',
      'ip:2001:db8::1',
      'email:a@example.com',
      'uri:sip:a@example.com',
      'rid:1.2.3',
    ],
  },
  old: {
    subject: 'CN=v1',
    key: 'rsa-2048',
    version: 1,
    serial: -5,
    notBefore: '1999-12-31T23:59:59Z',
    notAfter: '2051-01-01',
  },
  empty: {
    issuedBy: 'root',
    subject: '',
    key: 'ed25519',
    san: ['dns:a.example.com'],
    keyUsage: ['nonRepudiation', 'dataEncipherment', 'keyAgreement', 'encipherOnly', 'decipherOnly'],
  },
};

/** OpenSSL writes one of RFC 4514's short names in lower case. */
const shortName = (type: string): string => attributeTypeText(type).replace('STREET', 'street');
const name = (text: string): string => text.replace(/(^|[,+])street=/g, '$1STREET=');

const usageWords: Readonly<Record<string, string>> = {
  'Digital Signature': 'digitalSignature',
  'Non Repudiation': 'nonRepudiation',
  'Key Encipherment': 'keyEncipherment',
  'Data Encipherment': 'dataEncipherment',
  'Key Agreement': 'keyAgreement',
  'Certificate Sign': 'keyCertSign',
  'CRL Sign': 'cRLSign',
  'Encipher Only': 'encipherOnly',
  'Decipher Only': 'decipherOnly',
};
const purposeWords: Readonly<Record<string, string>> = {
  'TLS Web Server Authentication': 'serverAuth',
  'TLS Web Client Authentication': 'clientAuth',
  'Code Signing': 'codeSigning',
  'E-mail Protection': 'emailProtection',
  'Time Stamping': 'timeStamping',
  'OCSP Signing': 'OCSPSigning',
  'Any Extended Key Usage': 'anyExtendedKeyUsage',
};
const translated = (words: Readonly<Record<string, string>>) => (lines: readonly string[]) =>
  lines
    .join(' ')
    .split(', ')
    .map((word) => words[word] ?? word);

/** How each extension looks in openssl's text, and in ours made alike. */
interface Comparison {
  readonly title: string;
  readonly theirs: (lines: readonly string[]) => unknown;
  readonly ours: (extensions: readonly Extension[]) => unknown;
}

const value =
  <Name extends Parameters<typeof findExtension>[1]>(name: Name) =>
  (extensions: readonly Extension[]) =>
    findExtension(extensions, name)?.value;

const comparisons: readonly Comparison[] = [
  { title: 'X509v3 Key Usage', theirs: translated(usageWords), ours: value('keyUsage') },
  {
    title: 'X509v3 Extended Key Usage',
    theirs: translated(purposeWords),
    ours: (extensions) => findExtension(extensions, 'extKeyUsage')?.value.map((id) => oidName(id) ?? id),
  },
  {
    title: 'X509v3 Basic Constraints',
    theirs: ([line]) => line,
    ours: (extensions) => {
      const found = findExtension(extensions, 'basicConstraints')?.value;
      const length = found?.pathLength === undefined ? '' : `, pathlen:${found.pathLength}`;
      return found && `CA:${found.ca ? 'TRUE' : 'FALSE'}${length}`;
    },
  },
  {
    title: 'X509v3 Subject Alternative Name',
    theirs: (lines) =>
      readNamesText(lines.join('\n'))!.names.map(({ type, value: text }) =>
        type === 'DNS' ? text : `${type}:${text}`,
      ),
    ours: (extensions) => findExtension(extensions, 'subjectAltName')?.value.map(nameAsOpenssl),
  },
  {
    title: 'X509v3 Name Constraints',
    theirs: (lines) => lines,
    ours: (extensions) => {
      const found = findExtension(extensions, 'nameConstraints')?.value;
      return (
        found && [
          ...(found.permittedSubtrees.length > 0 ? ['Permitted:'] : []),
          ...found.permittedSubtrees.map(({ base }) => constraintAsOpenssl(base)),
          ...(found.excludedSubtrees.length > 0 ? ['Excluded:'] : []),
          ...found.excludedSubtrees.map(({ base }) => constraintAsOpenssl(base)),
        ]
      );
    },
  },
  {
    title: 'X509v3 Subject Key Identifier',
    theirs: ([line]) => line,
    ours: (extensions) => colonHex(findExtension(extensions, 'subjectKeyIdentifier')?.value),
  },
  {
    title: 'X509v3 Certificate Policies',
    theirs: (lines) =>
      lines
        .filter((line) => line.startsWith('Policy: '))
        .map((line) => line.slice(8).replace('X509v3 Any Policy', '2.5.29.32.0')),
    ours: (extensions) => findExtension(extensions, 'certificatePolicies')?.value.map(({ id }) => id),
  },
  {
    title: 'X509v3 Policy Constraints',
    theirs: ([line]) => line,
    ours: (extensions) => {
      const found = findExtension(extensions, 'policyConstraints')?.value;
      return (
        found &&
        [
          `Require Explicit Policy:${found.requireExplicitPolicy}`,
          `Inhibit Policy Mapping:${found.inhibitPolicyMapping}`,
        ]
          .filter((text) => !text.endsWith('undefined'))
          .join(', ')
      );
    },
  },
  {
    title: 'X509v3 Inhibit Any Policy',
    theirs: ([line]) => Number(line),
    ours: value('inhibitAnyPolicy'),
  },
];

const colonHex = (octets: Uint8Array | undefined): string | undefined =>
  octets && Array.from(octets, (octet) => octet.toString(16).padStart(2, '0').toUpperCase()).join(':');

/** OpenSSL writes addresses in full, and directory names in a form of its own. */
function nameAsOpenssl(general: GeneralName): string {
  if (general.kind === 'iPAddress' && general.value.length === 16) {
    const groups = Array.from({ length: 8 }, (_, i) =>
      (general.value[2 * i]! * 256 + general.value[2 * i + 1]!).toString(16).toUpperCase(),
    );
    return `IP:${groups.join(':')}`;
  }
  if (general.kind === 'directoryName') {
    const parts = general.value.rdns.flat().map(({ type, value: text }) => `/${shortName(type)}=${text}`);
    return `DirName:${parts.join('')}`;
  }
  return shortGeneralName(general);
}

function constraintAsOpenssl(base: GeneralName): string {
  if (base.kind === 'iPAddress') {
    const half = base.value.length / 2;
    return `IP:${base.value.subarray(0, half).join('.')}/${base.value.subarray(half).join('.')}`;
  }
  if (base.kind === 'directoryName') {
    return `DirName:${base.value.rdns
      .flat()
      .map(({ type, value: text }) => `${shortName(type)} = ${text}`)
      .join(', ')}`;
  }
  const { kind, value: text } = base as { kind: string; value: string };
  const types: Readonly<Record<string, string>> = {
    dNSName: 'DNS',
    rfc822Name: 'email',
    uniformResourceIdentifier: 'URI',
  };
  return `${types[kind]}:${text}`;
}

function expectSameExtensions(theirs: ReadonlyMap<string, TextExtension>, ours: readonly Extension[]): void {
  for (const { title, theirs: read, ours: find } of comparisons) {
    const found = theirs.get(title);
    expect(found && read(found.lines), title).toEqual(find(ours));
  }
  expect([...theirs.values()].filter(({ critical }) => critical).length, 'critical extensions').toBe(
    ours.filter(({ critical }) => critical).length,
  );
  expect(theirs.size, 'extensions').toBe(ours.length);
}

function expectSameKey(pem: string, key: PublicKey): void {
  const body = pem.replace(/-----[^-]+-----|\s/g, '');
  expect(toBase64(key.der), 'public key').toBe(body);
}

async function expectSameCertificate(der: Uint8Array): Promise<void> {
  const ours = readCertificate(der);
  const flags = ['-subject', '-issuer', '-serial', '-dates', '-fingerprint', '-sha256', '-pubkey'];
  const { fields, text, publicKey } = opensslOutput('x509', der, ...flags);
  expect(name(fields.subject!), 'subject').toBe(printName(ours.subject));
  expect(name(fields.issuer!), 'issuer').toBe(printName(ours.issuer));
  expect(hexNumber(fields.serial!), 'serial').toBe(serialHex(ours.serialNumber));
  expect(isoTime(fields.notBefore!), 'not before').toBe(utc(ours.notBefore));
  expect(isoTime(fields.notAfter!), 'not after').toBe(utc(ours.notAfter));
  expect(fields.Fingerprint, 'fingerprint').toBe(await fingerprint(der));
  expectSameKey(publicKey!, ours.publicKey);
  expect(/Version: (\d)/.exec(text)![1], 'version').toBe(String(ours.version));
  expectSameExtensions(textExtensions(text, 'X509v3 extensions:'), ours.extensions);
}

/** Lower case, without leading zeros. */
const hexNumber = (text: string): string => text.toLowerCase().replace(/^(-?)0+(?=.)/, '$1');

function expectSameRequest(der: Uint8Array): void {
  const ours = readCsr(der);
  const { fields, text, publicKey } = opensslOutput('req', der, '-subject', '-pubkey');
  expect(name(fields.subject!), 'subject').toBe(printName(ours.subject));
  expectSameKey(publicKey!, ours.publicKey);
  expectSameExtensions(textExtensions(text, 'Requested Extensions:'), ours.extensions);
}

const derOf = (text: string): Uint8Array => readPem(text).blocks[0]!.bytes;

describeWith('openssl', 'read alike by openssl and by us, field by field', () => {
  const pki = buildPki(hierarchy);

  it.each(Object.keys(hierarchy))('the certificate "%s"', async (entry) =>
    expectSameCertificate(pki[entry]!.der),
  );

  it('the certificate of fixtures/found', async () =>
    expectSameCertificate(derOf(new TextDecoder().decode(foundFile('expe1.crt')))));

  it('every root certificate of Node', async () => {
    for (const pem of rootCertificates) await expectSameCertificate(derOf(pem));
    expect(rootCertificates.length).toBeGreaterThan(100);
  });

  const folder = join(import.meta.dirname, '../../fixtures/requests');
  const requests = readdirSync(folder).map(
    (file) => [file, derOf(readFileSync(join(folder, file), 'utf8'))] as const,
  );
  it.each<readonly [string, Uint8Array]>([
    ...requests,
    [
      'one with names of every kind',
      buildRequest({
        names: [
          'DNS:a.example.com',
          'SRV:_x._tls.example.com',
          'XMPP:chat.example.com',
          'IP:192.0.2.1',
          'email:a@example.com',
          'URI:http://a/',
        ],
      }),
    ],
    ['one of a CA', buildRequest({ ca: true, keyUsage: [5, 6], extendedKeyUsage: [] })],
    ['one without extensions', buildRequest({ names: [], keyUsage: [], extendedKeyUsage: [] })],
    ['one with a P-521 key', buildRequest({ key: 'ec-p-521' })],
  ])('the request "%s"', (_, der) => expectSameRequest(der));

  it.each([
    ['empty', {}],
    [
      'with entries and reasons',
      { revoked: [5, { serial: 0xabcdefn, reason: 1 }, { serial: 7, reason: 6 }], number: 12 },
    ],
    ['a delta', { base: 11, number: 12, revoked: [{ serial: 7, reason: 8 }] }],
    ['without next update', { nextUpdate: null }],
  ])('the list "%s"', async (_, recipe) => {
    const ours = buildCrl(hierarchy, { issuedBy: 'root', ...recipe });
    const { fields, text } = opensslOutput(
      'crl',
      ours.der,
      '-issuer',
      '-lastupdate',
      '-nextupdate',
      '-fingerprint',
      '-sha256',
    );
    expect(name(fields.issuer!)).toBe(printName(ours.issuer));
    expect(isoTime(fields.lastUpdate!)).toBe(utc(ours.thisUpdate));
    const { nextUpdate } = ours;
    expect(fields.nextUpdate === 'NONE' ? undefined : isoTime(fields.nextUpdate!)).toBe(
      nextUpdate === undefined ? undefined : utc(nextUpdate),
    );
    expect(fields.Fingerprint).toBe(await fingerprint(ours.der));
    expect(entriesOf(text)).toEqual(
      Array.from(ours.revoked, ({ serialNumber, revocationDate, reason }) => [
        serialHex(serialNumber),
        utc(revocationDate),
        reason,
      ]),
    );
  });
});

const reasonWords: Readonly<Record<string, string>> = {
  'Key Compromise': 'keyCompromise',
  'Certificate Hold': 'certificateHold',
  'Remove From CRL': 'removeFromCRL',
};

/** Serial number, date, reason. */
function entriesOf(text: string): (string | undefined)[][] {
  return text
    .split(/^ +Serial Number: /m)
    .slice(1)
    .map((entry) => {
      const reason = /CRL Reason Code:[^\n]*\n\s*([^\n]+)/.exec(entry)?.[1];
      return [
        entry
          .slice(0, entry.indexOf('\n'))
          .toLowerCase()
          .replace(/^0+(?=.)/, ''),
        isoTime(/Revocation Date: ([^\n]+)/.exec(entry)![1]!),
        reason && (reasonWords[reason.trim()] ?? reason.trim()),
      ];
    });
}
