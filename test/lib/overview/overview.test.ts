import { describe, expect, it } from 'vitest';
import type { CertificateRecipe } from '../../../fixtures/recipes/certificates.ts';
import { buildRequest, good, keyText } from '../../../fixtures/recipes/requests.ts';
import type { Finding } from '../../../src/lib/findings/finding.ts';
import { open } from '../../../src/lib/formats/open.ts';
import { writePem } from '../../../src/lib/formats/pem.ts';
import { belongingsOf } from '../../../src/lib/overview/belongings.ts';
import { expiryCalendar } from '../../../src/lib/overview/calendar.ts';
import { chainSteps } from '../../../src/lib/overview/chain-steps.ts';
import { findingsBehind } from '../../../src/lib/overview/findings-behind.ts';
import { coverageOf } from '../../../src/lib/overview/coverage.ts';
import { timelineOf } from '../../../src/lib/overview/timeline.ts';
import { trustMapOf } from '../../../src/lib/overview/trust-map.ts';
import { planDeployment } from '../../../src/lib/plan/plan.ts';
import { check } from '../../../src/lib/tasks/check.ts';
import { corp, filesOf, handover, issue, judgedAt, type Folder } from '../../support/handover.ts';

const expe1 = 'expe1.example.com';

async function checked(odd: Readonly<Record<string, CertificateRecipe>> = {}, folder: Folder = {}) {
  const made = issue(corp(), odd);
  const files = filesOf({ ...handover(corp(), made), ...folder });
  const report = await check(files, corp(), { at: judgedAt });
  const item = report.items.find(({ peer }) => peer === expe1)!;
  return { made, report, item, opened: await open(files) };
}

const plan = planDeployment(corp());

describe('the coverage of a deployment', () => {
  const column = plan.peers.findIndex(({ peer }) => peer === expe1);
  const standing = async (...args: Parameters<typeof checked>) =>
    coverageOf(plan, (await checked(...args)).report).peers[column]!;

  it.each<[string, Parameters<typeof checked>, string, string]>([
    ['that is sound', [], 'ok', 'works'],
    ['with an error', [{ [expe1]: { notAfter: '2026-11-01' } }], 'error', 'fails'],
    ['whose key nobody has given', [{}, { [`keys/${expe1}.key.pem`]: undefined }], 'ok', 'open'],
    ['without a certificate', [{}, { [`issued/${expe1}.pem`]: undefined }], 'none', 'none'],
  ])('says how a peer stands %s', async (_, args, state, expected) =>
    expect(await standing(...args)).toMatchObject({ state, standing: expected }),
  );

  it('says which peer has, lacks or does not need each name', async () => {
    const names = good.names.filter((name) => name !== 'DNS:collab-edge.example.com');
    const { report } = await checked({ [expe1]: { names } }, { 'issued/expe2.example.com.pem': undefined });
    const row = coverageOf(plan, report).names.find(({ name }) => name === 'collab-edge.example.com')!;
    expect(row.cells.map(({ state }) => state)).toEqual(['not needed', 'not needed', 'lacks', 'unknown']);
  });

  it('counts the lists of others only, where it says who trusts a peer', async () => {
    expect(await standing()).toMatchObject({ trustedByOthers: 'yes' });
    expect(await standing({}, { 'trust/core.pem': undefined })).toMatchObject({
      trustedByOthers: 'not checked',
    });
  });
});

describe('the steps of a chain', () => {
  const roles = async (folder: Folder, odd: Readonly<Record<string, CertificateRecipe>> = {}) => {
    const { item, report, opened } = await checked(odd, folder);
    return chainSteps(item, report, opened).map(({ subject, role }) => `${subject} ${role}`);
  };
  const server = 'CN=expe.example.com,O=Example Corp,C=GB server';

  it('are in the list of their Expressway', async () =>
    expect(await roles({})).toEqual([server, 'CN=Corp Issuing CA 2 listed', 'CN=Corp Root CA listed']));

  it('are to be uploaded where the list lacks them', async () => {
    const { made } = await checked();
    expect(await roles({ 'trust/edge.pem': made.root!.pem })).toEqual([
      server,
      'CN=Corp Issuing CA 2 to upload',
      'CN=Corp Root CA listed',
    ]);
  });

  it('end where the issuer is missing', async () =>
    expect(await roles({}, { [expe1]: { issuer: 'otherRoot' } })).toEqual([
      server,
      'CN=Other Root CA missing',
    ]));
});

