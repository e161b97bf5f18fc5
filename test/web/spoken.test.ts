import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { conclusionOf, countPeers, coverageOf, trustMapOf, type InputFile } from '../../src/lib/front.ts';
import {
  check,
  planDeployment,
  readDeployment,
  waiveFindings,
  type CheckReport,
  type Deployment,
  type Plan,
} from '../../src/lib/index.ts';
import { spokenOfFleet } from '../../src/web/spoken/fleet.ts';
import { answeredCorp, answeredFolder, unifiedCmList } from '../support/answered.ts';
import { failures } from '../support/failures.ts';
import { corp, filesOf, handover, issue, judgedAt, type Folder } from '../support/handover.ts';

const expe1 = 'expe1.example.com';
/** Whatever a verdict asks for. */
const sound = answeredFolder();
const lacking = answeredFolder({ odd: { [expe1]: { names: [`DNS:${expe1}`, 'DNS:expe.example.com'] } } });
const targets = {
  finding: ({ id }: { id: string }) => id,
  question: (at: number) => `question-${at}`,
  findings: 'findings',
  questions: 'questions',
};

const speak = (report: CheckReport, plan: Plan | undefined) => spokenOfFleet(report, plan, targets);

async function spoken(folder: Folder, deployment: Deployment | null = answeredCorp()) {
  const options = { at: judgedAt, trustLists: [unifiedCmList] };
  const report = await check(filesOf(folder), deployment ?? undefined, options);
  const plan = deployment ? planDeployment(deployment) : undefined;
  return { report, plan, ...speak(report, plan) };
}

describe('what it comes to', () => {
  it('is good where everything was given and every verdict is yes', async () => {
    const { report, status, sentence, things } = await spoken(sound);
    expect(new Set(report.services.map(({ verdict }) => verdict))).toEqual(new Set(['yes']));
    expect([status, sentence, things]).toEqual([
      'ok',
      'All 4 peers have all planned names, and every service will work on them.',
      [],
    ]);
  });

  it.each([
    ['the certificate of Unified CM', 'cucm/tomcat.pem'],
    ['the list of Unified CM', unifiedCmList.file],
    ['a certificate of a peer', 'issued/expe1.example.com.pem'],
    ['a key', 'keys/expe2.example.com.key.pem'],
    ['the list of a cluster', 'trust/core.pem'],
  ])('is not good without %s, and leads to each open question', async (_, file) => {
    const { status, sentence, things } = await spoken({ ...sound, [file]: undefined });
    expect(status).not.toBe('ok');
    if (status !== 'unknown') return;
    const [, n] = /; (\d+) questions? (?:is|are) open\.$/.exec(sentence)!;
    expect(things.filter(({ target }) => target?.startsWith('question-'))).toHaveLength(Number(n));
  });

  it('leads to the findings that end a service on most peers first', async () => {
    const { status, sentence, things } = await spoken(lacking);
    expect([status, sentence]).toEqual([
      'error',
      'MRA, XMPP federation and group chat over TLS will not work on 1 of 4 peers.',
    ]);
    expect(things[0]).toMatchObject({ about: [expe1] });
  });

  it('is not good where a no was accepted', async () => {
    const { report, plan } = await spoken(lacking);
    const waivers = [{ rule: 'cert/name-missing', reason: 'renewed in spring', until: '2027-03-31' }];
    const { findings } = waiveFindings(report.findings, waivers, { at: judgedAt });
    expect(speak({ ...report, findings }, plan).status).toBe('error');
  });

  it('is open without a deployment file, whatever the certificates are', async () =>
    expect((await spoken(sound, null)).status).toBe('unknown'));

  it('is open where there is no certificate', async () =>
    expect(await spoken({}, null)).toMatchObject({
      status: 'unknown',
      sentence: 'No certificate could be judged.',
    }));
});

const root = join(import.meta.dirname, '../..');
function folderOf(path: string): InputFile[] {
  const folder = join(root, 'fixtures', path);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => {
      const file = join(parentPath, name);
      return { path: file.slice(folder.length + 1), bytes: new Uint8Array(readFileSync(file)) };
    });
}

const deploymentIn = (files: readonly InputFile[]): Deployment | undefined =>
  files
    .filter(({ path }) => path.endsWith('corp.yaml'))
    .map(({ path, bytes }) => readDeployment(new TextDecoder().decode(bytes as Uint8Array), { file: path }))
    .find(({ deployment }) => deployment)?.deployment;

/** Every folder that is handed over: those of the fixtures, and every failure that files can show. */
async function* handovers(): AsyncGenerator<readonly [string, CheckReport, Plan | undefined]> {
  for (const name of ['checks/sound', 'checks/mixed', 'checks/lost-name']) {
    const files = folderOf(name);
    const deployment = deploymentIn(files);
    yield [
      name,
      await check(files, deployment, { at: judgedAt }),
      deployment ? planDeployment(deployment) : undefined,
    ];
  }
  for (const { row, name, deployment = corp(), odd, all, folder = () => ({}), options } of failures) {
    const cas = issue(deployment, odd, all);
    const files = filesOf({ ...handover(deployment, cas), ...folder(cas) });
    const report = await check(files, deployment, { at: judgedAt, ...options });
    yield [`${row} ${name}`, report, planDeployment(deployment)];
  }
}

