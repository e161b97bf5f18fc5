import { describe, expect, it } from 'vitest';
import { ca, type CertificateRecipe } from '../../../fixtures/recipes/certificates.ts';
import { check } from '../../../src/lib/check/check.ts';
import type { CheckOptions } from '../../../src/lib/check/options.ts';
import { corp, filesOf, handover, issue, judgedAt, type Folder } from '../../support/handover.ts';

const expe1 = 'issued/expe1.example.com.pem';

async function listIn(
  file: string,
  folder: Folder = {},
  options: Partial<CheckOptions> = {},
  odd: Readonly<Record<string, CertificateRecipe>> = {},
) {
  const files = filesOf({ ...handover(corp(), issue(corp(), odd)), ...folder });
  const report = await check(files, corp(), { at: judgedAt, ...options });
  return { report, list: report.lists.find(({ item }) => item === file)! };
}

const made = issue(corp(), {
  stranger: {
    key: 'rsa-2048',
    issuer: 'otherRoot',
    subject: [['commonName', 'www.example.net']],
    names: ['DNS:www.example.net'],
  },
});

describe('a trusted-CA list in the report', () => {
  it('says which certificates it verifies, and through which of its entries', async () => {
    const { list } = await listIn('trust/core.pem');
    const answer = list.verifies.find(({ item }) => item === expe1);
    expect(answer).toEqual({ item: expe1, answer: 'yes', entries: [2, 1], findings: [] });
  });

  it('says why it does not verify one, with the findings that say it', async () => {
    const { list, report } = await listIn('trust/core.pem', { 'trust/core.pem': made['otherRoot']!.pem });
    const { findings, ...answer } = list.verifies.find(({ item }) => item === expe1)!;
    expect(answer).toMatchObject({ answer: 'no', entries: [], missingIssuer: 'CN=Corp Issuing CA 2' });
    const told = report.findings.filter(({ id }) => findings.includes(id));
    expect(told.map(({ code, item }) => [code, item])).toEqual([['chain/untrusted', expe1]]);
    const services = report.services.filter(({ requirements }) =>
      requirements.some(
        (each) => each.state === 'fails' && each.findings.some((id) => findings.includes(id)),
      ),
    );
    expect(new Set(services.map(({ service }) => service))).toContain('mra');
  });

  it('is asked about what somebody says it must verify, whoever reads it', async () => {
    const folder = { 'given/stranger.pem': made['stranger']!.pem };
    const options = { mustVerify: ['given/stranger.pem'] };
    const { list, report } = await listIn('trust/core.pem', folder, options);
    const answer = list.verifies.find(({ item }) => item === 'given/stranger.pem')!;
    expect(answer).toMatchObject({ answer: 'no', missingIssuer: 'CN=Other Root CA' });
    expect(report.findings.find(({ id }) => id === answer.findings[0])?.code).toBe('trust/issuer-missing');
    const { list: unasked } = await listIn('trust/core.pem', folder);
    expect(unasked.verifies.map(({ item }) => item)).not.toContain('given/stranger.pem');
  });

  it.each([
    ['with an empty line in its base64', '\n\n-----END', ['trust/pem-damaged']],
    ['with CRLF', '\r\n-----END', []],
  ])('is read as the Expressway reads it: one %s', async (_, end, expected) => {
    const { list, report } = await listIn('trust/core.pem', {
      'trust/core.pem': [made['issuing']!, made['root']!]
        .map(({ pem }) => pem.replace('\n-----END', end))
        .join(''),
    });
    const told = report.findings.filter(({ id }) => list.findings.includes(id)).map(({ code }) => code);
    expect([...new Set(told)]).toEqual(expected);
  });

  it('is not asked twice about what its readers meet anyway', async () => {
    const { list } = await listIn('trust/core.pem', {}, { mustVerify: [expe1] });
    expect(list.verifies.filter(({ item }) => item === expe1)).toHaveLength(1);
  });

  it.each([
    ['that stands there already', [made['root']!.pem, made['root']!.pem], [undefined, 'repeated']],
    ['twice, and once more', Array<string>(3).fill(made['root']!.pem), [undefined, 'repeated', 'repeated']],
    ['that is alone', [made['root']!.pem], [undefined]],
  ])('has an entry of no use: one %s', async (_, pems, expected) => {
    const { list } = await listIn('trust/core.pem', { 'trust/core.pem': pems.join('') });
    expect(list.entries.map(({ useless }) => useless)).toEqual(expected);
  });

  it('has an entry of no use: one that has ended', async () => {
    const ended = issue(corp(), {
      otherRoot: ca({
        key: 'rsa-3072',
        subject: [['commonName', 'Other Root CA']],
        notAfter: '2026-01-01',
      }),
    });
    const { list } = await listIn('trust/core.pem', {
      'trust/core.pem': `${made['root']!.pem}${ended['otherRoot']!.pem}`,
    });
    expect(list.entries.map(({ useless }) => useless)).toEqual([undefined, 'ended']);
  });
});
