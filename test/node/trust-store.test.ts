import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { writePem } from '../../src/lib/formats/pem.ts';
import {
  loadTrust,
  PeerCache,
  type PeerAssessment,
  type ReloadEvent,
  type ReloadOptions,
  type TrustFiles,
  type TrustStore,
} from '../../src/lib/node/index.ts';
import { buildCrl } from '../support/crls.ts';
import { told } from '../support/events.ts';
import { ask, certificateOf, labCrls, labPolicy, type LabName } from '../support/federation-lab.ts';
import { judgedAt } from '../support/pki.ts';
import { folderMaker, replaceFile, scratchFolder } from '../support/scratch.ts';

const files = folderMaker(scratchFolder());

const pemOf = (name: LabName): string => writePem('CERTIFICATE', certificateOf(name).der);
const crlPem = (change: Parameters<typeof labCrls>[0] = {}): string =>
  labCrls(change)
    .map(({ der }) => writePem('X509 CRL', der))
    .join('');

async function load(trustFiles: TrustFiles, options: ReloadOptions = {}) {
  const { tell, next, events } = told<ReloadEvent>();
  // What speaks against CAs and lists is the subject of own-side.test.ts.
  const onEvent = (event: ReloadEvent) => event.kind !== 'warning' && tell(event);
  const trust = await loadTrust(trustFiles, {
    ...{ watch: false, settle: 10, onEvent, now: () => judgedAt },
    ...options,
  });
  onTestFinished(() => trust.close());
  return { trust, next, events };
}

const stateOf = async ({ current }: TrustStore, name: LabName): Promise<string> =>
  (await ask(name, { evidence: current })).state;

describe('trusted CAs and lists', () => {
  it('come from files and folders, in any format', async () => {
    const at = files({ 'root.der': certificateOf('root').der, 'int.pem': pemOf('int') });
    mkdirSync(at('crls'));
    writeFileSync(join(at('crls'), 'all.pem'), crlPem());
    writeFileSync(join(at('crls'), 'README'), 'put lists here');
    writeFileSync(join(at('crls'), '.hidden'), 'whatever');
    mkdirSync(join(at('crls'), 'folder'));
    const { trust, events } = await load({
      anchors: [at('root.der')],
      intermediates: [at('int.pem')],
      crls: [at('crls')],
    });
    expect(await stateOf(trust, 'missing-int')).toBe('ok');
    expect(await stateOf(trust, 'revoked')).toBe('revoked');
    expect(events).toEqual([]);
  });

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['a list of CAs that is not there', {}, 'root.pem is not there'],
    ['one that holds something else', { 'root.pem': crlPem() }, 'root.pem holds no certificate'],
    ['one that is empty', { 'root.pem': '' }, 'root.pem holds no certificate'],
    [
      'one that is damaged in the middle',
      { 'root.pem': `${pemOf('root')}-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n` },
      'root.pem is damaged: ',
    ],
  ])('are not begun with without %s', async (_, contents, text) => {
    const at = files(contents);
    await expect(load({ anchors: [at('root.pem')] })).rejects.toThrow(text);
  });

  it('are not begun with where a place for lists has none: nothing would be checked', async () => {
    const at = files({ 'root.pem': pemOf('root') });
    mkdirSync(at('crls'));
    const loading = load({ anchors: [at('root.pem')], crls: [at('crls')] });
    await expect(loading).rejects.toThrow(`${at('crls')} holds no revocation list`);
  });
});