describe('key, certificate and request', () => {
  it.each<[string, Folder, object]>([
    ['of one piece', {}, { key: 'yes', request: 'not checked' }],
    [
      'where the request had one name more',
      {
        'requests/expe1.csr': writePem(
          'CERTIFICATE REQUEST',
          buildRequest({ key: 'rsa-2048-e', names: [...good.names, 'DNS:www.example.com'] }),
        ),
      },
      { request: 'yes', lostNames: ['DNS:www.example.com'] },
    ],
    ['where the key is another', { [`keys/${expe1}.key.pem`]: keyText('rsa-3072') }, { key: 'no' }],
    ['where no key was given', { [`keys/${expe1}.key.pem`]: undefined }, { key: 'not checked' }],
  ])('%s', async (_, folder, expected) => {
    const { item, report } = await checked({}, folder);
    expect(belongingsOf(item, report)).toMatchObject(expected);
  });
});

describe('what a verdict rests on', () => {
  const behind = async (service: string, ...args: Parameters<typeof checked>) => {
    const { report } = await checked(...args);
    const verdict = report.services.find((each) => each.service === service && each.peer === expe1)!;
    return findingsBehind(verdict, report.findings).map(({ message }) => message);
  };
  const lost = ['DNS:collab-edge.example.com', 'DNS:example.com'];
  const names = good.names.filter((name) => !lost.includes(name));

  it.each<[string, string[]]>([
    ['mra', ['DNS:collab-edge.example.com is missing']],
    ['xmppFederation', ['DNS:example.com is missing']],
  ])('is, for %s, the names that this service needs', async (service, messages) =>
    expect(await behind(service, { [expe1]: { names } })).toEqual(messages),
  );

  it('is nothing where it is yes', async () => expect(await behind('upload')).toEqual([]));

  it('may be in the list that its cluster reads, and no other', () => {
    const code = 'trust/duplicate-self-signed-cn';
    const found = (cluster: string): Finding => ({
      ...{ code, severity: 'error', subject: { cluster }, params: {}, message: cluster },
      ...{ why: '', fix: [], locations: [], source: [] },
    });
    const verdict = {
      service: 'mra',
      peer: expe1,
      cluster: 'edge',
      verdict: 'no',
      because: [code],
      open: [],
    } as const;
    expect(findingsBehind(verdict, [found('edge'), found('core')])).toEqual([found('edge')]);
  });
});

describe('who trusts whom', () => {
  const arrows = async (folder: Folder) =>
    Object.fromEntries(
      trustMapOf(plan, (await checked({}, folder)).report).arrows.map(({ from, to, trusts }) => [
        `${to} trusts ${from}`,
        trusts,
      ]),
    );

  it('is yes both ways where both lists have the CAs, and not checked towards others', async () =>
    expect(await arrows({})).toEqual({
      'edge trusts core': 'yes',
      'core trusts edge': 'yes',
      'nodes trusts core': 'not checked',
      'core trusts nodes': 'not checked',
    }));

  it('is no where a list lacks the root', async () => {
    const { made } = await checked();
    expect(await arrows({ 'trust/core.pem': made.otherRoot!.pem })).toMatchObject({
      'core trusts edge': 'no',
      'edge trusts core': 'yes',
    });
  });
});

describe('what ends when', () => {
  it('is shown with the first end first, today, and the limits in sight', async () => {
    const { report } = await checked({ [expe1]: { notAfter: '2026-12-01' } });
    const { bars, marks } = timelineOf(report, judgedAt);
    expect(bars.map(({ item, daysLeft }) => [item.peer, daysLeft])[0]).toEqual([expe1, 8]);
    expect(marks.map(({ kind, days }) => days ?? kind)).toEqual(['today', 100]);
  });

  it('is a calendar that keeps its UIDs, with lines that are not too long', async () => {
    const { report, item } = await checked();
    const options = { at: judgedAt, remindDays: [60, 13] };
    const calendar = expiryCalendar(report, options);
    const lines = calendar.split('\r\n');
    expect(lines.at(-1)).toBe('');
    expect(lines.filter((line) => new TextEncoder().encode(line).length > 75)).toEqual([]);
    const unfolded = calendar.replace(/\r\n /g, '');
    expect(unfolded).toContain(`UID:${item.sha256!.replaceAll(':', '').toLowerCase()}@expcert`);
    expect(unfolded).toContain('SUMMARY:Certificate of expe1.example.com ends');
    expect(unfolded).toContain('DTSTART:20270401T000000Z');
    expect(unfolded).toContain('TRIGGER:-P60D');
    expect(unfolded).toContain('Subject: CN=expe.example.com\\,O=Example Corp\\,C=GB\\nIssuer');
    expect(expiryCalendar(report, options)).toBe(calendar);
  });
});
