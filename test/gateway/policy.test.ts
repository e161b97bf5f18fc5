import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeWith } from '../support/programs.ts';
import { scratchFolder } from '../support/scratch.ts';
import { Authority } from './lab/authority.ts';
import { startDns, zoneOf, type DnsServer } from './lab/dns.ts';
import { startLabGateway, type LabGateway } from './lab/gateway.ts';
import { startProsody, type Prosody } from './lab/prosody.ts';

const address = {
  dns: '127.0.63.53',
  prosody: '127.0.63.2',
  nobody: '127.0.63.99',
  allow: '127.0.63.10',
  deny: '127.0.63.11',
  routes: '127.0.63.12',
  reloading: '127.0.63.13',
};

/** In DNS, `routed.example` leads to nobody: only a static route can find it. */
const zone = zoneOf({
  [address.prosody]: ['listed.example', 'conference.listed.example', 'other.example', 'revocable.example'],
  [address.nobody]: ['routed.example', 'broken.example'],
  [address.allow]: ['allow.example'],
  [address.deny]: ['deny.example'],
  [address.routes]: ['routes.example'],
  [address.reloading]: ['reloading.example'],
});
const remoteHosts = [
  'listed.example',
  'conference.listed.example',
  'other.example',
  'routed.example',
  'broken.example',
];

