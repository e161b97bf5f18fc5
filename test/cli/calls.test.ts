import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/program/run.ts';
import { expcertIn, fakeIo, type World } from '../support/io.ts';

const corp = readFileSync(join(import.meta.dirname, '../../examples/corp.yaml'), 'utf8');
const files = {
  'corp.yaml': corp,
  // A warning: a public CA is asked for client authentication.
  'public.yaml': corp.replace('ca: private', 'ca: public'),
  // An error, and the warning.
  'internal.yaml': corp
    .replace('ca: private', 'ca: public')
    .replaceAll(/(expc\d?)\.example\.com/g, '$1.corp.local'),
  'unknown-key.yaml': corp.replace('release:', 'realease:'),
  'broken.yaml': 'clusters: [',
  'federation.yaml': `${corp}\nfederation: { dialbackSecret: { env: SECRET } }\n`,
  'taken.json': '{}',
  'folder/file': '',
};

interface Row {
  readonly call: string;
  readonly code: number;
  readonly world?: World;
  /** What stderr must say. */
  readonly says?: string;
}

const rows: readonly Row[] = [
  { call: '', code: 0 },
  { call: '--version', code: 0 },
  { call: '--help', code: 0 },
  { call: 'help plan', code: 0 },
  { call: 'explain plan/wildcard', code: 0 },
  { call: 'schema result', code: 0 },
  { call: 'schema deployment --out taken.json', code: 4, says: 'taken.json exists' },
  { call: 'schema deployment --out new.json', code: 0, says: 'wrote new.json' },
  { call: 'deployment upgrade', code: 2, says: 'no deployment file is given' },
  { call: 'deployment upgrade corp.yaml', code: 0 },
  { call: 'deployment upgrade -d corp.yaml --to 15.5', code: 0, says: '--to X15.5 --in-place' },
  { call: 'deployment upgrade corp.yaml --to newest', code: 2, says: 'such as X15.5' },
  { call: 'deployment upgrade corp.yaml --to X8.11', code: 2, says: 'X8.11 comes before X14.2' },
  { call: 'deployment upgrade corp.yaml --out corp.yaml', code: 4, says: '--in-place' },
  { call: 'deployment upgrade corp.yaml --out ./corp.yaml --force', code: 4, says: '--in-place' },
  { call: 'deployment upgrade corp.yaml --out taken.json', code: 4, says: 'taken.json exists' },
  { call: 'deployment upgrade corp.yaml --to X15.5 --out new.yaml', code: 0, says: 'wrote new.yaml' },
  { call: 'deployment upgrade corp.yaml --to X15.5 --in-place', code: 0, says: 'wrote corp.yaml' },
  { call: 'deployment upgrade corp.yaml --out a --in-place', code: 2, says: 'exclude each other' },
  { call: 'deployment upgrade - --in-place', code: 2, says: 'stdin cannot be written to' },
  { call: 'deployment upgrade - --to X15.5', code: 0, world: { stdin: corp }, says: '- --to X15.5 --out -' },
  { call: 'deployment upgrade unknown-key.yaml', code: 3, says: 'did you mean release' },
  { call: 'completion fish', code: 0 },
  { call: 'federation decide', code: 0 },
  { call: 'federation decide --all --format csv', code: 0 },
  { call: 'federation decide --mode none', code: 0 },
  { call: 'federation decide --cert rotten', code: 2, says: 'Allowed choices are none, ok' },
  { call: 'federation decide --tls -', code: 2, says: 'with --mode required, TLS cannot be -' },
  { call: 'federation decide --tls failed --cert ok', code: 2, says: 'the certificate cannot be ok' },
  { call: 'federation decide --dir out --cert none', code: 2, says: 'there is always a certificate' },
  { call: 'federation policy', code: 2, says: 'no deployment file is given' },
  { call: 'federation policy -d federation.yaml', code: 0 },
  { call: 'federation policy -d federation.yaml --fail-on warning', code: 1 },
  { call: 'federation policy -d federation.yaml a..b', code: 2, says: 'has an empty label' },
  { call: 'federation policy -d corp.yaml', code: 3, says: 'has no block "federation"' },
  { call: 'plan -d corp.yaml', code: 0 },
  { call: '-d corp.yaml plan', code: 0 },
  { call: 'plan -d -', code: 0, world: { stdin: corp } },
  { call: 'plan', code: 0, world: { files: { 'expcert.yaml': corp } } },
  { call: 'plan', code: 0, world: { env: { EXPCERT_DEPLOYMENT: 'corp.yaml' } } },
  { call: 'plan -d public.yaml', code: 0 },
  { call: 'plan -d public.yaml --fail-on error', code: 0 },
  { call: 'plan -d public.yaml --fail-on warning', code: 1, says: 'at or above --fail-on warning' },
  {
    call: 'plan -d corp.yaml --fail-on notice',
    code: 1,
    says: 'exit 1: 2 notices at or above --fail-on notice',
  },
  { call: 'plan -d internal.yaml', code: 1, says: 'at or above --fail-on error' },
  { call: 'plan -d internal.yaml --json', code: 1 },
  { call: 'plan -d internal.yaml --names expc1.corp.local', code: 1 },
  { call: 'plan -d internal.yaml --fail-on never', code: 0 },
  { call: 'plan -d internal.yaml --exit-zero', code: 0 },
  { call: 'plan -d public.yaml --at 2027-03-16', code: 1 },
  { call: 'cssr', code: 2, says: 'Did you mean csr?' },
  { call: 'help cssr', code: 2, says: 'Did you mean csr?' },
  { call: 'cssr --help', code: 2, says: 'Did you mean csr?' },
  { call: 'csr', code: 2 },
  { call: 'plan --nmaes', code: 2, says: 'Did you mean --names?' },
  { call: 'plan -d', code: 2, says: 'argument missing' },
  { call: 'plan -d corp.yaml --format pdf', code: 2, says: 'Allowed choices are text, json' },
  { call: 'plan -d corp.yaml --fail-on fatal', code: 2, says: 'error, warning, notice, not-known, never' },
  { call: 'plan -d corp.yaml --lang tlh', code: 2, says: 'Allowed choices are en' },
  { call: 'plan -d corp.yaml --at tomorrow', code: 2, says: 'ISO 8601' },
  { call: 'plan -d corp.yaml --report plan.pdf', code: 2, says: '.json, .txt, .sarif' },
  { call: 'plan -d corp.yaml --report a.txt --report a.txt', code: 2, says: 'given twice' },
  { call: 'plan -d corp.yaml --names --form', code: 2, says: 'cannot be used with' },
  { call: 'plan -d corp.yaml -q -v', code: 2, says: 'cannot be used with' },
  { call: 'plan -d corp.yaml expe3.example.com', code: 2, says: 'did you mean expe1.example.com?' },
  { call: 'plan -d corp.yaml --cluster egde', code: 2, says: 'did you mean edge?' },
  { call: 'plan', code: 2, says: 'no deployment file is given' },
  { call: 'plan -d -', code: 2, world: { terminal: ['stdin'] }, says: 'stdin is a terminal' },
  { call: 'csr check - -d -', code: 2, world: { stdin: corp }, says: 'only one - per call' },
  { call: 'explain --list csr', code: 0 },
  { call: 'explain --list nonsense', code: 2, says: 'expected: deployment, plan, csr' },
  { call: 'explain', code: 2, says: '--list' },
  { call: 'explain plan/wildcrad', code: 2, says: 'did you mean plan/wildcard?' },
  { call: 'completion tcsh', code: 2, says: 'bash, zsh, fish, powershell' },
  { call: 'plan -d missing.yaml', code: 3, says: 'missing.yaml: no such file' },
  { call: 'plan -d folder', code: 3, says: 'is a folder' },
  { call: 'plan -d unknown-key.yaml', code: 3, says: 'unknown-key.yaml:6:1' },
  { call: 'plan -d broken.yaml --exit-zero', code: 3 },
  { call: 'plan -d broken.yaml --json', code: 3 },
  { call: 'plan -d -', code: 3, world: { stdin: '\0\x01\x02' } },
  { call: 'plan -d corp.yaml --report taken.json', code: 4, says: '--force' },
  { call: 'plan -d corp.yaml --report taken.json --force', code: 0, says: 'wrote taken.json' },
  { call: 'init corp.yaml', code: 4, says: 'corp.yaml exists' },
];

