import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { breaks } from '../../src/cli/lab/breaks.ts';
import { corp, corpPeers } from '../support/corp.ts';
import { expcertIn, type RunOutcome, type World } from '../support/io.ts';

const now = '2026-11-30T10:00:00Z';
type Files = NonNullable<World['files']>;

const contentsOf = ({ files }: RunOutcome): Files =>
  Object.fromEntries([...files].map(([path, { content }]) => [path, content]));

const run = (files: Files, call: string): Promise<RunOutcome> =>
  expcertIn({ now, files }, ...call.split(' '));

interface Report {
  readonly findings: readonly { readonly code: string; readonly severity: string }[];
  readonly services: readonly { readonly verdict: string }[];
  readonly notChecked: readonly unknown[];
}

const reportOn = (outcome: RunOutcome): Report => JSON.parse(outcome.stdout) as Report;

/** Every edge of a private CA is told the first two; the others come of the files and the fast keys of this test. */
const reminders = new Set([
  ...['fleet/restart-needed', 'cert/private-ca-at-edge'],
  ...['key/readable-by-others', 'cert/key-type-release', 'csr/key-type-release'],
]);
const codesOf = ({ findings }: Report): string[] =>
  [...new Set(findings.map(({ code }) => code))].filter((code) => !reminders.has(code)).sort();

/** The deployment at the newest release in which there is the fault. */
function deploymentFor({ from, before }: { readonly from?: string; readonly before?: string }): string {
  const release = from ?? (before === 'X8.10' ? 'X8.9' : before === 'X8.2' ? 'X8.1' : 'X14.2');
  return corp.replace('release: X15.2', `release: ${release}`);
}

describe('a lab', () => {
  let made: Files;
  beforeAll(async () => {
    const outcome = await run({ 'corp.yaml': corp }, 'lab -d corp.yaml --out lab');
    expect(outcome.code, outcome.stderr).toBe(0);
    made = contentsOf(outcome);
  });

  it('has keys for their owner alone, requests, certificates and a list for every side', () => {
    const paths = Object.keys(made);
    for (const peer of corpPeers)
      expect(paths).toEqual(
        expect.arrayContaining([
          ...[`lab/csr/${peer}.key.pem`, `lab/csr/${peer}.csr.pem`, `lab/issued/${peer}.pem`],
        ]),
      );
    expect(paths.filter((path) => path.startsWith('lab/trust/')).sort()).toEqual([
      ...['lab/trust/core.pem', 'lab/trust/edge.pem', 'lab/trust/im-and-presence-cup-xmpp.pem'],
      ...[
        'lab/trust/im-and-presence-cup.pem',
        'lab/trust/im-and-presence-tomcat.pem',
        'lab/trust/outside.pem',
      ],
      ...['lab/trust/unified-cm-callmanager.pem', 'lab/trust/unified-cm-tomcat.pem'],
    ]);
  });

  it('is checked with yes for everything, and called a rehearsal', async () => {
    const { code, stdout } = await run(made, 'check lab -d corp.yaml');
    expect(code).toBe(0);
    expect(stdout).toContain('rehearsal: ');
    const report = reportOn(await run(made, 'check lab -d corp.yaml --json'));
    expect(new Set(report.services.map(({ verdict }) => verdict))).toEqual(new Set(['yes']));
    expect(report.notChecked).toEqual([]);
    expect(codesOf(report)).toEqual([]);
  });

  it.each([
    ['a list of it elsewhere', { 'trust.pem': 'lab/trust/core.pem' }, 'check trust.pem -d corp.yaml --json'],
    [
      'a certificate of it elsewhere',
      { 'e.pem': 'lab/issued/expe1.example.com.pem' },
      'check e.pem -d corp.yaml --json',
    ],
    ['the lab beside other files', {}, 'check . -d corp.yaml --json'],
  ])('%s is an error', async (_, copies, call) => {
    const others = Object.entries(copies).map(([to, from]) => [to, made[from]!] as const);
    const outcome = await run({ ...made, ...Object.fromEntries(others) }, call);
    expect(outcome.code).toBe(1);
    expect(codesOf(reportOn(outcome))).toContain('trust/lab-ca');
  });

  it('never goes where something is', async () => {
    const { code, stderr } = await run(made, 'lab -d corp.yaml --out lab');
    expect(code).toBe(4);
    expect(stderr).toContain('lab exists');
  });

  it('of X15.5 has certificates for both stores', async () => {
    const deployment = corp.replace('release: X15.2', 'release: X15.5');
    const outcome = await run({ 'corp.yaml': deployment }, 'lab -d corp.yaml --out lab');
    const report = reportOn(await run(contentsOf(outcome), 'check lab -d corp.yaml --json'));
    expect(new Set(report.services.map(({ verdict }) => verdict))).toEqual(new Set(['yes']));
  });

  it('refuses a fault that the release cannot have', async () => {
    const { code, stderr } = await run(
      { 'corp.yaml': corp },
      'lab -d corp.yaml --out lab --break cert/client-store-refused',
    );
    expect(code).toBe(2);
    expect(stderr).toContain('from X15.5 on');
  });
});

describe('the faults of --break', () => {
  /** Codes of docs/failures.md that are no fault of a lab, and why. */
  const notInLabs: Readonly<Record<string, string>> = {
    'fleet/restart-needed': 'a reminder that every lab gets',
    'cert/node-ec-self-signed': 'only where no list of the Expressway-C is given, and a lab has it',
    'cert/key-refused': 'nobody waits for a key of 8192 bits',
    'cert/key-not-in-manifest': 'needs --manifest; cert/other-request shows the same fault',
    'trust/expired': 'a CA that has expired cannot be made today; chain/broken shows what comes of it',
  };

  it('are those of docs/failures.md that files can show once there are certificates', () => {
    const text = readFileSync(join(import.meta.dirname, '../../docs/failures.md'), 'utf8');
    const codes = new Set(
      [...text.matchAll(/`((?:cert|chain|key|trust|fleet)\/[a-z0-9-]+)`/g)].map(([, code]) => code!),
    );
    const expected = [...codes].filter((code) => !(code in notInLabs));
    expect(Object.keys(breaks).sort()).toEqual(expected.sort());
    expect(Object.keys(notInLabs).filter((code) => !codes.has(code))).toEqual([]);
  });

  /** What the same fault is found as besides. */
  const alsoFound: Readonly<Record<string, readonly string[]>> = {
    'cert/client-auth-own-certificate': ['fleet/client-certificate-missing'],
    'chain/incomplete': ['chain/untrusted'],
    'cert/name-not-fqdn': ['cert/name-extra'],
    'cert/node-name-not-fqdn': ['cert/node-name-differs'],
    'cert/names-too-long': ['cert/name-extra'],
    'chain/broken': ['chain/node-fault', 'trust/revoked'],
    'fleet/chat-aliases-differ': ['cert/name-missing'],
    'cert/self-signed-for-federation': ['chain/untrusted'],
    'cert/differs-from-csr': ['cert/name-missing'],
    'cert/webex-ios-lifetime': ['chain/ends-first'],
  };

  it.each(Object.entries(breaks))('%s is found as that', async (kind, fault) => {
    const deployment = deploymentFor(fault);
    const outcome = await run({ 'corp.yaml': deployment }, `lab -d corp.yaml --out lab --break ${kind}`);
    expect(outcome.code, outcome.stderr).toBe(0);
    const report = reportOn(await run(contentsOf(outcome), 'check lab -d corp.yaml --json'));
    expect(codesOf(report)).toEqual([kind, ...(alsoFound[kind] ?? [])].sort());
  });
});
