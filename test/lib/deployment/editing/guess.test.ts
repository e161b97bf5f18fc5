import { describe, expect, it } from 'vitest';
import { guessDeployment, type SampleCertificate } from '../../../../src/lib/deployment/editing/guess.ts';
import { starterDeployment, type StarterAnswers } from '../../../../src/lib/deployment/editing/starter.ts';
import { readDeployment } from '../../../../src/lib/check/read-deployment.ts';

type Issuance = Pick<SampleCertificate, 'ca' | 'issuer' | 'extendedKeyUsage'>;
const both = { ca: 'private', extendedKeyUsage: ['serverAuth', 'clientAuth'] } as const;
const serverOnly = { ca: 'public', extendedKeyUsage: ['serverAuth'] } as const;
const ofRequest = { extendedKeyUsage: ['serverAuth', 'clientAuth'] } as const;

const sample = (cluster: 'expc' | 'expe', number: number, issuance: Issuance): SampleCertificate => ({
  names: [`${cluster}${number}`, cluster].map((host) => ({ type: 'DNS', value: `${host}.example.com` })),
  commonNames: [`${cluster}.example.com`],
  ...issuance,
});

const edgeWith = (...names: readonly `${string}:${string}`[]): SampleCertificate => ({
  names: ['DNS:expe.example.com', ...names].map((text) => {
    const [type, value] = text.split(':') as [string, string];
    return { type, value };
  }),
  commonNames: ['expe.example.com'],
  ...both,
});

describe('a bare domain on an Expressway-E', () => {
  it.each<[string, readonly `${string}:${string}`[], Partial<StarterAnswers>]>([
    [
      'alone is a registration domain',
      ['DNS:example.com'],
      { registrationDomains: [{ name: 'example.com', format: 'DNS' }] },
    ],
    [
      'beside a name for registrations is a federation domain',
      ['DNS:collab-edge.example.com', 'DNS:example.com'],
      {
        registrationDomains: [{ name: 'example.com', format: 'CollabEdgeDNS' }],
        federationDomains: ['example.com'],
      },
    ],
    [
      'that is an XMPP address too is both',
      ['DNS:example.com', 'XMPP:example.com'],
      { registrationDomains: [{ name: 'example.com', format: 'DNS' }], federationDomains: ['example.com'] },
    ],
    [
      'beside a chat node alias is both',
      ['DNS:example.com', 'DNS:conference-1.example.com'],
      {
        registrationDomains: [{ name: 'example.com', format: 'DNS' }],
        federationDomains: ['example.com'],
        chatNodeAliases: ['conference-1.example.com'],
      },
    ],
  ])('%s', (_, names, expected) => {
    const { answers } = guessDeployment([edgeWith(...names)]);
    const { registrationDomains, federationDomains, chatNodeAliases } = answers;
    expect({ registrationDomains, federationDomains, chatNodeAliases }).toEqual({
      federationDomains: undefined,
      chatNodeAliases: undefined,
      ...expected,
    });
  });
});

function guess(core: readonly Issuance[], edge: readonly Issuance[]) {
  const { answers, reasons } = guessDeployment([
    ...core.map((each, at) => sample('expc', at + 1, each)),
    ...edge.map((each, at) => sample('expe', at + 1, each)),
  ]);
  const text = starterDeployment(answers);
  const { deployment, findings } = readDeployment(text);
  expect(findings).toEqual([]);
  return { text, reasons, clusters: deployment!.clusters };
}