describeWith(['prosody', 'openssl'], 'the settings of the guide, with Prosody on the other side', () => {
  const folder = scratchFolder('expcert-policy-');
  const authority = new Authority(folder);
  let dns: DnsServer;
  let prosody: Prosody;

  beforeAll(async () => {
    dns = await startDns(address.dns, zone);
    afterAll(() => dns.close());
    mkdirSync(join(folder, 'prosody'));
    const certified = await Promise.all(
      remoteHosts.map(async (host) => [host, await authority.certify([host])] as const),
    );
    prosody = await startProsody({
      folder: join(folder, 'prosody'),
      address: address.prosody,
      dns: address.dns,
      rootPem: authority.rootPem,
      secureAuth: true,
      hosts: {
        ...Object.fromEntries(certified),
        // Of a number that a revocation list may name.
        'revocable.example': authority.odd('revoked', 'revocable.example'),
      },
    });
    afterAll(() => prosody.stop());
  });

  const start = async (
    name: 'allow' | 'deny' | 'routes' | 'reloading',
    federation: Readonly<Record<string, unknown>>,
    crls?: string,
  ): Promise<LabGateway> => {
    const gateway = await startLabGateway({
      ...{ authority, dns: address.dns, host: address[name], folder: join(folder, name) },
      ...{ domains: [`${name}.example`], federation, ...(crls !== undefined && { crls }) },
    });
    afterAll(() => gateway.close());
    return gateway;
  };

  const refused = (gateway: LabGateway, local: string, remote: string) =>
    expect(gateway.say(`juliet@${local}`, `romeo@${remote}`, 'hello')).rejects.toMatchObject({
      condition: 'forbidden',
    });

  describe('an allow list', () => {
    let gateway: LabGateway;
    beforeAll(async () => {
      gateway = await start('allow', { privacyMode: 'Allow list', allowList: ['listed.example'] });
    });

    it('lets a domain that is on it through, both ways', async () => {
      await prosody.send('romeo@listed.example', 'juliet@allow.example', 'I am listed');
      expect(await gateway.received('I am listed')).toBe('romeo@listed.example');
      await gateway.say('juliet@allow.example', 'romeo@listed.example', 'so you are');
      await prosody.logged('LAB GOT juliet@allow.example -> romeo@listed.example: so you are');
    });

    it.each(['other.example', 'conference.listed.example'])(
      'refuses %s, which is not on it, before TLS',
      async (remote) => {
        await prosody.send(`romeo@${remote}`, 'juliet@allow.example', 'let me in');
        const { decision, state } = await gateway.verdict(remote);
        expect({ verdict: decision.verdict, rule: decision.rule, state }).toEqual({
          ...{ verdict: 'reject', rule: 'R1', state: undefined },
        });
        await prosody.logged(
          `s2s stream ${remote}->allow.example closed: policy-violation (federation with this domain is not allowed)`,
        );
      },
    );

    it('connects to nobody who is not on it', async () => {
      await refused(gateway, 'allow.example', 'other.example');
      expect(dns.asked.filter((name) => name.endsWith('.other.example'))).toEqual([]);
    });
  });

  describe('a deny list', () => {
    let gateway: LabGateway;
    beforeAll(async () => {
      gateway = await start('deny', {
        ...{ privacyMode: 'Deny list', denyList: ['other.example', 'routed.example'] },
        ...{ useStaticRoutes: true, staticRoutes: [{ domain: 'routed.example', address: address.prosody }] },
      });
    });

    it('lets everybody else through', async () => {
      await prosody.send('romeo@listed.example', 'juliet@deny.example', 'nobody denies me');
      expect(await gateway.received('nobody denies me')).toBe('romeo@listed.example');
    });

    it('refuses a domain that is on it', async () => {
      await prosody.send('romeo@other.example', 'juliet@deny.example', 'let me in');
      expect(await gateway.verdict('other.example')).toMatchObject({ decision: { rule: 'R1' } });
      await prosody.logged('s2s stream other.example->deny.example closed: policy-violation');
      await refused(gateway, 'deny.example', 'other.example');
    });

    it('refuses it in spite of a static route', () => refused(gateway, 'deny.example', 'routed.example'));
  });

  describe('static routes', () => {
    let gateway: LabGateway;
    beforeAll(async () => {
      gateway = await start('routes', {
        ...{ privacyMode: 'Allow list', allowList: ['listed.example'], useStaticRoutes: true },
        staticRoutes: [
          { domain: 'routed.example', address: address.nobody },
          { domain: 'routed.example', address: address.prosody },
          { domain: 'broken.example', address: address.nobody },
        ],
      });
    });

    it('lead where DNS does not, the next address being tried, and count as allowed', async () => {
      await gateway.say('juliet@routes.example', 'romeo@routed.example', 'by the route');
      await prosody.logged('LAB GOT juliet@routes.example -> romeo@routed.example: by the route');
      expect(dns.asked.filter((name) => name.startsWith('SRV _xmpp-server._tcp.routed.example'))).toEqual([]);
    });

    it('have no way back to DNS where nobody answers', async () => {
      const sent = gateway.say('juliet@routes.example', 'romeo@broken.example', 'hello');
      await expect(sent).rejects.toMatchObject({ condition: 'remote-connection-failed' });
      expect(dns.asked.filter((name) => name.includes('broken.example'))).toEqual([]);
    });

    it('leave a domain without one to DNS', async () => {
      await gateway.say('juliet@routes.example', 'romeo@listed.example', 'by DNS');
      await prosody.logged('LAB GOT juliet@routes.example -> romeo@listed.example: by DNS');
    });
  });

  describe('replaced on disk while the gateway runs', () => {
    let gateway: LabGateway;
    beforeAll(async () => {
      gateway = await start('reloading', {}, authority.crls([]));
    });

    it('a revocation list ends the open streams of those it names, both ways, and acts on the next', async () => {
      await prosody.send('romeo@revocable.example', 'juliet@reloading.example', 'still good');
      expect(await gateway.received('still good')).toBe('romeo@revocable.example');
      await gateway.say('juliet@reloading.example', 'romeo@revocable.example', 'good to hear');
      await prosody.send('romeo@listed.example', 'juliet@reloading.example', 'not named');
      expect(await gateway.received('not named')).toBe('romeo@listed.example');
      const ended = () =>
        gateway.events.flatMap((each) => (each.kind === 'closed' ? [`${each.direction} ${each.why}`] : []));
      const before = ended().length;
      writeFileSync(gateway.files.crls, authority.crls([667]));
      await gateway.site.reload();
      expect(ended().slice(before).sort()).toEqual([
        'in reset: the certificate has been revoked',
        'out reset: the certificate has been revoked',
      ]);
      await prosody.logged('reset (the certificate has been revoked)');

      const sent = gateway.say('juliet@reloading.example', 'romeo@revocable.example', 'on a new stream');
      await expect(sent).rejects.toMatchObject({ message: 'the certificate has been revoked' });
    });

    it('a certificate is presented on the next stream; open streams live on', async () => {
      await prosody.send('romeo@listed.example', 'juliet@reloading.example', 'before');
      expect(await gateway.received('before')).toBe('romeo@listed.example');
      const { chain, key } = authority.odd('untrusted', 'reloading.example');
      writeFileSync(gateway.files.certificate, chain);
      writeFileSync(gateway.files.key, key);
      await gateway.site.reload();

      await prosody.send('romeo@listed.example', 'juliet@reloading.example', 'the same stream');
      expect(await gateway.received('the same stream')).toBe('romeo@listed.example');

      await prosody.send('romeo@other.example', 'juliet@reloading.example', 'a new stream');
      await prosody.logged(
        'Forbidding insecure connection to/from reloading.example because its certificate is not trusted',
      );
    });

    it('what cannot be used changes nothing', async () => {
      writeFileSync(gateway.files.crls, 'no list\n');
      writeFileSync(gateway.files.key, 'no key\n');
      await gateway.site.reload();
      await prosody.send('romeo@listed.example', 'juliet@reloading.example', 'all as before');
      expect(await gateway.received('all as before')).toBe('romeo@listed.example');
    });
  });
});
