import { describe, expect, it } from 'vitest';
import type { CertificateRecipe } from '../../../fixtures/recipes/certificates.ts';
import { buildRequest, good, keyText } from '../../../fixtures/recipes/requests.ts';
import type { Deployment } from '../../../src/lib/deployment/model.ts';
import { writePem } from '../../../src/lib/formats/pem.ts';
import type { TrustListRole } from '../../../src/lib/check/file-roles.ts';
import { blocksOf } from '../../../src/lib/overview/certificate-blocks.ts';
import { belongingsOf } from '../../../src/lib/overview/belongings.ts';
import { expiryCalendar } from '../../../src/lib/overview/calendar.ts';
import { chainSteps } from '../../../src/lib/overview/chain-steps.ts';
import { coverageOf } from '../../../src/lib/overview/coverage.ts';
import { countPeers, problemsOf } from '../../../src/lib/overview/peer-counts.ts';
import { timelineOf } from '../../../src/lib/overview/timeline.ts';
import { trustMapOf } from '../../../src/lib/overview/trust-map.ts';
import { planDeployment } from '../../../src/lib/plan/plan.ts';
import { check } from '../../../src/lib/check/check.ts';
import { waiveFindings } from '../../../src/lib/check/waive-findings.ts';
import { reasonsOf, waiveVerdicts } from '../../../src/lib/verdict/reasons.ts';
import { checkAnswered, type Situation } from '../../support/answered.ts';
import {
  corp,
  filesOf,
  handover,
  issue,
  judgedAt,
  publicPolicy,
  type Folder,
} from '../../support/handover.ts';

const expe1 = 'expe1.example.com';

async function checked(odd: Readonly<Record<string, CertificateRecipe>> = {}, folder: Folder = {}) {
  const made = issue(corp(), odd);
  const files = filesOf({ ...handover(corp(), made), ...folder });
  const report = await check(files, corp(), { at: judgedAt });
  const item = report.items.find(({ peer }) => peer === expe1)!;
  return { made, report, item };
}

const plan = planDeployment(corp());

const node = (name: string): CertificateRecipe => ({
  key: 'rsa-2048-f',
  issuer: 'issuing',
  subject: [['commonName', name]],
  names: [`DNS:${name}`],
});

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
    const { item, report } = await checked(odd, folder);
    return chainSteps(item, report).map(({ subject, role }) => `${subject} ${role}`);
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

describe('how many peers stand how', () => {
  const counted = async (situation?: Situation) => {
    const coverage = coverageOf(plan, await checkAnswered(situation));
    return { ...countPeers(coverage), problems: coverage.peers.map((_, at) => problemsOf(coverage, at)) };
  };

  it('is said by the states of their certificates where all is well', async () =>
    expect(await counted()).toEqual({
      peers: 4,
      certificates: { ok: 4, warning: 0, error: 0, undecided: 0, none: 0 },
      failing: [],
      open: 0,
      problems: [0, 0, 0, 0],
    }));

  it('keeps an error of a certificate apart from a service that fails on peers whose certificates are sound', async () => {
    const folder: Situation['folder'] = ({ otherRoot }) => ({
      'trust/core.pem': otherRoot!.pem,
      'issued/expe2.example.com.pem': undefined,
    });
    const { certificates, failing } = await counted({ folder });
    expect(certificates).toEqual({ ok: 0, warning: 0, error: 3, undecided: 0, none: 1 });
    expect(failing).toEqual([
      { services: ['upload'], peers: 2 },
      { services: ['mra', 'xmppFederation', 'groupChatTls'], peers: 3 },
    ]);
  });

  it('counts what a peer lacks, its certificate and its services as its problems', async () => {
    const names = good.names.filter((name) => name !== 'DNS:collab-edge.example.com');
    expect(await counted({ odd: { [expe1]: { names } } })).toMatchObject({
      certificates: { ok: 3, error: 1 },
      failing: [{ services: ['mra'], peers: 1 }],
      problems: [0, 0, 3, 0],
    });
  });

  it('counts those with a certificate of which something is not known', async () => {
    const folder = () => ({ [`keys/${expe1}.key.pem`]: undefined });
    expect(await counted({ folder })).toMatchObject({ open: 1, certificates: { none: 0 } });
    // The other side waits for the certificate that is missing.
    const missing = () => ({ 'issued/expe2.example.com.pem': undefined });
    expect(await counted({ folder: missing })).toMatchObject({ open: 2, certificates: { none: 1 } });
  });
});

