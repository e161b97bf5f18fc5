import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import * as issue from '../../../src/lib/issue/index.ts';
import * as everything from '../../../src/lib/node/index.ts';
import { corp } from '../../support/corp.ts';
import { buildPki, judgedAt } from '../../support/pki.ts';

/** As plain JavaScript calls: no type stands in the way. */
type Door = (...given: unknown[]) => unknown;

const isFunction = (value: unknown): value is Door => typeof value === 'function';
const isClass = (door: Door): boolean => /^class\b/.test(Function.prototype.toString.call(door));
const isError = (door: Door): boolean => door.prototype instanceof Error;

const doors = Object.entries({ ...everything, ...issue } as Readonly<Record<string, unknown>>).filter(
  (entry): entry is [string, Door] => isFunction(entry[1]) && !isError(entry[1]),
);
const doorOf = (name: string): Door => doors.find(([each]) => each === name)![1];

/** What a call comes to in one word. */
async function outcomeOf(door: Door, given: readonly unknown[]): Promise<string> {
  try {
    await (isClass(door) ? Reflect.construct(door, given) : door(...given));
    return 'taken';
  } catch (error) {
    const { name, message } = error as Error;
    if (name !== 'TypeError') return name;
    return /^[a-z][\w.[\]]*: expected ./i.test(message) ? 'told' : message;
  }
}

const junk: readonly (readonly [string, unknown])[] = [
  ['undefined', undefined],
  ['a number', 5],
  ['an empty object', {}],
  ['a text', 'text'],
];

/** Calls that are meant: nothing need be given, or a text. */
const meant: Readonly<Record<string, readonly string[]>> = {
  'no argument is looked at': ['nodeVerifier', 'threadVerifier'],
  undefined: ['TurnQueue', 'PeerCache', 'ConnectionPlaces', 'gatewayContext', 'webCryptoVerifier'],
  'an empty object': ['TurnQueue', 'PeerCache', 'ConnectionPlaces'],
  'a text': ['readDeployment', 'readFacts', 'explain', 'toALabels', 'addressRefusal'],
};
/** They read text, and this is none of their kind. */
const readers = [
  ...[
    'readCertificate',
    'readCsr',
    'readCrl',
    'readOcspResponse',
    'readPrivateKey',
    'checkCsr',
    'writePkcs7',
    'namesOf',
    'describe',
  ],
];

function expectedOf(name: string, what: string): string {
  const isMeant = [...meant['no argument is looked at']!, ...(meant[what] ?? [])].includes(name);
  if (isMeant) return 'taken';
  return what === 'a text' && readers.includes(name) ? 'DecodeError' : 'told';
}

describe('whatever is given first is meant, or a TypeError names argument, expected and found', () => {
  it('there are as many doors as one would think', () => expect(doors.length).toBeGreaterThan(70));

  it.each(doors)('%s', async (name, door) => {
    const outcomes = await Promise.all(
      junk.map(async ([what, value]) => [what, await outcomeOf(door, [value])]),
    );
    expect(outcomes).toEqual(junk.map(([what]) => [what, expectedOf(name, what)]));
  });
});

const { root, leaf } = buildPki({ root: {}, leaf: { issuedBy: 'root' } });
const at = new Date(judgedAt);
const settings = `${corp}\nfederation: { privacyMode: Off }\n`;
const { deployment } = everything.readDeployment(settings);
const plan = everything.planDeployment(deployment!);
const policy = everything.federationPolicy(deployment!)!;
const trust = new everything.PeerTrust({ anchors: [root] });
const facts = await everything.gather([]);
const keyPair = await everything.generateKeyPair({ type: 'ec', curve: 'P-256' });
const [request] = plan.requests;
const records = everything.planDns(deployment!);
const context = everything.gatewayContext();
const life = { at: new Date(judgedAt), notAfter: new Date(judgedAt + 86_400_000) };
const ca = await issue.createCa({ commonName: 'CA', keyPair, ...life });
const asked = (await everything.createCsr(request!)).der;
const keyPem = await everything.exportPrivateKey(keyPair.privateKey);
const profile = { use: 'both', ...life, takenSerials: new Set<string>() } as const;
const pair = { direction: 'in', local: 'example.com', remote: 'partner.example' };
const dns = { kind: 'dns', name: 'host.example.com' };

