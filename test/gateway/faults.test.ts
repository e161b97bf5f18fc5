import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { defaultTimeouts, type Timeouts } from '../../examples/gateway/site.ts';
import { writePem } from '../../src/lib/formats/pem.ts';
import { buildPki, type Hierarchy } from '../support/pki.ts';
import { describeWith } from '../support/programs.ts';
import { scratchFolder } from '../support/scratch.ts';
import { Authority, current, keyPem, type Identity } from './lab/authority.ts';
import { startDns, zoneOf } from './lab/dns.ts';
import { startLabGateway, type LabGateway } from './lab/gateway.ts';
import {
  acceptStream,
  connectPeer,
  greetAs,
  listenAsPeer,
  secureStream,
  type ScriptedPeer,
} from './lab/scripted-peer.ts';
import { until } from './lab/until.ts';

const address = { dns: '127.0.64.53', gateway: '127.0.64.10', peer: '127.0.64.2' };
const zone = zoneOf({ [address.gateway]: ['gw.example'], [address.peer]: ['peer.example', 'good.example'] });

const startTls = "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>";

const everyPhase = (time: number): Record<keyof Timeouts, number> =>
  Object.fromEntries(Object.keys(defaultTimeouts).map((phase) => [phase, time])) as Record<
    keyof Timeouts,
    number
  >;

