import { once } from 'node:events';
import { connect, createSecureContext, createServer, TLSSocket, type ConnectionOptions } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { captureChain } from '../../src/lib/node/index.ts';
import { chainLimits } from '../../src/lib/remote-server/chain.ts';
import { socketPair } from '../support/loopback.ts';
import {
  acceptFrom,
  contextWith,
  derOf,
  initiateTo,
  judge,
  keyPemOf,
  ownCertificate,
  pemOf,
  plainContext,
  type HandshakeName,
} from '../support/tls-lab.ts';

const versions = ['TLSv1.2', 'TLSv1.3'] as const;
type Version = (typeof versions)[number];

const presenting = (
  ...[name, ...others]: readonly [HandshakeName, ...HandshakeName[]]
): ConnectionOptions => {
  const { certificates: cert, key } = ownCertificate(name, ...others);
  return { cert, key };
};

/** How many certificates node:tls itself gives, each time it is asked. */
function lengthsByNode(socket: TLSSocket): number {
  let count = 0;
  for (let next = socket.getPeerX509Certificate(); next; next = next.issuerCertificate) count++;
  return count;
}

const octets = (chain: readonly Uint8Array[]): readonly Uint8Array[] =>
  chain.map((der) => new Uint8Array(der));

describe.each(versions)('the chain of a peer, with %s', (maxVersion) => {
  describe('of a client', () => {
    it.each<[string, readonly [HandshakeName, ...HandshakeName[]]]>([
      ['a leaf and its intermediate', ['peer', 'int']],
      ['the root as well', ['peer', 'int', 'root']],
      ['in the wrong order', ['peer', 'root', 'int']],
      ['with a stranger’s root in the middle', ['peer', 'other-root', 'int']],
      ['with the same certificate again', ['peer', 'int', 'peer']],
    ])('comes as sent: %s', async (_, names) => {
      const { peer } = await acceptFrom({ ...presenting(...names), maxVersion });
      expect(octets(peer.chain)).toEqual(octets(names.map(derOf)));
      expect((await judge(peer.chain, 'peer.example')).state).toBe('ok');
    });

    it('is empty where none is presented', async () => {
      const { peer } = await acceptFrom({ maxVersion });
      expect(peer.chain).toEqual([]);
      expect((await judge(peer.chain, 'peer.example')).state).toBe('none');
    });
  });

  it('of a server comes as sent', async () => {
    const { certificates: cert, key } = ownCertificate('peer', 'root', 'int');
    const { peer } = await initiateTo(createSecureContext({ cert, key, maxVersion }));
    expect(octets(peer.chain)).toEqual(octets((['peer', 'root', 'int'] as const).map(derOf)));
  });

  /** A connection that nobody of ours has looked at. */
  async function shaken(): Promise<TLSSocket> {
    const { near, far } = await socketPair();
    connect({ ...presenting('peer'), socket: far, rejectUnauthorized: false, maxVersion }).on(
      'error',
      () => {},
    );
    const server = new TLSSocket(near, {
      ...{
        isServer: true,
        requestCert: true,
        rejectUnauthorized: false,
        secureContext: plainContext('gateway'),
      },
    });
    await once(server, 'secure');
    return server;
  }

  it('is taken off the connection by the first who reads it', async () => {
    const server = await shaken();
    expect([lengthsByNode(server), lengthsByNode(server)]).toEqual([2, 1]);
  });

  it('is the same however often it is asked for, whoever looks in between', async () => {
    const { peer } = await acceptFrom({ ...presenting('peer'), maxVersion });
    peer.socket.getPeerCertificate(true);
    expect(lengthsByNode(peer.socket)).toBe(1);
    expect(captureChain(peer.socket)).toBe(peer.chain);
    expect(peer.chain).toHaveLength(2);
  });

  it('node:tls says of a peer without certificate what it says before the handshake', async () => {
    const { peer } = await acceptFrom({ maxVersion });
    expect(peer.socket.getPeerCertificate()).toEqual({});
    expect(peer.socket.getPeerX509Certificate()).toBeUndefined();
    const { near } = await socketPair();
    const early = new TLSSocket(near, { isServer: true, secureContext: plainContext('gateway') });
    expect(early.getPeerX509Certificate()).toBeUndefined();
    expect(() => captureChain(early)).toThrow(expect.objectContaining({ code: 'handshake-unfinished' }));
  });

  it('is not there on a closed connection', async () => {
    const server = await shaken();
    server.destroy();
    expect(() => captureChain(server)).toThrow(expect.objectContaining({ code: 'closed' }));
  });
});

