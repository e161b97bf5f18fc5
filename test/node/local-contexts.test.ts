import { once } from 'node:events';
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SecureContext } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { exportPrivateKey } from '../../src/lib/formats/private-key.ts';
import {
  loadContexts,
  type LocalIdentity,
  type ReloadEvent,
  type ReloadOptions,
} from '../../src/lib/node/index.ts';
import { told } from '../support/events.ts';
import { folderMaker, replaceFile, scratchFolder } from '../support/scratch.ts';
import {
  acceptFrom,
  derOf,
  initiateTo,
  keyPemOf,
  pemOf,
  type HandshakeName,
  someTime,
} from '../support/tls-lab.ts';

const files = folderMaker(scratchFolder());

const certificateAndKey = (name: HandshakeName) => ({
  'cert.pem': pemOf(name, 'int', 'root'),
  'key.pem': keyPemOf(name),
});

/** Its CN is no string of any kind that X.520 knows. */
function withOddName(der: Uint8Array): Uint8Array {
  const odd = Buffer.from(der);
  odd[odd.indexOf('gateway') - 2]! |= 0x80;
  return odd;
}

const identity = (
  at: (name: string) => string,
  domains: readonly string[] = ['gateway.example'],
): LocalIdentity => ({ domains, certificate: at('cert.pem'), key: at('key.pem') });

async function load(identities: readonly LocalIdentity[], options: ReloadOptions = {}) {
  const { tell, next, events } = told<ReloadEvent>();
  const contexts = await loadContexts(identities, {
    ...{ watch: false, settle: 10, onEvent: tell, now: () => someTime },
    ...options,
  });
  onTestFinished(() => contexts.close());
  return { contexts, next, events };
}

/** What a server that connects to us is shown. */
async function presented(context: SecureContext): Promise<Uint8Array> {
  const { client } = await acceptFrom({}, { context });
  return new Uint8Array(client.getPeerX509Certificate()!.raw);
}

const octets = (name: HandshakeName) => new Uint8Array(derOf(name));

describe('the context of a domain', () => {
  it.each<[string, HandshakeName | undefined]>([
    ['gateway.example', 'gateway'],
    ['GATEWAY.example.', 'gateway'],
    ['peer.example', 'peer'],
    ['bücher.example', 'peer'],
    ['xn--bcher-kva.example', 'peer'],
    ['chat.gateway.example', 'renewed'],
    ['own.gateway.example', 'peer'],
    ['a.chat.gateway.example', undefined],
    ['other.example', undefined],
    ['*.gateway.example', undefined],
    ['faß.example', undefined],
    ['', undefined],
  ])('of %j is the one of %s', async (domain, name) => {
    const gateway = files(certificateAndKey('gateway'));
    const renewed = files(certificateAndKey('renewed'));
    const peer = files(certificateAndKey('peer'));
    const { contexts } = await load([
      identity(gateway),
      identity(renewed, ['*.gateway.example']),
      identity(peer, ['peer.example', 'own.gateway.example', 'Bücher.example']),
    ]);
    const context = contexts.contextFor(domain);
    expect(context && (await presented(context))).toEqual(name && octets(name));
    expect(contexts.contextFor(domain)).toBe(context);
  });

  it('is none without a server name', async () => {
    const { contexts } = await load([identity(files(certificateAndKey('gateway')))]);
    expect(contexts.contextFor(undefined)).toBeUndefined();
  });

  it('sends what is above the certificate in order, without root and strangers', async () => {
    const at = files({
      ...certificateAndKey('gateway'),
      'cert.pem': pemOf('root', 'other-root', 'int', 'gateway'),
    });
    const { contexts } = await load([identity(at)]);
    const { peer } = await initiateTo(contexts.contextFor('gateway.example')!);
    expect(peer.chain.map((der) => new Uint8Array(der))).toEqual([octets('gateway'), octets('int')]);
  });

  it.each<[string, readonly string[][], string]>([
    ['a domain twice', [['a.example'], ['A.example']], 'two identities have the domain A.example'],
    ['an address', [['192.0.2.1']], '"192.0.2.1" is an IP address'],
  ])('cannot be had for %s', async (_, domains, message) => {
    const at = files(certificateAndKey('gateway'));
    const loading = loadContexts(domains.map((each) => identity(at, each)));
    await expect(loading).rejects.toThrow(TypeError);
    await expect(loading).rejects.toThrow(message);
  });
});