describe('what changes on disk', () => {
  it('acts on the next peer, and what was remembered is forgotten', async () => {
    const at = files({ 'root.pem': pemOf('evil-root') });
    const { trust, next } = await load({ anchors: [at('root.pem')] });
    const cache = new PeerCache<PeerAssessment>();
    const state = async () => (await ask('dns', { evidence: trust.current, cache })).state;
    expect(await state()).toBe('untrusted');
    replaceFile(at('root.pem'), pemOf('root'));
    await trust.reload();
    expect(await next()).toMatchObject({ kind: 'loaded', added: ['CN=root'], removed: ['CN=evil-root'] });
    expect(await state()).toBe('ok');
  });

  it('is the same object while nothing does', async () => {
    const at = files({ 'root.pem': pemOf('root') });
    const { trust, events } = await load({ anchors: [at('root.pem')] });
    const before = trust.current;
    replaceFile(at('root.pem'), pemOf('root'));
    await trust.reload();
    expect(trust.current).toBe(before);
    expect(events).toEqual([]);
  });

  it.each<[string, (path: string) => void, string]>([
    ['cut short', (path) => writeFileSync(path, crlPem().slice(0, 400)), 'is damaged'],
    ['emptied', (path) => writeFileSync(path, ''), 'holds no revocation list'],
    ['replaced by something else', (path) => writeFileSync(path, pemOf('root')), 'holds no revocation list'],
    ['removed', (path) => rmSync(path), 'is not there'],
  ])('keeps a list that has been %s in force, and says so', async (_, change, text) => {
    const at = files({ 'root.pem': pemOf('root'), 'all.crl': crlPem() });
    const { trust, next } = await load({ anchors: [at('root.pem')], crls: [at('all.crl')] });
    const before = trust.current;
    change(at('all.crl'));
    await trust.reload();
    const event = await next();
    expect(event).toMatchObject({ kind: 'kept', what: 'trust', problems: [{ file: at('all.crl') }] });
    expect(event).toHaveProperty(['problems', 0, 'text'], expect.stringContaining(text));
    expect(trust.current).toBe(before);
    expect(await stateOf(trust, 'revoked')).toBe('revoked');
  });

  it('takes what is gone from a folder out of force, but never the last', async () => {
    const at = files({});
    mkdirSync(at('anchors'));
    const inFolder = (name: string) => join(at('anchors'), name);
    writeFileSync(inFolder('a.pem'), pemOf('root'));
    writeFileSync(inFolder('b.pem'), pemOf('evil-root'));
    const { trust, next } = await load({ anchors: [at('anchors')] });
    expect(await stateOf(trust, 'untrusted')).toBe('ok');
    rmSync(inFolder('b.pem'));
    await trust.reload();
    expect(await next()).toMatchObject({ kind: 'loaded' });
    expect(await stateOf(trust, 'untrusted')).toBe('untrusted');
    rmSync(inFolder('a.pem'));
    await trust.reload();
    expect(await next()).toMatchObject({ kind: 'kept', problems: [{ text: 'holds no certificate' }] });
    expect(await stateOf(trust, 'dns')).toBe('ok');
    rmSync(at('anchors'), { recursive: true });
    await trust.reload();
    expect(await next()).toMatchObject({ kind: 'kept' });
    expect(await stateOf(trust, 'dns')).toBe('ok');
  });

  it('keeps what was in a folder that has gone altogether', async () => {
    const at = files({ 'root.pem': pemOf('root') });
    mkdirSync(at('more'));
    writeFileSync(join(at('more'), 'b.pem'), pemOf('evil-root'));
    const { trust, next } = await load({ anchors: [at('root.pem'), at('more')] });
    const before = trust.current;
    rmSync(at('more'), { recursive: true });
    await trust.reload();
    expect(await next()).toMatchObject({
      kind: 'kept',
      problems: [{ file: at('more') }, { file: join(at('more'), 'b.pem') }],
    });
    expect(trust.current).toBe(before);
  });

  it('takes what is good and keeps what is not, file by file', async () => {
    const at = files({ 'root.pem': pemOf('root'), 'other.pem': pemOf('int') });
    const { trust, next } = await load({ anchors: [at('root.pem'), at('other.pem')] });
    writeFileSync(at('root.pem'), '');
    replaceFile(at('other.pem'), pemOf('evil-root'));
    await trust.reload();
    expect([await next(), await next()]).toMatchObject([{ kind: 'loaded' }, { kind: 'kept' }]);
    expect(await stateOf(trust, 'dns')).toBe('ok');
    expect(await stateOf(trust, 'untrusted')).toBe('ok');
  });

  it('is noticed, in folders too', async () => {
    const at = files({ 'root.pem': pemOf('root') });
    mkdirSync(at('crls'));
    const list = join(at('crls'), 'all.pem');
    writeFileSync(list, crlPem({ nextUpdate: '2026-11-10' }));
    const { trust, next } = await load({ anchors: [at('root.pem')], crls: [at('crls')] }, { watch: true });
    expect(await stateOf(trust, 'dns')).toBe('rev-unknown');
    replaceFile(list, crlPem());
    expect(await next()).toEqual({ kind: 'loaded', what: 'trust' });
    expect(await stateOf(trust, 'dns')).toBe('ok');
  });
});