/** Calls in which every argument is right; each is then taken for another in its turn. */
const rightCalls: Readonly<Record<string, readonly unknown[]>> = {
  readDeployment: [settings, {}],
  planDeployment: [deployment, {}],
  checkPlan: [plan, { at }],
  observeDns: [deployment, records, { view: 'external', ask: async () => ({ is: 'absent' }) }],
  checkDns: [deployment, { view: 'external', records: [], zones: [], partners: [] }],
  createCsr: [request, { keyPair }],
  buildCsr: [everything.csrContent(request!), keyPair, {}],
  generateKeyPair: [{ type: 'ec', curve: 'P-256' }, {}],
  exportPrivateKey: [keyPair.privateKey, {}],
  checkCsrs: [[], { at }],
  open: [[], {}],
  gather: [[], {}],
  mergeFacts: [facts, facts],
  judge: [facts, deployment, { at }],
  check: [[], deployment, { at }],
  checkTrustList: [[], { at }],
  checkFederation: [deployment, trust.binding],
  waiveFindings: [[], [], { at }],
  validatePath: [leaf, { anchors: [root] }, { at }],
  PathValidator: [{ anchors: [root] }, { at }],
  matchIdentity: [leaf, dns],
  checkRevocation: [leaf, root, {}, { at }],
  writePem: ['CERTIFICATE', leaf.der],
  policyTowards: [policy, 'partner.example'],
  privacyOf: ['partner.example', policy.privacy],
  routeTo: ['partner.example', policy.privacy],
  verifyPeer: [[leaf], { role: 'client', domain: 'partner.example', policy, evidence: trust, at }],
  decide: [{ direction: 'in', isAllowed: true, tls: 'not-offered', dialback: 'not yet done' }, policy.stream],
  addressRefusal: ['192.0.2.1', {}],
  DialbackSecrets: [['secret'], new everything.DialbackSecrets(['before'])],
  refusalBeforeTls: [pair, policy],
  gatewayContext: [undefined, {}],
  initiateOptions: ['partner.example', context],
  connectOptions: [policy, { domain: 'partner.example', trust }],
  loadContexts: [[], {}],
  createCa: [{ commonName: 'CA', keyPair, ...life }],
  issueCertificate: [asked, ca, profile],
  issueCrl: [ca, { revoked: [], at, nextUpdate: life.notAfter }],
  serialHex: [leaf.serialNumber],
  writePkcs12: [{ certificates: [ca.certificate], keyPair, passphrase: 'correct horse' }],
  writePkcs7: [[leaf]],
};

describe('so it is with each argument where the others are right', () => {
  it.each(Object.entries(rightCalls))('%s', async (name, right) => {
    expect(await outcomeOf(doorOf(name), right)).toBe('taken');
    const outcomes = right.flatMap((_, place) =>
      junk.map(async ([what, value]) => [
        `${place + 1}: ${what}`,
        await outcomeOf(
          doorOf(name),
          right.map((good, at) => (at === place ? value : good)),
        ),
      ]),
    );
    const untold = (await Promise.all(outcomes)).filter(
      ([, outcome]) => !['taken', 'told', 'DecodeError'].includes(outcome!),
    );
    expect(untold).toEqual([]);
  });

  it('a handshake without its options leaves the socket to the caller', async () => {
    const socket = new Socket();
    expect(await outcomeOf(doorOf('acceptTls'), [socket, undefined])).toBe('told');
    expect(await outcomeOf(doorOf('initiateTls'), [socket, {}])).toBe('told');
    expect(socket.destroyed).toBe(false);
  });
});

const guard = everything.peerGuard({ policy: () => policy, trust: { current: trust }, now: Date.now });
const socket = new Socket();
const tlsPair = { ...pair, tls: 'not-offered' };

