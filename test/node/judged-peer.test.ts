import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { connect, TLSSocket, type ConnectionOptions } from 'node:tls';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  peerGuard,
  PeerRefusedError,
  type AcceptOptions,
  type HandshakeEvent,
  type JudgedPeer,
} from '../../src/lib/node/index.ts';
import { labPolicy } from '../support/federation-lab.ts';
import { socketPair } from '../support/loopback.ts';
import {
  contextWith,
  derOf,
  handshakeTrust,
  ownCertificate,
  someTime,
  type HandshakeName,
} from '../support/tls-lab.ts';

function lab(policy = labPolicy({ saslExternal: true })) {
  const handshakes: HandshakeEvent[] = [];
  const guard = peerGuard({
    ...{ policy: () => policy, trust: { current: handshakeTrust() }, now: () => someTime },
    onHandshake: (event) => handshakes.push(event),
  });
  return { guard, handshakes };
}

const presenting = (name: HandshakeName): ConnectionOptions => {
  const { certificates: cert, key } = ownCertificate(name);
  return { cert, key };
};

const header = "<stream:stream from='peer.example' to='local.example'>";

/** Waits for the header, and takes no more. */
const readHeader: AcceptOptions['readHeader'] = async (receive) => {
  let text = '';
  while (!text.includes('>')) {
    const data = await receive();
    if (!data) throw new Error('closed');
    text += Buffer.from(data).toString();
  }
  const [, remote, local] = /from='(.*?)' to='(.*?)'/.exec(text)!;
  return { local: local!, remote: remote! };
};

interface Entry {
  readonly near: Socket;
  readonly client: TLSSocket;
  readonly received: () => string;
  readonly outcome: Promise<JudgedPeer>;
}

/** Somebody connects, presents a certificate, and says this over TLS. */
async function enter(
  theirs: ConnectionOptions,
  said: string,
  options: Partial<AcceptOptions> = {},
  { guard } = lab(),
): Promise<Entry> {
  const { near, far } = await socketPair();
  const client = connect({ rejectUnauthorized: false, ...theirs, socket: far });
  let received = '';
  client.on('error', () => {}).on('data', (data: Buffer) => void (received += data.toString()));
  client.once('secureConnect', () => said !== '' && client.write(said));
  onTestFinished(() => void client.destroy());
  const outcome = guard.accept(near, { context: contextWith('gateway'), readHeader, id: 'one', ...options });
  outcome.catch(() => {});
  return { near, client, outcome, received: () => received };
}

describe('accept() hands out a socket', () => {
  it('with the verdict, and with everything that has come behind the header', async () => {
    const { client, outcome } = await enter(presenting('peer'), header);
    const { socket, judgement } = await outcome;
    expect(judgement).toMatchObject({
      decision: { verdict: 'accept', rule: 'G8' },
      pair: { direction: 'in', local: 'local.example', remote: 'peer.example', id: 'one' },
    });
    client.write('<auth/>');
    const [data] = (await once(socket, 'data')) as [Buffer];
    expect(data.toString()).toBe('<auth/>');
    socket.write('<success/>');
    const [answer] = (await once(client, 'data')) as [Buffer];
    expect(answer.toString()).toBe('<success/>');
    socket.destroy();
  });

  it('where TLSA records that are asked for with the header vouch for the certificate, whatever it names', async () => {
    const data = new Uint8Array(createHash('sha256').update(derOf('stranger')).digest());
    const tlsa = { dnssec: 'secure', records: [{ usage: 3, selector: 0, matchingType: 1, data }] } as const;
    const { outcome } = await enter(presenting('stranger'), header.replace('peer.', 'other.'), {
      readHeader: async (receive) => ({ ...(await readHeader(receive)), tlsa }),
    });
    const { socket, judgement } = await outcome;
    expect(judgement).toMatchObject({ decision: { verdict: 'accept' }, report: { dane: 'matches' } });
    socket.destroy();
  });

  it('for dialback, where the certificate does not stand in for it', async () => {
    const { outcome } = await enter(presenting('peer'), header, {}, lab(labPolicy()));
    const { socket, judgement } = await outcome;
    expect(judgement.decision.verdict).toBe('do dialback');
    socket.destroy();
  });
});

