import { describe, expect, it } from 'vitest';
import { toHex } from '../../../src/lib/bytes.ts';
import {
  issueCertificate,
  writePkcs12,
  writePkcs7,
  type Pkcs12Content,
} from '../../../src/lib/issue/index.ts';
import { loaded } from '../../../src/lib/issue/packages/load.ts';
import { open } from '../../../src/lib/index.ts';
import { makeCas, p256, profile, requestFor } from '../../support/private-ca.ts';
import { keyPairOf } from '../../support/requests.ts';

const content = async (changes: Partial<Pkcs12Content> = {}): Promise<Pkcs12Content> => {
  const { root, issuing } = await makeCas();
  const certificate = await issueCertificate(await requestFor(), issuing, profile());
  return {
    certificates: [certificate, issuing.certificate, root.certificate],
    keyPair: await keyPairOf(p256),
    passphrase: 'correct horse',
    ...changes,
  };
};

const kinds = async (bytes: Uint8Array, passphrase?: string) => {
  const { recognised: things } = await open(
    [{ path: 'file', bytes }],
    passphrase === undefined ? {} : { passphrases: [passphrase] },
  );
  return things.map(({ kind }) => kind);
};

describe('PKCS#12', () => {
  it.each([
    ['ASCII', 'correct horse'],
    ['an umlaut', 'pässwörd'],
    ['characters beyond 16 bits', 'key 🔑'],
  ])('is opened again with a passphrase of %s', async (_, passphrase) => {
    const pfx = await writePkcs12(await content({ passphrase }));
    expect(await kinds(pfx, passphrase)).toEqual([
      'pkcs12',
      'certificate',
      'certificate',
      'certificate',
      'private-key',
    ]);
  });

  it('holds certificates octet for octet', async () => {
    const given = await content();
    const { recognised: things } = await open([{ path: 'x.pfx', bytes: await writePkcs12(given) }], {
      passphrases: [given.passphrase],
    });
    const held = things.flatMap((thing) =>
      thing.kind === 'certificate' ? [toHex(thing.certificate.der)] : [],
    );
    expect(held).toEqual((given.certificates as readonly { der: Uint8Array }[]).map(({ der }) => toHex(der)));
  });

  it.each<[string, Partial<Pkcs12Content>, string]>([
    ['without a passphrase', { passphrase: '' }, 'content.passphrase: expected a text, found an empty one'],
    [
      'with few iterations',
      { iterations: 2048 },
      'content.iterations: expected a whole number from 600000, found the number 2048',
    ],
    ['without a certificate', { certificates: [] }, 'content.certificates: expected at least one'],
  ])('is not written %s', async (_, changes, message) => {
    await expect(writePkcs12(await content(changes))).rejects.toThrow(message);
  });

  it('is not written with the key of another certificate', async () => {
    const { root } = await makeCas();
    const given = await content({ keyPair: root.keyPair });
    await expect(writePkcs12(given)).rejects.toMatchObject({ code: 'key-differs' });
  });
});

describe('PKCS#7', () => {
  it('holds certificates octet for octet', async () => {
    const { root, issuing } = await makeCas();
    const given = [issuing.certificate, root.certificate];
    const { recognised: things } = await open([{ path: 'x.p7b', bytes: await writePkcs7(given) }], {});
    const held = things.flatMap((thing) =>
      thing.kind === 'certificate' ? [toHex(thing.certificate.der)] : [],
    );
    expect(held.sort()).toEqual(given.map(({ der }) => toHex(der)).sort());
  });

  it('is not written without one', async () => {
    await expect(writePkcs7([])).rejects.toThrow('certificates: expected at least one');
  });
});

describe('a package that is not installed', () => {
  it('is named, with the command that installs it', async () => {
    const missing = Object.assign(new Error("Cannot find package 'pkijs'"), { code: 'ERR_MODULE_NOT_FOUND' });
    await expect(loaded(['pkijs@^4'], () => Promise.reject(missing))).rejects.toMatchObject({
      code: 'package-missing',
      message: 'expcert/issue needs packages that are not installed: npm install pkijs@^4',
      cause: missing,
    });
  });

  it('is not blamed for what else goes wrong', async () => {
    const other = new SyntaxError('Unexpected token');
    await expect(loaded(['pkijs@^4'], () => Promise.reject(other))).rejects.toBe(other);
  });
});
