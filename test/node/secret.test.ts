import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSecret, readSecrets } from '../../src/lib/node/index.ts';
import { scratchFolder } from '../support/scratch.ts';

const folder = scratchFolder();

describe('a secret', () => {
  it.each([
    ['alone', 's3cr3tf0rd14lb4ck', 's3cr3tf0rd14lb4ck'],
    ['with a newline at its end', 's3cr3t\n', 's3cr3t'],
    ['with one of Windows', 's3cr3t\r\n', 's3cr3t'],
    ['with blanks around it, which count', ' s3cr3t ', ' s3cr3t '],
    ['beyond ASCII', 'gülden', 'gülden'],
  ])('is read %s, from file and environment', async (name, content, secret) => {
    const file = join(folder, name);
    writeFileSync(file, content);
    expect(await readSecret({ file })).toBe(secret);
    expect(await readSecret({ file: basename(file) }, { folder: dirname(file) })).toBe(secret);
    expect(await readSecret({ env: 'DIALBACK' }, { environment: { DIALBACK: content } })).toBe(secret);
  });

  it.each<[string, string | Uint8Array, string]>([
    ['nothing', '', 'is empty; a secret is needed'],
    ['an empty line', '\n', 'is empty; a secret is needed'],
    ['two lines', 'hush\nhush', 'has more than one line; the secret stands alone on one'],
    ['two newlines', 'hush\n\n', 'has more than one line; the secret stands alone on one'],
    ['a NUL', 'hu\0sh', 'has more than one line; the secret stands alone on one'],
    ['what is no UTF-8', Uint8Array.of(0x68, 0xff), 'is not UTF-8'],
  ])('is not %s, and stands in no message', async (name, content, text) => {
    const file = join(folder, name);
    writeFileSync(file, content);
    const reading = readSecret({ file });
    await expect(reading).rejects.toMatchObject({ name: 'LoadError', problems: [{ file, text }] });
    await expect(reading).rejects.not.toThrow('hush');
  });

  it('is asked for by name where it is not there', async () => {
    await expect(readSecret({ env: 'DIALBACK' }, { environment: {} })).rejects.toThrow(
      'environment variable DIALBACK is not set',
    );
    await expect(readSecret({ file: 'none' }, { folder })).rejects.toThrow(
      `${join(folder, 'none')} is not there`,
    );
    mkdirSync(join(folder, 'inner'));
    await expect(readSecret({ file: 'inner' }, { folder })).rejects.toThrow('is a folder');
  });

  it('is taken from the environment of the process where none is given', async () => {
    await expect(readSecret({ env: 'EXPCERT_NO_SUCH_VARIABLE' })).rejects.toThrow('is not set');
  });
});

describe('secrets, each on its line', () => {
  it.each<[string, string, readonly string[]]>([
    ['one', 's3cr3t\n', ['s3cr3t']],
    ['two, the newest first', 'new\nold\n', ['new', 'old']],
    ['two with newlines of Windows', 'new\r\n old \r\n', ['new', ' old ']],
  ])('%s', async (_, content, secrets) => {
    expect(await readSecrets({ env: 'DIALBACK' }, { environment: { DIALBACK: content } })).toEqual(secrets);
  });
  it.each([
    ['nothing', '', 'is empty; a secret is needed'],
    ['a line with nothing on it', 'new\n\nold', 'has an empty line; each line holds a secret'],
  ])('but not %s', async (_, content, text) => {
    const read = readSecrets({ env: 'DIALBACK' }, { environment: { DIALBACK: content } });
    await expect(read).rejects.toThrow(text);
  });
});
