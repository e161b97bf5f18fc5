import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeWith } from '../support/programs.ts';
import { scratchFolder } from '../support/scratch.ts';
import { Authority, oddCases } from './lab/authority.ts';
import { startDns, zoneOf } from './lab/dns.ts';
import { startEjabberd, type Ejabberd } from './lab/ejabberd.ts';
import { startLabGateway, type LabGateway } from './lab/gateway.ts';
import { refusedPeers } from './lab/odd-peers.ts';
import { until } from './lab/until.ts';

const address = {
  dns: '127.0.62.53',
  ejabberd: '127.0.62.3',
  dialback: '127.0.62.10',
  external: '127.0.62.11',
};

const oddHosts = oddCases.map((name) => `${name}.lab.example`);
const zone = zoneOf(
  {
    [address.ejabberd]: ['ejabberd.example', 'certificates.example', ...oddHosts],
    [address.dialback]: ['dialback.example'],
    [address.external]: ['external.example'],
  },
  'addresses',
);

/** ejabberd completes chains from its other files, so it never sends one without the intermediate CA. */
const refusedOnes = refusedPeers.filter(({ name }) => name !== 'missing-intermediate');

describeWith(['ejabberdctl', 'openssl'], 'with ejabberd', () => {
  const folder = scratchFolder('expcert-ejabberd-');
  let ejabberd: Ejabberd;
  let dialback: LabGateway;
  let external: LabGateway;

  beforeAll(async () => {
    const authority = new Authority(folder);
    const dns = await startDns(address.dns, zone);
    afterAll(() => dns.close());
    mkdirSync(join(folder, 'ejabberd'));
    ejabberd = await startEjabberd({
      folder: join(folder, 'ejabberd'),
      address: address.ejabberd,
      dns: address.dns,
      rootPem: authority.rootPem,
      hosts: {
        'ejabberd.example': await authority.certify(['ejabberd.example']),
        'certificates.example': await authority.certify(['certificates.example']),
        ...Object.fromEntries(
          oddCases.map((name) => [`${name}.lab.example`, authority.odd(name, `${name}.lab.example`)]),
        ),
      },
      dialbackHosts: ['ejabberd.example', ...oddHosts],
    });
    afterAll(() => ejabberd.stop());
    for (const host of ['ejabberd.example', 'certificates.example', ...oddHosts])
      await ejabberd.call('register', { user: 'romeo', host, password: 'not-a-secret' });
    const start = async (name: 'dialback' | 'external', federation: object) => {
      const gateway = await startLabGateway({
        ...{ authority, dns: address.dns, host: address[name], folder: join(folder, name) },
        ...{ domains: [`${name}.example`], federation: { ...federation }, crls: authority.crls() },
      });
      afterAll(() => gateway.close());
      return gateway;
    };
    dialback = await start('dialback', {});
    external = await start('external', { saslExternal: true });
  });

  /** Nobody is online, so that messages are kept. */
  const kept = (host: string, count: number) =>
    until(`${count} messages kept at ${host}`, async () => {
      const found = (await ejabberd.call('get_offline_count', { user: 'romeo', host })) as { value: number };
      return found.value === count ? true : undefined;
    });

  describe('a message passes', () => {
    it('in with dialback', async () => {
      await ejabberd.send('romeo@ejabberd.example', 'juliet@dialback.example', 'wherefore');
      expect(await dialback.received('wherefore')).toBe('romeo@ejabberd.example');
      const seen = await dialback.verdict(
        'ejabberd.example',
        ({ decision }) => decision.verdict === 'accept',
      );
      expect(seen).toMatchObject({ state: 'ok', decision: { rule: 'R11' } });
    });

    it('out with dialback', async () => {
      await dialback.say('juliet@dialback.example', 'romeo@ejabberd.example', 'here');
      await kept('ejabberd.example', 1);
      await ejabberd.logged(
        'Accepted inbound s2s dialback authentication dialback.example -> ejabberd.example',
      );
    });

    it('in with EXTERNAL, from a host without dialback', async () => {
      await ejabberd.send('romeo@certificates.example', 'juliet@external.example', 'wherefore');
      expect(await external.received('wherefore')).toBe('romeo@certificates.example');
      await ejabberd.logged(
        'Accepted outbound s2s EXTERNAL authentication certificates.example -> external.example',
      );
    });

    it('out with EXTERNAL, to a host without dialback', async () => {
      await external.say('juliet@external.example', 'romeo@certificates.example', 'here');
      await kept('certificates.example', 1);
      await ejabberd.logged(
        'Accepted inbound s2s EXTERNAL authentication external.example -> certificates.example',
      );
    });
  });

  it('a gateway without SASL EXTERNAL cannot federate with a host without dialback', async () => {
    const sent = dialback.say('juliet@dialback.example', 'romeo@certificates.example', 'nobody hears');
    await expect(sent).rejects.toMatchObject({ name: 'Undeliverable' });
  });

  describe('a peer whose certificate is', () => {
    it.each(refusedOnes)(
      '$name is refused by $rule, and told why',
      async ({ name, state, code, rule, text }) => {
        const domain = `${name}.lab.example`;
        await ejabberd.send(`romeo@${domain}`, 'juliet@dialback.example', `from ${name}`);
        const seen = await dialback.verdict(
          domain,
          (event) => event.direction === 'in' && event.state !== undefined,
        );
        expect(seen).toMatchObject({ state, decision: { verdict: 'reject', rule } });
        expect(seen.codes).toContain(code);
        await ejabberd.logged(
          `${domain} -> dialback.example: Stream closed by peer: ${text} (not-authorized)`,
        );
      },
    );

    it.each(refusedOnes)('$name is refused by $rule when we connect to it', async (row) => {
      const { name, state, code, rule, text } = row;
      const domain = `${name}.lab.example`;
      const sent = dialback.say('juliet@dialback.example', `romeo@${domain}`, `to ${name}`);
      await expect(sent).rejects.toMatchObject({ name: 'Undeliverable', message: text });
      const seen = await dialback.verdict(
        domain,
        (event) => event.direction === 'out' && event.state !== undefined,
      );
      expect(seen).toMatchObject({ state, decision: { verdict: 'reject', rule } });
      expect(seen.codes).toContain(code);
      await ejabberd.logged(`dialback.example -> ${domain}: Stream closed by peer: ${text} (not-authorized)`);
    });

    it.each([
      ['good for serverAuth alone, as public CAs issue them', 'server-auth'],
      ['from a CA that is good for serverAuth alone', 'server-auth-ca'],
    ] as const)('%s, is accepted both ways', async (_, name) => {
      const domain = `${name}.lab.example`;
      await ejabberd.send(`romeo@${domain}`, 'juliet@dialback.example', `by ${name}`);
      expect(await dialback.received(`by ${name}`)).toBe(`romeo@${domain}`);
      await dialback.say('juliet@dialback.example', `romeo@${domain}`, `to ${name}`);
      await kept(domain, 1);
    });
  });
});
