import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildRequest } from '../../fixtures/recipes/requests.ts';
import { version } from '../../src/cli/program/version.ts';
import { everyFact } from '../../src/lib/product/facts/every-fact.ts';
import { writePem } from '../../src/lib/formats/pem.ts';
import { publicPolicy } from '../support/handover.ts';
import { ca, makeHierarchy } from '../../fixtures/recipes/certificates.ts';
import { expcertIn } from '../support/io.ts';

const corp = readFileSync(join(import.meta.dirname, '../../examples/corp.yaml'), 'utf8');
const files = {
  'corp.yaml': corp.replace(/^ca: private/m, 'ca: public '),
  'moved.yaml': 'client-auth-ends/other-public-ca: { value: 2027-09-01, asOf: 2027-03-20 }\n',
  'wrong.yaml': 'client-auth-ends/digicer: { value: 2027-09-01, asOf: 2027-03-20 }\n',
};
const after = ['-d', 'corp.yaml', '--at', '2027-04-01'];
const codesOf = (stdout: string) =>
  (JSON.parse(stdout) as { findings: { code: string }[] }).findings.map(({ code }) => code);

describe('expcert --version --facts', () => {
  it('prints every fact with its value, mark, source and day', async () => {
    const { code, stdout } = await expcertIn({}, '--version', '--facts');
    const [first, head, ...rows] = stdout.trimEnd().split('\n');
    expect([code, first]).toEqual([0, version]);
    expect(head).toMatch(/^id +value +mark +source +as of$/);
    expect(rows.map((row) => row.split(/ {2,}/)[0])).toEqual(everyFact().map(({ id }) => id));
    expect(rows).toContainEqual(
      expect.stringMatching(
        /^client-auth-ends\/lets-encrypt +2026-07-08 +sure +Let's Encrypt, .* 2026-08-21$/,
      ),
    );
  });

  it('prints the same as JSON', async () => {
    const { stdout } = await expcertIn({}, '-V', '--facts', '--json');
    expect(JSON.parse(stdout)).toEqual({ version, facts: everyFact() });
  });

  it.each([[['--facts', 'moved.yaml']], [['--facts=moved.yaml']]])(
    'with a file prints every fact, those of the file in their places: %j',
    async (flags) => {
      const { code, stdout, stderr } = await expcertIn({ files }, '--version', ...flags);
      const rows = stdout.trimEnd().split('\n').slice(2);
      expect([code, rows.length]).toEqual([0, everyFact().length]);
      expect(rows).toContainEqual(
        expect.stringMatching(/^client-auth-ends\/other-public-ca +2027-09-01 .* 2027-03-20$/),
      );
      expect(stderr).toContain('client-auth-ends/other-public-ca is 2027-09-01');
      const json = await expcertIn({ files }, '--version', '--json', ...flags);
      expect(json.stdout).toContain('"2027-09-01"');
    },
  );

  it('with a file that has a mistake, or is not there, says so and prints nothing', async () => {
    const wrong = await expcertIn({ files }, '--version', '--facts', 'wrong.yaml');
    expect([wrong.code, wrong.stdout]).toEqual([3, '']);
    expect(wrong.stderr).toContain('did you mean client-auth-ends/digicert?');
    const absent = await expcertIn({ files }, '--version', '--facts', 'absent.yaml');
    expect([absent.code, absent.stdout]).toEqual([3, '']);
  });
});

