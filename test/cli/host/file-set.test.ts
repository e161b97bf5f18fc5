import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CommandError } from '../../../src/cli/program/command-error.ts';
import { writeFileSet, type FileSet } from '../../../src/cli/host/file-set.ts';
import type { FileOperations } from '../../../src/cli/host/io.ts';
import { nodeFileOperations } from '../../../src/cli/host/node-file-operations.ts';
import { fakeIo } from '../../support/io.ts';
import { scratchFolder } from '../../support/scratch.ts';

const before = { 'out/a.key': 'old key', 'out/a.csr': 'old csr', 'out/list': 'old list', 'out/b.csr': 'b' };
const key = { content: 'new key', mode: 0o600, replaces: false };
const text = { content: 'new', mode: 0o644, replaces: false };

/** One of everything: folders, renames, new files, replaced ones. */
const set: FileSet = {
  folders: ['zips', 'zips/deep'],
  aside: [
    { from: 'out/a.key', to: 'out/a.key.bak' },
    { from: 'out/a.csr', to: 'out/a.csr.bak' },
  ],
  files: [
    { path: 'out/a.key', ...key },
    { path: 'out/a.csr', ...text },
    { path: 'out/list', ...text, replaces: true },
    { path: 'zips/deep/a.zip', ...text },
    { path: 'out/b.csr', ...text, replaces: true },
  ],
};
const steps = 2 + 2 + 5 + 2;

function memory() {
  const { fs } = fakeIo({ files: before });
  const state = () => ({
    files: Object.fromEntries(
      [...fs.files].map(([path, { content }]) => [path, Buffer.from(content).toString()]),
    ),
    folders: [...fs.folders.keys()],
  });
  return { fs: fs.atOnce, state };
}

/** Fails at one operation, the first being 1; what undoes the others works. */
function failingAt(fs: FileOperations, number: number, error: Error): FileOperations {
  let count = 0;
  const counted =
    <Args extends readonly unknown[]>(operation: (...args: Args) => void) =>
    (...args: Args): void => {
      count += 1;
      if (count === number) throw error;
      operation(...args);
    };
  return {
    ...fs,
    create: counted(fs.create),
    makeFolder: counted(fs.makeFolder),
    rename: counted(fs.rename),
  };
}

const noSpace = () => Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });

function failure(run: () => void): CommandError {
  try {
    run();
  } catch (error) {
    if (error instanceof CommandError) return error;
    throw error;
  }
  throw new Error('it did not fail');
}

describe('a set of files', () => {
  it('is written whole', () => {
    const { fs, state } = memory();
    writeFileSet(set, fs);
    expect(state().files).toEqual({
      'out/a.key.bak': 'old key',
      'out/a.csr.bak': 'old csr',
      'out/a.key': 'new key',
      'out/a.csr': 'new',
      'out/list': 'new',
      'out/b.csr': 'new',
      'zips/deep/a.zip': 'new',
    });
  });

  it.each(Array.from({ length: steps }, (_, i) => i + 1))(
    'leaves everything as it was when operation %d fails',
    (number) => {
      const { fs, state } = memory();
      const untouched = state();
      const error = failure(() => writeFileSet(set, failingAt(fs, number, noSpace())));
      expect(error.exitCode).toBe(4);
      expect(error.problems[0]).toMatchObject({
        message: expect.stringContaining('could not be written: no space left on the device') as string,
        details: { note: 'nothing was written' },
      });
      expect(state()).toEqual(untouched);
    },
  );

  it('is written with these operations and no more', () => {
    const { fs } = memory();
    expect(() => writeFileSet(set, failingAt(fs, steps + 1, noSpace()))).not.toThrow();
  });

  it('says what could not be undone', () => {
    const { fs } = memory();
    const stuck = { ...failingAt(fs, steps, noSpace()), removeFolder: () => expect.fail('busy') };
    const [problem] = failure(() => writeFileSet(set, stuck)).problems;
    expect(problem?.details?.note).toBe('this could not be undone: zips/deep, zips');
  });

  it('undoes its work for errors that are no failure of the disk, too', () => {
    const { fs, state } = memory();
    const untouched = state();
    expect(() => writeFileSet(set, failingAt(fs, 6, new RangeError('a bug')))).toThrow(RangeError);
    expect(state()).toEqual(untouched);
  });

  it.each(['out/a.key', 'out/a.csr.bak'])(
    'never takes a name that somebody else has taken meanwhile: %s',
    (path) => {
      const { fs, state } = memory();
      const taken = path.endsWith('.bak') ? set : { ...set, aside: [] };
      if (path.endsWith('.bak')) fs.create(path, 'theirs', 0o600);
      const untouched = state();
      expect(failure(() => writeFileSet(taken, fs)).problems[0]!.message).toBe(
        `${path} could not be written: exists already`,
      );
      expect(state()).toEqual(untouched);
    },
  );
});

describe('the operations on a real disk', () => {
  const folder = scratchFolder();
  const mode = (path: string) => statSync(path).mode & 0o777;
  const withUmask = (umask: number, run: () => void) => {
    const previous = process.umask(umask);
    try {
      run();
    } finally {
      process.umask(previous);
    }
  };

  it.each([0o000, 0o022, 0o077, 0o277, 0o777])(
    'with umask %o make keys 0600, folders 0700 and CSRs 0644 at most',
    (umask) => {
      const out = join(folder, `umask ${umask}`);
      withUmask(umask, () => {
        nodeFileOperations.makeFolder(out, 0o700);
        nodeFileOperations.create(join(out, 'key'), 'k', 0o600);
        nodeFileOperations.create(join(out, 'csr'), 'c', 0o644);
      });
      expect(mode(out)).toBe(0o700);
      expect(mode(join(out, 'key'))).toBe(0o600);
      expect(mode(join(out, 'csr'))).toBe(0o644 & ~umask);
    },
  );

  it('replace no file, and follow no link', () => {
    const out = join(folder, 'links');
    mkdirSync(out);
    writeFileSync(join(out, 'target'), 'target');
    symlinkSync('target', join(out, 'link'));
    symlinkSync('nowhere', join(out, 'broken'));
    for (const name of ['target', 'link', 'broken']) {
      expect(() => nodeFileOperations.create(join(out, name), 'new', 0o600)).toThrow('EEXIST');
      writeFileSync(join(out, 'from'), 'from');
      expect(() => nodeFileOperations.rename(join(out, 'from'), join(out, name))).toThrow('EEXIST');
    }
    nodeFileOperations.rename(join(out, 'link'), join(out, 'link.bak'));
    expect(readFileSync(join(out, 'target'), 'utf8')).toBe('target');
    expect(readdirSync(out).sort()).toEqual(['broken', 'from', 'link.bak', 'target']);
    chmodSync(join(out, 'target'), 0o600);
  });
});
