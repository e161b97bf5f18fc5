import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultTimeouts } from '../../examples/gateway/site.ts';
import { describeWith } from '../support/programs.ts';
import { scratchFolder } from '../support/scratch.ts';
import { Authority, type Identity } from './lab/authority.ts';
import { startDns, zoneOf } from './lab/dns.ts';
import { startLabGateway, type LabGateway } from './lab/gateway.ts';
import { startProsody, type Prosody } from './lab/prosody.ts';
import { acceptStream, greetAs, listenAsPeer, secureStream, type ScriptedPeer } from './lab/scripted-peer.ts';
import { until } from './lab/until.ts';

const address = {
  dns: '127.0.68.53',
  prosody: '127.0.68.2',
  peer: '127.0.68.3',
  dialback: '127.0.68.10',
  external: '127.0.68.11',
  lenient: '127.0.68.12',
  routed: '127.0.68.13',
  first: '127.0.68.14',
};
const zone = zoneOf({
  [address.prosody]: ['prosody.example'],
  [address.peer]: ['peer.example', 'second.example'],
  [address.dialback]: ['dialback.example'],
  [address.external]: ['external.example'],
  [address.lenient]: ['lenient.example'],
  [address.routed]: ['routed.example'],
  [address.first]: ['first.example'],
});
type GatewayName = 'dialback' | 'external' | 'lenient' | 'routed' | 'first';

const bidi = "<bidi xmlns='urn:xmpp:bidi'/>";
const bidiFeature = "<bidi xmlns='urn:xmpp:features:bidi'/>";
const external =
  "<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>EXTERNAL</mechanism></mechanisms>";
const auth = "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='EXTERNAL'>=</auth>";
const message = (sender: string, to: string, body: string) =>
  `<message from='${sender}' to='${to}'><body>${body}</body></message>`;