/** Whatever takes options, with right ones; what has no right ones without reaching out is never called with them. */
const optionsOf: Readonly<Record<string, readonly [object, (options: never) => unknown]>> = {
  'readDeployment()': [{ file: 'a' }, (options) => everything.readDeployment(settings, options)],
  'planDeployment()': [{}, (options) => everything.planDeployment(deployment!, options)],
  'checkPlan()': [{ at }, (options) => everything.checkPlan(plan, options)],
  'observeDns()': [
    { view: 'external', ask: () => Promise.resolve({ is: 'absent' }) },
    (options) => everything.observeDns(deployment!, records, options),
  ],
  'createCsr()': [{ keyPair }, (options) => everything.createCsr(request!, options)],
  'buildCsr()': [{}, (options) => everything.buildCsr(everything.csrContent(request!), keyPair, options)],
  'generateKeyPair()': [{}, (options) => everything.generateKeyPair({ type: 'ec', curve: 'P-256' }, options)],
  'exportPrivateKey()': [{}, (options) => everything.exportPrivateKey(keyPair.privateKey, options)],
  'readPrivateKey()': [{}, (options) => everything.readPrivateKey(keyPem, options)],
  'checkCsr()': [{ at, plan }, (options) => everything.checkCsr(asked, options)],
  'checkCsrs()': [{ at, plan }, (options) => everything.checkCsrs([], options)],
  'open()': [{ limits: { files: 5 } }, (options) => everything.open([], options)],
  'gather()': [{}, (options) => everything.gather([], options)],
  'judge()': [{ at }, (options) => everything.judge(facts, deployment, options)],
  'check()': [{ at, trustLists: [{ file: 'a' }] }, (options) => everything.check([], deployment, options)],
  'checkTrustList()': [{ at }, (options) => everything.checkTrustList([], options)],
  'waiveFindings()': [{ at }, (options) => everything.waiveFindings([], [], options)],
  'material of validatePath()': [
    { anchors: [root] },
    (material) => everything.validatePath(leaf, material, { at }),
  ],
  'validatePath()': [{ at }, (settings) => everything.validatePath(leaf, { anchors: [root] }, settings)],
  'evidence of checkRevocation()': [
    {},
    (evidence) => everything.checkRevocation(leaf, root, evidence, { at }),
  ],
  'checkRevocation()': [{ at }, (settings) => everything.checkRevocation(leaf, root, {}, settings)],
  PeerTrust: [{ anchors: [root], partners: [] }, (material) => new everything.PeerTrust(material)],
  'verifyPeer()': [
    { role: 'client', domain: 'partner.example', policy, evidence: trust, at },
    (question) => everything.verifyPeer([leaf], question),
  ],
  'decide()': [
    { direction: 'in', isAllowed: true, tls: 'not-offered', dialback: 'not yet done' },
    (facts) => everything.decide(facts, policy.stream),
  ],
  'addressRefusal()': [{ own: [] }, (settings) => everything.addressRefusal('192.0.2.1', settings)],
  PeerCache: [{ entries: 5 }, (options) => new everything.PeerCache(options)],
  ConnectionPlaces: [{ places: 5 }, (options) => new everything.ConnectionPlaces(options)],
  OutboundAttempts: [{ now: Date.now }, (options) => new everything.OutboundAttempts(options)],
  'files of loadTrust()': [{ anchors: [] }, (files) => everything.loadTrust(files, { watch: false })],
  'loadTrust()': [{ watch: false }, (options) => everything.loadTrust({ anchors: [] }, options)],
  'identities of loadContexts()': [
    { domains: [], certificate: 'none', key: 'none' },
    (identity) => everything.loadContexts([identity], { watch: false }),
  ],
  'loadContexts()': [{ watch: false }, (options) => everything.loadContexts([], options)],
  'fetchedLists()': [{ folder: tmpdir(), now: Date.now }, (options) => everything.fetchedLists(options)],
  'readSecret()': [{ folder: '.' }, (options) => everything.readSecret({ env: 'PATH' }, options)],
  'readSecrets()': [{ folder: '.' }, (options) => everything.readSecrets({ env: 'PATH' }, options)],
  'peerGuard()': [
    { policy: () => policy, trust: { current: trust }, now: Date.now },
    (options) => everything.peerGuard(options),
  ],
  'verify() of a guard': [
    {},
    (options) => guard.verify([], { role: 'client', domain: 'a.example' }, options),
  ],
  'question of a guard': [
    { role: 'client', domain: 'a.example', address: '192.0.2.1' },
    (question) => guard.verify([], question),
  ],
  'pair of a guard': [tlsPair, (pair) => guard.judge(pair)],
  'judge() of a guard': [{}, (options) => guard.judge(tlsPair as never, options)],
  'accept() of a guard': [
    { context, readHeader: () => Promise.reject(new Error('none')) },
    (options) => guard.accept(socket, options),
  ],
  'connect() of a guard': [
    { context, local: 'example.com', remote: 'partner.example' },
    (options) => guard.connect(socket, options),
  ],
  TurnQueue: [{ atOnce: 1 }, (options) => new everything.TurnQueue(options)],
  'acceptTls()': [{ context }, (options) => everything.acceptTls(socket, options)],
  'initiateTls()': [{ context, domain: 'a.example' }, (options) => everything.initiateTls(socket, options)],
  'gatewayContext()': [{}, (settings) => everything.gatewayContext(undefined, settings)],
  'connectOptions()': [
    { domain: 'partner.example', trust },
    (question) => everything.connectOptions(policy, question),
  ],
  'probe()': [
    { domain: 'partner.example', trust, at, port: 5269 },
    (question) => everything.probe('127.0.0.1', policy, question),
  ],
  'createCa()': [{ commonName: 'CA', keyPair, ...life }, (settings) => issue.createCa(settings)],
  'issueCertificate()': [profile, (profile) => issue.issueCertificate(asked, ca, profile)],
  'issueCrl()': [{ revoked: [], at, nextUpdate: life.notAfter }, (settings) => issue.issueCrl(ca, settings)],
  'revocations of issueCrl()': [
    { serialNumber: '1f', at },
    (revocation) => issue.issueCrl(ca, { revoked: [revocation], at, nextUpdate: life.notAfter }),
  ],
  'writePkcs12()': [
    { certificates: [ca.certificate], keyPair, passphrase: 'correct horse' },
    (content) => issue.writePkcs12(content),
  ],
};