describe('each place', () => {
  it('is kept on its own: a CA that is taken off is off, though all lists are gone', async () => {
    const at = files({ 'root.pem': pemOf('root') + pemOf('evil-root') });
    mkdirSync(at('crls'));
    writeFileSync(join(at('crls'), 'all.pem'), crlPem());
    const { trust, next } = await load({ anchors: [at('root.pem')], crls: [at('crls')] });
    expect(await stateOf(trust, 'revoked')).toBe('revoked');
    replaceFile(at('root.pem'), pemOf('root'));
    rmSync(join(at('crls'), 'all.pem'));
    await trust.reload();
    expect([await next(), await next()]).toMatchObject([
      { kind: 'loaded' },
      { kind: 'kept', problems: [{ file: at('crls'), text: 'holds no revocation list' }] },
    ]);
    expect(await stateOf(trust, 'untrusted')).toBe('untrusted');
    expect(await stateOf(trust, 'revoked')).toBe('revoked');
  });
});

describe('a list that is older than the one in force', () => {
  const listOf = (number: number, revoked: readonly number[], thisUpdate: string): string =>
    writePem(
      'X509 CRL',
      buildCrl({}, { issuedBy: 'int', issuer: 'CN=int', number, revoked, thisUpdate }).der,
    );
  const newer = listOf(9, [667], '2026-11-18');
  const older = listOf(3, [], '2026-11-13');
  it.each<[string, (list: string) => void]>([
    ['in its place', (list) => replaceFile(list, older)],
    [
      'under another name, while the newer one is gone',
      (list) => (rmSync(list), writeFileSync(`${list}2`, older)),
    ],
  ])('is not taken: %s', async (_, change) => {
    const at = files({ 'root.pem': pemOf('root'), 'others.crl': crlPem() });
    mkdirSync(at('crls'));
    const list = join(at('crls'), 'int.crl');
    writeFileSync(list, newer);
    const { trust, next } = await load({ anchors: [at('root.pem')], crls: [at('crls')] });
    change(list);
    await trust.reload();
    let event = await next();
    if (event.kind === 'loaded') event = await next();
    expect(event).toMatchObject({
      kind: 'kept',
      problems: [
        {
          text: 'is older than the list in force (number 3 of 2026-11-13 instead of number 9 of 2026-11-18); reload({ acceptOlderLists: true }) takes it all the same',
        },
      ],
    });
    await trust.reload({ acceptOlderLists: true });
    expect(await next()).toMatchObject({ kind: 'loaded' });
  });

  it('is not taken where the newer one has been gone for a while, or says by which key it is', async () => {
    const ofRoot = writePem('X509 CRL', buildCrl({}, { issuedBy: 'root', issuer: 'CN=root' }).der);
    const at = files({ 'root.pem': pemOf('root'), 'root.crl': ofRoot });
    mkdirSync(at('crls'));
    const list = join(at('crls'), 'int.crl');
    writeFileSync(list, newer);
    const { trust, next } = await load({ anchors: [at('root.pem')], crls: [at('crls'), at('root.crl')] });
    rmSync(list);
    await trust.reload();
    expect((await next()).kind).toBe('loaded');
    const unkeyed = buildCrl(
      {},
      {
        ...{ issuedBy: 'int', issuer: 'CN=int', number: 3, thisUpdate: '2026-11-13' },
        without: ['authorityKeyIdentifier'],
      },
    );
    for (const [name, content] of [
      ['again.crl', older],
      ['unkeyed.crl', writePem('X509 CRL', unkeyed.der)],
    ] as const) {
      writeFileSync(join(at('crls'), name), content);
      await trust.reload();
      let event = await next();
      if (event.kind === 'loaded') event = await next();
      expect(event).toMatchObject({ kind: 'kept', problems: [{ file: join(at('crls'), name) }] });
      rmSync(join(at('crls'), name));
    }
    expect(await stateOf(trust, 'revoked')).toBe('revoked');
  });

  it.each([
    ['one whose signature is wrong', { damaged: true }, false],
    [
      'one of a CA with another key of that name',
      { signedWith: 'evil-root', without: ['authorityKeyIdentifier'] as const },
      false,
    ],
    [
      'one by another key than that of the CA which is known',
      { issuedBy: 'evil-root', issuer: 'CN=int' },
      true,
    ],
  ])('%s does not keep the genuine ones out', async (_, forgery, isTaken) => {
    const at = files({ 'root.pem': pemOf('root'), 'int.pem': pemOf('int'), 'int.crl': newer });
    const { trust, next } = await load({
      ...{ anchors: [at('root.pem')], intermediates: [at('int.pem')], crls: [at('int.crl')] },
    });
    const forged = buildCrl({}, { issuedBy: 'int', issuer: 'CN=int', number: 99, ...forgery });
    replaceFile(at('int.crl'), writePem('X509 CRL', forged.der));
    await trust.reload();
    expect(await next()).toMatchObject(
      isTaken
        ? { kind: 'loaded' }
        : {
            kind: 'kept',
            problems: [
              { file: at('int.crl'), text: 'holds a list in the name of CN=int that this CA has not signed' },
            ],
          },
    );
    replaceFile(at('int.crl'), listOf(10, [], '2026-11-19'));
    await trust.reload();
    expect((await next()).kind).toBe('loaded');
  });

  it('of another scope, or newer, is taken', async () => {
    const at = files({ 'root.pem': pemOf('root'), 'int.crl': older });
    const { trust, next } = await load({ anchors: [at('root.pem')], crls: [at('int.crl')] });
    replaceFile(at('int.crl'), newer);
    await trust.reload();
    expect(await next()).toEqual({ kind: 'loaded', what: 'trust' });
    const ofRoot = buildCrl({}, { issuedBy: 'root', issuer: 'CN=root', number: 1 });
    replaceFile(at('int.crl'), writePem('X509 CRL', ofRoot.der));
    await trust.reload();
    expect((await next()).kind).toBe('loaded');
  });
});