describe('--facts', () => {
  it('of plan moves the day on which client authentication ends, and says so', async () => {
    const before = await expcertIn({ files }, 'plan', ...after, '--json');
    expect(codesOf(before.stdout)).toContain('plan/client-auth-ended');
    const moved = await expcertIn({ files }, 'plan', ...after, '--json', '--facts', 'moved.yaml');
    expect(codesOf(moved.stdout)).toContain('plan/client-auth-public-ca');
    expect(codesOf(moved.stdout)).not.toContain('plan/client-auth-ended');
    expect(moved.stderr).toContain(
      'moved.yaml: client-auth-ends/other-public-ca is 2027-09-01, as of 2027-03-20',
    );
  });

  it('of csr create lets the requests be made', async () => {
    const dry = ['csr', 'create', ...after, '--dry-run'];
    expect((await expcertIn({ files }, ...dry)).code).toBe(1);
    expect((await expcertIn({ files }, ...dry, '--facts', 'moved.yaml')).code).toBe(0);
  });

  it('of csr check is what requests are judged by', async () => {
    const request = writePem(
      'CERTIFICATE REQUEST',
      buildRequest({ extendedKeyUsage: ['serverAuth', 'clientAuth'] }),
    );
    const world = { files: { ...files, 'expe1.csr': request } };
    const call = [
      'csr',
      'check',
      'expe1.csr',
      '--json',
      '--exit-zero',
      ...after,
      '--peer',
      'expe1.example.com',
    ];
    expect(codesOf((await expcertIn(world, ...call)).stdout)).toContain('csr/client-auth-ended');
    const moved = await expcertIn(world, ...call, '--facts', 'moved.yaml');
    expect(codesOf(moved.stdout)).not.toContain('csr/client-auth-ended');
  });

  it.each([['cert', 'check'], ['check']])('of %s %s is what certificates are judged by', async (...words) => {
    const { root, leaf } = makeHierarchy({
      root: ca({ subject: [['organizationName', 'Some Public CA']] }),
      leaf: {
        issuer: 'root',
        subject: [['commonName', 'expe1.example.com']],
        names: ['DNS:expe1.example.com'],
        notBefore: '2027-03-20',
        notAfter: '2027-08-20',
        extendedKeyUsage: ['serverAuth'],
        extensions: [publicPolicy],
      },
    });
    const pem = (der: Uint8Array<ArrayBuffer>) => writePem('CERTIFICATE', der);
    const limit = 'lifetime-days/public-ca: { value: [{ value: 200 }], asOf: 2027-03-20 }\n';
    const world = {
      files: {
        ...files,
        'moved.yaml': files['moved.yaml'] + limit,
        'expe1.pem': pem(leaf.certificate.der as Uint8Array<ArrayBuffer>),
        'root.pem': pem(root.certificate.der as Uint8Array<ArrayBuffer>),
      },
    };
    const call = [...words.filter((word) => word !== undefined), 'expe1.pem', 'root.pem', ...after, '--json'];
    const before = await expcertIn(world, ...call);
    expect(codesOf(before.stdout)).toContain('cert/lifetime-over-public-limit');
    expect(before.stdout).toContain('no longer issues since 2027-03-15');
    const moved = await expcertIn(world, ...call, '--facts', 'moved.yaml');
    expect(codesOf(moved.stdout)).toContain('cert/client-auth-missing');
    expect(codesOf(moved.stdout)).not.toContain('cert/lifetime-over-public-limit');
    expect(moved.stdout).not.toContain('no longer issues since');
  });

  it('without a deployment file is wrong use', async () => {
    const { code, stderr } = await expcertIn({ files: {} }, 'csr', 'check', 'a.csr', '--facts', 'moved.yaml');
    expect(code).toBe(2);
    expect(stderr).toContain('--facts needs a deployment file');
  });

  it('with a mistake in the file ends with 3, and shows the line and what was meant', async () => {
    const { code, stderr } = await expcertIn({ files }, 'plan', ...after, '--facts', 'wrong.yaml');
    expect(code).toBe(3);
    expect(stderr).toContain('error: there is no fact "client-auth-ends/digicer"');
    expect(stderr).toContain('--> wrong.yaml:1:1');
    expect(stderr).toContain('did you mean client-auth-ends/digicert?');
  });

  it('with a file that is not there ends with 3', async () => {
    expect((await expcertIn({ files }, 'plan', ...after, '--facts', 'none.yaml')).code).toBe(3);
  });
});