const title = ({ call, code, world }: Row) =>
  `${world ? `${JSON.stringify(world).slice(0, 40)} ` : ''}expcert ${call}: ${code}`;

describe('every call ends with its exit code', () => {
  it.each(rows.map((row) => [title(row), row] as const))(
    '%s',
    async (_, { call, code, world, says = '' }) => {
      const argv = call.split(' ').filter((word) => word !== '');
      const outcome = await expcertIn({ files, ...world }, ...argv);
      expect(outcome.code, outcome.stderr).toBe(code);
      expect(outcome.stderr).toContain(says);
      const lastLine = outcome.stderr.trimEnd().split('\n').at(-1);
      if (code !== 0) expect(lastLine).toMatch(new RegExp(`^exit ${code}: `));
      else expect(lastLine).not.toMatch(/^exit /);
    },
  );
});

describe('what no command foresaw', () => {
  async function withBug(...argv: string[]) {
    const fake = fakeIo({ files });
    const io = {
      ...fake.io,
      fs: { ...fake.io.fs, read: () => Promise.reject(new TypeError('x is not a \u001b[31mfunction')) },
    };
    return { code: await run(argv, io), stdout: fake.stdout(), stderr: fake.stderr() };
  }

  it('is exit 5 with a code and where to report it, without a trace', async () => {
    const { code, stdout, stderr } = await withBug('plan', '-d', 'corp.yaml');
    expect([code, stdout]).toEqual([5, '']);
    expect(stderr).toMatch(/^error\[internal\/[0-9a-f]{8}\]: /);
    expect(stderr).toContain('SECURITY.md');
    expect(stderr).not.toContain('    at ');
    expect(stderr).not.toContain('\u001b');
  });

  it('shows the trace to those who ask', async () => {
    expect((await withBug('plan', '-d', 'corp.yaml', '--verbose')).stderr).toContain('    at ');
  });

  it('has the same code each time', async () => {
    const codes = [await withBug('plan', '-d', 'corp.yaml'), await withBug('plan', '-d', 'public.yaml')].map(
      ({ stderr }) => /internal\/[0-9a-f]+/.exec(stderr)?.[0],
    );
    expect(codes[0]).toBe(codes[1]);
  });
});

it('plan shows a connector host, for which nothing is planned', async () => {
  const withConnector = corp.replace(
    'clusters:',
    'clusters:\n  webex: { role: connector, peers: [connector.example.com] }',
  );
  const { stdout } = await expcertIn({ files: { 'corp.yaml': withConnector } }, 'plan', '-d', 'corp.yaml');
  expect(stdout).toMatch(
    /\nConnector {3}connector\.example\.com {4}a host for Webex services, no Expressway/,
  );
});

describe('Ctrl-C', () => {
  it('is exit 130, and nothing is printed or written', async () => {
    const fake = fakeIo({ files });
    const read = fake.io.fs.read;
    const io = {
      ...fake.io,
      fs: {
        ...fake.io.fs,
        read: (path: string) => {
          fake.interrupt();
          return read(path);
        },
      },
    };
    const before = [...fake.fs.files.keys()];
    expect(await run(['plan', '-d', 'corp.yaml', '--report', 'new.json'], io)).toBe(130);
    expect(fake.stdout()).toBe('');
    expect(fake.stderr()).toBe('exit 130: interrupted\n');
    expect([...fake.fs.files.keys()]).toEqual(before);
  });
});
