import { expect } from 'vitest';
import type { DeploymentFileFacts } from '../../src/lib/deployment/reading/mistakes.ts';
import { readDeploymentBytes, readDeploymentText } from '../../src/lib/deployment/reading/read.ts';
import type { Finding } from '../../src/lib/findings/finding.ts';
import { deploymentFileRules } from '../../src/lib/rules/deployment/index.ts';
import { runCases, type Case } from '../support/cases.ts';

interface Row extends Case {
  readonly file: string | Uint8Array;
}

const file = 'corp.yaml';

const codes = ['a/b', 'cert/name-missing', 'cert/name-extra'];

function factsOf({ file: input }: Row): DeploymentFileFacts {
  const reading =
    typeof input === 'string'
      ? readDeploymentText(input, file, codes)
      : readDeploymentBytes(input, file, codes);
  return { file, mistakes: reading.mistakes };
}

/** A sound file, key by key; a row changes some, and leaves out those it gives as undefined. */
const soundKeys: Readonly<Record<string, string | undefined>> = {
  version: '1',
  name: 'Sound',
  release: 'X14.2',
  services: '{ mra: true }',
  clusters: '{ edge: { role: E, peers: [expe.example.com] } }',
};

const sound = (change: Readonly<Record<string, string | undefined>> = {}): string =>
  Object.entries({ ...soundKeys, ...change })
    .flatMap(([key, value]) => (value === undefined ? [] : [`${key}: ${value}\n`]))
    .join('');

const edge = (settings: string): string => sound({ clusters: `{ edge: { role: E, ${settings} } }` });

/** The only finding says this. */
const says =
  (message: string, params: Readonly<Record<string, unknown>> = {}) =>
  (findings: readonly Finding[]): void => {
    expect(findings[0]!.message).toBe(message);
    expect(findings[0]!.params).toMatchObject(params);
  };

const one = (
  name: string,
  input: string,
  code: string,
  message: string,
  params: Readonly<Record<string, unknown>> = {},
): Row => ({ name, file: input, expect: [code], check: says(message, params) });

const silent = (name: string, input: string | Uint8Array, nearMissOf: string | readonly string[]): Row => ({
  name,
  file: input,
  expect: [],
  nearMissOf,
});

const everything = deploymentFileRules.map(({ code }) => code);
const notUtf8 = new Uint8Array([...new TextEncoder().encode(sound({ name: 'M' })), 0xfc]);

