import { once } from 'node:events';
import type { Socket } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import { acceptTls, probe, type ClearStream, type ProbeQuestion } from '../../src/lib/node/index.ts';
import { labPolicy } from '../support/federation-lab.ts';
import { serveOnLoopback } from '../support/loopback.ts';
import { contextWith, derOf, handshakeTrust, someTime, type HandshakeName } from '../support/tls-lab.ts';

const ask = (port: number, question: Partial<ProbeQuestion> = {}) =>
  probe('127.0.0.1', labPolicy(), {
    ...{ port, domain: 'peer.example', trust: handshakeTrust(), at: new Date(someTime) },
    ...question,
  });

const tlsServer =
  (name: HandshakeName) =>
  (socket: Socket): void =>
    void acceptTls(socket, { context: contextWith(name) }).catch(() => {});

/** Says what it is told to before TLS, whatever it hears. */
const talker =
  (...lines: readonly string[]) =>
  (socket: Socket): void => {
    let said = 0;
    socket.on('data', () => void socket.write(lines[said++] ?? ''));
  };

/** Waits for one line after its own. */
async function greet(stream: ClearStream): Promise<void> {
  stream.send('hello');
  const answer = new TextDecoder().decode(await stream.receive());
  if (answer !== 'hi') throw new Error(`unexpected answer ${answer}`);
}

describe('a probe', () => {
  it('says what a server presents and what the policy says of it', async () => {
    const report = await ask(await serveOnLoopback(tlsServer('peer')));
    expect(report).toMatchObject({
      ...{ address: '127.0.0.1', protocol: 'TLSv1.3', alpn: 'xmpp-server', stapledOcsp: undefined },
      cipher: expect.stringMatching(/^TLS_/),
      peer: { state: 'ok', domain: 'peer.example', decision: { verdict: 'do dialback' } },
    });
    expect(new Uint8Array(report.chain[0]!)).toEqual(new Uint8Array(derOf('peer')));
    expect(report.chain).toHaveLength(2);
  });

  it('judges a bad server all the same', async () => {
    const { peer } = await ask(await serveOnLoopback(tlsServer('stranger')));
    expect(peer).toMatchObject({ state: 'untrusted', decision: { verdict: 'reject', rule: 'R8' } });
  });

  it('hangs up without a word over TLS, and keeps nothing to speak with', async () => {
    const heard: Buffer[] = [];
    let closed: Promise<unknown> | undefined;
    const port = await serveOnLoopback((socket) => {
      closed = once(socket, 'close');
      void acceptTls(socket, { context: contextWith('peer') }).then(({ socket: tls }) => {
        tls.on('data', (data: Buffer) => heard.push(data));
        tls.write('data that nobody reads');
      });
    });
    const report = await ask(port);
    await closed;
    expect(heard).toEqual([]);
    expect(Object.keys(report).sort()).toEqual(
      ['address', 'alpn', 'chain', 'cipher', 'peer', 'protocol', 'stapledOcsp'].sort(),
    );
  });

  it('has its protocol before TLS, and that ends there', async () => {
    let kept: ClearStream | undefined;
    const port = await serveOnLoopback((socket) => {
      socket.once('data', () => {
        socket.write('hi');
        tlsServer('peer')(socket);
      });
    });
    const negotiate = async (stream: ClearStream): Promise<void> => {
      kept = stream;
      await greet(stream);
    };
    expect((await ask(port, { negotiate })).peer.state).toBe('ok');
    expect(() => kept!.send('more')).toThrow(TypeError);
    await expect(kept!.receive()).rejects.toThrow(TypeError);
  });

  it('presents what it is given', async () => {
    const presented = vi.fn();
    const port = await serveOnLoopback((socket) => {
      void acceptTls(socket, { context: contextWith('peer') }).then(({ chain }) => presented(chain.length));
    });
    await ask(port, { context: contextWith('gateway') });
    await vi.waitFor(() => expect(presented).toHaveBeenCalledWith(2));
  });
});

describe('a probe that comes to nothing says how far it came', () => {
  const silent = (): void => {};
  it.each<[string, (socket: Socket) => void, Partial<ProbeQuestion>, string, string]>([
    ['nothing but silence for a handshake', silent, { timeouts: { handshake: 20 } }, 'handshake', 'timeout'],
    ['a server that hangs up', (socket) => void socket.end(), {}, 'handshake', 'closed'],
    [
      'a server that speaks something else',
      (socket) => void socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'.repeat(9)),
      ...([{}, 'handshake', 'handshake-failed'] as const),
    ],
    ['silence before TLS', silent, { negotiate: greet, timeouts: { negotiate: 20 } }, 'negotiate', 'timeout'],
    [
      'more than anybody has to say before TLS',
      talker('x'.repeat(5000)),
      { negotiate: greet, clearBytes: 1000 },
      ...(['negotiate', 'too-much-data'] as const),
    ],
  ])('%s', async (_, serve, question, phase, code) => {
    const port = await serveOnLoopback(serve);
    await expect(ask(port, question)).rejects.toMatchObject({ name: 'ProbeError', phase, code });
  });

  it('a port where nobody listens', async () => {
    await expect(ask(1)).rejects.toMatchObject({ phase: 'connect', code: 'ECONNREFUSED' });
  });

  it('data that TLS should have come before', async () => {
    const port = await serveOnLoopback(talker('hi', '<message/>'));
    const negotiate = async (stream: ClearStream): Promise<void> => {
      stream.send('hello');
      await stream.receive();
      stream.send('starttls');
      // Until what has been injected is there.
      await new Promise((resolve) => setTimeout(resolve, 50));
    };
    await expect(ask(port, { negotiate })).rejects.toMatchObject({ code: 'data-before-tls' });
  });

  it('a server that closes before TLS', async () => {
    const port = await serveOnLoopback((socket) => void socket.end());
    const negotiate = async (stream: ClearStream): Promise<void> => {
      if ((await stream.receive()) === undefined) throw new Error('closed');
    };
    await expect(ask(port, { negotiate })).rejects.toThrow('closed');
  });

  it.each(['connect', 'negotiate', 'handshake'] as const)('called off in %s', async (phase) => {
    const calledOff = new AbortController();
    const port = await serveOnLoopback(() => setImmediate(() => calledOff.abort()));
    if (phase === 'connect') calledOff.abort();
    const negotiating = phase === 'negotiate' ? { negotiate: greet } : {};
    const probing = ask(port, { signal: calledOff.signal, ...negotiating });
    await expect(probing).rejects.toMatchObject({ phase, code: 'aborted' });
  });
});
