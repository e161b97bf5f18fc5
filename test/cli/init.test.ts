import { describe, expect, it } from 'vitest';
import { readDeployment } from '../../src/lib/index.ts';
import { writePem } from '../../src/lib/formats/pem.ts';
import { expcertIn, type World } from '../support/io.ts';
import { buildPki } from '../support/pki.ts';

const terminal: World['terminal'] = ['stdin', 'stdout', 'stderr'];

/** The file that a call leaves behind, read back. */
async function written(world: World, file: string, ...argv: string[]) {
  const outcome = await expcertIn(world, 'init', ...argv);
  expect(outcome.code, outcome.stderr).toBe(0);
  const { content, mode } = outcome.files.get(file)!;
  const { deployment, findings } = readDeployment(content, { file });
  expect(findings).toEqual([]);
  return { ...outcome, deployment: deployment!, mode };
}

describe('init from flags', () => {
  it('writes a deployment that can be planned', async () => {
    const { deployment, mode, questions } = await written(
      { terminal },
      'corp.yaml',
      ...[
        'corp.yaml',
        '--release',
        'X14.2',
        '--core',
        'expc.example.com',
        '--core-peers',
        'expc1.example.com, expc2.example.com',
      ],
      ...[
        '--edge',
        'expe.example.com',
        '--registration-domain',
        'example.com:DNS',
        '--registration-domain',
        'example.org',
      ],
      ...[
        '--federation-domain',
        'example.com',
        '--chat-alias',
        'chat1.example.com',
        '--chat-alias',
        'chat2.example.com',
      ],
      ...['--phone-profile', 'secure.example.com'],
    );
    expect([mode, questions]).toEqual([0o644, []]);
    expect(deployment).toMatchObject({
      release: 'X14.2',
      services: { mra: true, xmppFederation: true, groupChatTls: true },
      registrationDomains: [
        { name: 'example.com', format: 'DNS' },
        { name: 'example.org', format: 'CollabEdgeDNS' },
      ],
      federationDomains: [{ name: 'example.com' }],
      chatNodeAliases: [{ name: 'chat1.example.com' }, { name: 'chat2.example.com' }],
      phoneSecurityProfiles: [{ name: 'secure.example.com' }],
      clusters: [
        {
          id: 'core',
          name: { name: 'expc.example.com' },
          peers: [{ name: { name: 'expc1.example.com' } }, {}],
        },
        { id: 'edge', peers: [{ name: { name: 'expe.example.com' } }] },
      ],
    });
  });

  it('writes a file of examples where nothing is said and nobody can be asked', async () => {
    const { stderr } = await written({}, 'expcert.yaml');
    expect(stderr).toMatch(
      /^wrote expcert\.yaml {3}\d lines marked "# REPLACE"\nnext: edit expcert\.yaml, then {2}expcert plan\n$/,
    );
  });

  it('of which plan tells the lines that are still examples', async () => {
    const { stdout } = await expcertIn({}, 'init', '-o', '-');
    const lines = stdout.split('\n').flatMap((line, at) => (line.includes('# REPLACE') ? [at + 1] : []));
    const planned = await expcertIn({ files: { 'expcert.yaml': stdout } }, 'plan', '--json');
    const { findings } = JSON.parse(planned.stdout) as { findings: { code: string; params: object }[] };
    expect(findings.filter(({ code }) => code === 'plan/example-left')).toMatchObject([
      { params: { lines } },
    ]);
    const done = stdout.replaceAll('# REPLACE', '#');
    const { stdout: after } = await expcertIn({ files: { 'expcert.yaml': done } }, 'plan', '--json');
    expect(after).not.toContain('plan/example-left');
    expect(after).toContain('plan/example-name');
  });

  it.each([
    ['--no-input', { terminal }, ['--no-input']],
    ['CI', { terminal, env: { CI: 'true' } }, []],
    ['EXPCERT_NO_INPUT', { terminal, env: { EXPCERT_NO_INPUT: '1' } }, []],
    ['a stderr that is no terminal', { terminal: ['stdin', 'stdout'] as const }, []],
  ])('asks nothing with %s', async (_, world, argv) => {
    expect((await written(world, 'expcert.yaml', ...argv)).questions).toEqual([]);
  });

  it('writes to stdout for -', async () => {
    const { stdout, stderr, files } = await expcertIn({}, 'init', '-o', '-');
    expect(readDeployment(stdout).findings).toEqual([]);
    expect([stderr, files.size]).toEqual(['', 0]);
  });

  it('says which file it wrote as JSON', async () => {
    const { stdout } = await expcertIn({}, 'init', 'corp.yaml', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ written: ['corp.yaml'], findings: [] });
  });

  it('replaces a file with --force only', async () => {
    const files = { 'corp.yaml': 'old' };
    expect((await expcertIn({ files }, 'init', 'corp.yaml')).code).toBe(4);
    await written({ files }, 'corp.yaml', 'corp.yaml', '--force');
  });

  it('writes nothing where an answer cannot be used', async () => {
    const { code, stderr, files } = await expcertIn({}, 'init', '--edge', 'expe.example.com:8443');
    expect([code, files.size]).toEqual([2, 0]);
    expect(stderr).toContain('expe.example.com:8443');
    expect(stderr).not.toContain('-->');
  });
});

