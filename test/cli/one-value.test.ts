import { DOMParser, onErrorStopParsing } from '@xmldom/xmldom';
import { describe, expect, it } from 'vitest';
import { checksWith } from '../support/checks.ts';
import { expcertIn, type World } from '../support/io.ts';

type Files = NonNullable<World['files']>;
const waiving =
  (...rules: readonly string[]) =>
  (deployment: string): string =>
    `${deployment}waivers:\n${rules.map((rule) => `  - { rule: ${rule}, until: 2027-03-31, reason: ticket 4711 }\n`).join('')}`;
const without =
  (...starts: readonly string[]) =>
  (files: Files): Files =>
    Object.fromEntries(
      Object.entries(files).filter(([path]) => !starts.some((start) => path.startsWith(start))),
    );

const sound = checksWith('sound');
const keyless = without('keys')(sound);
const textOf = (path: string): string => Buffer.from(sound[path]!).toString();
const derOf = (path: string): Uint8Array =>
  Buffer.from(textOf(path).replace(/-----[^-]+-----/g, ''), 'base64');
const asDer = { ...sound, 'issued/expc1.pem': derOf('issued/expc1.pem') };
const withKey = {
  ...without('keys/expc1')(sound),
  'issued/expc1.pem': textOf('keys/expc1.key.pem') + textOf('issued/expc1.pem'),
};
const mixed = checksWith('mixed');
const allErrors = ['cert/name-missing', 'cert/differs-from-csr', 'trust/duplicate-self-signed-cn'];
const accepted = checksWith('mixed', waiving(...allErrors, 'fleet/peer-without-certificate'));
const partly = checksWith('mixed', waiving('cert/name-missing', 'fleet/peer-without-certificate'));

interface Verdict {
  readonly service: string;
  readonly peer: string;
  readonly verdict: string;
  readonly waived?: { readonly until: string; readonly reason: string };
}

async function outcome(files: Files, flags: readonly string[]) {
  const argv = ['check', '.', '-d', 'corp.yaml', ...flags];
  const {
    code,
    stdout,
    stderr,
    files: left,
  } = await expcertIn({ files }, ...argv, '--report', 'r.xml', '--report', 'r.json');
  const read = (name: string): string => Buffer.from(left.get(name)!.content).toString();
  const junit = new DOMParser({ onError: onErrorStopParsing }).parseFromString(read('r.xml'), 'text/xml');
  const failures = [...junit.getElementsByTagName('failure')].map((each) => each.getAttribute('type')!);
  const { services } = JSON.parse(read('r.json')) as { services: readonly Verdict[] };
  return { code, stdout, failures, services, last: stderr.trimEnd().split('\n').at(-1) };
}

const nothing: readonly string[] = [];

describe('the verdict, the exit code and JUnit', () => {
  it.each<[string, Files, readonly string[], number, string | undefined, readonly string[]]>([
    ['a sound deployment', sound, [], 0, 'wrote r.json', nothing],
    [
      'a sound deployment, all of which is to be known',
      sound,
      ['--fail-on', 'not-known'],
      0,
      'wrote r.json',
      nothing,
    ],
    ['keys that nobody gave', keyless, [], 0, '4 questions open', nothing],
    [
      'keys that nobody gave, where all is to be known',
      keyless,
      ['--fail-on', 'not-known'],
      1,
      'exit 1: 3 services not known; 4 uploads not known; 4 questions open',
      Array<string>(16).fill('verdict'),
    ],
    [
      'a file that is to be rewritten: an upload is a question of its own',
      asDer,
      [],
      0,
      '1 upload will be refused',
      nothing,
    ],
    [
      'a file with the key in it: the question is counted though no service asks it',
      withKey,
      [],
      0,
      '1 question open',
      nothing,
    ],
    [
      'the same where all is to be known',
      withKey,
      ['--fail-on', 'not-known'],
      1,
      'exit 1: 1 upload not known; 1 question open',
      ['verdict'],
    ],
    [
      'a name that is missing',
      mixed,
      [],
      1,
      'exit 1: 4 errors at or above --fail-on error; 1 service will not work; 3 questions open',
      [...allErrors, 'fleet/peer-without-certificate', 'verdict'],
    ],
    ['the same that must not fail', mixed, ['--exit-zero'], 0, '3 questions open', nothing],
    ['the same accepted', accepted, [], 0, '3 questions open', nothing],
    [
      'the same accepted in part: a no rests on what is left too',
      partly,
      [],
      1,
      'exit 1: 2 errors at or above --fail-on error; 1 service will not work; 3 questions open',
      [...allErrors.slice(1), 'verdict'],
    ],
    [
      'rules that have nothing to do with it: the no stays',
      mixed,
      ['--only', 'key'],
      1,
      'exit 1: 1 service will not work; 3 questions open',
      ['verdict'],
    ],
    [
      'other rules left out: the no stays',
      mixed,
      ['--skip', 'cert', 'trust', 'fleet'],
      1,
      'exit 1: 1 service will not work; 3 questions open',
      ['verdict'],
    ],
    [
      'rules that have nothing to do with it, all accepted',
      accepted,
      ['--only', 'key'],
      0,
      '3 questions open',
      nothing,
    ],
  ])('say the same of %s', async (_, files, flags, code, last, failures) => {
    const result = await outcome(files, flags);
    expect({ code: result.code, last: result.last }).toEqual({ code, last });
    expect([...result.failures].sort()).toEqual([...failures].sort());
  });

  it.each<[string, Files, readonly string[]]>([
    ['waivers', accepted, []],
    ['--only', mixed, ['--only', 'trust']],
    ['--skip', mixed, ['--skip', 'cert']],
    ['--exit-zero', mixed, ['--exit-zero']],
    ['--fail-on', mixed, ['--fail-on', 'notice']],
  ])('the verdict is not changed by %s', async (_, files, flags) => {
    const plain = (verdicts: readonly Verdict[]) =>
      verdicts.map(({ service, peer, verdict }) => `${service} ${peer} ${verdict}`);
    expect(plain((await outcome(files, flags)).services)).toEqual(plain((await outcome(mixed, [])).services));
  });

  it('a no all of whose reasons are accepted stays a no, and says so', async () => {
    const { services, stdout } = await outcome(accepted, []);
    const failing = services.filter(({ verdict }) => verdict === 'no');
    expect(failing.map(({ service, peer, waived }) => [service, peer, waived])).toEqual([
      ['mra', 'expe1.example.com', { until: '2027-03-31', reason: 'ticket 4711' }],
    ]);
    expect(stdout).toMatch(/mobile and remote access \(MRA\) +\? +\? +no \(waived\) +\?\n/);
    expect(stdout).toContain('1 with accepted problems');
  });

  it('a no with one reason that nobody has accepted says nothing of the other', async () => {
    const { services } = await outcome(partly, []);
    expect(services.filter(({ waived }) => waived)).toEqual([]);
  });
});
