import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultTimeouts } from '../../examples/gateway/site.ts';
import { dialbackKey } from '../../src/lib/federation/dialback.ts';
import { describeWith } from '../support/programs.ts';
import { scratchFolder } from '../support/scratch.ts';
import { Authority } from './lab/authority.ts';
import { startDns, zoneOf, type Zone } from './lab/dns.ts';
import { startLabGateway, type LabGateway, type LabGatewaySettings } from './lab/gateway.ts';
import {
  acceptStream,
  connectPeer,
  greetAs,
  listenAsPeer,
  scriptedPeer,
  secureStream,
  type ScriptedPeer,
} from './lab/scripted-peer.ts';
import { until } from './lab/until.ts';

const address = {
  dns: '127.0.65.53',
  dialback: '127.0.65.10',
  external: '127.0.65.11',
  optional: '127.0.65.12',
  literal: '127.0.65.13',
  clear: '127.0.65.14',
  dead: '127.0.65.98',
  peer: '127.0.65.2',
};
const gateways = ['dialback', 'external', 'optional', 'literal', 'clear'] as const;
type GatewayName = (typeof gateways)[number];

const byName = zoneOf({
  [address.peer]: ['peer.example', 'second.example'],
  ...Object.fromEntries(gateways.map((name) => [address[name], [`${name}.example`]])),
});
const zone: Zone = {
  services: {
    ...byName.services,
    '_xmpps-server._tcp.direct.example': { target: 'direct.host.example', port: 5270 },
    '_xmpp-server._tcp.dead.example': { target: 'dead.host.example', port: 5269 },
    '_xmpp-server._tcp.closed.example': { target: '.', port: 0 },
  },
  addresses: {
    ...byName.addresses,
    'direct.host.example': address.peer,
    'dead.host.example': address.dead,
    'plain.example': address.peer,
    'closed.example': address.peer,
  },
};

const from = 'peer.example';

/** Beside us: the gateway runs in this process. Its standard input is closed. */
function runAside(program: string, args: readonly string[]): Promise<{ readonly stdout: string }> {
  return new Promise((resolve) => {
    const child = execFile(program, args, { timeout: 20_000 }, (_, stdout) => resolve({ stdout }));
    child.stdin?.end();
  });
}