describe('accept() ends the connection', () => {
  const fail = () => Promise.reject(new RangeError('Maximum call stack size exceeded'));
  it.each<[string, ConnectionOptions, string, Partial<AcceptOptions>, object]>([
    [
      'of one who is refused',
      presenting('expired'),
      header.replace('peer.', 'expired.'),
      {},
      {
        name: 'PeerRefusedError',
        message: 'expired.example is refused by R8: the certificate is not valid at this time',
      },
    ],
    [
      'of one who names another domain',
      presenting('peer'),
      header.replace('peer.', 'other.'),
      {},
      { name: 'PeerRefusedError', judgement: { decision: { rule: 'R7' } } },
    ],
    [
      'of one who wants a domain that is not ours',
      presenting('peer'),
      header.replace('local.', 'not-ours.'),
      {},
      { name: 'PeerRefusedError', judgement: { decision: { rule: 'R0' } } },
    ],
    ['of one without certificate', {}, header, {}, { judgement: { decision: { rule: 'R6' } } }],
    [
      'where reading the header fails',
      presenting('peer'),
      header,
      { readHeader: fail },
      { name: 'RangeError' },
    ],
    [
      'where no header comes',
      presenting('peer'),
      '',
      { headerTimeout: 50 },
      { name: 'PeerTlsError', code: 'timeout' },
    ],
    [
      'where no handshake comes about',
      { maxVersion: 'TLSv1.1', minVersion: 'TLSv1' },
      '',
      {},
      { name: 'PeerTlsError' },
    ],
    [
      'where the farewell fails',
      presenting('expired'),
      header,
      {
        farewell: () => {
          throw new Error('no words');
        },
      },
      { name: 'PeerRefusedError' },
    ],
    [
      'where no header comes, and its reader asks on and on',
      presenting('peer'),
      'close',
      {
        async readHeader(receive) {
          for (;;) await receive();
        },
      },
      { name: 'PeerTlsError', code: 'gone' },
    ],
  ])('%s', async (_, theirs, said, options, error) => {
    const { near, client, outcome } = await enter(theirs, said === 'close' ? '' : said, options);
    if (said === 'close') client.once('secureConnect', () => client.end());
    await expect(outcome).rejects.toMatchObject(error);
    expect(near.destroyed).toBe(true);
  });

  it('of one who goes away before there is a verdict', async () => {
    const { near, client, outcome } = await enter(presenting('peer'), '');
    await once(client, 'secureConnect');
    client.destroy();
    await expect(outcome).rejects.toThrow('closed');
    expect(near.destroyed).toBe(true);
  });

  it('after some words, which are all that is ever sent', async () => {
    const { client, outcome, received } = await enter(presenting('expired'), header, {
      farewell: (error) =>
        error instanceof PeerRefusedError ? `<error>${error.judgement.decision.rule}</error>` : undefined,
    });
    const closed = once(client, 'close');
    await expect(outcome).rejects.toThrow(PeerRefusedError);
    await closed;
    expect(received()).toBe('<error>R7</error>');
  });

  it('a hundred times, and holds none', async () => {
    const entries = await Promise.all(
      Array.from({ length: 100 }, () => enter(presenting('peer'), header, { readHeader: fail })),
    );
    await Promise.allSettled(entries.map(({ outcome }) => outcome));
    expect(entries.filter(({ near }) => !near.destroyed)).toEqual([]);
  });
});

describe('connect()', () => {
  async function reach(name: HandshakeName, remote: string) {
    const { near, far } = await socketPair();
    const server = new TLSSocket(near, {
      isServer: true,
      secureContext: contextWith(name),
      rejectUnauthorized: false,
    });
    let received = '';
    server.on('error', () => {}).on('data', (data: Buffer) => void (received += data.toString()));
    const { guard, handshakes } = lab();
    const outcome = guard.connect(far, {
      ...{ local: 'local.example', remote, context: contextWith('gateway'), id: 'two' },
      farewell: () => 'farewell',
    });
    outcome.catch(() => {});
    return { far, outcome, handshakes, received: () => received };
  }

  it('hands out a socket to the right server, and tells of the handshake', async () => {
    const { outcome, handshakes, received } = await reach('peer', 'peer.example');
    const { socket, judgement } = await outcome;
    expect(judgement.decision.verdict).toBe('accept');
    expect(received()).toBe('');
    expect(handshakes).toMatchObject([
      { id: 'two', role: 'server', outcome: 'done', protocol: 'TLSv1.3', address: '127.0.0.1' },
    ]);
    socket.destroy();
  });

  it('ends the connection to another', async () => {
    const { far, outcome, received } = await reach('peer', 'other.example');
    await expect(outcome).rejects.toMatchObject({ judgement: { decision: { rule: 'R7' } } });
    expect(far.destroyed).toBe(true);
    await sleep(50);
    expect(received()).toBe('farewell');
  });

  it('ends the connection where the domain is none', async () => {
    const { far, outcome } = await reach('peer', '192.0.2.1');
    await expect(outcome).rejects.toThrow(TypeError);
    expect(far.destroyed).toBe(true);
  });
});
