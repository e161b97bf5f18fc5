import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeWith } from '../support/programs.ts';
import { scratchFolder } from '../support/scratch.ts';
import { Authority, oddCases } from './lab/authority.ts';
import { startDns, zoneOf } from './lab/dns.ts';
import { startLabGateway, type LabGateway } from './lab/gateway.ts';
import { refusedPeers, unverifiedPeers } from './lab/odd-peers.ts';
import { startProsody, type Prosody } from './lab/prosody.ts';

const address = {
  dns: '127.0.61.53',
  prosody: '127.0.61.2',
  dialback: '127.0.61.10',
  external: '127.0.61.11',
  lenient: '127.0.61.12',
};

const oddHosts = oddCases.map((name) => `${name}.lab.example`);
const zone = zoneOf({
  [address.prosody]: ['prosody.example', 'conference.prosody.example', ...oddHosts],
  [address.dialback]: ['dialback.example', 'chat.dialback.example'],
  [address.external]: ['external.example'],
  [address.lenient]: ['lenient.example'],
});

describeWith(['prosody', 'openssl'], 'with Prosody', () => {
  const folder = scratchFolder('expcert-prosody-');
  let prosody: Prosody;
  let dialback: LabGateway;
  let external: LabGateway;
  let lenient: LabGateway;

  beforeAll(async () => {
    const authority = new Authority(folder);
    const dns = await startDns(address.dns, zone);
    afterAll(() => dns.close());
    mkdirSync(join(folder, 'prosody'));
    prosody = await startProsody({
      folder: join(folder, 'prosody'),
      address: address.prosody,
      dns: address.dns,
      rootPem: authority.rootPem,
      secureAuth: true,
      hosts: {
        'prosody.example': await authority.certify(['prosody.example']),
        ...Object.fromEntries(
          oddCases.map((name) => [`${name}.lab.example`, authority.odd(name, `${name}.lab.example`)]),
        ),
      },
    });
    afterAll(() => prosody.stop());
    const start = async (
      name: 'dialback' | 'external' | 'lenient',
      federation: object,
      aliases: string[] = [],
    ) => {
      const gateway = await startLabGateway({
        ...{ authority, dns: address.dns, host: address[name], folder: join(folder, name) },
        ...{ domains: [`${name}.example`], aliases, federation: { ...federation }, crls: authority.crls() },
      });
      afterAll(() => gateway.close());
      return gateway;
    };
    dialback = await start('dialback', {}, ['chat.dialback.example']);
    external = await start('external', { saslExternal: true });
    lenient = await start('lenient', { requireClientSideSecurityCertificates: false });
  });

  describe('a message passes', () => {
    it('in with dialback', async () => {
      await prosody.send('romeo@prosody.example', 'juliet@dialback.example', 'wherefore');
      expect(await dialback.received('wherefore')).toBe('romeo@prosody.example');
      const { decision, state } = await dialback.verdict(
        'prosody.example',
        ({ decision: { verdict } }) => verdict === 'accept',
      );
      expect({ rule: decision.rule, state }).toEqual({ rule: 'R11', state: 'ok' });
    });

    it('out with dialback', async () => {
      await dialback.say('juliet@dialback.example', 'romeo@prosody.example', 'here');
      await prosody.logged('LAB GOT juliet@dialback.example -> romeo@prosody.example: here');
    });

    it('in with EXTERNAL', async () => {
      await prosody.send('romeo@prosody.example', 'juliet@external.example', 'wherefore');
      expect(await external.received('wherefore')).toBe('romeo@prosody.example');
      const { decision } = await external.verdict('prosody.example');
      expect(decision).toMatchObject({ verdict: 'accept', rule: 'G8' });
      await prosody.logged('SASL EXTERNAL with external.example succeeded');
    });

    it('out with EXTERNAL', async () => {
      await external.say('juliet@external.example', 'romeo@prosody.example', 'here');
      await prosody.logged('Accepting SASL EXTERNAL identity from external.example');
      await prosody.logged('LAB GOT juliet@external.example -> romeo@prosody.example: here');
    });

    it('to a chat node alias, which is a domain of its own, and back', async () => {
      await prosody.send('romeo@prosody.example', 'room@chat.dialback.example', 'in the room');
      expect(await dialback.received('in the room')).toBe('romeo@prosody.example');
      await dialback.say('room@chat.dialback.example', 'romeo@prosody.example', 'from the room');
      await prosody.logged('LAB GOT room@chat.dialback.example -> romeo@prosody.example: from the room');
    });
  });

  describe('a peer whose certificate is', () => {
    it.each(refusedPeers)('$name is refused by $rule, and told why', async (row) => {
      const { name, state, code, rule, text } = row;
      const domain = `${name}.lab.example`;
      await prosody.send(`romeo@${domain}`, 'juliet@dialback.example', `from ${name}`);
      const seen = await dialback.verdict(
        domain,
        ({ direction, state }) => direction === 'in' && state !== undefined,
      );
      expect(seen).toMatchObject({ state, decision: { verdict: 'reject', rule } });
      expect(seen.codes).toContain(code);
      await prosody.logged(`s2s stream ${domain}->dialback.example closed: not-authorized (${text})`);
      expect(dialback.inbox.map(({ attributes }) => attributes['from'])).not.toContain(`romeo@${domain}`);
    });

    it.each(refusedPeers)('$name is refused by $rule when we connect to it', async (row) => {
      const { name, state, code, rule, text } = row;
      const domain = `${name}.lab.example`;
      const before = prosody.log().length;
      const sent = dialback.say('juliet@dialback.example', `romeo@${domain}`, `to ${name}`);
      await expect(sent).rejects.toMatchObject({ name: 'Undeliverable', message: text });
      const seen = await dialback.verdict(
        domain,
        ({ direction, state }) => direction === 'out' && state !== undefined,
      );
      expect(seen).toMatchObject({ state, decision: { verdict: 'reject', rule } });
      expect(seen.codes).toContain(code);
      await prosody.logged(`Session closed by remote with error: not-authorized (${text})`, before);
    });

    it.each([
      ['good for serverAuth alone, as public CAs issue them', 'server-auth'],
      ['from a CA that is good for serverAuth alone', 'server-auth-ca'],
    ] as const)('%s, is accepted both ways', async (_, name) => {
      const domain = `${name}.lab.example`;
      await prosody.send(`romeo@${domain}`, 'juliet@external.example', `a client by ${name}`);
      expect(await external.received(`a client by ${name}`)).toBe(`romeo@${domain}`);
      await external.say('juliet@external.example', `romeo@${domain}`, `to ${name}`);
      await prosody.logged(`LAB GOT juliet@external.example -> romeo@${domain}: to ${name}`);
    });

    it.each(unverifiedPeers)(
      '$name passes by dialback where certificates need not be verified ($rule)',
      async ({ name, state, verdict, rule, warnings }) => {
        const domain = `${name}.lab.example`;
        await prosody.send(`romeo@${domain}`, 'juliet@lenient.example', `${name}, unverified`);
        const seen = await lenient.verdict(
          domain,
          ({ direction, decision }) => direction === 'in' && decision.verdict === verdict,
        );
        expect(seen).toMatchObject({ state, decision: { verdict, rule, warnings } });
        if (verdict === 'accept') await lenient.received(`${name}, unverified`);
      },
    );
  });
});
