import { Ajv } from 'ajv';
import type { SrvRecord } from 'node:dns';
import { describe, expect, it, vi } from 'vitest';
import type { Network } from '../../src/cli/host/io.ts';
import { nodeNetwork } from '../../src/cli/host/node-network.ts';
import { run } from '../../src/cli/program/run.ts';
import { resultSchema } from '../../src/cli/schema/result-schema.ts';
import {
  features,
  fakeXmppServer,
  goodScript,
  proceed,
  xmppHeader,
  type Script,
} from '../support/fake-xmpp-server.ts';
import { expcertIn, fakeIo, type World } from '../support/io.ts';
import { serveOnLoopback } from '../support/loopback.ts';
import { keyPemOf, pemOf } from '../support/tls-lab.ts';

const deployment = (federation = '{ privacyMode: Off, dialbackSecret: { env: DIALBACK } }'): string =>
  [
    ...['version: 1', 'name: Test', 'release: X15.5', 'services: { xmppFederation: true }'],
    'federationDomains: [gateway.example, second.example]',
    'clusters: { edge: { role: E, peers: [e.gateway.example], trustList: lists/cas.pem } }',
    `federation: ${federation}`,
  ].join('\n');

/** DNS as the test says, connections as they are. */
const networkWith = (srv: Readonly<Record<string, readonly Partial<SrvRecord>[] | string>>): Network => ({
  ...nodeNetwork(new AbortController().signal),
  resolveSrv(name) {
    const found = srv[name] ?? 'ENOTFOUND';
    if (typeof found === 'string') return Promise.reject(Object.assign(new Error(found), { code: found }));
    return Promise.resolve(
      found.map((record) => ({ priority: 0, weight: 0, port: 5269, name: '', ...record })),
    );
  },
});

const files = {
  'fleet.yaml': deployment(),
  'lists/cas.pem': pemOf('root'),
  'own.pem': pemOf('gateway', 'int'),
  'own.key': keyPemOf('gateway'),
  'other.key': keyPemOf('peer'),
};

const check = (argv: readonly string[], world: World = {}) =>
  expcertIn(
    { network: networkWith({}), ...world, files: { ...files, ...world.files } },
    ...['federation', 'check', ...argv, '-d', 'fleet.yaml'],
  );

const checkServer = async (script: Script, argv: readonly string[] = [], world: World = {}) => {
  const server = await fakeXmppServer(script);
  const connect = ['--connect', `127.0.0.1:${server.port}`];
  const outcome = await check(['peer.example', ...connect, ...argv], world);
  const masked = (text: string): string => text.replaceAll(String(server.port), 'PORT');
  return { ...outcome, stdout: masked(outcome.stdout), stderr: masked(outcome.stderr), server };
};