describe('at the start, it is said what is wrong', () => {
  it.each<[string, Readonly<Record<string, string | Uint8Array>>, string]>([
    ['no certificate file', { 'key.pem': keyPemOf('gateway') }, 'cert.pem is not there'],
    ['no key file', { 'cert.pem': pemOf('gateway') }, 'key.pem is not there'],
    [
      'the other way round',
      { 'cert.pem': keyPemOf('gateway'), 'key.pem': pemOf('gateway') },
      'key.pem holds no private key',
    ],
    ['an empty key file', { ...certificateAndKey('gateway'), 'key.pem': '' }, 'key.pem holds no private key'],
    [
      'a certificate cut short',
      { ...certificateAndKey('gateway'), 'cert.pem': pemOf('gateway').slice(0, 200) },
      'cert.pem holds no certificate that can be read: ',
    ],
    [
      'another key of the same kind',
      { ...certificateAndKey('gateway'), 'key.pem': keyPemOf('peer') },
      'key.pem is another key than the one of the certificate for CN=gateway in ',
    ],
    [
      'a key of another kind',
      { ...certificateAndKey('gateway'), 'key.pem': keyPemOf('rsa-int') },
      'key.pem is an RSA 2048 key, and the key of the certificate for CN=gateway in ',
    ],
    [
      'a certificate that OpenSSL will not present',
      { 'cert.pem': pemOf('rsa512'), 'key.pem': keyPemOf('rsa512') },
      'cert.pem is refused by OpenSSL: ee key too small',
    ],
    [
      'one that OpenSSL cannot even read',
      { ...certificateAndKey('gateway'), 'cert.pem': withOddName(derOf('gateway')) },
      'cert.pem is refused by OpenSSL: ',
    ],
  ])('%s', async (_, contents, text) => {
    const loading = loadContexts([identity(files(contents))]);
    await expect(loading).rejects.toMatchObject({ name: 'LoadError' });
    await expect(loading).rejects.toThrow(text);
  });

  it('everything, not the first', async () => {
    const loading = loadContexts([identity(files({}), ['a.example']), identity(files({}), ['b.example'])]);
    await expect(loading).rejects.toMatchObject({
      problems: [{ text: 'is not there' }, { text: 'is not there' }],
    });
  });

  it('of a folder', async () => {
    const at = files(certificateAndKey('gateway'));
    const loading = loadContexts([{ ...identity(at), key: join(at('key.pem'), '..') }]);
    await expect(loading).rejects.toThrow('is a folder; a file is needed');
  });
});

describe('an encrypted key', () => {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };

  it.each<[string, string | undefined, string | undefined]>([
    ['opens with its passphrase', 'correct horse\n', undefined],
    ['does not open with another', 'wrong', 'holds no private key that can be read'],
    ['does not open without', undefined, 'holds no private key that can be read'],
  ])('%s', async (_, passphrase, problem) => {
    const { privateKey } = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
    const key = await exportPrivateKey(privateKey, { passphrase: 'correct horse' });
    const at = files({
      'key.pem': key,
      'cert.pem': pemOf('gateway'),
      ...(passphrase !== undefined && { passphrase }),
    });
    const loading = loadContexts([
      { ...identity(at), ...(passphrase !== undefined && { passphrase: { file: at('passphrase') } }) },
    ]);
    // The certificate is for another key, so this is as far as it can come.
    await expect(loading).rejects.toThrow(problem ?? 'is an ECDSA P-256 key');
    await expect(loading).rejects.not.toThrow('correct horse');
  });
});

describe('warnings', () => {
  it('of a key that everybody can read', async () => {
    const at = files(certificateAndKey('gateway'));
    chmodSync(at('key.pem'), 0o644);
    const { events } = await load([identity(at)]);
    const locations = [{ file: at('key.pem') }];
    expect(events).toMatchObject([
      { kind: 'warning', what: 'certificates', findings: [{ code: 'gateway/key-readable', locations }] },
    ]);
  });
  it('of a domain that the certificate does not name', async () => {
    const { events } = await load([
      identity(files(certificateAndKey('gateway')), ['gateway.example', 'chat.gateway.example']),
    ]);
    expect(events).toMatchObject([
      {
        findings: [
          { code: 'gateway/name-missing', message: 'the certificate does not name chat.gateway.example' },
        ],
      },
    ]);
  });
  it('none where all is well', async () => {
    expect((await load([identity(files(certificateAndKey('gateway')))])).events).toEqual([]);
  });
});

