import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith } from '../support/programs.ts';
import { scratchFolder } from '../support/scratch.ts';
import { Authority } from './lab/authority.ts';
import { startDns, type Zone } from './lab/dns.ts';
import { startLabGateway, type LabGateway } from './lab/gateway.ts';
import { startProsody, type Prosody } from './lab/prosody.ts';

const addresses = {
  dns: '127.0.61.53',
  prosody: '127.0.61.2',
  dialback: '127.0.61.10',
  external: '127.0.61.11',
};

const service = (address: string) => ({ target: `${address.replaceAll('.', '-')}.host.example`, port: 5269 });
const zone: Zone = {
  services: {
    '_xmpp-server._tcp.prosody.example': service(addresses.prosody),
    '_xmpp-server._tcp.dialback.example': service(addresses.dialback),
    '_xmpp-server._tcp.external.example': service(addresses.external),
  },
  addresses: Object.fromEntries(
    Object.values(addresses).map((address) => [service(address).target, address]),
  ),
};

describeWith(['prosody', 'openssl'], 'with Prosody', () => {
  const folder = scratchFolder('expcert-prosody-');
  let prosody: Prosody;
  let dialback: LabGateway;
  let external: LabGateway;

  beforeAll(async () => {
    const authority = new Authority(folder);
    const dns = await startDns(addresses.dns, () => zone);
    afterAll(() => dns.close());
    mkdirSync(join(folder, 'prosody'));
    prosody = await startProsody({
      folder: join(folder, 'prosody'),
      address: addresses.prosody,
      dns: addresses.dns,
      rootPem: authority.rootPem,
      secureAuth: true,
      hosts: { 'prosody.example': await authority.certify(['prosody.example']) },
    });
    const common = { authority, dns: addresses.dns };
    dialback = await startLabGateway({
      ...common,
      folder: join(folder, 'dialback'),
      host: addresses.dialback,
      domains: ['dialback.example'],
    });
    external = await startLabGateway({
      ...common,
      folder: join(folder, 'external'),
      host: addresses.external,
      domains: ['external.example'],
      federation: { saslExternal: true },
    });
  });
  afterAll(async () => {
    await Promise.all([dialback?.close(), external?.close()]);
    await prosody?.stop();
  });

  it('a message passes with dialback, inbound', async () => {
    await prosody.send('romeo@prosody.example', 'juliet@dialback.example', 'wherefore');
    expect(
      await dialback.received('wherefore').catch((e: Error) => {
        console.log(prosody.log().slice(-6000));
        throw e;
      }),
    ).toBe('romeo@prosody.example');
  });
  it('a message passes with dialback, outbound', async () => {
    await dialback.say('juliet@dialback.example', 'romeo@prosody.example', 'here');
    await prosody.logged(/LAB GOT juliet@dialback.example -> romeo@prosody.example: here/);
  });
  it('a message passes with EXTERNAL, inbound', async () => {
    await prosody.send('romeo@prosody.example', 'juliet@external.example', 'wherefore');
    expect(
      await external.received('wherefore').catch((e: Error) => {
        console.log(prosody.log().slice(-6000));
        throw e;
      }),
    ).toBe('romeo@prosody.example');
  });
  it('a message passes with EXTERNAL, outbound', async () => {
    await external.say('juliet@external.example', 'romeo@prosody.example', 'here');
    await prosody.logged(/LAB GOT juliet@external.example -> romeo@prosody.example: here/);
  });
});
