import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { keyText } from '../../fixtures/recipes/requests.ts';
import { gatherInThreads } from '../../src/cli/host/gather-threads.ts';
import { run } from '../../src/cli/program/run.ts';
import { isPublicPem } from '../../src/lib/formats/public-pem.ts';
import type { FileToCheck } from '../../src/lib/front.ts';
import { gather } from '../../src/lib/index.ts';
import { expcert } from '../support/cli.ts';
import { fakeIo } from '../support/io.ts';
import { scratchFolder } from '../support/scratch.ts';

const root = join(import.meta.dirname, '../..');
const scratch = scratchFolder();
const pem = (path: string): string => readFileSync(join(root, 'fixtures', path), 'utf8');
const certificate = pem('checks/sound/issued/expc1.pem');
const request = pem('requests/expe1.csr.pem').replace(/^[^-].*\n/, '');

describe('--jobs', () => {
  it.each([
    ['check', 'fixtures/checks/mixed', '-d', 'fixtures/checks/mixed/corp.yaml'],
    ['check', 'fixtures', '-d', 'examples/corp.yaml'],
    ['check', 'fixtures/found'],
    ['cert', 'check', 'fixtures/checks/sound/issued', '-d', 'fixtures/corp.yaml'],
  ])('has the same report with 1 and with 4: expcert %s %s', async (...argv) => {
    const call = [...argv, '--json', '--at', '2026-11-22'];
    const [one, four] = [await expcert([...call, '--jobs', '1']), await expcert([...call, '--jobs', '4'])];
    expect(four).toEqual(one);
    expect(JSON.parse(one.stdout)).toHaveProperty('items');
  });
});

describe('what goes to a thread', () => {
  const label = (text: string, wanted: string): string => text.replaceAll(/(?<=BEGIN |END )[A-Z ]+/g, wanted);
  it.each<[string, string, boolean]>([
    ['a certificate', certificate, true],
    ['a request', request, true],
    ['several of them', certificate + request + certificate, true],
    ['the same with CRLF', certificate.replaceAll('\n', '\r\n'), true],
    ['a key', keyText('rsa-2048'), false],
    ['a certificate with its key', certificate + keyText('rsa-2048'), false],
    ['a key that is labelled as a certificate', label(keyText('rsa-2048'), 'CERTIFICATE'), false],
    ['text around a certificate', `passphrase: secret\n${certificate}`, false],
    ['text behind a certificate', `${certificate}secret`, false],
    ['nothing', '', false],
    ['a cut block', certificate.slice(0, 300), false],
  ])('%s: %#', (_, text, isGiven) => {
    expect(isPublicPem(new TextEncoder().encode(text))).toBe(isGiven);
  });
});

describe('a thread that ends', () => {
  const files: FileToCheck[] = ['a.pem', 'b.pem', 'key.pem'].map((path) => ({
    path,
    bytes: new TextEncoder().encode(path === 'key.pem' ? keyText('rsa-2048') : certificate),
  }));
  const threadThat = (does: string): URL => {
    const file = join(scratch, `${does.length}.mjs`);
    writeFileSync(
      file,
      `import { parentPort, workerData } from 'node:worker_threads';
       parentPort.on('message', (files) => {
         if (files.some(({ path }) => path === 'key.pem')) return;
         Atomics.store(workerData.at, 0, 1);
         ${does};
       });`,
    );
    return pathToFileURL(file);
  };
  it.each<[string, string, string]>([
    ['by an error', "throw new Error('boom')", 'b.pem: boom'],
    ['by leaving', 'process.exit(7)', 'b.pem: a thread ended with 7'],
  ])('%s is a bug, and says at which file', async (_, does, message) => {
    const { io, stderr, stdout } = fakeIo({ files: { 'in/a.pem': certificate, 'in/b.pem': certificate } });
    const code = await run(['check', 'in', '--jobs', '2'], {
      ...io,
      gatherInThreads: (given, settings) =>
        gatherInThreads(given, { ...settings, program: threadThat(does), signal: io.signal }),
    });
    expect([code, stdout()]).toEqual([5, '']);
    expect(stderr()).toContain(message);
  });

  it('has been given no key', async () => {
    const here: string[] = [];
    const gathering = gatherInThreads(files, {
      jobs: 2,
      program: threadThat('parentPort.postMessage({ facts: { files: [], signatures: {} } })'),
      signal: new AbortController().signal,
      here: (own) => (here.push(...own.map(({ path }) => path)), gather(own)),
      onProgress: () => {},
    });
    expect((await gathering).files.map(({ path }) => path)).toEqual(['key.pem']);
    expect(here).toEqual(['key.pem']);
  });
});