describe('what a path leads to', () => {
  type Way = (base: string, generation: number, content: string) => string;
  const made = (folder: string, content: string): string => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'all.crl'), content);
    return join(folder, 'all.crl');
  };
  const turn = (link: string, target: string): void => {
    symlinkSync(target, `${link}.new`);
    renameSync(`${link}.new`, link);
  };
  it.each<[string, Way]>([
    [
      'a folder that another is renamed to',
      (base, generation, content) => {
        made(join(base, `lists.${generation}`), content);
        if (generation > 0) renameSync(join(base, 'lists'), join(base, `old.${generation}`));
        renameSync(join(base, `lists.${generation}`), join(base, 'lists'));
        return join(base, 'lists/all.crl');
      },
    ],
    [
      'a folder that is removed and made anew',
      (base, _, content) => {
        rmSync(join(base, 'lists'), { recursive: true, force: true });
        return made(join(base, 'lists'), content);
      },
    ],
    [
      'a folder that is made anew once, and its file after that',
      (base, generation, content) => {
        if (generation < 2) rmSync(join(base, 'lists'), { recursive: true, force: true });
        return made(join(base, 'lists'), content);
      },
    ],
    [
      'folders above it that are made anew',
      (base, _, content) => {
        rmSync(join(base, 'a'), { recursive: true, force: true });
        return made(join(base, 'a/b/lists'), content);
      },
    ],
    [
      'a link two levels above it',
      (base, generation, content) => {
        made(join(base, `releases/${generation}/pki/lists`), content);
        turn(join(base, 'current'), `releases/${generation}`);
        return join(base, 'current/pki/lists/all.crl');
      },
    ],
    [
      'a link to a link',
      (base, generation, content) => {
        made(join(base, `v${generation}`), content);
        turn(join(base, '..data'), `v${generation}`);
        if (generation === 0) symlinkSync('..data/all.crl', join(base, 'all.crl'));
        return join(base, 'all.crl');
      },
    ],
  ])('is looked at anew each time it changes: %s', async (_, write) => {
    const at = files({ 'root.pem': pemOf('root') });
    const base = at('base');
    mkdirSync(base);
    const path = write(base, 0, crlPem());
    const { trust, next } = await load({ anchors: [at('root.pem')], crls: [path] }, { watch: true });
    const loaded = async () => {
      for (;;) if ((await next()).kind === 'loaded') return;
    };
    for (const generation of [1, 2, 3]) {
      const before = trust.current;
      write(base, generation, crlPem({ nextUpdate: `2027-0${generation}-01` }));
      await loaded();
      expect(trust.current).not.toBe(before);
    }
  });

  it('is looked at now and then where no file system tells of a change', async () => {
    const at = files({ 'root.pem': pemOf('evil-root') });
    const { trust, next } = await load({ anchors: [at('root.pem')] }, { watch: 'poll', poll: 10 });
    expect(await stateOf(trust, 'dns')).toBe('untrusted');
    replaceFile(at('root.pem'), pemOf('root'));
    expect(await next()).toMatchObject({ kind: 'loaded', added: ['CN=root'], removed: ['CN=evil-root'] });
    expect(await stateOf(trust, 'dns')).toBe('ok');
  });
});