describe('files that change', () => {
  it('act on the next stream, and the open ones live on', async () => {
    const at = files(certificateAndKey('gateway'));
    const { contexts, next } = await load([identity(at)]);
    const open = await acceptFrom({}, { context: contexts.contextFor('gateway.example')! });
    replaceFile(at('cert.pem'), pemOf('renewed', 'int'));
    replaceFile(at('key.pem'), keyPemOf('renewed'));
    await contexts.reload();
    expect(await next()).toEqual({ kind: 'loaded', what: 'certificates' });
    expect(await presented(contexts.contextFor('gateway.example')!)).toEqual(octets('renewed'));
    open.client.write('still there');
    const [data] = (await once(open.peer.socket, 'data')) as [Buffer];
    expect(data.toString()).toBe('still there');
  });

  it('keep the old ones in use until certificate and key belong together', async () => {
    const at = files(certificateAndKey('gateway'));
    const { contexts, next } = await load([identity(at)]);
    const before = contexts.contextFor('gateway.example');
    replaceFile(at('cert.pem'), pemOf('renewed', 'int'));
    await contexts.reload();
    expect(await next()).toMatchObject({
      kind: 'kept',
      problems: [{ file: at('key.pem'), text: expect.stringContaining('both must be replaced together') }],
    });
    expect(contexts.contextFor('gateway.example')).toBe(before);
    replaceFile(at('key.pem'), keyPemOf('renewed'));
    await contexts.reload();
    expect(await next()).toMatchObject({ kind: 'loaded' });
    expect(contexts.contextFor('gateway.example')).not.toBe(before);
  });

  it('that are half-written or gone change nothing', async () => {
    const at = files(certificateAndKey('gateway'));
    const { contexts, next } = await load([identity(at)]);
    const before = contexts.contextFor('gateway.example');
    writeFileSync(at('cert.pem'), readFileSync(at('cert.pem'), 'utf8').slice(0, 300));
    await contexts.reload();
    expect(await next()).toMatchObject({ kind: 'kept' });
    rmSync(at('cert.pem'));
    await contexts.reload();
    expect(await next()).toMatchObject({ kind: 'kept', problems: [{ text: 'is not there' }] });
    expect(contexts.contextFor('gateway.example')).toBe(before);
  });

  it('of one identity leave the others alone', async () => {
    const one = files(certificateAndKey('gateway'));
    const other = files(certificateAndKey('peer'));
    const { contexts } = await load([identity(one), identity(other, ['peer.example'])]);
    const before = contexts.contextFor('gateway.example');
    writeFileSync(one('key.pem'), 'broken');
    replaceFile(other('cert.pem'), pemOf('stranger'));
    replaceFile(other('key.pem'), keyPemOf('stranger'));
    await contexts.reload();
    expect(contexts.contextFor('gateway.example')).toBe(before);
    expect(await presented(contexts.contextFor('peer.example')!)).toEqual(octets('stranger'));
  });

  it('and have not changed cost nothing and say nothing', async () => {
    const { contexts, events } = await load([identity(files(certificateAndKey('gateway')))]);
    const before = contexts.contextFor('gateway.example');
    await contexts.reload();
    expect(contexts.contextFor('gateway.example')).toBe(before);
    expect(events).toEqual([]);
  });

  it('are noticed', async () => {
    const at = files(certificateAndKey('gateway'));
    const { contexts, next } = await load([identity(at)], { watch: true });
    replaceFile(at('cert.pem'), pemOf('renewed', 'int'));
    replaceFile(at('key.pem'), keyPemOf('renewed'));
    let event = await next();
    // Whoever is quick sees the one without the other first.
    while (event.kind === 'kept') event = await next();
    expect(event).toEqual({ kind: 'loaded', what: 'certificates' });
    expect(await presented(contexts.contextFor('gateway.example')!)).toEqual(octets('renewed'));
  });

  it('are noticed where links turn to other folders, as with mounted secrets', async () => {
    const at = files({});
    for (const [folder, name] of [
      ['first', 'gateway'],
      ['second', 'renewed'],
    ] as const) {
      mkdirSync(at(folder));
      writeFileSync(join(at(folder), 'cert.pem'), pemOf(name, 'int'));
      writeFileSync(join(at(folder), 'key.pem'), keyPemOf(name), { mode: 0o600 });
    }
    symlinkSync('first', at('..data'));
    symlinkSync('..data/cert.pem', at('cert.pem'));
    symlinkSync('..data/key.pem', at('key.pem'));
    const { contexts, next } = await load([identity(at)], { watch: true });
    symlinkSync('second', at('..data-new'));
    renameSync(at('..data-new'), at('..data'));
    expect(await next()).toEqual({ kind: 'loaded', what: 'certificates' });
    expect(await presented(contexts.contextFor('gateway.example')!)).toEqual(octets('renewed'));
  });

  it('are no longer noticed when it is closed', async () => {
    const at = files(certificateAndKey('gateway'));
    const { contexts, events } = await load([identity(at)], { watch: true, settle: 1 });
    contexts.close();
    writeFileSync(at('key.pem'), 'broken');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(events).toEqual([]);
  });
});
