import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { check, open, readDeployment } from '../../../src/lib/index.ts';
import { answerText } from '../../../src/web/csr/answer.ts';
import { requestViews } from '../../../src/web/csr/request-views.ts';

const fixtures = join(import.meta.dirname, '../../../fixtures');
const at = new Date('2026-11-22T10:00:00Z');
const { deployment } = readDeployment(readFileSync(join(fixtures, 'checks/mixed/corp.yaml')), {
  file: 'corp.yaml',
});

async function answerTo(name: string, isPlanned: boolean): Promise<string> {
  const path = `${name}.csr.pem`;
  const folder = name === 'expe1' ? 'checks/mixed/requests' : 'requests';
  const files = [{ path, bytes: readFileSync(join(fixtures, folder, path)) }];
  const opened = await open(files);
  const report = await check(files, isPlanned ? deployment : undefined, { at, opened });
  return answerText(requestViews({ opened, report })[0]!);
}

describe('the answer to the requester', () => {
  it('says of a good request what was checked', async () => {
    const answer = await answerTo('expe1', true);
    expect(answer).toMatch(/^Nothing speaks against signing the request expe1\.csr\.pem/);
    expect(answer).toMatch(
      /Checked and good: signature verifies; .*; all \d planned names\.\n\nHash of its public key: sha256:EA6rZ2MO\S+=$/,
    );
  });

  it('claims nothing about names that were held against no plan', async () => {
    const answer = await answerTo('expe1', false);
    expect(answer).toMatch(/^Nothing was found against signing .*, but not everything could be checked\./);
    expect(answer).toMatch(
      /\n\nNot checked: names of the request \(no deployment file\)\.\n\nHash of its public key: \S+$/,
    );
    expect(answer).not.toContain('planned');
  });

  it('has steps that somebody without a command line can take', async () => {
    const answer = await answerTo('expe1-without-collab-edge', true);
    expect(answer).toContain('[csr/name-missing]\n   - on expe1.example.com open Maintenance');
    expect(answer).not.toMatch(/--\w|\bexpcert \w/);
  });

  it('tells an error first, and what was not checked last', async () => {
    const answer = await answerTo('weak', false);
    expect(answer).toMatch(/^The request weak\.csr\.pem cannot be signed as it is\./);
    expect(answer).toMatch(
      /\n\nNot checked: names of the request \(no deployment file\); usages of the request \(no deployment file\)\.\n\nHash of its public key: \S+$/,
    );
  });
});
