import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Deployment } from '../../../../src/lib/deployment/model.ts';
import { readDeployment } from '../../../../src/lib/check/read-deployment.ts';

const fixtures = join(import.meta.dirname, '../../../../fixtures');
const fixture = (name: string) => readFileSync(join(fixtures, name), 'utf8');

/** The smallest valid file, and more lines where wanted. */
const smallest = (...lines: string[]): string =>
  [
    'version: 1',
    'name: Smallest',
    'release: X14.2',
    'services: { mra: true }',
    'clusters:',
    '  edge: { role: E, peers: [expe.example.com] }',
    ...lines,
    '',
  ].join('\n');

function read(input: string | Uint8Array): Deployment {
  const { deployment, findings } = readDeployment(input);
  expect(findings.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
  return deployment!;
}

const codesOf = (input: string | Uint8Array) => readDeployment(input).findings.map(({ code }) => code);

describe('the whole sample', () => {
  const deployment = readDeployment(fixture('corp.yaml'), { file: 'corp.yaml' }).deployment!;
  const [core, edge] = deployment.clusters;

  it('says what the file says', () => {
    expect(deployment).toMatchObject({
      version: 1,
      file: 'corp.yaml',
      name: 'Example Corp production',
      release: 'X14.2',
      services: {
        mra: true,
        xmppFederation: true,
        groupChatTls: true,
        jabberGuest: false,
        b2b: true,
        sipFederation: false,
        cmsWebProxy: false,
        webexHybrid: false,
      },
      phoneSecurityProfilesOn: ['C'],
      policy: {
        minRsaBits: 2048,
        allowWildcard: false,
        internalSuffixes: ['.local', '.corp'],
      },
      waivers: [
        {
          rule: 'trust/duplicate-ca-cn',
          where: 'trust/expc-trusted-cas.pem',
          until: '2027-03-31',
          reason: 'CA renewal in progress, ticket 4711',
          position: { line: 56, column: 13, endColumn: 34 },
        },
      ],
    });
    expect(deployment).not.toHaveProperty('federation');
  });

  it('gives every name its format and its place', () => {
    expect(deployment.registrationDomains).toEqual([
      {
        name: 'example.com',
        written: 'example.com',
        format: 'CollabEdgeDNS',
        position: { line: 21, column: 13, endColumn: 24 },
      },
      {
        name: 'example.org',
        written: 'example.org',
        format: 'DNS',
        position: { line: 22, column: 13, endColumn: 24 },
      },
    ]);
    expect(deployment.federationDomains).toEqual([
      {
        name: 'example.com',
        written: 'example.com',
        format: 'DNS',
        position: { line: 24, column: 5, endColumn: 16 },
      },
    ]);
    expect(deployment.phoneSecurityProfiles).toEqual([
      {
        name: 'DX80TLSprofile.example.com',
        written: 'DX80TLSprofile.example.com',
        position: { line: 29, column: 5, endColumn: 31 },
      },
    ]);
  });

  it('gives each cluster what holds for it', () => {
    expect(core).toMatchObject({
      id: 'core',
      role: 'C',
      name: { name: 'expc.example.com' },
      ca: 'private',
      custody: 'tool',
      custodyPosition: { line: 11, column: 10, endColumn: 14 },
      position: { line: 32, column: 3, endColumn: 7 },
      trustList: 'trust/expc-trusted-cas.pem',
      talksTo: { edge: ['traversal'], unifiedCm: ['cucm/*.pem'], imp: ['imp/*.pem'] },
      additionalNames: [],
    });
    expect(core).not.toHaveProperty('chatNodeAliases');
    expect(edge).toMatchObject({ id: 'edge', role: 'E', ca: 'public', custody: 'tool' });
  });

  it('lays the settings of a peer over those of the deployment', () => {
    const [first, second] = edge!.peers;
    expect(first!.request).toMatchObject({
      key: { type: 'rsa', bits: 2048 },
      keyPosition: { line: 14, column: 8 },
      hash: 'sha256',
      commonName: 'auto',
      extendedKeyUsage: ['serverAuth', 'clientAuth'],
    });
    expect(first!.request.subject.map(({ type, value }) => [type, value])).toEqual([
      ['C', 'GB'],
      ['ST', 'London'],
      ['L', 'London'],
      ['O', 'Example Corp'],
    ]);
    expect(second).toMatchObject({
      name: { name: 'expe2.example.com', position: { line: 45, column: 15 } },
      additionalNames: [{ name: 'meet.example.com', position: { line: 46, column: 27 } }],
      request: { key: { type: 'rsa', bits: 3072 }, keyPosition: { line: 47, column: 25 }, hash: 'sha256' },
    });
    expect(second!.request.subject).toEqual(first!.request.subject);
  });
});

describe('the figures of the guide', () => {
  it.each([
    ['fig2.yaml', 'C', 'vcs-c-cluster.example.com', 'vcs.example.com'],
    ['fig3.yaml', 'E', 'vcse-cluster.example.com', 'vcse.example.com'],
  ])('%s', (file, role, cluster, peer) => {
    const [only, ...others] = read(fixture(file)).clusters;
    expect(others).toEqual([]);
    expect([only!.role, only!.name!.name, ...only!.peers.map(({ name }) => name.name)]).toEqual([
      role,
      cluster,
      peer,
    ]);
  });
});

describe('defaults', () => {
  const deployment = read(smallest());

  it('of the deployment', () => {
    expect(deployment).toEqual({
      version: 1,
      file: '',
      name: 'Smallest',
      release: 'X14.2',
      services: {
        mra: true,
        xmppFederation: false,
        groupChatTls: false,
        jabberGuest: false,
        b2b: false,
        sipFederation: false,
        cmsWebProxy: false,
        webexHybrid: false,
      },
      registrationDomains: [],
      federationDomains: [],
      chatNodeAliases: [],
      phoneSecurityProfiles: [],
      phoneSecurityProfilesOn: ['C'],
      clusters: [
        {
          id: 'edge',
          role: 'E',
          ca: 'private',
          issuedBy: 'files',
          custody: 'tool',
          serverEkuUpload: false,
          extendedKeyUsageChecking: true,
          tlsVerify: {},
          zones: [],
          domainCertificates: [],
          position: { line: 6, column: 3, endColumn: 7 },
          peers: [
            {
              name: {
                name: 'expe.example.com',
                written: 'expe.example.com',
                position: { line: 6, column: 28, endColumn: 44 },
              },
              additionalNames: [],
              request: {
                key: { type: 'rsa', bits: 2048 },
                hash: 'sha256',
                commonName: 'auto',
                extendedKeyUsage: ['serverAuth', 'clientAuth'],
                subject: [],
              },
              installed: false,
            },
          ],
          additionalNames: [],
          talksTo: {},
        },
      ],
      connectorHosts: [],
      nodes: { unifiedCm: [], imp: [], unityConnection: [], meetingServer: [] },
      presenceDomains: [],
      trustStores: {},
      ignore: [],
      policy: {
        minRsaBits: 2048,
        allowWildcard: false,
        internalSuffixes: ['.local', '.corp'],
      },
      waivers: [],
    });
  });

  it('of the federation settings are those of the page', () => {
    expect(read(smallest('federation: {}')).federation).toEqual({
      managedBy: 'expressway',
      xmppFederationSupport: true,
      useStaticRoutes: false,
      staticRoutes: [],
      securityMode: 'TLS required',
      requireClientSideSecurityCertificates: true,
      privacyMode: 'Allow list',
      allowList: [],
      denyList: [],
      profile: 'hardened',
      saslExternal: false,
      peerUsages: { inbound: ['serverAuth', 'clientAuth'], outbound: ['serverAuth'] },
      peerNames: { xmppAddress: true, clientService: false, commonName: false },
      revocationCheck: 'if loaded',
      unknownRevocation: 'reject',
      partners: [],
      positions: {},
    });
  });
});

describe('what else may be written', () => {
  it.each([
    ['{ type: rsa }', { type: 'rsa', bits: 2048 }],
    ['{ type: rsa, bits: 512 }', { type: 'rsa', bits: 512 }],
    ['{ type: rsa, bits: 16384 }', { type: 'rsa', bits: 16384 }],
    ['{ type: ec }', { type: 'ec', curve: 'P-256' }],
    ['{ type: ec, curve: p384 }', { type: 'ec', curve: 'P-384' }],
    ['{ type: ec, curve: P-521 }', { type: 'ec', curve: 'P-521' }],
    ['{ type: ec, curve: P256 }', { type: 'ec', curve: 'P-256' }],
  ])('the key %s', (written, key) => {
    expect(read(smallest(`request: { key: ${written} }`)).clusters[0]!.peers[0]!.request.key).toEqual(key);
  });

  it('the release in two, three and four parts', () => {
    for (const release of ['X8.10', 'X14.0.2', 'X15.5', 'X12.5.9.1']) {
      expect(read(smallest().replace('X14.2', release)).release).toBe(release);
    }
  });

  it('subjects, attribute by attribute over each other, in the order of the file', () => {
    const file = smallest('request: { subject: { O: Example Corp, C: GB, 2.5.4.5: "4711" } }').replace(
      'peers: [expe.example.com]',
      'peers: [expe.example.com], request: { subject: { emailAddress: pki@example.com, C: DE } }',
    );
    const { subject } = read(file).clusters[0]!.peers[0]!.request;
    expect(subject.map(({ type, value, position }) => [type, value, position?.line])).toEqual([
      ['O', 'Example Corp', 7],
      ['C', 'DE', 6],
      ['2.5.4.5', '4711', 7],
      ['emailAddress', 'pki@example.com', 6],
    ]);
  });

  it('internationalised names, as they were written and as A-labels', () => {
    expect(read(smallest('federationDomains: [bücher.example]')).federationDomains).toMatchObject([
      { name: 'xn--bcher-kva.example', written: 'bücher.example' },
    ]);
  });

  it('wildcards in lists of names; a rule judges them', () => {
    const deployment = read(
      smallest('registrationDomains: ["*.example.com"]', 'chatNodeAliases: [{ name: "*.example.org" }]'),
    );
    expect(deployment.registrationDomains[0]!.name).toBe('*.example.com');
    expect(deployment.chatNodeAliases[0]!.name).toBe('*.example.org');
  });

  it('phone security profiles that are no domain names; a rule judges them', () => {
    const file = smallest('phoneSecurityProfiles: ["Cisco 8845 - Secure", DX80TLSprofile, p.example.com]');
    expect(read(file).phoneSecurityProfiles.map(({ written, name }) => [written, name])).toEqual([
      ['Cisco 8845 - Secure', undefined],
      ['DX80TLSprofile', 'DX80TLSprofile'],
      ['p.example.com', 'p.example.com'],
    ]);
  });

  it("a cluster's own aliases, custody, names and profiles on both roles", () => {
    const deployment = read(
      smallest('phoneSecurityProfilesOn: [C, E]').replace(
        'role: E,',
        'role: E, custody: expressway, additionalNames: [sip.example.com], chatNodeAliases: [],',
      ),
    );
    expect(deployment.phoneSecurityProfilesOn).toEqual(['C', 'E']);
    expect(deployment.clusters[0]).toMatchObject({
      custody: 'expressway',
      custodyPosition: { line: 6, column: 29 },
      additionalNames: [{ name: 'sip.example.com' }],
      chatNodeAliases: [],
    });
  });

  it('the federation settings of the guide, with the words of the page', () => {
    const { federation } = read(
      smallest(
        'federation:',
        '  xmppFederationSupport: true',
        '  useStaticRoutes: true',
        '  staticRoutes:',
        '    - { domain: federated.example, address: 192.0.2.1 }',
        '    - { domain: chat.federated.example, address: xmpp.federated.example }',
        '    - { domain: six.federated.example, address: "2001:db8::1" }',
        '  dialbackSecret: { file: secrets/dialback }',
        '  securityMode: No TLS',
        '  requireClientSideSecurityCertificates: false',
        '  privacyMode: Deny list',
        '  allowList: [a.example]',
        '  denyList: [b.example, c.example]',
      ),
    );
    expect(federation).toMatchObject({
      useStaticRoutes: true,
      staticRoutes: [
        { domain: { name: 'federated.example', position: { line: 11, column: 17 } }, address: '192.0.2.1' },
        { domain: { name: 'chat.federated.example' }, address: 'xmpp.federated.example' },
        { domain: { name: 'six.federated.example' }, address: '2001:db8::1' },
      ],
      dialbackSecret: { file: 'secrets/dialback' },
      securityMode: 'No TLS',
      requireClientSideSecurityCertificates: false,
      privacyMode: 'Deny list',
      allowList: [{ name: 'a.example' }],
      denyList: [{ name: 'b.example' }, { name: 'c.example' }],
    });
  });

  it('what a gateway needs to know besides', () => {
    const { federation } = read(
      smallest(
        'federation:',
        '  profile: literal',
        '  peerUsages: { inbound: [clientAuth, xmppAddr] }',
        '  peerNames: { commonName: true }',
        '  revocationCheck: always',
        '  unknownRevocation: accept',
        '  partners:',
        '    - { domain: a.example, chatNodeAliases: [chat.a.example], securityMode: No TLS, onlySaslExternal: true }',
        '    - { domain: b.example }',
      ),
    );
    expect(federation).toMatchObject({
      profile: 'literal',
      peerUsages: { inbound: ['clientAuth', 'xmppAddr'], outbound: ['serverAuth'] },
      peerNames: { xmppAddress: true, clientService: false, commonName: true },
      revocationCheck: 'always',
      unknownRevocation: 'accept',
      partners: [
        {
          domain: { name: 'a.example', position: { line: 14, column: 17 } },
          securityMode: 'No TLS',
          onlySaslExternal: true,
        },
        { domain: { name: 'b.example' }, chatNodeAliases: [], onlySaslExternal: false },
      ],
      positions: { profile: { line: 8, column: 3 }, partners: { line: 13, column: 3 } },
    });
  });

  it.each([
    ['an unknown profile', 'profile: strict', 'deployment/unknown-key', 12],
    ['an unknown usage', 'peerUsages: { inbound: [codeSigning] }', 'deployment/unknown-key', 27],
    ['a wildcard in the allow list', 'allowList: ["*.a.example"]', 'deployment/name-invalid', 15],
    ['a partner without domain', 'partners: [{ onlySaslExternal: true }]', 'deployment/missing-key', 16],
    ['a mistyped stance', 'revocationCheck: allways', 'deployment/unknown-key', 20],
  ])('but not %s: line and column are named', (_, line, code, column) => {
    const { deployment, findings } = readDeployment(smallest('federation:', `  ${line}`), { file: 'f.yaml' });
    expect(deployment).toBeUndefined();
    expect(findings).toMatchObject([{ code, locations: [{ file: 'f.yaml', line: 8, column }] }]);
  });

  it('anchors and aliases', () => {
    const file = smallest('federationDomains: &domains [example.com]', 'chatNodeAliases: *domains');
    expect(read(file).chatNodeAliases).toEqual(read(file).federationDomains);
  });
});

describe('encodings', () => {
  const utf16 = (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
  const plain = read(smallest('federationDomains: [bücher.example]'));

  it.each<[string, (text: string) => string | Uint8Array]>([
    ['UTF-8', (text) => new TextEncoder().encode(text)],
    ['UTF-8 with a byte order mark', (text) => new TextEncoder().encode(`\ufeff${text}`)],
    ['text with a byte order mark', (text) => `\ufeff${text}`],
    ['CRLF', (text) => text.replaceAll('\n', '\r\n')],
    ['UTF-16, little endian', utf16],
    ['UTF-16, big endian', (text) => new Uint8Array(Buffer.from(utf16(text)).swap16())],
  ])('%s: the same deployment, the same places', (_, encode) => {
    expect(read(encode(smallest('federationDomains: [bücher.example]')))).toEqual(plain);
  });

  it('JSON, indented with tabs', () => {
    const { clusters, ...rest } = { ...JSON.parse(JSON.stringify(plain)) } as Deployment;
    const json = JSON.stringify(
      {
        $schema: './expcert.schema.json',
        version: 1,
        name: 'Smallest',
        release: 'X14.2',
        services: { mra: true },
        federationDomains: ['bücher.example'],
        clusters: { edge: { role: 'E', peers: ['expe.example.com'] } },
      },
      null,
      '\t',
    );
    expect(read(json)).toMatchObject({
      name: rest.name,
      services: rest.services,
      clusters: [{ id: clusters[0]!.id, peers: [{ name: { position: { line: 16, column: 5 } } }] }],
    });
  });

  it.each([
    ['the first wrong byte is found', [0x61, 0x3a, 0x20, 0xff, 0x0a], 1, 4],
    ['in a later line', [0x61, 0x0a, 0x62, 0x0a, 0x63, 0xe4, 0x64], 3, 2],
    ['a replacement character before it is no wrong byte', [0xef, 0xbf, 0xbd, 0x0a, 0xff], 2, 1],
    ['a character cut off at the end', [0x61, 0x0a, 0xc3], 2, 1],
    ['half a surrogate pair', [0xff, 0xfe, 0x61, 0x00, 0x00, 0xd8, 0x61, 0x00], 1, 2],
  ])('no text: %s', (_, bytes, line, column) => {
    const { findings } = readDeployment(new Uint8Array(bytes), { file: 'x.yaml' });
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      code: 'deployment/encoding-invalid',
      locations: [{ file: 'x.yaml', line, column }],
    });
  });
});

