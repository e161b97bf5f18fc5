import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addressRefusal, ConnectionPlaces, OutboundAttempts } from 'expcert';
import { defaultTimeouts, type Site } from '../../examples/gateway/site.ts';
import { describeWith } from '../support/programs.ts';
import { scratchFolder } from '../support/scratch.ts';
import { Authority } from './lab/authority.ts';
import { startDns, zoneOf, type DnsServer } from './lab/dns.ts';
import { startLabGateway, type LabGateway } from './lab/gateway.ts';
import {
  acceptStream,
  connectPeer,
  listenAsPeer,
  secureStream,
  type ScriptedPeer,
} from './lab/scripted-peer.ts';
import { until } from './lab/until.ts';

const address = { dns: '127.0.67.53', gateway: '127.0.67.10', peer: '127.0.67.2' };
const zone = zoneOf({ [address.peer]: ['peer.example', 'attacker.example'] });
const names = { from: 'peer.example', to: 'gw.example' };
const external = "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='EXTERNAL'>=</auth>";

describeWith('openssl', 'the example gateway', () => {
  const folder = scratchFolder('expcert-open-');
  const authority = new Authority(folder);
  /** Of a number that a revocation list may name. */
  const revocable = authority.odd('revoked', 'peer.example');
  let dns: DnsServer;
  let gateway: LabGateway;
  let count = 0;

  async function start(federation: Readonly<Record<string, unknown>> = {}, site: Partial<Site> = {}) {
    gateway = await startLabGateway({
      ...{ authority, dns: address.dns, host: address.gateway, folder: join(folder, String(count++)) },
      ...{ domains: ['gw.example'], federation: { saslExternal: true, ...federation } },
      ...{ crls: authority.crls([]), site: { timeouts: { ...defaultTimeouts, closing: 200 }, ...site } },
    });
  }
  beforeEach(async () => {
    dns = await startDns(address.dns, zone);
  });
  afterEach(async () => {
    await gateway.close();
    await dns.close();
  });

  const settings = async (federation: Readonly<Record<string, unknown>>) => {
    const file = join(folder, String(count - 1), 'deployment.yaml');
    const content = JSON.parse(readFileSync(file, 'utf8')) as { federation: object };
    writeFileSync(file, JSON.stringify({ ...content, federation: { ...content.federation, ...federation } }));
    await gateway.site.reload();
  };

  async function inbound(): Promise<ScriptedPeer> {
    const peer = await secureStream(address.gateway, names, revocable);
    await peer.expect('</stream:features>');
    peer.send(external);
    await peer.expect('<success');
    peer.open(names.from, names.to);
    await until('features', () => /<success.*<stream:features/s.test(peer.received) || undefined);
    return peer;
  }

  /** The other server's end of a stream that the gateway has opened. */
  async function outbound(): Promise<ScriptedPeer> {
    let theirs: ScriptedPeer | undefined;
    await listenAsPeer(address.peer, async (peer) => {
      await acceptStream(peer, revocable);
      await peer.expect('</db:result>');
      peer.send("<db:result from='peer.example' to='gw.example' type='valid'/>");
      theirs = peer;
    });
    await gateway.say('a@gw.example', 'b@peer.example', 'hello');
    await theirs!.expect('hello');
    return theirs!;
  }

  const say = (peer: ScriptedPeer, body: string) =>
    peer.send(`<message from='a@peer.example' to='b@gw.example' type='chat'><body>${body}</body></message>`);

  describe('with streams that are open', () => {
    it.each<[string, () => Promise<void>, string, string]>([
      [
        'ends them when a list names the certificate',
        async () => {
          writeFileSync(gateway.files.crls, authority.crls([667]));
          await gateway.site.reload();
        },
        'reset',
        'the certificate has been revoked',
      ],
      [
        'ends them when their domain is denied',
        () => settings({ privacyMode: 'Deny list', denyList: ['peer.example'] }),
        'policy-violation',
        'federation with this domain is not allowed',
      ],
      [
        'ends them when federation is switched off',
        () => settings({ xmppFederationSupport: false }),
        'policy-violation',
        'federation with this domain is not allowed',
      ],
      [
        'ends them when there is to be no TLS',
        () => settings({ securityMode: 'No TLS', requireClientSideSecurityCertificates: false }),
        'reset',
        'the security mode has changed',
      ],
    ])('%s', async (_, change, condition, text) => {
      await start();
      const [first, second] = [await inbound(), await outbound()];
      say(first, 'at first');
      expect(await gateway.received('at first')).toBe('a@peer.example');
      await change();
      for (const peer of [first, second]) {
        const told = await peer.closed();
        expect(told).toContain(`<${condition} `);
        expect(told).toContain(text);
      }
      expect(gateway.streams).toEqual({ inbound: 0, outbound: 0 });
      expect(gateway.site.guard.watched).toEqual([]);
    });

    it('lets them live on when its own certificate changes, and when settings change that do not touch them', async () => {
      await start();
      const [first, second] = [await inbound(), await outbound()];
      const renewed = await authority.certify(['gw.example']);
      writeFileSync(gateway.files.certificate, renewed.chain);
      writeFileSync(gateway.files.key, renewed.key);
      await settings({ privacyMode: 'Deny list', denyList: ['other.example'] });
      say(first, 'still there');
      expect(await gateway.received('still there')).toBe('a@peer.example');
      await gateway.say('a@gw.example', 'b@peer.example', 'so are we');
      await second.expect('so are we');
      expect(gateway.site.guard.watched.map(({ pair }) => pair.direction)).toEqual(['in', 'out']);
    });

    it('ends those to another server when a static route is set, and takes the route for the next', async () => {
      await start();
      const [first, second] = [await inbound(), await outbound()];
      await settings({
        useStaticRoutes: true,
        staticRoutes: [{ domain: 'peer.example', address: '127.0.67.3' }],
      });
      expect(await second.closed()).toContain('the route to this domain has changed');
      say(first, 'not touched');
      expect(await gateway.received('not touched')).toBe('a@peer.example');
    });

    it('tells them when it is stopped, and closes them then', async () => {
      await start();
      const [first, second] = [await inbound(), await outbound()];
      const silent = await connectPeer(address.gateway);
      await gateway.close();
      for (const peer of [first, second, silent]) {
        expect(await peer.closed()).toMatch(/<system-shutdown .*<\/stream:stream>$/s);
      }
      const sent = gateway.say('a@gw.example', 'b@peer.example', 'too late');
      await expect(sent).rejects.toMatchObject({ condition: 'service-unavailable' });
    });
  });

  describe('and those who prove nothing', () => {
    it('are sent away when the time is up, however often they say something', async () => {
      await start({}, { timeouts: { ...defaultTimeouts, authentication: 1500, closing: 200 } });
      const peer = await secureStream(address.gateway, names, revocable);
      await peer.expect('</stream:features>');
      const began = performance.now();
      const talking = setInterval(() => peer.send("<db:result type='valid'/>"), 50);
      const told = await peer.closed();
      clearInterval(talking);
      expect(told).toContain('<connection-timeout ');
      expect(performance.now() - began).toBeLessThan(15_000);
    });

    it('leave places to others, from one address', async () => {
      await start({}, { places: new ConnectionPlaces({ places: 100 }) });
      const silent: ScriptedPeer[] = [];
      for (let i = 0; i < 50; i++) silent.push(await connectPeer(address.gateway));
      await until(
        'silence',
        () => gateway.events.filter(({ kind }) => kind === 'turned away').length === 45 || undefined,
      );
      expect(gateway.streams.inbound).toBe(5);
      for (const { socket } of silent) socket.destroy();
      await until('places', () => gateway.streams.inbound === 0 || undefined);
      expect(gateway.site.places.taken).toBe(0);
      const peer = await inbound();
      expect(peer.isClosed).toBe(false);
    });

    it('make it connect to one server at a time, and to none for a while after it has failed', async () => {
      let connections = 0;
      const attempts = new OutboundAttempts({ now: Date.now });
      await start({}, { attempts, questions: new OutboundAttempts({ now: Date.now }) });
      await listenAsPeer(address.peer, ({ socket }) => {
        connections++;
        socket.destroy();
      });
      const certificate = authority.issue({ san: ['dns:attacker.example', 'dns:peer.example'] });
      await settings({ saslExternal: false });
      for (let i = 0; i < 10; i++) {
        const peer = await secureStream(
          address.gateway,
          { from: 'attacker.example', to: 'gw.example' },
          certificate,
        );
        await peer.expect('</stream:features>');
        peer.send("<db:result from='attacker.example' to='gw.example'>k</db:result>");
        peer.send("<db:result from='peer.example' to='gw.example'>k</db:result>");
        await peer.expect("from='gw.example' to='attacker.example' type='error'");
        await peer.expect("from='gw.example' to='peer.example' type='error'");
        peer.socket.destroy();
      }
      expect(connections).toBeLessThan(10);
    });

    it('do not make it connect to itself or to its own network', async () => {
      let connections = 0;
      await start({}, { addressRefusal: (each, isStaticRoute) => addressRefusal(each, { isStaticRoute }) });
      await listenAsPeer(address.peer, () => void connections++);
      const sent = gateway.say('a@gw.example', 'b@attacker.example', 'hello');
      await expect(sent).rejects.toMatchObject({ condition: 'remote-connection-failed' });
      expect(connections).toBe(0);
    });
  });
});