describe('init with questions', () => {
  const answers = [
    ...['Big Corp', 'X15.5', 'public'],
    ...['expc.example.com', ''],
    ...['expe.example.com', 'expe1.example.com, expe2.example.com'],
    ...[true, true, false, false, false, false, false, false],
    ...['example.com, example.org:DNS', '', 'example.com'],
  ];

  it('writes what was answered', async () => {
    const { deployment, questions, stderr } = await written({ terminal, answers }, 'expcert.yaml');
    expect(questions).toHaveLength(answers.length);
    expect(deployment).toMatchObject({
      name: 'Big Corp',
      release: 'X15.5',
      services: { mra: true, xmppFederation: true, groupChatTls: false },
      registrationDomains: [{ name: 'example.com' }, { name: 'example.org', format: 'DNS' }],
      clusters: [
        { id: 'core', ca: 'public', peers: [{ name: { name: 'expc.example.com' } }] },
        { id: 'edge', name: { name: 'expe.example.com' }, peers: [{}, {}] },
      ],
    });
    expect(stderr).not.toContain('REPLACE');
  });

  it('asks although flags are given with --interactive', async () => {
    const { questions } = await written(
      { terminal, answers },
      'expcert.yaml',
      '--interactive',
      '--release',
      'X14.2',
    );
    expect(questions).toHaveLength(answers.length);
  });

  it('leaves what is not answered to be replaced', async () => {
    const silent = ['', '', 'private', '', '', true, ...Array<boolean>(7).fill(false), '', ''];
    const { stderr } = await written({ terminal, answers: silent }, 'expcert.yaml');
    expect(stderr).toContain('marked "# REPLACE"');
  });

  it.each([
    ['a release', ['Corp', 'fifteen']],
    ['a name', ['Corp', 'X15.5', 'private', 'not a name']],
    ['a peer', ['Corp', 'X15.5', 'private', 'expc.example.com', 'expc_1']],
    ['a domain', [...answers.slice(0, 15), 'example.com, 192.0.2.1']],
  ])('does not take %s that the file could not hold', async (_, given) => {
    const { code, stderr, files } = await expcertIn({ terminal, answers: given }, 'init');
    // The test's answers throw where a person would be asked again.
    expect(code).toBe(5);
    expect(stderr).toContain('does not take');
    expect(files.size).toBe(0);
  });

  it('does not ask before it knows that it may write', async () => {
    const { code, questions } = await expcertIn({ terminal, answers, files: { 'expcert.yaml': '' } }, 'init');
    expect([code, questions]).toEqual([4, []]);
  });
});

describe('init from certificates', () => {
  const made = buildPki({
    ca: { subject: 'O=Example Ltd, CN=Client CA', ca: true },
    publicCa: { subject: 'O=Public CA Inc, CN=TLS CA', ca: true },
    server: { issuedBy: 'publicCa', subject: 'CN=expc1.example.com', san: ['dns:expc1.example.com'] },
    client: {
      ...{ issuedBy: 'ca', subject: 'CN=expc1.example.com', san: ['dns:expc1.example.com'] },
      eku: ['clientAuth'],
    },
    selfSigned: { subject: 'O=Temporary, CN=expe1.example.com', san: ['dns:expe1.example.com'] },
  });
  const files = Object.fromEntries(
    Object.entries(made).map(([name, { der }]) => [`in/${name}.pem`, writePem('CERTIFICATE', der)]),
  );

  it('has the organization of each CA, and the client store of whom it finds a client certificate of', async () => {
    const { deployment, stderr } = await written({ files }, 'corp.yaml', '--from', 'in', '-o', 'corp.yaml');
    const [core, edge] = deployment.clusters;
    expect(core).toMatchObject({
      issuer: 'Public CA Inc',
      peers: [{ name: { name: 'expc1.example.com' }, client: { ca: 'private', issuer: 'Example Ltd' } }],
    });
    expect(edge!.issuer).toBeUndefined();
    expect(edge!.peers).toMatchObject([{ client: { copyOfServer: true } }]);
    expect(stderr).toContain('guess expc1.example.com: issuer Public CA Inc, as in its certificates');
  });
});