describe('limits', () => {
  const megabyte = 1024 * 1024;

  it('a file over one MiB is not looked at, as text or as bytes', () => {
    expect(codesOf('#'.repeat(megabyte + 1))).toEqual(['deployment/file-too-large']);
    expect(codesOf(new Uint8Array(megabyte + 1))).toEqual(['deployment/file-too-large']);
    expect(codesOf('#'.repeat(megabyte))).toEqual(['deployment/nothing-listed']);
  });

  it('ten thousand peers are read', () => {
    const cluster = (c: number) =>
      `  c${c}: { role: E, name: c${c}.example, peers: [${Array.from({ length: 100 }, (_, p) => `p${p}.c${c}.example`).join(', ')}] }`;
    const file = smallest(...Array.from({ length: 100 }, (_, c) => cluster(c)));
    expect(read(file).clusters.flatMap(({ peers }) => peers)).toHaveLength(10_001);
  });

  // Each a MiB; the time limit of the test is what is tested.
  const megabyteOf = (piece: string) => piece.repeat(Math.floor(megabyte / piece.length));
  it.each([
    ['opening brackets', megabyteOf('['), 'deployment/yaml-syntax'],
    ['opening braces', megabyteOf('{'), 'deployment/yaml-syntax'],
    ['nested lists', megabyteOf('- '), 'deployment/yaml-syntax'],
    ['nested keys', megabyteOf('? '), 'deployment/yaml-syntax'],
    ['nested values', megabyteOf('a: b: '), 'deployment/yaml-syntax'],
    ['closing brackets', megabyteOf(']'), 'deployment/yaml-syntax'],
    ['empty lists', megabyteOf('[]'), 'deployment/yaml-syntax'],
    ['directives', megabyteOf('%x\n'), 'deployment/yaml-syntax'],
    ['unknown escapes', `"${megabyteOf('\\x').slice(4)}"`, 'deployment/file-too-large'],
    ['commas', `[${megabyteOf(',').slice(2)}]`, 'deployment/file-too-large'],
    ['quotes', megabyteOf('"'), 'deployment/file-too-large'],
    ['documents', megabyteOf('---\n'), 'deployment/file-too-large'],
    ['anchors', megabyteOf('&a '), 'deployment/file-too-large'],
    ['keys', Array.from({ length: 90_000 }, (_, i) => `key${i}: 1`).join('\n'), 'deployment/file-too-large'],
    ['one word', megabyteOf('a'), 'deployment/file-too-large'],
    ['words', megabyteOf('a\n'), 'deployment/file-too-large'],
    ['NUL', megabyteOf('\0'), 'deployment/file-too-large'],
    ['line breaks', megabyteOf('\n'), 'deployment/file-too-large'],
    ['tabs', megabyteOf('\t'), 'deployment/nothing-listed'],
  ])('a MiB of %s', (_, text, code) => {
    expect(new Set(codesOf(text))).toEqual(new Set([code]));
  });

  it('many secrets in one line', () => {
    const keys = Array.from({ length: 5_000 }, (_, i) => `password${i}: hunter2`).join(', ');
    const { findings } = readDeployment(`{ ${keys} }`);
    expect(findings.filter(({ code }) => code === 'deployment/unknown-key')).toHaveLength(5_000);
    expect(JSON.stringify(findings)).not.toContain('hunter2');
  });

  it('of a text that is no YAML the first twenty lines are reported, and how many follow', () => {
    const { findings } = readDeployment('a: "b" c\n'.repeat(50));
    expect(findings).toHaveLength(20);
    expect(findings.at(-1)).toMatchObject({ params: { unlisted: 30 }, locations: [{ line: 20 }] });
  });

  it.each([
    [
      'aliases that repeat too much',
      readFileSync(join(fixtures, 'deployments/broken/alias-bomb.yaml'), 'utf8'),
    ],
    [
      'aliases that nest too deeply',
      ['a0: &a0 [x]', ...Array.from({ length: 100 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}]`)].join('\n'),
    ],
  ])('%s', (_, text) => {
    const { findings } = readDeployment(text);
    expect(findings.map(({ code, params }) => [code, params['problem']])).toEqual([
      ['deployment/yaml-syntax', 'alias-expansion'],
    ]);
  });
});

describe('secrets stay where they are', () => {
  const federation = (settings: string) => smallest(`federation: ${settings}`);
  it.each([
    ['beside other mistakes in the line', federation('{ dialbackSecret: hunter2, securityMode: TLS, x: 1 }')],
    ['as a number', federation('{ dialbackSecret: 4711815 }')],
    ['in a list', federation('{ dialbackSecret: [hunter2, hunter2] }')],
    ['in a block', smallest('federation:', '  dialbackSecret: |', '    hunter2', '    hunter2', '  x: 1')],
    ['under a mistyped key', federation('{ dialbackSecert: hunter2 }')],
    ['under a key of another product', smallest('password: hunter2')],
    ['in place of its place', federation('{ dialbackSecret: { value: hunter2 } }')],
    ['in place of the name of a variable', federation('{ dialbackSecret: { env: "hunter2!" } }')],
    ['by an alias', smallest('x: &secret hunter2', 'federation: { dialbackSecret: *secret }')],
    ['in a line that is no YAML', federation('{ dialbackSecret: "hunter2 }')],
    ['before a line that is no YAML', smallest('federation:', '  dialbackSecret: "hunter2', 'x: hunter2')],
    ['beside a private key', smallest('x: hunter2', 'y: |', '  -----BEGIN EC PRIVATE KEY-----', '  hunter2')],
  ])('%s', (_, file) => {
    const result = readDeployment(file);
    expect(result.deployment).toBeUndefined();
    expect(result.findings).not.toEqual([]);
    expect(JSON.stringify(result)).not.toMatch(/hunter2|4711815/);
  });

  it('a length is not told either', () => {
    const [short, long] = ['s', 'correct horse battery staple'].map(
      (secret) => readDeployment(federation(`{ dialbackSecret: ${secret} }`)).findings,
    );
    expect(short).toEqual(long);
  });
});

describe('marks of a starter', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['none', [], []],
    ['behind a value', ['ca: private   # REPLACE'], ['replace 7:17-24']],
    ['with words behind them', ['ca: private # CONFIRM: who signs'], ['confirm 7:15-22']],
    ['on lines of their own', ['# REPLACE', '  # CONFIRM'], ['replace 7:3-10', 'confirm 8:5-12']],
    ['in a sentence they are none', ['# Lines of REPLACE hold examples. #REPLACE #REPLACED # REPLACED'], []],
    ['its heading', ['# Lines marked REPLACE hold examples. Put'], ['own names 7:3-38']],
  ])('%s', (_, lines, expected) => {
    const { starterMarks = [] } = read(smallest(...lines));
    expect(
      starterMarks.map(
        ({ asks, position: { line, column, endColumn } }) => `${asks} ${line}:${column}-${endColumn}`,
      ),
    ).toEqual(expected);
  });
});