describe('who signs, and for what', () => {
  it.each<[string, readonly Issuance[], readonly Issuance[], readonly string[]]>([
    [
      'a private CA for both',
      [both, both],
      [both, both],
      ['core private serverAuth clientAuth', 'edge private serverAuth clientAuth'],
    ],
    [
      'a public CA for both',
      [serverOnly, serverOnly],
      [serverOnly, serverOnly],
      ['core public serverAuth', 'edge public serverAuth'],
    ],
    [
      'a public CA on the edge alone',
      [both, both],
      [serverOnly, serverOnly],
      ['core private serverAuth clientAuth', 'edge public serverAuth'],
    ],
    [
      'an older private certificate among public ones',
      [both],
      [both, serverOnly, serverOnly],
      ['core private serverAuth clientAuth', 'edge public serverAuth'],
    ],
    [
      'requests, which do not say it',
      [ofRequest],
      [ofRequest],
      ['core private serverAuth clientAuth', 'edge private serverAuth clientAuth'],
    ],
    [
      'requests beside public certificates',
      [ofRequest],
      [serverOnly],
      ['core private serverAuth clientAuth', 'edge public serverAuth'],
    ],
  ])('%s', (_, core, edge, expected) => {
    const { clusters } = guess(core, edge);
    expect(
      clusters.map(({ id, ca, peers }) => [id, ca, ...peers[0]!.request.extendedKeyUsage].join(' ')),
    ).toEqual(expected);
  });

  it('every line that was guessed is marked', () => {
    const { text, reasons } = guess([both], [serverOnly]);
    const lines = text.split('\n').filter((line) => /^ *(ca:|request: \{|role:|mra:|b2b:)/.test(line));
    expect(lines).toHaveLength(7);
    for (const line of lines) expect(line).toContain('# CONFIRM');
    expect(reasons).toContain(
      'expe.example.com: public CA, by the policy or the timestamps in its certificates',
    );
    expect(reasons).toContain('expe.example.com: serverAuth alone, as in its certificates');
  });

  it('for all alike it stands once, with the deployment', () => {
    const { text } = guess([serverOnly], [serverOnly]);
    expect(text.match(/ca: public/g)).toHaveLength(1);
    expect(text).toMatch(/^ {2}extendedKeyUsage: \[serverAuth\] +# CONFIRM$/m);
  });
});

describe('the organization of the CA', () => {
  const of = (issuance: Issuance, issuer: string): Issuance => ({ ...issuance, issuer });

  it.each<[string, readonly Issuance[], readonly Issuance[], readonly string[]]>([
    ['nowhere', [both], [both], []],
    [
      'the same for all',
      [of(both, 'Example Ltd')],
      [of(both, 'Example Ltd')],
      ['issuer: Example Ltd', 'core Example Ltd', 'edge Example Ltd'],
    ],
    [
      'another on the edge',
      [of(both, 'Example Ltd')],
      [of(serverOnly, 'DigiCert Inc')],
      ['    issuer: Example Ltd', '    issuer: DigiCert Inc', 'core Example Ltd', 'edge DigiCert Inc'],
    ],
    [
      'on the edge alone',
      [ofRequest],
      [of(serverOnly, "Let's Encrypt")],
      ['    issuer: "Let\'s Encrypt"', "edge Let's Encrypt"],
    ],
    ['too long for one', [of(both, 'x'.repeat(65))], [both], []],
    ['one line that breaks', [of(both, 'a\nb')], [both], []],
  ])('%s', (_, core, edge, expected) => {
    const { text, clusters, reasons } = guess(core, edge);
    const lines = text.split('\n').filter((line) => /^ *issuer:/.test(line));
    for (const line of lines) expect(line).toContain('# CONFIRM');
    expect([
      ...lines.map((line) => line.replace(/ +#.*/, '')),
      ...clusters.flatMap(({ id, issuer }) => (issuer === undefined ? [] : [`${id} ${issuer}`])),
    ]).toEqual(expected);
    expect(reasons.filter((reason) => reason.includes(': issuer ')).length > 0).toBe(expected.length > 0);
  });
});

describe('client certificates', () => {
  const clientOnly = { ca: 'private', issuer: 'Example Ltd', extendedKeyUsage: ['clientAuth'] } as const;
  const clientOf = (peer: string, issuance: Issuance = clientOnly): SampleCertificate => ({
    names: [{ type: 'DNS', value: peer }],
    commonNames: [peer],
    ...issuance,
  });
  const clients = (samples: readonly SampleCertificate[]) => {
    const { answers, reasons, leftOut } = guessDeployment(samples);
    expect(leftOut).toEqual([]);
    const { deployment, findings } = readDeployment(starterDeployment(answers));
    expect(findings).toEqual([]);
    const said = deployment!.clusters.map(({ id, peers }) => [
      id,
      peers.map(({ name }) => name.name),
      peers[0]!.client,
    ]);
    return { said, reasons };
  };

  it('for clientAuth alone are those of the peers that they name, and are no peers of their own', () => {
    const { said, reasons } = clients([
      sample('expc', 1, serverOnly),
      sample('expc', 2, serverOnly),
      sample('expe', 1, serverOnly),
      clientOf('expc1.example.com'),
      clientOf('EXPC2.example.com'),
    ]);
    expect(said).toMatchObject([
      ['core', ['expc1.example.com', 'expc2.example.com'], { ca: 'private', issuer: 'Example Ltd' }],
      ['edge', ['expe1.example.com'], { copyOfServer: true }],
    ]);
    expect(reasons).toContain(
      'expc.example.com: a client certificate of its own, since there is one for TLS clients beside it',
    );
  });

  it.each<[string, Issuance & { isCalledClient?: boolean }, Issuance, object]>([
    [
      'with both usages, of a private CA, beside one of a public CA for servers alone',
      { ...both, issuer: 'Example Ltd' },
      serverOnly,
      { ca: 'private', issuer: 'Example Ltd', request: { extendedKeyUsage: ['serverAuth', 'clientAuth'] } },
    ],
    [
      'with both usages beside one with both, in a file that is called so',
      { ...both, isCalledClient: true },
      both,
      { ca: 'private', request: { extendedKeyUsage: ['serverAuth', 'clientAuth'] } },
    ],
  ])('%s', (_, client, server, expected) => {
    const { said } = clients([
      sample('expc', 1, server),
      sample('expc', 2, server),
      sample('expe', 1, serverOnly),
      clientOf('expc1.example.com', client),
      clientOf('expc2.example.com', client),
    ]);
    expect(said[0]).toMatchObject(['core', ['expc1.example.com', 'expc2.example.com'], expected]);
  });

  it.each<[string, Issuance, Issuance]>([
    ['beside one like it', both, both],
    ['of a public CA beside one for servers alone', { ...both, ca: 'public' }, serverOnly],
  ])('with both usages %s are older ones of the server', (_, older, current) => {
    const { reasons } = clients([sample('expc', 1, older), sample('expc', 1, current)]);
    expect(reasons.filter((reason) => reason.includes('client certificate'))).toEqual([]);
  });

  it('that are requests yet are those of a private CA', () => {
    const request = clientOf('expc1.example.com', { extendedKeyUsage: ['clientAuth'] });
    const { said } = clients([sample('expc', 1, serverOnly), request]);
    expect(said).toMatchObject([['core', ['expc1.example.com'], { ca: 'private' }]]);
  });

  it('alone say who is there', () => {
    expect(clients([clientOf('expc1.example.com')]).said).toMatchObject([
      ['core', ['expc1.example.com'], { copyOfServer: true }],
    ]);
  });
});