describe('a server whose certificate is good', () => {
  it('is shown with chain, names and verdict', async () => {
    const { stdout, stderr, code, server } = await checkServer(goodScript());
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    expect(stdout).toBe(`Domain     peer.example
Server     127.0.0.1:PORT, by --connect
Stream     from gateway.example, STARTTLS
TLS        TLSv1.3, TLS_AES_256_GCM_SHA384, ALPN xmpp-server
Presented  no certificate (to present one: --cert, --key)

Chain, as sent
  1  CN=peer  issued by CN=int   Ed25519  until 2099-12-31
  2  CN=int   issued by CN=root  Ed25519  until 2099-12-31

Names of the certificate, for peer.example
  dns:peer.example  matches
  cn:peer           CN does not count

Path     CN=peer → CN=int → CN=root (a trusted CA)
Verdict  ACCEPT if dialback succeeds, rule R11
Holds    until 2099-12-31T00:00:00Z

Federation with peer.example: no findings.
`);
    expect(server.heard).toEqual([
      expect.stringContaining("from='gateway.example' to='peer.example' version='1.0'>"),
      "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>",
    ]);
  });

  it('is spoken to as the domain that is wanted, with the certificate that is given', async () => {
    const argv = ['--from', 'second.example', '--cert', 'own.pem', '--key', 'own.key'];
    const { stdout, code, server } = await checkServer(goodScript(), argv);
    expect(code).toBe(0);
    expect(stdout).toContain('Stream     from second.example, STARTTLS\n');
    expect(stdout).toContain('Presented  the certificate given\n');
    expect(server.heard[0]).toContain("from='second.example'");
    await vi.waitFor(() => expect(server.presented).toEqual([2]));
  });

  it('is looked at with TLS from the start', async () => {
    const { stdout, code, server } = await checkServer({ answers: [], presents: 'peer' }, ['--direct-tls']);
    expect(code).toBe(0);
    expect(stdout).toContain('Stream     from gateway.example, TLS from the start\n');
    expect(server.heard).toEqual([]);
  });

  it('is described for programs as the schema has it', async () => {
    const { stdout, code } = await checkServer(goodScript(), ['--json']);
    expect(code).toBe(0);
    const result = JSON.parse(stdout.replaceAll('PORT', '5269')) as { federationPeer: object };
    expect(new Ajv({ strict: false }).validate(resultSchema, result)).toBe(true);
    expect(result.federationPeer).toMatchObject({
      ...{ domain: 'peer.example', from: 'gateway.example', presented: false, address: '127.0.0.1' },
      ...{ state: 'ok', verdict: 'do dialback', rule: 'R11', wire: 'nothing', reachesAnchor: true },
      ...{ protocol: 'TLSv1.3', directTls: false, path: ['CN=peer', 'CN=int', 'CN=root'] },
      chain: [{ subject: 'CN=peer', notAfter: '2099-12-31T00:00:00Z' }, { subject: 'CN=int' }],
      names: [
        { name: 'dns:peer.example', verdict: 'matches' },
        { name: 'cn:peer', verdict: 'CN does not count' },
      ],
    });
  });

  it.each(['sarif', 'junit', 'csv', 'md', 'html'])('is reported as %s', async (format) => {
    const { stdout, code } = await checkServer(goodScript('stranger'), ['--format', format]);
    expect(code).toBe(1);
    expect(stdout).toContain('path/issuer-not-found');
  });
});

describe('a server whose certificate is not good', () => {
  it('is refused, and it is said why and what to do', async () => {
    const { stdout, stderr, code } = await checkServer(goodScript('stranger'));
    expect(code).toBe(1);
    expect(stderr).toBe('exit 1: 1 error at or above --fail-on error\n');
    expect(stdout).toContain('✗ error');
    expect(stdout).toContain('path/issuer-not-found');
    expect(stdout).toContain('fix: ');
    expect(stdout).toContain('Path     CN=peer → CN=other-root (no trusted CA is reached)\n');
    expect(stdout).toContain('Verdict  REJECT, rule R8\n');
    expect(stdout).toContain('Answer   stream error not-authorized: the certificate cannot be verified\n');
  });

  it('shows every name, and why it is not the one', async () => {
    const { stdout, code } = await checkServer(goodScript('two-in-one'));
    expect(code).toBe(1);
    expect(stdout).toContain('  dns:other.example, DNS:two-in-one.example  malformed\n');
    expect(stdout).toContain('federation/name-mismatch');
  });

  it('says nothing but what is wrong with -q, and nothing fails with --exit-zero', async () => {
    const { stdout, code } = await checkServer(goodScript('expired'), ['-q', '--exit-zero']);
    expect(code).toBe(0);
    expect(stdout).toContain('path/expired');
    expect(stdout).not.toContain('Verdict');
  });
});

it('a domain that the lists do not allow is refused however good its certificate is', async () => {
  const { stdout, code } = await checkServer(goodScript(), [], {
    files: { 'fleet.yaml': deployment('{ allowList: [partner.example], dialbackSecret: { env: D } }') },
  });
  expect(code).toBe(1);
  expect(stdout).toContain('federation/domain-denied');
  expect(stdout).toContain('Verdict  REJECT, rule R1\n');
});