describeWith(['prosody', 'openssl'], 'one stream for both ways (XEP-0288)', () => {
  const folder = scratchFolder('expcert-bidi-');
  const authority = new Authority(folder);
  const identity = authority.issue({ san: ['dns:peer.example', 'dns:second.example'] });
  const of = {} as Record<GatewayName, LabGateway>;
  let prosody: Prosody;

  beforeAll(async () => {
    const dns = await startDns(address.dns, zone);
    afterAll(() => dns.close());
    mkdirSync(join(folder, 'prosody'));
    prosody = await startProsody({
      folder: join(folder, 'prosody'),
      address: address.prosody,
      dns: address.dns,
      rootPem: authority.rootPem,
      secureAuth: true,
      bidi: true,
      hosts: { 'prosody.example': await authority.certify(['prosody.example']) },
    });
    afterAll(() => prosody.stop());
    const start = async (name: GatewayName, federation: object) => {
      of[name] = await startLabGateway({
        ...{ authority, dns: address.dns, host: address[name], folder: join(folder, name) },
        ...{ domains: [`${name}.example`], federation: { ...federation } },
        site: { timeouts: { ...defaultTimeouts, closing: 200 } },
      });
      afterAll(() => of[name].close());
    };
    await start('dialback', {});
    await start('external', { saslExternal: true });
    await start('first', { saslExternal: true });
    await start('lenient', { requireClientSideSecurityCertificates: false });
    const staticRoutes = [{ domain: 'peer.example', address: address.peer }];
    await start('routed', { saslExternal: true, useStaticRoutes: true, staticRoutes });
  });

  describe('with Prosody', () => {
    it.each(['dialback', 'external'] as const)('its stream carries our answer, by %s', async (name) => {
      await prosody.send('romeo@prosody.example', `juliet@${name}.example`, `there by ${name}`);
      expect(await of[name].received(`there by ${name}`)).toBe('romeo@prosody.example');
      await of[name].say(`juliet@${name}.example`, 'romeo@prosody.example', `back by ${name}`);
      await prosody.logged(`LAB GOT juliet@${name}.example -> romeo@prosody.example: back by ${name}`);
      expect(of[name].streams).toEqual({ inbound: 1, outbound: 0 });
    });

    it('our stream carries its answer', async () => {
      const { first } = of;
      await first.say('juliet@first.example', 'romeo@prosody.example', 'ours');
      await prosody.logged('LAB GOT juliet@first.example -> romeo@prosody.example: ours');
      await prosody.send('romeo@prosody.example', 'juliet@first.example', 'theirs');
      expect(await first.received('theirs')).toBe('romeo@prosody.example');
      expect(first.streams).toEqual({ inbound: 0, outbound: 1 });
    });
  });

  describe('on a stream of a peer', () => {
    const authenticated = async (name: GatewayName, isAsked: boolean): Promise<ScriptedPeer> => {
      const names = { from: 'peer.example', to: `${name}.example` };
      const peer = await secureStream(address[name], names, identity);
      expect(await peer.expect('</stream:features>')).toContain(bidiFeature);
      peer.send((isAsked ? bidi : '') + auth);
      await peer.expect('<success');
      peer.open(names.from, names.to);
      await until('features', () => (peer.received.match(/stream:features>/g)?.length ?? 0) > 2 || undefined);
      return peer;
    };
    const answer = (name: GatewayName, to = 'romeo@peer.example') =>
      of[name].say(`juliet@${name}.example`, to, 'an answer');

    it('that has asked for it, our stanzas go', async () => {
      const peer = await authenticated('external', true);
      await answer('external');
      expect(await peer.expect('an answer')).toContain("from='juliet@external.example'");
      peer.socket.destroy();
    });
    it.each([
      ['that has not asked for it, none goes', 'external', false, 'romeo@peer.example'],
      ['to which a static route leads, none goes', 'routed', true, 'romeo@peer.example'],
      ['those for another of its domains do not go', 'external', true, 'romeo@second.example'],
    ] as const)('%s', async (_, name, isAsked, to) => {
      const peer = await authenticated(name, isAsked);
      // Nobody listens where a stream of our own would lead.
      await expect(answer(name, to)).rejects.toMatchObject({ condition: 'remote-connection-failed' });
      expect(peer.received).not.toContain('an answer');
      peer.socket.destroy();
    });
    it('asked for after authentication it is not given', async () => {
      const peer = await authenticated('external', false);
      peer.send(bidi + message('romeo@peer.example', 'juliet@external.example', 'asked late'));
      await of.external.received('asked late');
      await expect(answer('external')).rejects.toMatchObject({ condition: 'remote-connection-failed' });
      expect(of.external.events).toContainEqual({ kind: 'unsolicited', what: 'bidi' });
      peer.socket.destroy();
    });
    it('that has ended, nothing goes', async () => {
      const peer = await authenticated('external', true);
      peer.send('</stream:stream>');
      await peer.closed();
      await expect(answer('external')).rejects.toMatchObject({ condition: 'remote-connection-failed' });
    });
    it('before TLS it is not offered', async () => {
      const names = { from: 'peer.example', to: 'external.example' };
      const peer = await secureStream(address.external, names, identity);
      const before = peer.received;
      expect(before).not.toContain('bidi');
      peer.socket.destroy();
    });
  });

  describe('on our stream to a peer', () => {
    const stranger = authority.odd('self-signed', 'peer.example');
    /** Takes our stream by dialback, and gives the peer what comes of it to say. */
    const takeStream = (
      own: Identity,
      features: string,
      then: (peer: ScriptedPeer) => Promise<void> | void,
    ) => {
      let said = '';
      const isListening = listenAsPeer(address.peer, async (peer) => {
        await acceptStream(
          peer,
          own,
          'peer-stream',
          `<dialback xmlns='urn:xmpp:features:dialback'/>${features}`,
        );
        await peer.expect('</db:result>');
        said = peer.received;
        const [, from, to] = /<db:result from='([^']*)' to='([^']*)'/.exec(said)!;
        peer.send(`<db:result from='${to}' to='${from}' type='valid'/>`);
        await then(peer);
        said = await peer.closed();
      });
      return { isListening, said: () => said };
    };

    it('what comes of its pair is taken, and what comes of another ends the stream', async () => {
      const script = takeStream(identity, bidiFeature, (peer) => {
        peer.send(message('romeo@peer.example', 'juliet@dialback.example', 'mine, on your stream'));
        peer.send(message('romeo@second.example', 'juliet@dialback.example', 'not mine'));
      });
      await script.isListening;
      await of.dialback.say('juliet@dialback.example', 'romeo@peer.example', 'hello');
      expect(await of.dialback.received('mine, on your stream')).toBe('romeo@peer.example');
      await until('end', () => script.said().includes('<invalid-from ') || undefined);
      expect(JSON.stringify(of.dialback.inbox)).not.toContain('not mine');
    });
    it.each([
      ['whose certificate is not verified, it is not asked for', 'lenient', stranger, bidiFeature],
      ['that does not offer it, it is not asked for', 'dialback', identity, ''],
    ] as const)('%s, and what comes is dropped', async (_, name, own, features) => {
      const script = takeStream(own, features, async (peer) => {
        peer.send(message('romeo@peer.example', `juliet@${name}.example`, 'unasked'));
        await until(
          'drop',
          () =>
            of[name].events.some((event) => event.kind === 'unsolicited' && event.what === 'message') ||
            undefined,
        );
        peer.send('</stream:stream>');
      });
      await script.isListening;
      await of[name].say(`juliet@${name}.example`, 'romeo@peer.example', 'hello');
      await until('end', () => script.said() || undefined);
      expect(script.said()).not.toContain('urn:xmpp:bidi');
      expect(JSON.stringify(of[name].inbox)).not.toContain('unasked');
    });
    it('it is asked for before EXTERNAL', async () => {
      let said = '';
      await listenAsPeer(address.peer, async (peer) => {
        await acceptStream(peer, identity, 'peer-stream', external + bidiFeature);
        said = await peer.expect('</auth>');
        peer.send("<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>");
        await until('header', () => (peer.received.match(/<stream:stream/g)?.length ?? 0) > 1 || undefined);
        await greetAs(peer, 'second', '');
        peer.send(message('romeo@peer.example', 'juliet@external.example', 'by EXTERNAL, both ways'));
        await peer.closed();
      });
      await of.external.say('juliet@external.example', 'romeo@peer.example', 'hello');
      expect(await of.external.received('by EXTERNAL, both ways')).toBe('romeo@peer.example');
      expect(said.indexOf(bidi)).toBeGreaterThan(0);
      expect(said.indexOf('<auth')).toBeGreaterThan(said.indexOf(bidi));
    });
  });
});