const rows: readonly Row[] = [
  silent('a sound file', sound(), everything),

  {
    name: 'a file in a Windows code page',
    file: notUtf8,
    expect: ['deployment/encoding-invalid'],
    check: says('the deployment file is not valid UTF-8'),
  },
  {
    name: 'UTF-16 without a byte order mark',
    file: new Uint8Array(Buffer.from(sound(), 'utf16le')),
    expect: ['deployment/encoding-invalid'],
    check: says('the deployment file looks like UTF-16 without a byte order mark'),
  },
  {
    name: 'the same, big endian',
    file: new Uint8Array(Buffer.from(sound(), 'utf16le').swap16()),
    expect: ['deployment/encoding-invalid'],
    check: says('the deployment file looks like UTF-16 without a byte order mark'),
  },
  silent(
    'UTF-16 with one',
    new Uint8Array(Buffer.from(`\ufeff${sound()}`, 'utf16le')),
    'deployment/encoding-invalid',
  ),
  silent(
    'an umlaut in UTF-8',
    new TextEncoder().encode(sound({ name: 'München' })),
    'deployment/encoding-invalid',
  ),

  one(
    'a file of more than a MiB',
    sound() + '#'.repeat(1024 * 1024),
    'deployment/file-too-large',
    'the deployment file is larger than 1048576 bytes',
  ),
  one(
    'a file of very many pieces',
    sound({ federationDomains: `[${'a,'.repeat(150_000)}]` }),
    'deployment/file-too-large',
    'the deployment file has more than 300000 words and signs',
  ),
  one(
    'a very long text',
    sound({ name: 'x'.repeat(65_537) }),
    'deployment/file-too-large',
    'a text in the deployment file is longer than 65536 characters',
  ),
  silent('a long comment', `${sound()}#${'x'.repeat(100_000)}\n`, 'deployment/file-too-large'),

  one(
    'a dialback secret in the file',
    sound({ federation: '{ dialbackSecret: hunter2 }' }),
    'deployment/secret-inline',
    'a dialback secret is written into the deployment file (not shown)',
    { expected: '{ env: NAME } or { file: PATH }' },
  ),
  one(
    'a private key in the file',
    sound({ key: '|\n  -----BEGIN RSA PRIVATE KEY-----' }),
    'deployment/secret-inline',
    'a private key is written into the deployment file (not shown)',
  ),
  silent(
    'a dialback secret kept in a variable',
    sound({ federation: '{ dialbackSecret: { env: DIALBACK_SECRET } }' }),
    ['deployment/secret-inline', 'deployment/value-invalid'],
  ),

  ...(
    [
      ['an unclosed bracket', '[a', 'a bracket is not closed'],
      ['an unclosed quote', '"a', 'a quote is not closed'],
      ['an unknown escape', '"C:\\certs"', 'a backslash in double quotes is followed by something unknown'],
      ['a reserved sign', '@a', 'a text starts with a sign that YAML reserves'],
      ['a second colon', 'a: b', 'a key and a value cannot start here'],
      ['text behind a quote', '"a" b', 'this does not belong here'],
      ['a wildcard without quotes', '*.example.com', 'an alias names nothing that was marked before'],
      [
        'a tag of another language',
        '!!binary aGk=',
        'a tag is used that a deployment file has no meaning for',
      ],
      ['a tab as indentation', '\n\ta: 1', 'a tab is used for indentation'],
      ['a line without colon', 'b\nexample', 'a key lacks its colon'],
      ['too many brackets', '['.repeat(100), 'the brackets or lists are nested too deeply'],
      ['a comment without a blank before it', '"a"#b', 'a comma, colon or blank is missing'],
      ['lines that do not align', '\n  - a\n   - b\n - c', 'a key and a value cannot start here'],
      ['a block of text that ends too early', '|\n    a\n  b', 'the indentation does not fit'],
    ] as const
  ).map(([name, value, message]): Row => ({
    name,
    file: sound({ $schema: value }),
    expect: ['deployment/yaml-syntax'],
    check: (findings) => expect(findings.map((finding) => finding.message)).toEqual([message]),
  })),
  one(
    'an alias inside itself',
    sound({ federationDomains: '&a [*a]' }),
    'deployment/yaml-syntax',
    'an alias stands inside what it repeats',
  ),
  one('a list as a key', sound({ policy: '{ [a]: b }' }), 'deployment/yaml-syntax', 'a key is not text'),
  one(
    'a key that objects have already',
    sound({ policy: '{ constructor: a }' }),
    'deployment/yaml-syntax',
    'this word cannot be a key',
  ),
  one(
    'a second document',
    `${sound()}---\na: 1\n`,
    'deployment/yaml-syntax',
    'a second document starts here',
  ),
  one(
    'another version of YAML',
    `%YAML 1.1\n---\n${sound()}`,
    'deployment/yaml-syntax',
    'the file asks for another version than YAML 1.2',
  ),
  one(
    'an unknown directive',
    `%FOO\n---\n${sound()}`,
    'deployment/yaml-syntax',
    'a line starts with "%" and is no known directive',
  ),
  one(
    'aliases that repeat far too much',
    `a: &a [${'x,'.repeat(1000)}]\nb: [${'*a,'.repeat(1000)}]\n`,
    'deployment/yaml-syntax',
    'the aliases repeat more than any deployment needs',
  ),
  {
    name: 'very many broken lines',
    file: 'a: "b" c\n'.repeat(25),
    expect: Array.from({ length: 20 }, () => 'deployment/yaml-syntax'),
    check: (findings) =>
      expect(findings.at(-1)!.message).toBe(
        'this does not belong here; 5 more places follow, most of them probably from the same cause',
      ),
  },
  silent(
    'a wildcard in quotes, an anchor with its alias, and the version directive of YAML 1.2',
    `%YAML 1.2\n---\n${sound({ registrationDomains: '&names ["*.example.com"]', federationDomains: '*names' })}`,
    'deployment/yaml-syntax',
  ),

  one(
    'a key twice',
    sound({
      clusters: '\n  edge: { role: E, peers: [a.example.com] }\n  edge: { role: E, peers: [b.example.com] }',
    }),
    'deployment/duplicate-key',
    'the key "edge" stands here twice; first in line 6',
    { label: 'also in line 6' },
  ),
  silent(
    'the same key in two clusters',
    sound({
      clusters: '\n  a: { role: E, peers: [a.example.com] }\n  b: { role: C, peers: [b.example.com] }',
    }),
    'deployment/duplicate-key',
  ),

  one(
    'a mistyped key',
    sound({ registratonDomains: '[example.com]' }),
    'deployment/unknown-key',
    'unknown key "registratonDomains" in the deployment file',
    { label: 'did you mean registrationDomains?' },
  ),
  one(
    'a mistyped key of a cluster',
    edge('peer: [b.example.com], peers: [a.example.com]'),
    'deployment/unknown-key',
    'unknown key "peer" in clusters.edge',
    {
      label: 'did you mean peers?',
    },
  ),
  one(
    'a mistyped key in an entry of a list',
    sound({ waivers: '[{ rule: a/b, untill: x, until: 2027-01-01, reason: x }]' }),
    'deployment/unknown-key',
    'unknown key "untill" in a waiver',
    { label: 'did you mean until?' },
  ),
  one(
    'a key of another place',
    sound({ staticRoutes: '[]' }),
    'deployment/unknown-key',
    'unknown key "staticRoutes" in the deployment file',
    {
      note: 'staticRoutes belongs in the XMPP federation settings',
    },
  ),
  one(
    'an attribute of the subject by another name',
    sound({ request: '{ subject: { Country: GB } }' }),
    'deployment/unknown-key',
    'unknown key "Country" in request.subject',
    { label: 'did you mean C?' },
  ),
  one(
    'a common name in the subject',
    sound({ request: '{ subject: { CN: expe.example.com } }' }),
    'deployment/unknown-key',
    'unknown key "CN" in request.subject',
    { note: 'the common name follows from commonName: auto, peer or cluster' },
  ),
  one(
    'a merge key',
    sound({ '<<': '{ name: a }' }),
    'deployment/unknown-key',
    'unknown key "<<" in the deployment file',
    {
      note: 'merge keys belong to YAML 1.1; write the keys out',
    },
  ),
  one(
    'an unknown format',
    sound({ federationDomains: '[{ name: a.example, format: XMPP }]' }),
    'deployment/unknown-key',
    'unknown format "XMPP" for a federation domain',
    {
      expected: 'DNS or XMPPAddress',
      label: 'did you mean XMPPAddress?',
    },
  ),
  one(
    'an unknown role',
    sound({ clusters: '{ edge: { role: D, peers: [a.example.com] } }' }),
    'deployment/unknown-key',
    'unknown role "D" for a cluster',
    {
      expected: 'C, E, Control, Expressway, VCS Control, VCS Expressway or connector',
      note: 'Control and Expressway are the words of VCS for C and E; connector is a host for Webex services',
    },
  ),
  one('an unknown kind of CA', sound({ ca: 'internal' }), 'deployment/unknown-key', 'unknown ca "internal"', {
    expected: 'private or public',
  }),
  one(
    'an unknown kind of key',
    sound({ request: '{ key: { type: dsa } }' }),
    'deployment/unknown-key',
    'unknown type "dsa" for a key',
    {
      expected: 'rsa or ec',
    },
  ),
  one(
    'an unknown usage',
    sound({ request: '{ extendedKeyUsage: [server] }' }),
    'deployment/unknown-key',
    'unknown extendedKeyUsage "server" for a request',
    {
      label: 'did you mean serverAuth?',
    },
  ),
  one(
    'a word of the federation page in another spelling',
    sound({ federation: '{ privacyMode: allow list }' }),
    'deployment/unknown-key',
    'unknown privacyMode "allow list" for the XMPP federation settings',
    { label: 'did you mean Allow list?' },
  ),
  silent(
    'names of clusters and of connections are free, subjects may have object identifiers, SRVName is read',
    sound({
      request: '{ subject: { 1.3.6.1.4.1.311.60.2.1.3: GB } }',
      registrationDomains: '[{ name: a.example, format: SRVName }]',
      clusters: '{ whatever: { role: E, peers: [a.example.com], talksTo: { anything: traversal } } }',
    }),
    'deployment/unknown-key',
  ),

  one(
    'no release',
    sound({ release: undefined }),
    'deployment/missing-key',
    'the deployment file has no "release"',
    {
      expected: 'release: a release, such as X14.2',
    },
  ),
  one(
    'no role',
    sound({ clusters: '{ edge: { peers: [a.example.com] } }' }),
    'deployment/missing-key',
    'clusters.edge has no "role"',
    {
      expected: 'role: C, E, Control, Expressway, VCS Control, VCS Expressway or connector',
    },
  ),
  one(
    'a waiver without its end',
    sound({ waivers: '[{ rule: a/b, reason: x }]' }),
    'deployment/missing-key',
    'a waiver has no "until"',
  ),
  one(
    'a waiver without reason',
    sound({ waivers: '[{ rule: a/b, until: 2027-01-01 }]' }),
    'deployment/missing-key',
    'a waiver has no "reason"',
  ),
  one(
    'a peer without name',
    edge('peers: [{ additionalNames: [a.example.com] }]'),
    'deployment/missing-key',
    'a peer has no "name"',
  ),
  one(
    'a key without its type',
    sound({ request: '{ key: { bits: 2048 } }' }),
    'deployment/missing-key',
    'request.key has no "type"',
    {
      expected: 'type: rsa or ec',
    },
  ),
  silent(
    'what has a default may be missing',
    sound({ request: '{ key: { type: rsa } }', policy: '{}', federation: '{}' }),
    'deployment/missing-key',
  ),

  one(
    'yes for true',
    sound({ services: '{ mra: yes }' }),
    'deployment/wrong-type',
    'services.mra cannot be the text "yes"',
    {
      expected: 'true or false',
      label: 'write true',
    },
  ),
  one(
    'Off for false',
    sound({ federation: '{ useStaticRoutes: Off }' }),
    'deployment/wrong-type',
    'federation.useStaticRoutes cannot be the text "Off"',
    {
      label: 'write false',
    },
  ),
  one(
    'a release that is a number',
    sound({ release: '14.10' }),
    'deployment/wrong-type',
    'release cannot be the number 14.10',
    {
      label: 'write X14.10',
    },
  ),
  one(
    'a version in quotes',
    sound({ version: '"1"' }),
    'deployment/wrong-type',
    'version cannot be the text "1"',
    {
      label: 'write 1 without quotes',
    },
  ),
  one(
    'a number in quotes',
    sound({ policy: '{ minRsaBits: "2048" }' }),
    'deployment/wrong-type',
    'policy.minRsaBits cannot be the text "2048"',
    {
      label: 'write 2048 without quotes',
    },
  ),
  one(
    'a number for text',
    sound({ request: '{ subject: { OU: 4711 } }' }),
    'deployment/wrong-type',
    'request.subject.OU cannot be the number 4711',
    {
      label: 'write "4711"',
    },
  ),
  one(
    'one name for a list',
    sound({ federationDomains: 'example.com' }),
    'deployment/wrong-type',
    'federationDomains cannot be the text "example.com"',
    {
      expected: 'a list',
      label: 'write [example.com]',
    },
  ),
  one('a list for keys', sound({ policy: '[]' }), 'deployment/wrong-type', 'policy cannot be a list', {
    expected: 'keys with values',
  }),
  one(
    'a list for free keys',
    edge('peers: [a.example.com], talksTo: [traversal]'),
    'deployment/wrong-type',
    'clusters.edge.talksTo cannot be a list',
  ),
  one('nothing behind a key', sound({ custody: '' }), 'deployment/wrong-type', 'custody has no value', {
    expected: 'tool or expressway',
  }),
  one(
    'a list in a list of names',
    sound({ federationDomains: '[[example.com]]' }),
    'deployment/wrong-type',
    'an entry of federationDomains cannot be a list',
    {
      expected: 'a fully qualified name or keys with values',
    },
  ),
  one(
    'a list as the whole file',
    '- version: 1\n',
    'deployment/wrong-type',
    'the deployment file cannot be a list',
  ),
  silent(
    'a number as text, a release and a date without quotes',
    sound({ name: '"2026"', waivers: '[{ rule: a/b, until: 2027-01-01, reason: x }]' }),
    'deployment/wrong-type',
  ),

  ...(
    [
      ['a release without X', { release: '"14.2"' }, 'release cannot be "14.2"', { label: 'write X14.2' }],
      [
        'a release in small letters',
        { release: 'x14.2' },
        'release cannot be "x14.2"',
        { label: 'write X14.2' },
      ],
      [
        'a release without its minor number',
        { release: 'X14' },
        'release cannot be "X14"',
        { expected: 'X and the version, such as X8.10, X14.0.2 or X15.5' },
      ],
      [
        'another version of the file',
        { version: '2' },
        'version cannot be 2',
        { expected: '1, the version this expcert reads' },
      ],
      [
        'an RSA key of 511 bits',
        { request: '{ key: { type: rsa, bits: 511 } }' },
        'request.key.bits cannot be 511',
        { expected: 'a whole number from 512 to 16384' },
      ],
      [
        'half a bit',
        { request: '{ key: { type: rsa, bits: 2048.5 } }' },
        'request.key.bits cannot be 2048.5',
        {},
      ],
      [
        'a curve by its OpenSSL name',
        { request: '{ key: { type: ec, curve: prime256v1 } }' },
        'request.key.curve cannot be "prime256v1"',
        { label: 'write p256' },
      ],
      [
        'a country of three letters',
        { request: '{ subject: { C: GBR } }' },
        'request.subject.C cannot be "GBR"',
        { expected: 'two letters, such as GB' },
      ],
      [
        'an organization of 65 characters',
        { request: `{ subject: { O: ${'x'.repeat(65)} } }` },
        `request.subject.O cannot be "${'x'.repeat(65)}"`,
        { expected: 'at most 64 characters' },
      ],
      ['an empty locality', { request: '{ subject: { L: "" } }' }, 'request.subject.L is empty', {}],
      [
        'a name of two lines',
        { name: '"a\\nb"' },
        'name cannot be "a\nb"',
        { expected: 'text on one line, without control characters' },
      ],
      [
        'an email address with an umlaut',
        { request: '{ subject: { emailAddress: ü@example.com } }' },
        'request.subject.emailAddress cannot be "ü@example.com"',
        {},
      ],
      [
        'a usage twice',
        { request: '{ extendedKeyUsage: [serverAuth, serverAuth] }' },
        'request.extendedKeyUsage has one usage twice',
        {},
      ],
      [
        'a cluster with a blank in its name',
        { clusters: '{ the edge: { role: E, peers: [a.example.com] } }' },
        'the name of a cluster cannot be "the edge"',
        {},
      ],
      [
        'a suffix without its dot',
        { policy: '{ internalSuffixes: [local] }' },
        'an entry of policy.internalSuffixes cannot be "local"',
        { label: 'write .local' },
      ],
      [
        'a waiver for no rule',
        { waivers: '[{ rule: Expired, until: 2027-01-01, reason: x }]' },
        'waivers.rule cannot be "Expired"',
        {},
      ],
      [
        'a waiver for a mistyped rule',
        { waivers: '[{ rule: cert/name-mising, until: 2027-01-01, reason: x }]' },
        'waivers.rule cannot be "cert/name-mising"',
        {
          label: 'write cert/name-missing',
          expected: 'the code of a finding there is, such as trust/duplicate-ca-cn',
        },
      ],
      [
        'a waiver for a rule like no other',
        { waivers: '[{ rule: disk/full, until: 2027-01-01, reason: x }]' },
        'waivers.rule cannot be "disk/full"',
        {},
      ],
      [
        'a waiver until a day that does not exist',
        { waivers: '[{ rule: a/b, until: 2027-02-29, reason: x }]' },
        'waivers.until cannot be "2027-02-29"',
        {},
      ],
      [
        'a waiver until a time',
        { waivers: '[{ rule: a/b, until: 2027-02-28T12:00:00Z, reason: x }]' },
        'waivers.until cannot be "2027-02-28T12:00:00Z"',
        {},
      ],
      [
        'a variable that cannot be one',
        { federation: '{ dialbackSecret: { env: a-b } }' },
        'federation.dialbackSecret.env is no name of an environment variable (not shown)',
        {},
      ],
      [
        'two places of the secret',
        { federation: '{ dialbackSecret: { env: A, file: b } }' },
        'federation.dialbackSecret says no place, or two',
        { expected: 'either env or file' },
      ],
      [
        'a static route to a port',
        { federation: '{ staticRoutes: [{ domain: a.example, address: "192.0.2.1:5269" }] }' },
        'federation.staticRoutes.address cannot be "192.0.2.1:5269"',
        {},
      ],
    ] as const
  ).map(([name, change, message, params]) =>
    one(name, sound(change), 'deployment/value-invalid', message, params),
  ),
  silent(
    'values at the edge of what is allowed',
    sound({
      release: 'X8.10',
      request: `{ key: { type: rsa, bits: 512 }, subject: { O: ${'x'.repeat(64)}, L: ${'x'.repeat(128)}, C: gb } }`,
      waivers: '[{ rule: a/b, until: 2028-02-29, reason: x }]',
      federation: '{ staticRoutes: [{ domain: a.example, address: "2001:db8::1" }] }',
    }),
    'deployment/value-invalid',
  ),

  one(
    'a port in a name',
    edge('peers: ["a.example.com:8443"]'),
    'deployment/name-invalid',
    'the peer name "a.example.com:8443" has the port 8443; names in a certificate have none',
    {
      label: 'write a.example.com',
      problem: 'port',
    },
  ),
  one(
    'an IP address for a name',
    sound({ registrationDomains: '[192.0.2.1]' }),
    'deployment/name-invalid',
    'the registration domain "192.0.2.1" is an IP address; the Expressway takes only fully qualified domain names',
  ),
  one(
    'a host name alone',
    sound({ chatNodeAliases: '[chatnode1]' }),
    'deployment/name-invalid',
    'the chat node alias "chatnode1" is a single label; a fully qualified name, with its domain, is needed',
  ),
  one(
    'a name with two readings',
    sound({ federationDomains: '[faß.example]' }),
    'deployment/name-invalid',
    'the federation domain "faß.example" is read in two ways by older and newer software; older software takes it for fass.example',
    {
      label: 'write xn--fa-hia.example',
    },
  ),
  one(
    'a wildcard as a peer',
    edge('peers: ["*.example.com"]'),
    'deployment/name-invalid',
    'the peer name "*.example.com" is a wildcard; here one exact name is needed',
  ),
  one(
    'a wildcard as a cluster',
    edge('name: "*.example.com", peers: [a.example.com]'),
    'deployment/name-invalid',
    'the cluster name "*.example.com" is a wildcard; here one exact name is needed',
  ),
  one(
    'a wildcard in an allow list',
    sound({ federation: '{ allowList: ["*.example"] }' }),
    'deployment/name-invalid',
    'the domain "*.example" is a wildcard; here one exact name is needed',
  ),
  one(
    'an underscore in an additional name',
    edge('peers: [a.example.com], additionalNames: [a_b.example.com]'),
    'deployment/name-invalid',
    'the additional name "a_b.example.com" contains an underscore; names are made of letters, digits, hyphens and dots',
  ),
  silent(
    'wildcards in lists of names, and a phone security profile that is no name: other rules judge them',
    sound({ registrationDomains: '["*.example.com"]', phoneSecurityProfiles: '[Cisco 8845 - Secure]' }),
    'deployment/name-invalid',
  ),

  one('an empty file', '', 'deployment/nothing-listed', 'the deployment file is empty'),
  one('a file of comments', '# version: 1\n', 'deployment/nothing-listed', 'the deployment file is empty'),
  one('no clusters', sound({ clusters: '{}' }), 'deployment/nothing-listed', 'clusters lists nothing'),
  one(
    'a cluster without peers',
    edge('peers: []'),
    'deployment/nothing-listed',
    'clusters.edge.peers lists nothing',
  ),
  silent(
    'empty lists of names',
    sound({ federationDomains: '[]', waivers: '[]' }),
    'deployment/nothing-listed',
  ),

  one('no service at all', sound({ services: '{}' }), 'deployment/no-service', 'no service is switched on'),
  one(
    'all services off',
    sound({ services: '{ mra: false, b2b: false }' }),
    'deployment/no-service',
    'no service is switched on',
  ),
  silent(
    'one service, and one switched off',
    sound({ services: '{ mra: false, b2b: true }' }),
    'deployment/no-service',
  ),

  one(
    'a peer in two clusters, in another case',
    sound({
      clusters:
        '\n  a: { role: E, peers: [a.example.com] }\n  b: { role: C, peers: [{ name: A.example.com }] }',
    }),
    'deployment/peer-twice',
    'the peer "A.example.com" stands already in cluster a',
    { label: 'also in line 6' },
  ),
  silent(
    'a peer whose name another one has besides',
    sound({
      clusters:
        '\n  a: { role: E, peers: [a.example.com] }\n  b: { role: C, peers: [{ name: b.example.com, additionalNames: [a.example.com] }] }',
    }),
    'deployment/peer-twice',
  ),

  one(
    'a cluster called like one of its peers',
    edge('name: A.example.com, peers: [a.example.com, b.example.com]'),
    'deployment/cluster-name-is-peer',
    'the cluster edge has the name of its peer "A.example.com"',
  ),
  silent(
    'a cluster of one, called like its peer',
    edge('name: a.example.com, peers: [a.example.com]'),
    'deployment/cluster-name-is-peer',
  ),

  one(
    'two peers and no cluster name',
    edge('peers: [a.example.com, b.example.com]'),
    'deployment/cluster-without-name',
    'the cluster edge has 2 peers and no "name"',
  ),
  silent('one peer and no cluster name', edge('peers: [a.example.com]'), 'deployment/cluster-without-name'),

  one(
    'a copy of the server certificate with a CA of its own',
    edge('peers: [a.example.com], client: { copyOfServer: true, ca: private, issuer: Corp }'),
    'deployment/client-copy-and-more',
    'client of edge is a copy of the server certificate, and has ca and issuer besides',
  ),
  one(
    'the same for one peer',
    edge('peers: [{ name: a.example.com, client: { request: { hash: sha384 }, copyOfServer: true } }]'),
    'deployment/client-copy-and-more',
    'client of edge is a copy of the server certificate, and has request besides',
  ),
  silent(
    'a copy of the server certificate, and no copy with a CA of its own',
    edge(
      'client: { copyOfServer: true }, peers: [{ name: a.example.com, client: { copyOfServer: false, ca: private } }]',
    ),
    'deployment/client-copy-and-more',
  ),

  {
    name: 'mistakes in the same value, entry and file hide none of each other',
    file: edge(
      'peers: [a.example.com, a.example.com, "b_c.example.com", 5, { nam: x }], request: { hash: md5 }',
    ),
    expect: [
      ...[
        'deployment/cluster-without-name',
        'deployment/peer-twice',
        'deployment/name-invalid',
        'deployment/wrong-type',
      ],
      ...['deployment/unknown-key', 'deployment/missing-key', 'deployment/unknown-key'],
    ],
  },
  {
    name: 'what an alias repeats is said once',
    file: sound({
      clusters:
        '\n  a: { role: E, peers: [a.example], additionalNames: &names [a_b.example] }' +
        '\n  b: { role: C, peers: [b.example], additionalNames: *names }',
    }),
    expect: ['deployment/name-invalid'],
  },
];

runCases(deploymentFileRules, rows, factsOf);