it('lists that are out of date are for the policy to judge', async () => {
  const at = files({ 'root.pem': pemOf('root'), 'all.crl': crlPem({ nextUpdate: '2026-11-10' }) });
  const { trust } = await load({ anchors: [at('root.pem')], crls: [at('all.crl')] });
  const accepting = labPolicy({ unknownRevocation: 'accept' });
  expect((await ask('dns', { evidence: trust.current })).state).toBe('rev-unknown');
  expect((await ask('dns', { evidence: trust.current, policy: accepting })).state).toBe('ok');
});

describe('a list of many entries', () => {
  const revoked = Array.from({ length: 20_000 }, (_, i) => 1_000_000 + i);
  const long = buildCrl({}, { issuedBy: 'int', issuer: 'CN=int', revoked: [...revoked, 667] });

  it.each<[string, string | Uint8Array]>([
    ['DER', long.der],
    ['PEM', writePem('X509 CRL', long.der)],
  ])('is read in %s while others go on', async (_, content) => {
    const at = files({ 'root.pem': pemOf('root'), 'all.crl': crlPem() });
    mkdirSync(at('crls'));
    writeFileSync(join(at('crls'), 'all.pem'), crlPem());
    const { trust } = await load({ anchors: [at('root.pem')], crls: [at('crls')] });
    writeFileSync(join(at('crls'), 'long.crl'), content);
    let turns = 0;
    const others = setInterval(() => turns++, 0);
    await trust.reload();
    clearInterval(others);
    expect(turns).toBeGreaterThan(3);
    expect(trust.current.crls.map(({ revoked: { count } }) => count).sort((a, b) => b - a)[0]).toBe(20_001);
    expect(await stateOf(trust, 'revoked')).toBe('revoked');
    expect(await stateOf(trust, 'dns')).toBe('ok');
  });

  it('that is cut short is damaged', async () => {
    const at = files({ 'root.pem': pemOf('root'), 'all.crl': long.der });
    const { trust, next } = await load({ anchors: [at('root.pem')], crls: [at('all.crl')] });
    writeFileSync(at('all.crl'), long.der.subarray(0, -1));
    await trust.reload();
    const event = await next();
    expect(event).toMatchObject({ kind: 'kept', problems: [{ file: at('all.crl') }] });
  });
});
