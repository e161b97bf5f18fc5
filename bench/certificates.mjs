import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import {
  bitString,
  boolean,
  ia5String,
  integer,
  namedBits,
  nullValue,
  octetString,
  oid,
  sequence,
  setOf,
  tlv,
  utf8String,
} from '../dist/lib/asn1/der-writer.js';
import {
  accessMethod,
  algorithmId,
  attributeType,
  extensionId,
  keyPurpose,
  policyQualifier,
} from '../dist/lib/asn1/oids.js';

/** The moment at which everything here is valid. */
export const at = Date.parse('2026-11-22T12:00:00Z');

const ascii = (text) => new TextEncoder().encode(text);
const implicit = (number) => 0x80 | number;
const explicit = (number) => 0xa0 | number;
export const utcTime = (text) => tlv(0x17, ascii(text));
const validity = sequence(utcTime('260101000000Z'), utcTime('271231235959Z'));

const nameOf = (commonName) =>
  sequence(
    ...[
      [attributeType.countryName, 'NO'],
      [attributeType.organizationName, 'Example Corporation'],
      [attributeType.commonName, commonName],
    ].map(([type, value]) => setOf(sequence(oid(type), utf8String(value)))),
  );

/** A key pair with what of it goes into certificates. `kind`: `rsa-2048` or `p-256`. */
export function makeKey(kind) {
  const { publicKey, privateKey } =
    kind === 'p-256'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: 2048 });
  const der = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }));
  const algorithm =
    kind === 'p-256'
      ? sequence(oid(algorithmId['ecdsa-with-SHA256']))
      : sequence(oid(algorithmId.sha256WithRSAEncryption), nullValue());
  const identifier = new Uint8Array(createHash('sha1').update(der).digest());
  return { privateKey, der, algorithm, identifier };
}

export function signed(tbs, { privateKey, algorithm }) {
  return sequence(tbs, algorithm, bitString(new Uint8Array(sign('sha256', tbs, privateKey))));
}

const extension = (id, value, critical = false) =>
  sequence(oid(id), ...(critical ? [boolean(true)] : []), octetString(value));
const uri = (text) => tlv(implicit(6), ascii(text));
const pointFor = (text) => sequence(tlv(explicit(0), tlv(explicit(0), uri(text))));

let serial = 0x1000_0000_0000n;

function makeCertificate({ subject, key, issuer, signer, extensions }) {
  const tbs = sequence(
    tlv(explicit(0), integer(2)),
    integer(serial++),
    signer.algorithm,
    nameOf(issuer),
    validity,
    nameOf(subject),
    key.der,
    tlv(explicit(3), sequence(...extensions)),
  );
  return signed(tbs, signer);
}

const identifiers = (key, signer) => [
  extension(extensionId.subjectKeyIdentifier, octetString(key.identifier)),
  extension(extensionId.authorityKeyIdentifier, sequence(tlv(implicit(0), signer.identifier))),
];

/** A CA: its name, key and certificate; without `issuer` a root. `permitted`: domains it may issue for. */
export function makeAuthority(name, key, issuer = { name, key }, permitted = []) {
  const subtrees = permitted.map((domain) => sequence(tlv(implicit(2), ascii(domain))));
  const der = makeCertificate({
    subject: name,
    key,
    issuer: issuer.name,
    signer: issuer.key,
    extensions: [
      extension(extensionId.basicConstraints, sequence(boolean(true)), true),
      extension(extensionId.keyUsage, namedBits([5, 6]), true),
      ...(permitted.length > 0
        ? [extension(extensionId.nameConstraints, sequence(tlv(explicit(0), ...subtrees)), true)]
        : []),
      ...identifiers(key, issuer.key),
    ],
  });
  return { name, key, der };
}

/** Two timestamps of certificate transparency logs, as public certificates carry. */
const timestamps = (() => {
  const one = new Uint8Array(119).fill(7);
  one.set([0], 0);
  one.set([0, 0, 1, 0x9a, 0, 0, 0, 0], 33);
  one.set([0, 0, 4, 3, 0, 72], 41);
  const list = Uint8Array.from([0, one.length, ...one, 0, one.length, ...one]);
  return Uint8Array.from([0, list.length, ...list]);
})();

/** The first name of leaf `index`. */
export const hostOf = (index) => `host${index}.example.com`;

/** A server certificate with everything that a public CA puts into one. */
export function makeLeaf(
  index,
  key,
  issuer,
  names = [hostOf(index), ...Array.from({ length: 7 }, (_, each) => `alias${each}.${hostOf(index)}`)],
) {
  const access = (method, text) => sequence(oid(method), uri(text));
  return makeCertificate({
    subject: hostOf(index),
    key,
    issuer: issuer.name,
    signer: issuer.key,
    extensions: [
      extension(extensionId.keyUsage, namedBits([0, 2]), true),
      extension(extensionId.extKeyUsage, sequence(oid(keyPurpose.serverAuth), oid(keyPurpose.clientAuth))),
      extension(extensionId.basicConstraints, sequence(), true),
      ...identifiers(key, issuer.key),
      extension(
        extensionId.authorityInfoAccess,
        sequence(
          access(accessMethod.ocsp, 'http://ocsp.example.com'),
          access(accessMethod.caIssuers, 'http://ca.example.com/issuing.crt'),
        ),
      ),
      extension(extensionId.subjectAltName, sequence(...names.map((name) => tlv(implicit(2), ascii(name))))),
      extension(
        extensionId.certificatePolicies,
        sequence(
          sequence(oid('2.23.140.1.2.2')),
          sequence(
            oid('1.3.6.1.4.1.99999.1'),
            sequence(sequence(oid(policyQualifier.cps), ia5String('https://ca.example.com/cps'))),
          ),
        ),
      ),
      extension(extensionId.cRLDistributionPoints, sequence(pointFor(`http://crl.example.com/${index}.crl`))),
      extension(extensionId.signedCertificateTimestamps, octetString(timestamps)),
    ],
  });
}

export const pemOf = (der) =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(der)
    .toString('base64')
    .replace(/.{64}(?=.)/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
