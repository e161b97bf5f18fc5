import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { buildRequest, keyText } from '../../../fixtures/recipes/requests.ts';
import { decodeBase64, writePem } from '../../../src/lib/formats/pem.ts';
import { isPublicPem } from '../../../src/lib/formats/public-pem.ts';
import { everyExtensionCertificate, revocationList } from '../../support/rich-der.ts';

const certificate = writePem('CERTIFICATE', everyExtensionCertificate);
const key = decodeBase64(keyText('ec-p-256').split('-----')[2]!);
const encryptedKey = readFileSync(join(import.meta.dirname, '../../../fixtures/found/scrypt.key'), 'latin1');

it.each<[string, string | Uint8Array, boolean]>([
  ['a certificate', certificate, true],
  [
    'certificates, a request and a list',
    certificate + writePem('CERTIFICATE REQUEST', buildRequest()) + writePem('X509 CRL', revocationList),
    true,
  ],
  ['a certificate in DER, of which the reader need not be spared', everyExtensionCertificate, false],
  ['a private key', writePem('PRIVATE KEY', key), false],
  ['an encrypted private key', encryptedKey, false],
  ['a certificate and a private key', certificate + writePem('PRIVATE KEY', key), false],
  ['a private key under the label of a certificate', writePem('CERTIFICATE', key), false],
  ['a certificate with a note, in which anything may stand', `${certificate}passphrase: secret\n`, false],
  ['a block that does not end', certificate.slice(0, -20), false],
  ['dashes alone', '-----', false],
  ['nothing', '', false],
])('%s', (_, content, expected) =>
  expect(isPublicPem(typeof content === 'string' ? new TextEncoder().encode(content) : content)).toBe(
    expected,
  ),
);
