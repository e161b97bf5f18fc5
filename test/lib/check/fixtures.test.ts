import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { check } from '../../../src/lib/check/check.ts';
import { readDeployment } from '../../../src/lib/check/read-deployment.ts';
import { judgedAt } from '../../support/handover.ts';

const root = join(import.meta.dirname, '../../../fixtures/checks');

const filesIn = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.yaml'))
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort()
    .map((path) => ({ path: relative(root, path), bytes: new Uint8Array(readFileSync(path)) }));

const file = (path: string) => ({ path, bytes: new Uint8Array(readFileSync(join(root, path))) });

async function codesOf(folder: string): Promise<string[]> {
  const yaml = readFileSync(join(root, folder, 'corp.yaml'), 'utf8');
  const { deployment } = readDeployment(yaml, { file: 'corp.yaml' });
  const { findings } = await check(filesIn(folder), deployment, { at: judgedAt });
  return findings.map(({ code }) => code).sort();
}

describe('the folders of fixtures/checks', () => {
  it('sound', async () =>
    expect(await codesOf('sound')).toEqual([
      'cert/private-ca-at-edge',
      'cert/private-ca-at-edge',
      'fleet/restart-needed',
    ]));

  it('mixed', async () =>
    expect(await codesOf('mixed')).toEqual([
      'cert/changed-by-ca',
      'cert/differs-from-csr',
      'cert/name-extra',
      'cert/name-missing',
      'cert/private-ca-at-edge',
      'fleet/peer-without-certificate',
      'fleet/restart-needed',
      'trust/duplicate-self-signed-cn',
    ]));

  it.each([
    ['dup-cn.pem', ['trust/duplicate-self-signed-cn']],
    ['dup-cn-letter-case.pem', ['trust/duplicate-self-signed-cn']],
    ['dup-same-cert.pem', ['trust/duplicate-entry']],
    ['dup-ca-signed-cn.pem', ['trust/leaf-in-list', 'trust/leaf-in-list']],
    ['root-first.pem', ['chain/bundle']],
  ])('%s', async (path, expected) => {
    const trustLists = path.startsWith('dup') ? [{ file: path }] : [];
    const { findings } = await check([file(path)], undefined, { at: judgedAt, trustLists });
    expect(findings.map(({ code }) => code)).toEqual(expected);
  });

  it('lost-name', async () => {
    const { findings } = await check(filesIn('lost-name'), undefined, { at: judgedAt });
    expect(findings.map(({ code }) => code)).toEqual(['cert/differs-from-csr', 'cert/changed-by-ca']);
  });
});