async function errorOf(call: (options: never) => unknown, options: object): Promise<Error> {
  try {
    await call(options as never);
  } catch (error) {
    return error as Error;
  }
  return new Error('taken');
}

describe('an option is one that there is, and of its type', () => {
  it.each(Object.entries(optionsOf))('%s', async (_, [right, call]) => {
    const misspelt = await errorOf(call, { ...right, misspelt: 1 });
    expect(misspelt).toBeInstanceOf(TypeError);
    const [, known] = /^[a-z][\w.[\]]*: expected (.*), found misspelt$/.exec(misspelt.message)!;
    const outcomes = await Promise.all(
      known!.split(', ').map(async (name) => [name, await errorOf(call, { ...right, [name]: Symbol() })]),
    );
    const untold = outcomes.filter(
      ([name, error]) =>
        !(
          error instanceof TypeError && new RegExp(`\\b${name as string}\\b.*: expected `).test(error.message)
        ),
    );
    expect(untold).toEqual([]);
  });
});

describe('how files are kept up to date is told before any is read', () => {
  it.each<[string, object, string]>([
    [
      'a moment for a clock',
      { now: new Date(judgedAt) },
      'options.now: expected a function such as Date.now',
    ],
    ['a number for a clock', { now: 5 }, 'options.now: expected a function such as Date.now'],
    ['a text for a number', { settle: '1s' }, 'options.settle: expected a number from 0'],
    ['another word', { watch: 'never' }, "options.watch: expected true, false or 'poll'"],
  ])('%s', async (_, options, message) => {
    const files = { anchors: ['there is none'] };
    await expect(everything.loadTrust(files, options)).rejects.toThrow(message);
    await expect(everything.loadContexts([], options)).rejects.toThrow(message);
  });
});

describe('seconds since 1970 are told wherever a moment is taken', () => {
  const seconds = Math.floor(judgedAt / 1000);
  const early = new Date(seconds);
  const stream = { receiving: 'a.example', originating: 'b.example', streamId: '1' };
  const secrets = new everything.DialbackSecrets(['secret']);
  it.each<[string, () => unknown]>([
    ['checkPlan()', () => everything.checkPlan(plan, { at: early })],
    ['checkCsr()', () => everything.checkCsrs([], { at: early })],
    ['check()', () => everything.check([], deployment, { at: early })],
    ['judge()', () => everything.judge(facts, deployment, { at: early })],
    ['checkTrustList()', () => everything.checkTrustList([], { at: early })],
    ['waiveFindings()', () => everything.waiveFindings([], [], { at: early })],
    ['validatePath()', () => everything.validatePath(leaf, { anchors: [root] }, { at: early })],
    ['checkRevocation()', () => everything.checkRevocation(leaf, root, {}, { at: early })],
    [
      'verifyPeer()',
      () =>
        everything.verifyPeer([leaf], {
          ...{ role: 'client', domain: 'partner.example', policy, evidence: trust, at: early },
        }),
    ],
    [
      'probe()',
      () => everything.probe('127.0.0.1', policy, { domain: 'partner.example', trust, at: early } as never),
    ],
    [
      'the clock of a peerGuard',
      () => {
        const guard = everything.peerGuard({
          policy: () => policy,
          trust: { current: trust },
          now: () => seconds,
        });
        return guard.verify([leaf.der], { role: 'client', domain: 'partner.example' });
      },
    ],
    ['createCa()', () => issue.createCa({ commonName: 'CA', keyPair, ...life, at: early })],
    ['issueCertificate()', () => issue.issueCertificate(asked, ca, { ...profile, at: early })],
    ['issueCrl()', () => issue.issueCrl(ca, { revoked: [], at: early, nextUpdate: life.notAfter })],
    ['DialbackSecrets', () => secrets.isKey('key', stream, early)],
    [
      'PeerCache',
      () => new everything.PeerCache().find([], [], early, () => Promise.reject(new Error('asked'))),
    ],
  ])('%s', async (_, call) => {
    const failing = (async () => call())();
    await expect(failing).rejects.toThrow(`seconds since 1970? new Date(${seconds} * 1000)`);
  });
});