describeWith('openssl', 'a gateway under attack', () => {
  const folder = scratchFolder('expcert-faults-');
  const authority = new Authority(folder);
  const good = authority.issue({ san: ['dns:good.example'] });
  const rejections: unknown[] = [];
  const note = (reason: unknown) => void rejections.push(reason);
  let gateway: LabGateway;
  /** Patient, also on a busy machine, but where a test says otherwise. */
  const calm = { ...everyPhase(60_000), closing: 200 };
  const timeouts = { ...calm };
  afterEach(() => void Object.assign(timeouts, calm));

  beforeAll(async () => {
    process.on('unhandledRejection', note);
    const dns = await startDns(address.dns, zone);
    afterAll(() => dns.close());
    gateway = await startLabGateway({
      ...{ authority, dns: address.dns, folder: join(folder, 'gateway'), host: address.gateway },
      ...{ domains: ['gw.example'], federation: { saslExternal: true }, site: { timeouts } },
    });
  });
  afterAll(async () => {
    process.off('unhandledRejection', note);
    await gateway?.close();
    expect(rejections).toEqual([]);
  });

  const names = { from: 'good.example', to: 'gw.example' };
  const isEmpty = () =>
    until('end of all streams', () => gateway.streams.inbound === 0 || undefined, gateway.events);

  describe('a peer that stalls', () => {
    const moment = 300;
    const open = async () => {
      const peer = await connectPeer(address.gateway);
      peer.open(names.from, names.to);
      await peer.expect('</stream:features>');
      return peer;
    };
    const rows: readonly {
      when: string;
      phase: keyof Timeouts;
      until: () => Promise<ScriptedPeer>;
      answer: string;
    }[] = [
      {
        when: 'before its header',
        phase: 'header',
        until: () => connectPeer(address.gateway),
        answer: 'connection-timeout',
      },
      {
        when: 'in its header',
        phase: 'header',
        until: async () => {
          const peer = await connectPeer(address.gateway);
          peer.send("<stream:stream xmlns='jabber:server' to='gw");
          return peer;
        },
        answer: 'connection-timeout',
      },
      { when: 'before STARTTLS', phase: 'startTls', until: open, answer: 'connection-timeout' },
      {
        when: 'before its ClientHello',
        phase: 'handshake',
        until: async () => {
          const peer = await open();
          peer.send(startTls);
          await peer.expect('<proceed');
          return peer;
        },
        answer: '<proceed',
      },
      {
        when: 'in its ClientHello',
        phase: 'handshake',
        until: async () => {
          const peer = await open();
          peer.send(startTls);
          await peer.expect('<proceed');
          peer.send(Uint8Array.of(22, 3, 1, 2, 0, 1, 0, 1, 252, 3, 3));
          return peer;
        },
        answer: '<proceed',
      },
      {
        when: 'before its header over TLS',
        phase: 'header',
        until: async () => {
          const peer = await open();
          peer.send(startTls);
          await peer.expect('<proceed');
          await peer.secure(good);
          return peer;
        },
        answer: 'connection-timeout',
      },
      {
        when: 'before it authenticates',
        phase: 'authentication',
        until: async () => {
          const peer = await secureStream(address.gateway, names, good);
          await peer.expect('</stream:features>');
          return peer;
        },
        answer: 'connection-timeout',
      },
    ];
    it.each(rows)('$when is sent away', async ({ phase, until: begin, answer }) => {
      timeouts[phase] = moment;
      const peer = await begin();
      expect(await peer.closed()).toContain(answer);
      await isEmpty();
    });

    it.each([
      { when: 'before its header', phase: 'header' as const, script: () => {} },
      {
        when: 'before its features',
        phase: 'features' as const,
        script: async (peer: ScriptedPeer) => {
          await peer.expect('>');
          peer.send(
            "<stream:stream xmlns='jabber:server' xmlns:stream='http://etherx.jabber.org/streams' id='1'>",
          );
        },
      },
      {
        when: 'before <proceed/>',
        phase: 'startTls' as const,
        script: (peer: ScriptedPeer) => greetAs(peer, '1', startTls),
      },
      {
        when: 'in the handshake',
        phase: 'handshake' as const,
        script: async (peer: ScriptedPeer) => {
          await greetAs(peer, '1', startTls);
          await peer.expect('<starttls');
          peer.send("<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
        },
      },
      {
        when: 'before it answers the key',
        phase: 'authentication' as const,
        script: (peer: ScriptedPeer) => acceptStream(peer, authority.issue({ san: ['dns:peer.example'] })),
      },
    ])('as a server $when makes the stanza undeliverable', async ({ phase, script }) => {
      timeouts[phase] = moment;
      await listenAsPeer(address.peer, script);
      const sent = gateway.say('a@gw.example', 'b@peer.example', 'hello');
      await expect(sent).rejects.toMatchObject({ name: 'Undeliverable', condition: 'remote-server-timeout' });
    });
  });

  describe('a peer that sends too much', () => {
    it('is cut off before STARTTLS, after few of 10 MB', async () => {
      const peer = await connectPeer(address.gateway);
      peer.open(names.from, names.to);
      await peer.expect('</stream:features>');
      const block = 'x'.repeat(64 * 1024);
      peer.send('<starttls a="');
      for (let sent = 0; sent < 10 * 1024 * 1024; sent += block.length) peer.send(block);
      expect(await peer.closed()).toContain('policy-violation');
      await isEmpty();
    });

    it('or an entity of its own before the stream, is told so', async () => {
      const peer = await connectPeer(address.gateway);
      peer.send('<!DOCTYPE a [<!ENTITY b "c">]>');
      expect(await peer.closed()).toContain('<restricted-xml ');
    });

    it.each([
      ['nesting', '<a>'.repeat(50), 'policy-violation'],
      [
        'attributes',
        `<a ${Array.from({ length: 3000 }, (_, i) => `a${i}='1'`).join(' ')}>`,
        'policy-violation',
      ],
      ['a comment', '<!-- hello -->', 'restricted-xml'],
      ['octets that are no UTF-8', Uint8Array.of(0x3c, 0xff, 0xfe), 'unsupported-encoding'],
      ['what is no XML', '<<<', 'not-well-formed'],
      ['blanks without end', ' '.repeat(100_000), 'policy-violation'],
    ])('or %s, is told so', async (_, sent, condition) => {
      const peer = await connectPeer(address.gateway);
      peer.open(names.from, names.to);
      await peer.expect('</stream:features>');
      peer.send(sent);
      expect(await peer.closed()).toContain(`<${condition} `);
    });
  });

  describe('a peer that has not authenticated and goes on and on', () => {
    it('is sent away after a while, however short each element is', async () => {
      const peer = await secureStream(address.gateway, names, good);
      await peer.expect('</stream:features>');
      peer.send("<db:result from='good.example' to='gw.example' type='valid'/>".repeat(2000));
      expect(await peer.closed()).toContain('too much before authentication');
    });
  });

  describe('a peer that plays with TLS', () => {
    it('finds the door shut when it slips something in behind <starttls/>', async () => {
      const peer = await connectPeer(address.gateway);
      peer.open(names.from, names.to);
      await peer.expect('</stream:features>');
      peer.send(`${startTls}<message from='a@good.example' to='b@gw.example'/>`);
      expect(await peer.closed()).not.toContain('<proceed');
    });

    it('as a server, too, behind <proceed/>', async () => {
      await listenAsPeer(address.peer, async (peer) => {
        await greetAs(peer, '1', startTls);
        await peer.expect('<starttls');
        peer.send("<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/><stream:features xmlns:stream='s'/>");
      });
      const sent = gateway.say('a@gw.example', 'b@peer.example', 'hello');
      await expect(sent).rejects.toMatchObject({
        message: expect.stringContaining('behind STARTTLS') as string,
      });
    });

    it('gets no ticket, and with a session of somebody else is judged by what it presents itself', async () => {
      const sessions: Buffer[] = [];
      const first = await secureStream(address.gateway, names, good, { maxVersion: 'TLSv1.2' });
      first.socket.on('session', (session: Buffer) => sessions.push(session));
      await first.expect('</stream:features>');
      const socket = first.socket as TLSSocket;
      sessions.push(socket.getSession()!);
      socket.destroy();
      const untrusted = authority.odd('untrusted', 'good.example');
      const second = await secureStream(address.gateway, names, untrusted, {
        ...{ maxVersion: 'TLSv1.2', session: sessions.at(-1)! },
      });
      expect((second.socket as TLSSocket).isSessionReused()).toBe(false);
      const told = await second.closed();
      expect(told).toContain('the certificate cannot be verified');
      expect(told).not.toContain('<stream:features');
    });

    it('cannot renegotiate', async () => {
      const peer = await secureStream(address.gateway, names, good, { maxVersion: 'TLSv1.2' });
      await peer.expect('</stream:features>');
      const socket = peer.socket as TLSSocket;
      const outcome = await new Promise<Error | null>((resolve) => {
        socket.on('error', resolve);
        socket.renegotiate({}, resolve);
      });
      expect(outcome).toBeInstanceOf(Error);
      peer.socket.destroy();
      await isEmpty();
    });

    const manyOf = (count: number, text: string): Identity => ({
      ...good,
      chain: good.chain + text.repeat(count),
    });
    const bulky = buildPki({
      bulk: {
        ca: true,
        key: 'rsa-2048',
        ...current,
        san: Array.from({ length: 300 }, (_, i) => `dns:host${i}.bulk.example`),
      },
    }).bulk;

    it('with 200 certificates is refused', async () => {
      const peer = await secureStream(address.gateway, names, manyOf(200, authority.rootPem));
      const told = await peer.closed();
      expect(told).toContain('not-authorized');
      expect(told).not.toContain('<stream:features');
      const seen = await gateway.verdict('good.example', ({ codes }) =>
        codes.includes('federation/chain-too-large'),
      );
      expect(seen.decision.verdict).toBe('reject');
    });

    it('with a chain of 1 MB does not come through the handshake', async () => {
      const pem = writePem('CERTIFICATE', bulky.der);
      const count = Math.ceil(2 ** 20 / bulky.der.length);
      const told = await secureStream(address.gateway, names, manyOf(count, pem)).then(
        (peer) => peer.closed(),
        () => 'no handshake',
      );
      expect(told).not.toContain('<stream:features');
      await isEmpty();
    });

    it('with a maze of cross-signed CAs is refused, and nobody waits for it', async () => {
      const maze: Record<string, Hierarchy[string]> = {};
      for (let from = 0; from < 5; from++) {
        for (let to = 0; to < 5; to++) {
          maze[`${from}-${to}`] = {
            ...{ ca: true, subject: `CN=maze ${from}`, key: `maze-${from}`, ...current },
            ...{ issuedBy: `${to}-${to}` },
          };
        }
      }
      maze['leaf'] = {
        ...{ issuedBy: '0-0', subject: 'CN=peer', key: 'rsa-2048', san: ['dns:good.example'], ...current },
        eku: ['serverAuth', 'clientAuth'],
      };
      const { leaf, ...cas } = buildPki(maze as Hierarchy);
      const chain = [leaf!, ...Object.values(cas)].map(({ der }) => writePem('CERTIFICATE', der)).join('');
      const lost = secureStream(address.gateway, names, { chain, key: keyPem('rsa-2048') });
      const told = await (await lost).closed();
      expect(told).toContain('not-authorized');
      expect(told).not.toContain('<stream:features');
    });
  });

  describe('500 connections at once', () => {
    const bad = [
      authority.odd('untrusted', 'good.example'),
      authority.odd('expired', 'good.example'),
      authority.odd('wrong-name', 'good.example'),
      undefined,
    ];
    const isBad = (index: number) => index % 3 === 0;

    /** What each of them was told: features, an error, or nothing any more. */
    async function crowd(count: number, isCutOff: (index: number) => boolean): Promise<string[]> {
      const one = async (index: number): Promise<string> => {
        const identity = isBad(index) ? bad[(index / 3) % bad.length] : good;
        const peer = await connectPeer(address.gateway);
        try {
          peer.open(names.from, names.to);
          if (isCutOff(index) && index % 4 === 0) return 'cut off';
          await peer.expect('</stream:features>');
          peer.send(startTls);
          await peer.expect('<proceed');
          if (isCutOff(index) && index % 4 === 1) return 'cut off';
          const secured = peer.secure(identity);
          if (isCutOff(index) && index % 4 === 2) return 'cut off';
          await secured;
          peer.open(names.from, names.to);
          if (isCutOff(index)) return 'cut off';
          await until(
            'answer',
            () => peer.received.includes('</stream:') || peer.isClosed || undefined,
            peer.received,
          );
          return peer.received.includes('<stream:features')
            ? 'features'
            : peer.received.includes('not-authorized')
              ? 'not-authorized'
              : peer.received;
        } finally {
          peer.socket.destroy();
        }
      };
      return Promise.all(Array.from({ length: count }, (_, index) => one(index)));
    }

    it('a third of them bad: every good one gets features, no bad one ever', async () => {
      const told = await crowd(500, () => false);
      expect(told.filter((each, index) => each !== (isBad(index) ? 'not-authorized' : 'features'))).toEqual(
        [],
      );
      await isEmpty();
    });

    it('cut off in the middle: nothing is left of them', async () => {
      const level = await levelAfter(() => crowd(100, (index) => index % 2 === 1));
      const later = await levelAfter(() => crowd(300, (index) => index % 2 === 1));
      const told = await crowd(20, () => false);
      expect(told.filter((each) => each === 'features')).toHaveLength(13);
      expect(later - level).toBeLessThan(8 * 1024 * 1024);
    });

    async function levelAfter(work: () => Promise<unknown>): Promise<number> {
      await work();
      await isEmpty();
      (gateway.events as unknown[]).length = 0;
      setFlagsFromString('--expose-gc');
      (runInNewContext('gc') as () => void)();
      return process.memoryUsage().heapUsed;
    }
  });
});