describeWith('openssl', 'a stream of the gateway', () => {
  const folder = scratchFolder('expcert-streams-');
  const authority = new Authority(folder);
  const identity = authority.issue({
    san: ['dns:peer.example', 'dns:second.example', 'dns:direct.example', 'dns:plain.example'],
  });
  const onlyPeer = authority.issue({ san: ['dns:peer.example'] });
  const of = {} as Record<GatewayName, LabGateway>;

  beforeAll(async () => {
    const dns = await startDns(address.dns, zone);
    afterAll(() => dns.close());
    const start = async (name: GatewayName, federation: object, more: Partial<LabGatewaySettings> = {}) => {
      of[name] = await startLabGateway({
        ...{ authority, dns: address.dns, host: address[name], folder: join(folder, name) },
        ...{ domains: [`${name}.example`], aliases: [`chat.${name}.example`] },
        federation: { ...federation },
        site: { timeouts: { ...defaultTimeouts, closing: 200 } },
        ...more,
      });
    };
    await start('dialback', { privacyMode: 'Deny list', denyList: ['denied.example'] });
    await start('external', { saslExternal: true }, { directTlsPort: 5270 });
    const off = { requireClientSideSecurityCertificates: false };
    await start('optional', { securityMode: 'TLS optional', saslExternal: true });
    await start('literal', { securityMode: 'TLS optional', profile: 'literal', ...off });
    await start('clear', { securityMode: 'No TLS' });
  });
  afterAll(() => Promise.all(Object.values(of).map((gateway) => gateway.close())));

  const startTls = "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>";
  const auth = (authzid: string) =>
    `<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='EXTERNAL'>${authzid}</auth>`;
  const message = (sender: string, to: string, body: string) =>
    `<message from='${sender}' to='${to}'><body>${body}</body></message>`;
  const bodies = (gateway: LabGateway) => JSON.stringify(gateway.inbox);

  describe('is for the names of its header', () => {
    const open = async (sender: string | undefined, to: string | undefined) => {
      const peer = await connectPeer(address.external);
      peer.open(sender, to);
      return peer.closed();
    };
    it('a domain that is not served here is unknown (R0)', async () => {
      expect(await open(from, 'elsewhere.example')).toContain('<host-unknown ');
    });
    it('a header must say to whom it is', async () => {
      expect(await open(from, undefined)).toContain('<improper-addressing ');
    });
    it('a header over TLS must say from whom it is, as one before it need not', async () => {
      const names = { pretended: undefined, from: undefined, to: 'external.example' };
      const peer = await secureStream(address.external, names, identity);
      const told = await peer.closed();
      expect(told).toContain('<improper-addressing ');
      expect(told).not.toContain('<stream:features');
    });
    it('openssl, which names nobody, is shown the certificate', async () => {
      const { stdout } = await runAside('openssl', [
        ...['s_client', '-connect', `${address.external}:5269`, '-starttls', 'xmpp-server'],
        ...['-xmpphost', 'chat.external.example', '-verify_hostname', 'chat.external.example'],
        ...['-CAfile', join(folder, 'root.pem')],
      ]);
      expect(stdout).toContain('Verify return code: 0 (ok)');
    });
    it('a domain that may be spelled two ways is refused', async () => {
      expect(await open('faß.example', 'external.example')).toContain('<policy-violation ');
    });
    it('a chat node alias is served like a domain', async () => {
      const peer = await secureStream(address.external, { from, to: 'chat.external.example' }, identity);
      expect(await peer.expect('</stream:features>')).toContain('EXTERNAL');
      peer.socket.destroy();
    });
  });

  describe('counts only what is said after TLS', () => {
    it('another name after TLS is the one that is judged', async () => {
      const names = { pretended: from, from: 'victim.example', to: 'external.example' };
      const peer = await secureStream(address.external, names, onlyPeer);
      const told = await peer.closed();
      expect(told).toContain('the certificate does not name this domain in its subjectAltName');
      expect(told).not.toContain('<stream:features');
    });
    it('the deny list is asked again', async () => {
      const names = { pretended: from, from: 'denied.example', to: 'dialback.example' };
      const peer = await secureStream(
        address.dialback,
        names,
        authority.issue({ san: ['dns:denied.example'] }),
      );
      expect(await peer.closed()).toContain('<policy-violation ');
    });
    it('without a certificate there are no features (R6)', async () => {
      const peer = await secureStream(address.external, { from, to: 'external.example' }, undefined);
      const told = await peer.closed();
      expect(told).toContain('no certificate was presented');
      expect(told).not.toContain('<stream:features');
    });
  });

  describe('with SASL EXTERNAL', () => {
    const authenticated = async (): Promise<ScriptedPeer> => {
      const to = 'external.example';
      const peer = await secureStream(address.external, { from, to }, identity);
      await peer.expect('</stream:features>');
      peer.send(auth(Buffer.from(from).toString('base64')));
      await peer.expect('<success');
      peer.open(from, to);
      await until('features', () => (peer.received.match(/stream:features>/g)?.length ?? 0) > 2 || undefined);
      return peer;
    };
    it.each(['', '=', Buffer.from(from).toString('base64')])(
      'takes the authorisation identity "%s"',
      async (id) => {
        const peer = await secureStream(address.external, { from, to: 'external.example' }, identity);
        await peer.expect('</stream:features>');
        peer.send(auth(id));
        await peer.expect('<success');
        peer.socket.destroy();
      },
    );
    it('refuses the identity of somebody else', async () => {
      const peer = await secureStream(address.external, { from, to: 'external.example' }, identity);
      await peer.expect('</stream:features>');
      peer.send(auth(Buffer.from('second.example').toString('base64')));
      expect(await peer.expect('</failure>')).toContain('<not-authorized/>');
      peer.socket.destroy();
    });
    it('takes stanzas of the pair that was authenticated, and ends at others', async () => {
      const peer = await authenticated();
      peer.send(message('romeo@peer.example', 'juliet@external.example', 'mine'));
      expect(await of.external.received('mine')).toBe('romeo@peer.example');
      peer.send(message('romeo@second.example', 'juliet@external.example', 'not mine'));
      expect(await peer.closed()).toContain('<invalid-from ');
      expect(bodies(of.external)).not.toContain('not mine');
    });
    it.each([
      ['too long', `<message><body>${'x'.repeat(300_000)}</body></message>`],
      ['nested too deep', '<a>'.repeat(100)],
    ])(
      'ends at a stanza that is %s, and takes one that would have been before authentication',
      async (_, odd) => {
        const peer = await authenticated();
        const long = 'x'.repeat(100_000);
        peer.send(message('romeo@peer.example', 'juliet@external.example', long));
        expect(await of.external.received(long)).toBe('romeo@peer.example');
        peer.send(odd);
        expect(await peer.closed()).toContain('<policy-violation ');
      },
    );
    it('takes no stanza before authentication', async () => {
      const peer = await secureStream(address.external, { from, to: 'external.example' }, identity);
      await peer.expect('</stream:features>');
      peer.send(message('romeo@peer.example', 'juliet@external.example', 'too early'));
      expect(await peer.closed()).toContain('<not-authorized ');
      expect(bodies(of.external)).not.toContain('too early');
    });
    it('ends when the names change after authentication', async () => {
      const peer = await secureStream(address.external, { from, to: 'external.example' }, identity);
      await peer.expect('</stream:features>');
      peer.send(auth('='));
      await peer.expect('<success');
      peer.open('second.example', 'external.example');
      expect(await peer.closed()).toContain('<not-authorized ');
    });
  });

  /** A server for peer.example and second.example that answers questions about keys. */
  const authoritative = (answer: (question: string) => string) =>
    listenAsPeer(address.peer, async (peer) => {
      await acceptStream(peer, identity);
      await peer.expect('</db:verify>');
      peer.send(answer(peer.received));
      await peer.closed();
    });
  const answering =
    (type: string, change: (text: string) => string = (text) => text) =>
    (received: string) => {
      const [, asker, asked, id] = /<db:verify from='([^']*)' to='([^']*)' id='([^']*)'/.exec(received)!;
      return change(`<db:verify from='${asked}' to='${asker}' id='${id}' type='${type}'/>`);
    };

  describe('with dialback', () => {
    const ask = async (peer: ScriptedPeer, sender = from, to = 'dialback.example') => {
      const before = peer.received.length;
      peer.send(`<db:result from='${sender}' to='${to}'>a-key</db:result>`);
      await until(
        'answer',
        () => /<db:result [^>]*type=/.test(peer.received.slice(before)) || peer.isClosed || undefined,
      );
      return peer.received.slice(before);
    };
    const open = async (own = identity) => {
      const peer = await secureStream(address.dialback, { from, to: 'dialback.example' }, own);
      expect(await peer.expect('</stream:features>')).not.toContain('EXTERNAL');
      return peer;
    };

    it('a key that its server vouches for opens the way', async () => {
      await authoritative(answering('valid'));
      const peer = await open();
      expect(await ask(peer)).toContain("type='valid'");
      peer.send(message('romeo@peer.example', 'juliet@dialback.example', 'by dialback'));
      expect(await of.dialback.received('by dialback')).toBe('romeo@peer.example');
      peer.socket.destroy();
    });

    it('a key that its server disowns closes the stream', async () => {
      await authoritative(answering('invalid'));
      const peer = await open();
      expect(await ask(peer)).toContain("type='invalid'");
      expect(await peer.closed()).toContain('</stream:stream>');
    });

    it('several pairs of domains use one stream, each proved for itself', async () => {
      await authoritative(answering('valid'));
      const peer = await open();
      expect(await ask(peer)).toContain("type='valid'");
      expect(await ask(peer, 'second.example')).toContain(
        "from='dialback.example' to='second.example' type='valid'",
      );
      expect(await ask(peer, from, 'chat.dialback.example')).toContain(
        "from='chat.dialback.example' to='peer.example' type='valid'",
      );
      peer.send(message('romeo@second.example', 'juliet@dialback.example', 'by the second pair'));
      expect(await of.dialback.received('by the second pair')).toBe('romeo@second.example');
      expect(await ask(peer, 'denied.example')).toMatch(/type='error'.*forbidden/);
      expect(await ask(peer, from, 'elsewhere.example')).toMatch(/type='error'.*item-not-found/);
      expect(await ask(peer, 'third.example')).toMatch(/type='error'.*not-authorized/);
      peer.send(message('romeo@third.example', 'juliet@dialback.example', 'by nobody'));
      expect(await peer.closed()).toContain('<invalid-from ');
    });

    it('a server that cannot be asked leaves the stream open, and the pair without stanzas', async () => {
      const peer = await open();
      expect(await ask(peer)).toMatch(/type='error'.*remote-connection-failed/);
      await authoritative(answering('valid'));
      expect(await ask(peer)).toContain("type='valid'");
      peer.socket.destroy();
    });

    it.each([
      ['for another stream', (text: string) => text.replace(/id='/, "id='other-")],
      ['from another domain', (text: string) => text.replace("from='peer.example'", "from='second.example'")],
      ['to another domain', (text: string) => text.replace(/to='[^']*'/, "to='chat.dialback.example'")],
    ])('an answer %s is dropped', async (_, change) => {
      await authoritative(answering('valid', (text) => change(text) + text.replace('valid', 'invalid')));
      const peer = await open();
      expect(await ask(peer)).toContain("type='invalid'");
      expect(of.dialback.events).toContainEqual({ kind: 'unsolicited', what: 'verify' });
      peer.socket.destroy();
    });

    it('a result that nobody has asked for opens no way', async () => {
      const peer = await open();
      peer.send("<db:result from='peer.example' to='dialback.example' type='valid'/>");
      peer.send(message('romeo@peer.example', 'juliet@dialback.example', 'unsolicited'));
      expect(await peer.closed()).toContain('<not-authorized ');
      expect(bodies(of.dialback)).not.toContain('unsolicited');
    });

    it.each([
      ['our own key', 's3cr3tf0rd14lb4ck', 'dialback.example', 'valid'],
      ['a key of another secret', 'guessed', 'dialback.example', 'invalid'],
      ['a key for a domain that is not ours', 's3cr3tf0rd14lb4ck', 'elsewhere.example', 'error'],
    ])('asked about %s, it answers %s', async (_, secret, originating, type) => {
      const stream = { receiving: from, originating, streamId: 'their-stream' };
      const key = await dialbackKey(secret, stream);
      const peer = await open();
      peer.send(`<db:verify from='${from}' to='${originating}' id='their-stream'>${key}</db:verify>`);
      const told = await peer.expect('<db:verify ');
      expect(told).toContain(`from='${originating}' to='${from}' id='their-stream' type='${type}'`);
      peer.socket.destroy();
    });
  });

  describe('without TLS', () => {
    const result = (to: string) => `<db:result from='peer.example' to='${to}'>a-key</db:result>`;
    const inTheClear = async (name: GatewayName) => {
      const peer = await connectPeer(address[name]);
      peer.open(from, `${name}.example`);
      await peer.expect('</stream:features>');
      peer.send(result(`${name}.example`));
      return peer;
    };
    /** Vouches for everything, without TLS. */
    const clearServer = () =>
      listenAsPeer(address.peer, async (peer) => {
        await greetAs(peer, 'peer-stream', "<dialback xmlns='urn:xmpp:features:dialback'/>");
        await peer.expect('</db:verify>');
        peer.send(answering('valid')(peer.received));
        await peer.closed();
      });

    it('a peer is refused where TLS is required (R3)', async () => {
      expect(await (await inTheClear('external')).closed()).toContain('TLS is required');
      expect(await of.external.verdict(from, ({ decision }) => decision.rule === 'R3')).toBeDefined();
    });
    it('a peer is refused where TLS is optional and certificates are required (G3)', async () => {
      expect(await (await inTheClear('optional')).closed()).toContain('TLS is required');
      expect(await of.optional.verdict(from, ({ decision }) => decision.rule === 'G3')).toBeDefined();
    });
    it('a peer passes by dialback where TLS is optional, with a warning (R5)', async () => {
      await clearServer();
      const peer = await inTheClear('literal');
      await peer.expect("type='valid'");
      const seen = await of.literal.verdict(from, ({ decision }) => decision.verdict === 'accept');
      expect(seen.decision).toMatchObject({ rule: 'R5+R11', warnings: ['plaintext downgrade'] });
      peer.socket.destroy();
    });
    it('a peer passes by dialback where there is no TLS', async () => {
      await clearServer();
      const peer = await inTheClear('clear');
      expect(await peer.expect("type='valid'")).not.toContain('starttls');
      peer.socket.destroy();
    });
    it('no way leads to a server that insists on TLS (R2)', async () => {
      await listenAsPeer(address.peer, (peer) =>
        greetAs(peer, '1', `<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'><required/></starttls>`),
      );
      await expect(of.clear.say('a@clear.example', 'b@peer.example', 'hello')).rejects.toThrow('R2');
    });
    it('a failed handshake leads back to TCP where TLS is optional, and nowhere where it is required', async () => {
      await listenAsPeer(address.peer, async (peer) => {
        await greetAs(peer, 'peer-stream', startTls);
        const next = await Promise.race([peer.expect('<starttls'), peer.expect('</db:result>')]).catch(
          () => '',
        );
        if (next.includes('<starttls')) {
          peer.send("<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
          await peer.expect('\u0016');
          peer.send('no TLS at all');
        } else {
          peer.send("<db:result from='peer.example' to='literal.example' type='valid'/>");
          await peer.expect('in the clear');
          peer.send('</stream:stream>');
        }
      });
      await of.literal.say('a@literal.example', 'b@peer.example', 'in the clear');
      await expect(of.external.say('a@external.example', 'b@peer.example', 'hello')).rejects.toMatchObject({
        condition: 'remote-connection-failed',
      });
    });
  });

  describe('finds its server', () => {
    const takesMessages = async (peer: ScriptedPeer, remote: string) => {
      await peer.expect('</db:result>');
      const [, , local] = /<db:result (from)='([^']*)'/.exec(peer.received)!;
      peer.send(`<db:result from='${remote}' to='${local}' type='valid'/>`);
      heard.push(await peer.expect('</message>'));
    };
    const heard: string[] = [];

    it('by _xmpps-server, with TLS at once', async () => {
      const seen: unknown[] = [];
      await listenAsPeer(
        address.peer,
        async (peer) => {
          await peer.secureAsServer(identity);
          const { socket } = peer as unknown as { socket: { servername: string; alpnProtocol: string } };
          seen.push(socket.servername);
          await greetAs(peer, 'peer-stream', "<dialback xmlns='urn:xmpp:features:dialback'/>");
          await takesMessages(peer, 'direct.example');
        },
        5270,
      );
      await of.dialback.say('a@dialback.example', 'b@direct.example', 'directly');
      await until('message', () => heard.some((each) => each.includes('directly')) || undefined);
      expect(seen).toEqual(['direct.example']);
    });

    it('by its address on port 5269 where there are no SRV records', async () => {
      await listenAsPeer(address.peer, async (peer) => {
        await acceptStream(peer, identity);
        await takesMessages(peer, 'plain.example');
      });
      await of.dialback.say('a@dialback.example', 'b@plain.example', 'by address');
      await until('message', () => heard.some((each) => each.includes('by address')) || undefined);
    });

    it.each([
      ['nobody answers', 'dead.example', 'remote-connection-failed'],
      ['the service is expressly not offered', 'closed.example', 'remote-server-not-found'],
      ['there is no such domain', 'no-such-domain.example', 'remote-server-not-found'],
    ])('or says that %s', async (_, remote, condition) => {
      const sent = of.dialback.say('a@dialback.example', `b@${remote}`, 'hello');
      await expect(sent).rejects.toMatchObject({ name: 'Undeliverable', condition });
    });
  });

  it('begins with TLS on the port for that, with the certificate for the server name', async () => {
    const socket = connectTls({
      ...{ host: address.external, port: 5270, servername: 'external.example', rejectUnauthorized: false },
      ...{ ALPNProtocols: ['xmpp-server'], cert: identity.chain, key: identity.key },
    });
    await once(socket, 'secureConnect');
    expect(socket.alpnProtocol).toBe('xmpp-server');
    expect(socket.getPeerCertificate().subjectaltname).toContain('DNS:external.example');
    const peer = scriptedPeer(socket);
    peer.open(from, 'external.example');
    expect(await peer.expect('</stream:features>')).toContain('EXTERNAL');
    socket.destroy();
  });

  describe('ends', () => {
    it('with <reset/> when what was found out about the certificate may no longer hold', async () => {
      const soon = new Date(Date.now() + 4000).toISOString();
      const shortLived = authority.issue({ san: ['dns:peer.example'], notAfter: soon });
      const peer = await secureStream(address.external, { from, to: 'external.example' }, shortLived);
      await peer.expect('</stream:features>');
      peer.send(auth('='));
      await peer.expect('<success');
      peer.open(from, 'external.example');
      expect(await peer.closed()).toContain('<reset ');
    });

    it('in good order after inactivity, and when the gateway is closed', async () => {
      const idle = await startLabGateway({
        ...{ authority, dns: address.dns, host: '127.0.65.20', folder: join(folder, 'idle') },
        ...{ domains: ['external.example'], federation: { saslExternal: true } },
        site: { timeouts: { ...defaultTimeouts, inactivity: 300, closing: 200 } },
      });
      const open = async () => {
        const peer = await secureStream('127.0.65.20', { from, to: 'external.example' }, identity);
        await peer.expect('</stream:features>');
        return peer;
      };
      const silent = await open();
      silent.send(auth('='));
      await silent.expect('<success');
      silent.open(from, 'external.example');
      expect(await silent.closed()).toMatch(/<\/stream:stream>$/);
      expect(silent.received).not.toContain('stream:error');
      const open2 = await open();
      await idle.close();
      expect(await open2.closed()).toMatch(/<\/stream:stream>$/);
      expect(idle.streams).toEqual({ inbound: 0, outbound: 0 });
    });
  });

  it('keeps its secret to itself', () => {
    const digest = createHash('sha256').update('s3cr3tf0rd14lb4ck').digest('hex');
    const all = Object.values(of)
      .map((gateway) => JSON.stringify(gateway.events))
      .join('');
    expect(all).not.toContain('s3cr3tf0rd14lb4ck');
    expect(all).not.toContain(digest);
  });
});