describe('the server is found', () => {
  const at = (port: number, rest: Partial<SrvRecord> = {}) => ({ name: '127.0.0.1', port, ...rest });

  it('by SRV records, best first, and past those that cannot be reached', async () => {
    const { port } = await fakeXmppServer(goodScript());
    const network = networkWith({
      '_xmpp-server._tcp.peer.example': [at(port, { priority: 20 }), at(1, { priority: 10 })],
    });
    const { stdout, code } = await check(['peer.example'], { network });
    expect(code).toBe(0);
    expect(stdout).toContain(`by SRV _xmpp-server._tcp.peer.example, one of 2\n`);
    expect(stdout).toContain('passed over: 127.0.0.1:1 refuses the connection\n');
  });

  it('by those of direct TLS', async () => {
    const { port } = await fakeXmppServer({ answers: [], presents: 'peer' });
    const network = networkWith({ '_xmpps-server._tcp.peer.example': [at(port)] });
    const { stdout, code } = await check(['peer.example'], { network });
    expect(code).toBe(0);
    expect(stdout).toContain('TLS from the start');
  });

  it('by static routes alone where they are in use', async () => {
    const resolveSrv = vi.fn();
    const probe = vi.fn(() => Promise.reject(new Error('not asked for')));
    const askDns = vi.fn();
    await expect(
      check(['peer.example'], {
        network: { resolveSrv, probe, askDns },
        files: {
          'fleet.yaml': deployment(
            '{ useStaticRoutes: true, staticRoutes: [{ domain: peer.example, address: 192.0.2.7 }] }',
          ),
        },
      }),
    ).resolves.toMatchObject({ code: 5 });
    expect(probe).toHaveBeenCalledWith(
      '192.0.2.7',
      expect.anything(),
      expect.objectContaining({ port: 5269 }),
    );
    expect(resolveSrv).not.toHaveBeenCalled();
  });

  it.each<[string, Network, string, string]>([
    [
      'not where DNS says that there is none',
      networkWith({ '_xmpp-server._tcp.peer.example': [{ name: '' }] }),
      'error: peer.example says in DNS that it does not federate',
      'to try a server all the same:  --connect HOST:PORT',
    ],
    [
      'not where DNS does not answer',
      networkWith({ '_xmpp-server._tcp.peer.example': 'ESERVFAIL' }),
      'error: DNS gave no answer for _xmpp-server._tcp.peer.example (ESERVFAIL)',
      'without DNS:  --connect HOST:PORT',
    ],
  ])('%s', async (_, network, message, help) => {
    const { stderr, code } = await check(['peer.example'], { network });
    expect(code).toBe(3);
    expect(stderr).toContain(message);
    expect(stderr).toContain(help);
  });
});