describe('a session that is resumed', () => {
  /** A server as it is usually written, and the session of somebody with a good certificate. */
  async function resumableServer(version: Version) {
    const { certificates: cert, key } = ownCertificate('gateway');
    const server = createServer({
      ...{ cert, key, ca: pemOf('root'), requestCert: true, rejectUnauthorized: false },
      ...{ maxVersion: version, sessionIdContext: 'test' },
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as { readonly port: number };
    const dial = (options: ConnectionOptions) => {
      const client = connect({ port, host: '127.0.0.1', rejectUnauthorized: false, ...options });
      onTestFinished(() => void client.on('error', () => {}).destroy());
      return client;
    };
    const first = dial(presenting('peer'));
    const [[session]] = await Promise.all([once(first, 'session'), once(server, 'secureConnection')]);
    return { server, dial, session: session as Buffer };
  }

  it.each(versions)('shows the certificate of somebody else, by node:tls and %s', async (version) => {
    const { server, dial, session } = await resumableServer(version);
    dial({ ...presenting('stranger'), session });
    const [socket] = (await once(server, 'secureConnection')) as [TLSSocket];
    expect(socket.isSessionReused()).toBe(true);
    expect(socket.authorized).toBe(true);
    expect(new Uint8Array(socket.getPeerX509Certificate()!.raw)).toEqual(new Uint8Array(derOf('peer')));
  });

  it.each(versions)('has no chain for us, by %s', async (version) => {
    const { server, dial, session } = await resumableServer(version);
    dial({ ...presenting('stranger'), session });
    const [socket] = (await once(server, 'secureConnection')) as [TLSSocket];
    const problem = expect.objectContaining({ name: 'PeerTlsError', code: 'session-resumed' });
    expect(() => captureChain(socket)).toThrow(problem);
  });

  it.each(versions)('is not resumed by acceptTls(), whatever ticket comes with %s', async (maxVersion) => {
    const context = contextWith('gateway');
    const first = await acceptFrom({ ...presenting('peer'), maxVersion }, { context });
    const session = await first.session;
    const second = await acceptFrom({ ...presenting('stranger'), maxVersion, session }, { context });
    expect(second.peer.socket.isSessionReused()).toBe(false);
    expect(octets(second.peer.chain)).toEqual(octets([derOf('stranger'), derOf('other-root')]));
  });

  it.each(versions)('is not asked for by initiateTls(), with %s', async (maxVersion) => {
    const { certificates: cert, key } = ownCertificate('peer');
    const theirs = createSecureContext({ cert, key, maxVersion });
    const context = contextWith('gateway');
    for (const _ of [1, 2]) {
      const { peer } = await initiateTo(theirs, { context });
      expect(peer.socket.isSessionReused()).toBe(false);
      expect(peer.chain).toHaveLength(2);
    }
  });
});

describe('a chain longer than any path', () => {
  const manyTimes = (count: number): ConnectionOptions => ({
    cert: pemOf('peer', ...Array.from({ length: count - 1 }, () => 'int' as const)),
    key: keyPemOf('peer'),
  });

  it('of 200 certificates is read no further than to see that, and refused', async () => {
    const { peer } = await acceptFrom(manyTimes(200));
    expect(peer.chain).toHaveLength(chainLimits.certificates + 1);
    const report = await judge(peer.chain, 'peer.example');
    expect(report.reasons.map(({ code }) => code)).toContain('federation/chain-too-large');
    expect(report.decision.verdict).toBe('reject');
  });

  it('of a megabyte ends in the handshake', async () => {
    await expect(acceptFrom(manyTimes(3000))).rejects.toMatchObject({ code: 'handshake-failed' });
  });
});
