import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith } from '../support/programs.ts';
import { scratchFolder } from '../support/scratch.ts';
import { Authority } from './lab/authority.ts';
import { startDns, zoneOf } from './lab/dns.ts';
import { startEjabberd } from './lab/ejabberd.ts';
import { startLabGateway, type LabGateway } from './lab/gateway.ts';
import { startProsody } from './lab/prosody.ts';
import type { ServerProcess } from './lab/server-process.ts';
import { until } from './lab/until.ts';

const changes = ['revoked', 'denied', 'off'] as const;
type Change = (typeof changes)[number];
const address = {
  dns: '127.0.69.53',
  prosody: '127.0.69.2',
  ejabberd: '127.0.69.3',
  revoked: '127.0.69.11',
  denied: '127.0.69.12',
  off: '127.0.69.13',
};
const zone = zoneOf(
  {
    [address.prosody]: ['prosody.example'],
    [address.ejabberd]: ['ejabberd.example'],
    ...Object.fromEntries(changes.map((name) => [address[name], [`${name}.example`]])),
  },
  'addresses',
);

interface Server extends ServerProcess {
  send(from: string, to: string, body: string): Promise<unknown>;
}

describeWith(['prosody', 'ejabberdctl', 'openssl'], 'while streams are up', () => {
  const folder = scratchFolder('expcert-while-up-');
  const authority = new Authority(folder);
  const gateways = {} as Record<Change, LabGateway>;
  const servers = {} as Record<'prosody' | 'ejabberd', Server>;

  beforeAll(async () => {
    const dns = await startDns(address.dns, zone);
    afterAll(() => dns.close());
    const settings = (name: 'prosody' | 'ejabberd') => {
      mkdirSync(join(folder, name));
      // Of a number that a revocation list may name.
      const hosts = { [`${name}.example`]: authority.odd('revoked', `${name}.example`) };
      return {
        folder: join(folder, name),
        address: address[name],
        dns: address.dns,
        rootPem: authority.rootPem,
        hosts,
      };
    };
    servers.prosody = await startProsody({ ...settings('prosody'), secureAuth: true });
    afterAll(() => servers.prosody.stop());
    servers.ejabberd = await startEjabberd({ ...settings('ejabberd'), dialbackHosts: [] });
    afterAll(() => servers.ejabberd.stop());
    for (const name of changes) {
      gateways[name] = await startLabGateway({
        ...{ authority, dns: address.dns, host: address[name], folder: join(folder, name) },
        ...{ domains: [`${name}.example`], federation: { saslExternal: true }, crls: authority.crls([]) },
      });
      afterAll(() => gateways[name].close());
    }
  });

  const settings = async (gateway: LabGateway, federation: object) => {
    const file = join(dirname(gateway.files.crls), 'deployment.yaml');
    const content = JSON.parse(readFileSync(file, 'utf8')) as { federation: object };
    writeFileSync(file, JSON.stringify({ ...content, federation: { ...content.federation, ...federation } }));
    await gateway.site.reload();
  };
  const change: Record<Change, (gateway: LabGateway) => Promise<void>> = {
    async revoked(gateway) {
      writeFileSync(gateway.files.crls, authority.crls([667]));
      await gateway.site.reload();
    },
    denied: (gateway) =>
      settings(gateway, { privacyMode: 'Deny list', denyList: ['prosody.example', 'ejabberd.example'] }),
    off: (gateway) => settings(gateway, { xmppFederationSupport: false }),
  };

  it.each([
    ['a list names the certificate of its peer', 'revoked', 'reset', 'the certificate has been revoked'],
    ['its peer is denied', 'denied', 'policy-violation', 'federation with this domain is not allowed'],
    ['federation is switched off', 'off', 'policy-violation', 'federation with this domain is not allowed'],
  ] as const)('every stream with Prosody and ejabberd ends when %s', async (_, name, condition, text) => {
    const gateway = gateways[name];
    const peers = Object.entries(servers);
    for (const [peer, server] of peers) {
      await server.send(`romeo@${peer}.example`, `juliet@${name}.example`, `from ${peer}`);
      await gateway.received(`from ${peer}`);
      await gateway.say(`juliet@${name}.example`, `romeo@${peer}.example`, `to ${peer}`);
    }
    expect(gateway.streams).toEqual({ inbound: 2, outbound: 2 });
    const before = peers.map(([, server]) => server.log().length);
    await change[name](gateway);
    await until('the end of all streams', () => {
      const { inbound, outbound } = gateway.streams;
      return inbound + outbound === 0 || undefined;
    });
    for (const [at, [peer, server]] of peers.entries()) {
      await server.logged(text, before[at]);
      expect(server.log().slice(before[at])).toContain(condition);
      await server.send(`romeo@${peer}.example`, `juliet@${name}.example`, `too late, from ${peer}`);
      const sent = gateway.say(`juliet@${name}.example`, `romeo@${peer}.example`, 'too late');
      await expect(sent).rejects.toMatchObject({ name: 'Undeliverable' });
      await gateway.verdict(
        `${peer}.example`,
        ({ direction, decision }) => direction === 'in' && decision.verdict === 'reject',
      );
    }
    expect(JSON.stringify(gateway.inbox)).not.toContain('too late');
  });
});