describe('a server that cannot be judged', () => {
  const streamError = (condition: string, text = '') =>
    `${xmppHeader()}<stream:error><${condition} xmlns='urn:ietf:params:xml:ns:xmpp-streams'/>${text}</stream:error>`;

  it.each<[string, readonly string[], string, string]>([
    ['hangs up', [''], 'closes the connection before TLS', 'its log says why'],
    [
      'does not serve the domain',
      [streamError('host-unknown')],
      'ends the stream: host-unknown',
      'this server does not serve peer.example',
    ],
    [
      'does not federate with us',
      [streamError('policy-violation', "<text xmlns='urn:ietf:params:xml:ns:xmpp-streams'>go away</text>")],
      'ends the stream: policy-violation',
      'the partner has to allow federation with gateway.example',
    ],
    [
      'sends more in clear than it should',
      [`${xmppHeader()}${features}`, `${proceed}<message/>`],
      'sends something in clear where TLS was to begin',
      'tampering',
    ],
    [
      'speaks HTTP',
      ['HTTP/1.1 400 Bad Request\r\n\r\n'],
      'does not speak XMPP between servers',
      '--direct-tls',
    ],
    [
      'speaks XMPP for clients with a document type',
      [`<!DOCTYPE x [<!ENTITY e "e">]>${xmppHeader()}`],
      'does not speak XMPP between servers',
      'a doctype, which has no place in a stream',
    ],
    [
      'sends nested elements without end',
      [`${xmppHeader()}${'<a>'.repeat(50)}`],
      'does not speak XMPP',
      'deeper',
    ],
    [
      'never stops',
      [`${xmppHeader()}<stream:features>${'<a/>'.repeat(40_000)}`],
      'breaks the rules',
      'octets',
    ],
  ])('%s', async (_, answers, message, help) => {
    const { stdout, stderr, code } = await checkServer({ answers });
    expect({ stdout, code }).toEqual({ stdout: '', code: 3 });
    expect(stderr).toContain(`error: 127.0.0.1:PORT ${message}`);
    expect(stderr).toContain(help);
    expect(stderr).toMatch(/exit 3: 1 input could not be read\n$/);
  });

  const withoutStartTls = `${xmppHeader()}<stream:features/>`;
  const failure = `<failure xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>`;
  const required = 'Verdict  REJECT, rule R3\nAnswer   stream error policy-violation: TLS is required\n';

  it.each<[string, readonly string[], string, string, string]>([
    [
      'has no STARTTLS, and is silent when it is asked for it',
      [withoutStartTls],
      'offers no STARTTLS, and asking for it all the same led to nothing',
      'somebody on the way may have taken the offer out',
      required,
    ],
    ['has no STARTTLS, and hangs up', [withoutStartTls, ''], 'offers no STARTTLS', 'enable TLS', required],
    [
      'has no STARTTLS, and ends the stream',
      [
        withoutStartTls,
        `<stream:error><unsupported-stanza-type xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>`,
      ],
      'offers no STARTTLS',
      'enable TLS',
      required,
    ],
    [
      'refuses STARTTLS',
      [`${xmppHeader()}${features}`, failure],
      'offers STARTTLS and then refuses it',
      'has a certificate for peer.example',
      'Verdict  REJECT, rule R4\nAnswer   close TCP\n',
    ],
    [
      'speaks no TLS',
      [`${xmppHeader()}${features}`, proceed, ''],
      'closes the connection in the TLS',
      '--cert',
      'Verdict  REJECT, rule R4\nAnswer   close TCP\n',
    ],
  ])('%s: what becomes of the stream is said', async (_, answers, message, help, verdict) => {
    const { stdout, stderr, code } = await checkServer({ answers }, ['--timeout', '0.5']);
    expect({ stdout, code }).toEqual({ stdout: verdict, code: 3 });
    expect(stderr).toContain(`error: 127.0.0.1:PORT ${message}`);
    expect(stderr).toContain(help);
  });

  it('has no STARTTLS where TLS is optional: the stream goes on without', async () => {
    const fleet = deployment(
      '{ securityMode: TLS optional, requireClientSideSecurityCertificates: false, privacyMode: Off, dialbackSecret: { env: DIALBACK } }',
    );
    const { stdout } = await checkServer({ answers: [withoutStartTls, ''] }, [], {
      files: { 'fleet.yaml': fleet },
    });
    expect(stdout).toBe('Verdict  ACCEPT if dialback succeeds, rule R5+R11, plaintext downgrade\n');
  });

  it('is asked for STARTTLS though the offer is gone from its features, and judged', async () => {
    const { stdout, code, server } = await checkServer({
      answers: [withoutStartTls, proceed],
      presents: 'peer',
    });
    expect(server.heard[1]).toBe("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
    expect(code).toBe(0);
    expect(stdout).toContain('STARTTLS, though it was not offered');
  });

  it.each<[string, Script, string]>([
    ['before TLS', { answers: [] }, 'says nothing that a stream could begin with'],
    [
      'in the handshake',
      { answers: [`${xmppHeader()}${features}`, proceed] },
      'does not answer in the TLS handshake',
    ],
  ])('is silent %s', async (_, script, message) => {
    const { stderr, code } = await checkServer(script, ['--timeout', '0.1']);
    expect(code).toBe(3);
    expect(stderr).toContain(message);
  });

  it('is not there', async () => {
    const { stderr, code } = await check(['peer.example', '--connect', '127.0.0.1:1']);
    expect(code).toBe(3);
    expect(stderr).toBe(`error: 127.0.0.1:1 refuses the connection
   = note: the address is from --connect
   = help: nobody listens there, or a firewall says no: ask the partner whether its server is up
           another address:  --connect HOST:PORT
exit 3: 1 input could not be read
`);
  });

  it('leaves a result for programs where TLS did not come about', async () => {
    const { stdout } = await checkServer({ answers: [withoutStartTls, ''] }, ['--json']);
    const result = JSON.parse(stdout.replaceAll('PORT', '5269')) as object;
    expect(new Ajv({ strict: false }).validate(resultSchema, result)).toBe(true);
    expect(result).toMatchObject({
      federationPeer: {
        failures: [{ phase: 'negotiate', code: 'not-offered' }],
        ...{ verdict: 'reject', rule: 'R3', wire: 'stream error policy-violation: TLS is required' },
      },
    });
  });

  it('leaves a result for programs', async () => {
    const { stdout, code } = await check(['peer.example', '--connect', '127.0.0.1:1', '--json']);
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({
      federationPeer: {
        ...{ domain: 'peer.example', from: 'gateway.example', presented: false },
        failures: [{ at: '127.0.0.1:1', foundBy: '--connect', phase: 'connect', code: 'ECONNREFUSED' }],
      },
      unread: [{ message: '127.0.0.1:1 refuses the connection' }],
    });
  });
});

describe('wrong use', () => {
  it.each<[string, readonly string[], number, string]>([
    ['an address for a domain', ['192.0.2.1'], 2, '"192.0.2.1" is an IP address'],
    [
      'a domain that is not ours',
      ['peer.example', '--from', 'other.example'],
      2,
      'no federation domain or chat node alias',
    ],
    [
      'a place that is none',
      ['peer.example', '--connect', 'a:b:c'],
      2,
      '--connect a:b:c is no place to connect to',
    ],
    ['a port that is none', ['peer.example', '--connect', 'a:70000'], 2, 'is no place to connect to'],
    ['direct TLS without a place', ['peer.example', '--direct-tls'], 2, '--direct-tls needs --connect'],
    ['no time at all', ['peer.example', '--timeout', '0'], 2, 'Expected a number of seconds'],
    ['a certificate without key', ['peer.example', '--cert', 'own.pem'], 2, '--cert and --key go together'],
    [
      'a key of another certificate',
      ['peer.example', '--cert', 'own.pem', '--key', 'other.key'],
      ...([3, 'other.key is another key than the one of the certificate for CN=gateway'] as const),
    ],
    ['a list that is not there', ['peer.example', '--trust', 'none.pem'], 3, 'none.pem'],
    [
      'a list that holds none',
      ['peer.example', '--trust', 'own.key'],
      3,
      'there is no trusted-CA list in own.key',
    ],
  ])('%s', async (_, argv, code, message) => {
    const outcome = await check(argv);
    expect(outcome.stderr).toContain(message);
    expect(outcome.code).toBe(code);
  });

  it.each<[string, string, number, string]>([
    ['no TLS', '{ securityMode: No TLS }', 2, 'security mode "No TLS"'],
    ['no block federation', '', 3, 'has no block "federation"'],
  ])('a deployment with %s', async (_, federation, code, message) => {
    const text = federation === '' ? deployment().replace(/\nfederation:.*/, '') : deployment(federation);
    const outcome = await check(['peer.example'], { files: { 'fleet.yaml': text } });
    expect(outcome.stderr).toContain(message);
    expect(outcome.code).toBe(code);
  });

  it('a deployment without trusted CAs', async () => {
    const text = deployment().replace(', trustList: lists/cas.pem', '');
    const outcome = await check(['peer.example'], { files: { 'fleet.yaml': text } });
    expect(outcome.stderr).toContain('there are no trusted CAs to judge by');
    expect(outcome.code).toBe(2);
  });
});

it('an unanswered port is left as soon as the call is broken off', async () => {
  const port = await serveOnLoopback(() => {});
  const fake = fakeIo({ files, network: nodeNetwork(new AbortController().signal) });
  const running = run(
    ['federation', 'check', 'peer.example', '--connect', `127.0.0.1:${port}`, '-d', 'fleet.yaml'],
    fake.io,
  );
  setTimeout(fake.interrupt, 50);
  expect(await running).toBe(130);
});