describe('which findings belong to a certificate', () => {
  const blocks = async (...args: Parameters<typeof checked>) => {
    const { report } = await checked(...args);
    const { blocks: all, others } = blocksOf(report);
    const of = (id: string): string[] =>
      all.find(({ item }) => item.id === id)!.findings.map(({ code }) => code);
    return { of, others: others.map(({ code }) => code) };
  };
  const own = `issued/${expe1}.pem`;

  it('are those about it, and no others', async () => {
    const { of } = await blocks({ [expe1]: { notAfter: '2026-11-01' } });
    expect(of(own)).toContain('cert/expired');
    expect(of('issued/expe2.example.com.pem')).not.toContain('cert/expired');
  });

  it('are those about its key', async () => {
    const { of } = await blocks({}, { [`keys/${expe1}.key.pem`]: keyText('rsa-3072') });
    expect(of(own)).toContain('key/mismatch');
  });

  it('are not those about a list, about a request of nobody, or about all peers together', async () => {
    const { made } = await checked();
    const { others } = await blocks(
      {},
      {
        'trust/core.pem': `${made.root!.pem}${made.root!.pem}${made.issuing!.pem}`,
        'requests/other.csr': writePem(
          'CERTIFICATE REQUEST',
          buildRequest({ key: 'rsa-3072', names: ['DNS:www.example.net'] }),
        ),
        'chat/expe1.pem': undefined,
      },
    );
    expect(others).toContain('trust/duplicate-entry');
    expect(others.some((code) => code.startsWith('csr/'))).toBe(true);
  });
});

describe('what somebody has accepted', () => {
  const names = good.names.filter((name) => name !== 'DNS:collab-edge.example.com');
  const accepted = async (rule: string) => {
    const report = await checkAnswered({ odd: { [expe1]: { names } } });
    const waivers = [{ rule, until: '2027-03-31', reason: 'ticket' }];
    const { findings } = waiveFindings(report.findings, waivers, { at: judgedAt });
    const services = waiveVerdicts(report.services, findings);
    const coverage = coverageOf(plan, { ...report, findings, services });
    const mra = coverage.services.find(({ service }) => service === 'mra')!;
    return { peer: coverage.peers[column]!, verdict: mra.verdicts[column], waived: mra.waived[column] };
  };
  const column = plan.peers.findIndex(({ peer }) => peer === expe1);

  it('leaves the verdict and marks it', async () =>
    expect(await accepted('cert/name-missing')).toMatchObject({
      peer: { state: 'ok', standing: 'accepted' },
      verdict: 'no',
      waived: true,
    }));

  it('is not the verdict where it is something else', async () =>
    expect(await accepted('cert/name-extra')).toMatchObject({
      peer: { state: 'error', standing: 'fails' },
      verdict: 'no',
      waived: false,
    }));
});

