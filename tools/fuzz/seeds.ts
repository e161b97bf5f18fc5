import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { attribute, attributeSet, buildRequest, keyText } from '../../fixtures/recipes/requests.ts';
import { bitString, integer, sequence } from '../../src/lib/asn1/der-writer.ts';
import { extensionId, requestAttribute } from '../../src/lib/asn1/oids.ts';
import { writePem } from '../../src/lib/formats/pem.ts';
import { streamed } from '../../test/support/ber.ts';
import { commonName, extensionDer, sha256WithRsa, utcTime } from '../../test/support/certificate-der.ts';
import { buildCrl } from '../../test/support/crls.ts';
import { malformedRecipes } from '../../test/support/malformed.ts';
import { ocspResponseDer } from '../../test/support/ocsp.ts';
import { buildPki, type Hierarchy } from '../../test/support/pki.ts';
import { everyExtensionCertificate, revocationList } from '../../test/support/rich-der.ts';

const root = join(import.meta.dirname, '../..');

const filesOf = (folder: string): Uint8Array[] =>
  readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name !== 'README.md')
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => new Uint8Array(readFileSync(file)));

/** A path whose certificates use what path validation looks at. */
const hierarchy = {
  root: { permitted: ['dns:example.com', 'dirname:CN=leaf'], policies: ['2.5.29.32.0'], pathLength: 3 },
  sub: {
    issuedBy: 'root',
    excluded: ['dns:no.example.com', 'ip:192.0.2.0/24', 'email:example.org', 'uri:.example.org'],
    policies: ['1.2.3'],
    policyMappings: [['1.2.3', '1.2.4']],
    requireExplicitPolicy: 1,
    inhibitAnyPolicy: 2,
  },
  leaf: {
    issuedBy: 'sub',
    policies: ['1.2.4'],
    san: [
      'dns:host.example.com',
      'srv:_collab-edge._tls.example.com',
      'xmpp:example.com',
      'uri:sip:a.example.com',
    ],
    distributionPoints: [
      { names: ['uri:http://ca.example/1.crl'], reasons: [1, 2], issuer: ['dirname:CN=sub'] },
    ],
  },
  responder: { issuedBy: 'sub', ca: null, san: null, eku: ['OCSPSigning'] },
} as const satisfies Hierarchy;

export const certificates = buildPki(hierarchy);

const found = filesOf('fixtures/found');
const request = buildRequest();

const serial = Uint8Array.of(2, 1, 5);
const date = utcTime('261015000000Z');
/** Entries of which one part breaks its rule, in the place of sound ones. */
const malformedLists = [
  sequence(serial, date, sequence(extensionDer(extensionId.cRLReason, Uint8Array.of(10, 1, 7)))),
  sequence(serial, date, sequence(extensionDer(extensionId.invalidityDate, date))),
  sequence(serial, utcTime('2610150000Z'), sequence()),
].map((entry) =>
  sequence(
    sequence(integer(1), sha256WithRsa, commonName('CA'), date, date, sequence(entry)),
    sha256WithRsa,
    bitString(new Uint8Array(3)),
  ),
);

const malformedRequests = [
  { version: integer(2) },
  { attributes: new Uint8Array() },
  { attributes: attributeSet(attribute(requestAttribute.extensionRequest)) },
].map((broken) => buildRequest({ broken }));

/** What each decoder is given before it is changed. */
export const seeds = {
  certificates: [
    ...malformedRecipes.map(({ recipe }) => buildPki({ malformed: recipe }).malformed.der),
    everyExtensionCertificate,
    ...Object.values(certificates).map(({ der }) => der),
  ],
  crls: [
    revocationList,
    ...malformedLists,
    buildCrl(hierarchy, {
      issuedBy: 'sub',
      revoked: [{ serial: certificates.leaf.serialNumber[0]!, reason: 1 }],
      base: 1,
      number: 2,
      scope: { names: ['uri:http://ca.example/1.crl'], reasons: [1], onlyUsers: true },
    }).der,
  ],
  requests: [
    ...malformedRequests,
    request,
    buildRequest({ key: 'ed25519', names: ['SRV:_x._tls.a.example', 'XMPP:a.example'] }),
  ],
  responses: [
    ocspResponseDer(hierarchy, certificates, {
      signedBy: 'responder',
      sends: ['responder', 'sub'],
      nonce: Uint8Array.of(1, 2, 3),
      answers: [{ about: 'leaf' }, { about: 'sub', status: { reason: 1 }, hash: 'sha256' }],
    }),
    ocspResponseDer(hierarchy, certificates, { signedBy: 'sub', responder: 'byKey' }),
  ],
  files: [
    ...found,
    ...filesOf('fixtures/requests'),
    streamed(found[0]!),
    streamed(new Uint8Array(readFileSync(join(root, 'fixtures/found/bundle.p7b')))),
    strToU8(keyText('rsa-2048')),
    strToU8(keyText('ec-p-256')),
    strToU8(`note\r\n${writePem('CERTIFICATE', everyExtensionCertificate)}`),
    strToU8(writePem('X509 CRL', revocationList)),
    strToU8(JSON.stringify({ a: writePem('CERTIFICATE', everyExtensionCertificate) })),
    strToU8(
      `MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n${Buffer.from(found[0]!).toString('base64')}\n--b--\n`,
    ),
    strToU8(
      `<X509Certificate>${Buffer.from(everyExtensionCertificate).toString('base64')}</X509Certificate>`,
    ),
    strToU8(Buffer.from(everyExtensionCertificate).toString('hex')),
    strToU8('DNS:a.example.com, othername: SRVName::_collab-edge._tls.example.com, IP:192.0.2.1'),
    zipSync({ 'a.crt': found[0]!, 'b.zip': zipSync({ 'c.csr': request, 'd.txt': strToU8('x') }) }),
  ],
  deployments: [
    ...filesOf('fixtures/deployments'),
    ...['fig2', 'fig3', 'corp'].map(deployment),
    ...filesOf('examples'),
  ],
  names: [
    'expe1.example.com',
    '*.example.com',
    'münchen.example',
    '192.0.2.1',
    'xn--mnchen-3ya.de',
    '_x._tls.a.b',
    'a..b',
  ].map((text) => strToU8(text)),
};

function deployment(name: string): Uint8Array {
  return new Uint8Array(readFileSync(join(root, `fixtures/${name}.yaml`)));
}
