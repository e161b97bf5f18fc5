import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { fingerprint, publicKeyHash } from '../../../src/lib/x509/fingerprint.ts';
import { certificateDer, tinyRsaKey } from '../../support/certificate-der.ts';

const der = certificateDer();
const digest = (algorithm: string): string =>
  createHash(algorithm).update(der).digest('hex').toUpperCase().match(/../g)!.join(':');

it('a fingerprint is the digest in hex pairs with colons', async () => {
  expect(await fingerprint(der)).toBe(digest('sha256'));
  expect(await fingerprint(der, 'SHA-1')).toBe(digest('sha1'));
});

it('a public key hash is sha256: and base64', async () => {
  expect(await publicKeyHash(tinyRsaKey)).toBe(
    `sha256:${createHash('sha256').update(tinyRsaKey).digest('base64')}`,
  );
});
