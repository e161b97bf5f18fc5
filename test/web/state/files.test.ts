import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { exampleDeployment } from '../../../src/web/example.ts';
import {
  addFiles,
  addPassphrase,
  fileLimits,
  removeAllFiles,
  removeFile,
  setTrustList,
} from '../../../src/web/state/files.ts';
import {
  csrsSaved,
  forgetKeys,
  forgetMade,
  keysMade,
  keysSaved,
  makingKeys,
} from '../../../src/web/state/keys.ts';
import { keptKeys } from '../../../src/web/state/key-making.ts';
import { initialState, type State, type Transition } from '../../../src/web/state/state.ts';
import { archivedDeployment, takeFiles } from '../../../src/web/state/take-files.ts';

const start = initialState(new Date('2026-11-22T10:00:00Z'), 'certificates');
const after = (...transitions: Transition[]): State =>
  transitions.reduce((state, transition) => transition(state), start);
const file = (path: string, content = path) => ({ path, bytes: new TextEncoder().encode(content) });
const pathsOf = ({ files }: State) => files.map(({ path }) => path);

describe('files', () => {
  it('are kept in the order they came', () =>
    expect(pathsOf(after(addFiles([file('a')]), addFiles([file('b')])))).toEqual(['a', 'b']));
  it('give way to a new one of the same path', () => {
    const { files } = after(addFiles([file('a', 'old'), file('b')]), addFiles([file('a', 'new')]));
    expect(files.map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)])).toEqual([
      ['b', 'b'],
      ['a', 'new'],
    ]);
  });
  it('beyond what the page takes at once are named, not dropped in silence', () => {
    const many = Array.from({ length: fileLimits.files + 2 }, (_, at) => file(`${at}`));
    const state = after(addFiles(many));
    expect(state.files).toHaveLength(fileLimits.files);
    expect(state.leftOut).toEqual(['1000', '1001']);
  });
  it('can be removed, with what was said of them', () => {
    const state = after(
      addFiles([file('a'), file('b')]),
      setTrustList({ file: 'a', of: 'core' }),
      removeFile('a'),
    );
    expect([pathsOf(state), state.trustLists]).toEqual([['b'], []]);
  });
  it('can all be forgotten, passphrases too', () => {
    const state = after(addFiles([file('a')]), addPassphrase('x'), removeAllFiles);
    expect([state.files, state.passphrases]).toEqual([[], []]);
  });
});

describe('a dropped folder', () => {
  it('opens the deployment file in it, and takes in the rest', () => {
    const state = after(takeFiles([file('f/a.pem'), file('f/expcert.yaml', exampleDeployment)]));
    expect(state.deployment!.file).toBe('expcert.yaml');
    expect(pathsOf(state)).toEqual(['f/a.pem']);
  });
  it('with two of them opens the one with the usual name', () => {
    const state = after(
      takeFiles([file('a.yaml', exampleDeployment), file('expcert.yml', exampleDeployment)]),
    );
    expect(state.deployment!.file).toBe('expcert.yml');
  });
  it('takes no notice of YAML that is something else', () => {
    const state = after(takeFiles([file('values.yaml', 'image: x\n')]));
    expect(state.deployment).toBeUndefined();
    expect(pathsOf(state)).toEqual(['values.yaml']);
  });
  it('opens the one in an archive, and the archive', async () => {
    const bytes = zipSync({ 'set/expcert.yaml': new TextEncoder().encode(exampleDeployment) });
    const files = [{ path: 'set.zip', bytes }];
    const archived = await archivedDeployment(files);
    const state = after(takeFiles(files, { archived }));
    expect(state.deployment!.plan!.peers).toHaveLength(4);
    expect(pathsOf(state)).toEqual(['set.zip']);
  });
  it('never shows a deployment file with a private key in it', () => {
    const key = `${exampleDeployment}x: |\n  -----BEGIN PRIVATE KEY-----\n`;
    expect(after(takeFiles([file('expcert.yaml', key)])).deployment).toBeUndefined();
  });
  it('reads UTF-16', () => {
    const units = new Uint16Array([...`\ufeff${exampleDeployment}`].map((each) => each.charCodeAt(0)));
    const state = after(takeFiles([{ path: 'corp.yaml', bytes: new Uint8Array(units.buffer) }]));
    expect(state.deployment!.findings.map(({ severity }) => severity)).toEqual(['notice', 'notice']);
  });
});

describe('a file of several certificates on the screen of trust lists', () => {
  const onTrust: Transition = (state) => ({ ...state, screen: 'trust' });
  const pem = '-----BEGIN CERTIFICATE-----\n'.repeat(2);
  const lists = (...transitions: Transition[]) =>
    after(onTrust, ...transitions).trustLists.map((each) => each.file);
  const core = 'trust/core.pem';
  const deployment = exampleDeployment.replace(/^( *)role: C$/m, `$&\n$1trustList: ${core}`);

  it('is taken for a list', () => expect(lists(takeFiles([file('a.pem', pem)]))).toEqual(['a.pem']));
  it('is none where it was given for what lists must verify, until it is removed', () => {
    const given = takeFiles([file('a.pem', pem)], { isToBeVerified: true });
    expect(lists(given)).toEqual([]);
    expect(after(onTrust, given).mustVerify).toEqual(['a.pem']);
    expect(after(onTrust, given, removeFile('a.pem')).mustVerify).toEqual([]);
  });
  it('keeps the reader that the deployment file names, and none that only ends alike', () => {
    const files = [file('corp.yaml', deployment), file(core, pem), file(`x${core}`, pem)];
    expect(lists(takeFiles(files))).toEqual([`x${core}`]);
  });
});

describe('keys that were made', () => {
  const made = (peer: string) => ({
    ...{ peer, csr: 'csr', key: 'key', isCsrSaved: false, isKeySaved: false, isEncrypted: true, content: '' },
  });
  const two = keysMade([made('a'), made('b')]);

  it('are kept when they are saved, and marked, and are gone when they are forgotten', () => {
    const saved = after(two, keysSaved(['a'])).keys;
    expect([keptKeys(saved), saved.made.map(({ isKeySaved }) => isKeySaved)]).toEqual([2, [true, false]]);
    const forgotten = after(two, keysSaved(['a']), forgetKeys(['a'])).keys;
    expect([keptKeys(forgotten), forgotten.made.map(({ csr }) => csr)]).toEqual([1, ['csr', 'csr']]);
    expect(forgotten.made[0]).not.toHaveProperty('key');
  });
  it('stay while their requests are saved', () => {
    const { keys } = after(two, csrsSaved(['a', 'b']));
    expect([keptKeys(keys), keys.made.every(({ isCsrSaved }) => isCsrSaved)]).toEqual([2, true]);
  });
  it('are not there before all of them are', () =>
    expect(after(makingKeys(1, 2, 'b')).keys.made).toEqual([]));
  it('are gone when they are discarded', () => expect(after(two, forgetMade).keys.made).toEqual([]));
});
