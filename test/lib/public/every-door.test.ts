import { X509Certificate } from 'node:crypto';
import { Socket } from 'node:net';
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
    'describe',
    'namesOf',
    'verifyPeer',
    'writePkcs7',
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

const stream = { role: 'client', domain: 'partner.example' } as const;
const now = (): number => judgedAt;
const guard = everything.peerGuard({ policy: () => policy, trust: { current: trust }, now });
const known = { ...pair, tls: 'not-offered' } as const;

/** Every place of settings: what comes before it, settings that are right, and what comes behind. */
const settingsOf: readonly (readonly [
  name: string,
  door: Door,
  before: readonly unknown[],
  right: object,
])[] = [
  ...(
    [
      ['readDeployment', [settings], {}],
      ['planDeployment', [deployment], {}],
      ['checkPlan', [plan], { at }],
      [
        'observeDns',
        [deployment, records],
        { view: 'external', ask: () => Promise.resolve({ is: 'absent' }) },
      ],
      ['createCsr', [request], {}],
      ['buildCsr', [everything.csrContent(request!), keyPair], {}],
      ['generateKeyPair', [{ type: 'ec', curve: 'P-256' }], {}],
      ['exportPrivateKey', [keyPair.privateKey], {}],
      ['readPrivateKey', [await everything.exportPrivateKey(keyPair.privateKey)], {}],
      ['checkCsr', [asked], { at }],
      ['checkCsrs', [[]], { at }],
      ['open', [[]], {}],
      ['gather', [[]], {}],
      ['judge', [facts, deployment], { at }],
      ['check', [[], deployment], { at }],
      ['checkTrustList', [[]], { at }],
      ['waiveFindings', [[], []], { at }],
      ['validatePath', [leaf, { anchors: [root] }], { at }],
      ['PathValidator', [{ anchors: [root] }], { at }],
      ['PathValidator', [], { anchors: [root] }],
      ['checkRevocation', [leaf, root, {}], { at }],
      ['PeerTrust', [], { anchors: [root] }],
      ['verifyPeer', [[leaf]], { ...stream, policy, evidence: trust, at }],
      ['decide', [], { direction: 'in', isAllowed: true, tls: 'failed', dialback: 'valid' }],
      ['addressRefusal', ['192.0.2.1'], {}],
      ['PeerCache', [], {}],
      ['ConnectionPlaces', [], {}],
      ['OutboundAttempts', [], { now }],
      ['TurnQueue', [], {}],
      ['peerGuard', [], { policy: () => policy, trust: { current: trust }, now }],
      ['loadTrust', [], { anchors: ['there is none'] }],
      ['loadTrust', [{ anchors: ['there is none'] }], {}],
      ['loadContexts', [[]], {}],
      ['fetchedLists', [], { folder: 'there is none', now }],
      ['readSecret', [{ env: 'THERE_IS_NONE' }], {}],
      ['readSecrets', [{ env: 'THERE_IS_NONE' }], {}],
      ['acceptTls', [new Socket()], { context }],
      ['initiateTls', [new Socket()], { context, domain: 'partner.example' }],
      ['gatewayContext', [undefined], {}],
      ['connectOptions', [policy], { domain: 'partner.example', trust }],
      ['probe', ['127.0.0.1', policy], { domain: 'partner.example', port: 5269, trust, at }],
      ['createCa', [], { commonName: 'CA', keyPair, ...life }],
      ['issueCertificate', [asked, ca], profile],
      ['issueCrl', [ca], { revoked: [], at, nextUpdate: life.notAfter }],
      ['writePkcs12', [], { certificates: [ca.certificate], keyPair, passphrase: 'correct horse' }],
    ] as const
  ).map(([name, before, right]) => [name, doorOf(name), before, right] as const),
  [
    'the evidence of checkRevocation()',
    (given) => everything.checkRevocation(leaf, root, given as never, { at }),
    [],
    {},
  ],
  ['verify() of a guard', guard.verify as Door, [[leaf]], stream],
  ['verify() of a guard, its options', (given) => guard.verify([leaf], stream, given as never), [], {}],
  ['judge() of a guard', guard.judge as Door, [], known],
  ['judge() of a guard, its options', guard.judge as Door, [known], {}],
  [
    'accept() of a guard',
    guard.accept as Door,
    [new Socket()],
    { context, readHeader: () => Promise.reject(new Error()) },
  ],
  [
    'connect() of a guard',
    guard.connect as Door,
    [new Socket()],
    { context, local: 'a.example', remote: 'b.example' },
  ],
];

async function messageOf(door: Door, given: readonly unknown[]): Promise<string> {
  try {
    await (isClass(door) ? Reflect.construct(door, given) : door(...given));
    return 'taken';
  } catch (error) {
    return error instanceof TypeError ? error.message : `no TypeError: ${(error as Error).message}`;
  }
}

describe('what is misspelt in settings, or no value of theirs, is told', () => {
  it.each(settingsOf)('%s', async (name, door, before, right) => {
    const misspelt = await messageOf(door, [...before, { ...right, misspelt: 1 }]);
    const names = /^[a-z]\w*: expected (.*), found misspelt$/i.exec(misspelt)?.[1]?.split(', ') ?? [];
    expect(names, misspelt).not.toEqual([]);
    for (const each of names) {
      const message = await messageOf(door, [...before, { ...right, [each]: Symbol() }]);
      const isTold = /^[a-z][\w.[\]]*: expected .*, found (the symbol Symbol\(\)|something else|none)/i.test(
        message,
      );
      expect(isTold && message.includes(each), `${name} ${each}: ${message}`).toBe(true);
    }
  });
});

describe('what methods are called with is told, too', () => {
  it.each<[string, () => unknown, string]>([
    [
      'an attempt that is none',
      () => new everything.OutboundAttempts({ now }).run('a.example', undefined as never),
      'attempt: expected a function, found undefined',
    ],
    [
      'a work that is none',
      () => new everything.TurnQueue().run('192.0.2.1', undefined as never),
      'work: expected a function, found undefined',
    ],
    [
      'a judgement that is none',
      () => guard.watch({} as never, () => {}),
      'judgement: expected the judgement of judge(), accept() or connect(), found an object without properties',
    ],
    [
      'an address that is none',
      () => new everything.ConnectionPlaces().take(5 as never),
      'address: expected an IP address, found the number 5',
    ],
  ])('%s', async (_, call, message) => {
    await expect((async () => call())()).rejects.toThrow(message);
  });
});

describe('a chain', () => {
  const pem = everything.writePem('CERTIFICATE', leaf.der) + everything.writePem('CERTIFICATE', root.der);
  const question = { ...stream, policy, evidence: trust, at };
  it.each<[string, everything.DerInputs]>([
    ['PEM text', pem],
    ['PEM in a buffer', Buffer.from(pem)],
    ['an array of PEM', pem.split(/(?<=END CERTIFICATE-----\n)/)],
    ['an array of PEM in buffers', pem.split(/(?<=END CERTIFICATE-----\n)/).map((each) => Buffer.from(each))],
    ['objects of node:crypto', [leaf.der, root.der].map((der) => new X509Certificate(der))],
  ])('is judged the same as %s', async (_, chain) => {
    expect(await everything.verifyPeer(chain, question)).toEqual(
      await everything.verifyPeer([leaf.der, root.der], question),
    );
  });

  it('in which a peer has sent what is no certificate is judged, not thrown', async () => {
    const sent = Buffer.from('-----BEGIN CERTIFICATE-----\n');
    const { decision } = await everything.verifyPeer([sent], { ...question, stapledOcsp: sent });
    expect(decision.verdict).toBe('reject');
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