/** The sentence, and the first thing that it leads to. */
const firstWords: Readonly<Record<string, readonly [string, string]>> = {
  'checks/sound': [
    'No error was found in what was looked at; 3 questions are open.',
    'private key (no key, request or manifest given)',
  ],
  'checks/mixed': ['MRA will not work on 1 of 4 peers.', 'DNS:collab-edge.example.com is missing'],
  'checks/lost-name': [
    '1 error was found; it is not known to end a service.',
    'the request has DNS:collab-edge.example.com, the certificate has not',
  ],
  '4 all certificates renewed with serverAuth alone on X15.0': [
    'MRA, XMPP federation and group chat over TLS will not work on any of the 4 peers.',
    'extended key usage is serverAuth only; an Expressway-C of X15.0 demands clientAuth',
  ],
  '6 the intermediate is missing in the list of the other side': [
    'MRA, XMPP federation and group chat over TLS will not work on any of the 4 peers.',
    'not in trust/edge.pem of edge: CN=Corp Issuing CA 2 (in ca/issuing.pem)',
  ],
  '7 the CAs of the Expressway-E were not loaded': [
    'MRA, XMPP federation and group chat over TLS will not work on 2 of 4 peers.',
    'not in trust/edge.pem: CN=Other Root CA (in ca/other.pem)',
  ],
  '8 DER, a full-chain file, and a key without newline': [
    'The upload to the Expressway will fail on 2 of 4 peers.',
    '3 certificates in one file (server certificate first); the Server certificate page takes the server certificate alone',
  ],
  '15 a self-signed tomcat certificate that the C does not trust': [
    'MRA will not work on 2 of 4 peers.',
    'not trusted by trust/core.pem of core: "CN=cucm1.example.com" is not in it',
  ],
  '18 Unified CM does not have the CA of the C': [
    'MRA will not work on 2 of 4 peers.',
    'not trusted by cucm/tomcat-trust.pem of Unified CM: "CN=Corp Root CA" is not in it',
  ],
  '23 the CA has revoked a certificate': [
    'MRA, XMPP federation and group chat over TLS will not work on 1 of 4 peers.',
    'revoked since 2026-10-01 (unspecified)',
  ],
  '26 a chat node alias is missing on the E': [
    'Group chat over TLS will not work on 2 of 4 peers.',
    'DNS:chatnode2.example.com is missing',
  ],
  '30 the CA added www. to a Unified CM certificate': [
    'No error was found in what was looked at; 6 questions are open.',
    'the tomcat certificate differs from its request: DNS:www.cucm1.example.com added',
  ],
  '42 no CN': ['MRA will not work on 1 of 4 peers.', 'the subject has no CN'],
};

describe('over every folder of the fixtures and every failure', () => {
  it('no sentence is good while a cell is anything else, and every count adds up', async () => {
    const said = new Map<string, readonly unknown[]>();
    for await (const [name, report, plan] of handovers()) {
      const { status, sentence, things } = speak(report, plan);
      said.set(name, [sentence, things[0]?.words]);
      if (!plan) {
        expect(status, name).not.toBe('ok');
        continue;
      }
      const coverage = coverageOf(plan, report);
      const { peers, names, services } = coverage;
      const isGood =
        peers.every(({ state }) => state === 'ok') &&
        names.every(({ cells }) => cells.every(({ state }) => state === 'has' || state === 'not needed')) &&
        services.every(({ verdicts }) =>
          verdicts.every((verdict) => verdict === undefined || verdict === 'yes'),
        );
      expect(status === 'ok' && !isGood, name).toBe(false);

      const { certificates } = countPeers(coverage);
      expect(
        Object.values(certificates).reduce((sum, n) => sum + n),
        name,
      ).toBe(peers.length);
      const counting = report.findings.filter(({ severity, waived }) => severity !== 'notice' && !waived);
      const { worst, failing } = conclusionOf(report.services, report.findings);
      expect(worst.flat(), name).toHaveLength(counting.length);
      expect(things.length, name).toBeGreaterThanOrEqual(worst.length);
      const noes = report.services.filter(({ verdict }) => verdict === 'no');
      expect(
        failing.reduce((sum, { services: which, peers: n }) => sum + which.length * n, 0),
        name,
      ).toBe(noes.length);
      expect(disagreements(report, plan), name).toEqual([]);
    }
    expect(Object.fromEntries(Object.keys(firstWords).map((name) => [name, said.get(name)]))).toEqual(
      firstWords,
    );
  });
});

/** Arrows of the trust map that say otherwise than the requirements do. */
function disagreements(report: CheckReport, plan: Plan): string[] {
  const of = new Map(plan.peers.map(({ peer, cluster }) => [peer, cluster]));
  return trustMapOf(plan, report).arrows.flatMap(({ from, to, trusts }) => {
    const states = report.services.flatMap(({ peer, requirements }) =>
      requirements.filter(
        ({ requirement }) =>
          (requirement === 'trusted-by-other-expressway' &&
            of.get(peer) === from &&
            [...of.values()].includes(to)) ||
          (requirement === 'trusts-other-expressway' &&
            of.get(peer) === to &&
            [...of.values()].includes(from)) ||
          (requirement === 'trusted-by-unified-cm' && of.get(peer) === from && to === 'unifiedCm') ||
          (requirement === 'trusts-unified-cm' && of.get(peer) === to && from === 'unifiedCm') ||
          (requirement === 'trusted-by-imp' && of.get(peer) === from && to === 'imp') ||
          (requirement === 'trusts-imp' && of.get(peer) === to && from === 'imp'),
      ),
    );
    if (states.length === 0) return [];
    const expected = states.some(({ state }) => state === 'fails')
      ? 'no'
      : states.every(({ state }) => state === 'holds')
        ? 'yes'
        : 'not checked';
    return expected === trusts ? [] : [`${from} -> ${to}: ${trusts}, not ${expected}`];
  });
}