describe('what a verdict rests on', () => {
  const behind = async (service: string, ...args: Parameters<typeof checked>) => {
    const { report } = await checked(...args);
    const verdict = report.services.find((each) => each.service === service && each.peer === expe1)!;
    const ids = new Set(reasonsOf(verdict).findings);
    return report.findings.filter(({ id }) => ids.has(id)).map(({ message }) => message);
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
});

describe('who trusts whom', () => {
  const arrows = async (
    folder: Folder,
    odd: Readonly<Record<string, CertificateRecipe>> = {},
    lists: readonly TrustListRole[] = [],
  ) => {
    const files = filesOf({ ...handover(corp(), issue(corp(), odd)), ...folder });
    const report = await check(files, corp(), { at: judgedAt, trustLists: lists });
    return Object.fromEntries(
      trustMapOf(plan, report).arrows.map(({ from, to, trusts, lacks }) => [
        `${to} trusts ${from}`,
        lacks ? `${trusts}: ${lacks}` : trusts,
      ]),
    );
  };

  it('is yes both ways where both lists have the CAs, and not checked towards others', async () =>
    expect(await arrows({})).toEqual({
      'edge trusts core': 'yes',
      'core trusts edge': 'yes',
      'unifiedCm trusts core': 'not checked: list',
      'core trusts unifiedCm': 'not checked: certificate',
      'imp trusts core': 'not checked: list',
      'core trusts imp': 'not checked: certificate',
    }));

  it('is said of one product alone where only its list was given', async () => {
    const { made } = await checked();
    const given = { 'cucm-trusted.pem': made.root!.pem + made.issuing!.pem };
    expect(await arrows(given, {}, [{ file: 'cucm-trusted.pem', of: 'unifiedCm' }])).toMatchObject({
      'unifiedCm trusts core': 'yes',
      'imp trusts core': 'not checked: list',
    });
  });

  it('is said of one product alone where only one of its certificates was given', async () => {
    const odd = { cup: node('imp1.example.com') };
    const { made } = await checked(odd);
    expect(await arrows({ 'nodes/imp1-cup-xmpp.pem': made['cup']!.pem }, odd)).toMatchObject({
      'core trusts imp': 'not checked: certificate',
      'core trusts unifiedCm': 'not checked: certificate',
    });
  });

  it('is no where the list of the Expressway-C lacks what signed the certificate of a product', async () => {
    const odd = { ccm: { ...node('cucm1.example.com'), issuer: 'otherRoot' } };
    const { made } = await checked(odd);
    expect(await arrows({ 'nodes/cucm1-CallManager.pem': made['ccm']!.pem }, odd)).toMatchObject({
      'core trusts unifiedCm': 'no',
    });
  });

  it('is said of neither product where nobody said whose the certificate is', async () => {
    const odd = { tomcat: node('server1.example.com') };
    const { made } = await checked(odd);
    expect(await arrows({ 'nodes/tomcat.pem': made['tomcat']!.pem }, odd)).toMatchObject({
      'core trusts node': 'yes',
      'core trusts unifiedCm': 'not checked: certificate',
      'core trusts imp': 'not checked: certificate',
    });
  });

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
    expect(marks.map(({ kind, days }) => days ?? kind)).toEqual(['today']);
  });

  it.each<[string, Deployment, (number | string)[]]>([
    ['has no limits of public CAs where every CA is private', corp(), ['today']],
    [
      'has them where a cluster gets its certificates from a public CA',
      corp({}, [{}, { ca: 'public' }]),
      ['today', 100],
    ],
  ])('%s', async (_, deployment, expected) => {
    const { report } = await checked();
    const { marks } = timelineOf(report, judgedAt, planDeployment(deployment));
    expect(marks.map(({ kind, days }) => days ?? kind)).toEqual(expected);
  });

  it('has them where a certificate is of a public CA', async () => {
    const { report } = await checked({ [expe1]: { extensions: [publicPolicy] } });
    expect(timelineOf(report, judgedAt, plan).marks.map(({ days }) => days)).toContain(100);
  });

  it.each<[string, string, string]>([
    ['is good with more than 60 days left', '2027-04-01', 'ok'],
    ['is a warning with 60 days left', '2027-01-21T10:00:00Z', 'warning'],
    ['is an error with 13 days left', '2026-12-05T10:00:00Z', 'error'],
    ['is an error when it is over', '2026-11-01', 'error'],
  ])('%s', async (_, notAfter, urgency) => {
    const { report } = await checked({ [expe1]: { notBefore: '2025-11-01', notAfter } });
    const bar = timelineOf(report, judgedAt, plan).bars.find(({ item }) => item.peer === expe1)!;
    expect(bar.urgency).toBe(urgency);
    const days = bar.remindAt.map((at) => (Date.parse(bar.item.notAfter!) - at) / 86_400_000);
    expect(days).toEqual([60, 13]);
  });

  it('names the peers that have no certificate', async () => {
    const { report } = await checked({}, { [`issued/${expe1}.pem`]: undefined });
    expect(timelineOf(report, judgedAt, plan).without).toEqual([expe1]);
    expect(timelineOf(report, judgedAt).without).toEqual([]);
  });

  it('is a calendar that keeps its UIDs, with lines that are not too long', async () => {
    const { report, item } = await checked();
    const options = { at: judgedAt, policy: { expiryWarnDays: 60 } };
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
