import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, afterAll, expect, it } from 'vitest';
import { expcert } from '../support/cli.ts';
import { describeWith } from '../support/programs.ts';
import { scratchFolder } from '../support/scratch.ts';
import { Authority } from './lab/authority.ts';
import { startProsody } from './lab/prosody.ts';

const address = '127.0.63.2';

const deployment = `
version: 1
name: Lab
release: X14.2
services: { xmppFederation: true }
federationDomains: [gateway.example]
clusters: { edge: { role: E, peers: [expe.gateway.example] } }
federation: { privacyMode: Off, dialbackSecret: { env: DIALBACK } }
`;

describeWith(['prosody', 'openssl'], 'federation check with Prosody', () => {
  const folder = scratchFolder('expcert-check-');

  beforeAll(async () => {
    const authority = new Authority(folder);
    mkdirSync(join(folder, 'prosody'));
    const prosody = await startProsody({
      ...{ folder: join(folder, 'prosody'), address, dns: '127.0.63.53', rootPem: authority.rootPem },
      ...{ secureAuth: true, directTlsPort: 5270 },
      hosts: {
        'prosody.example': await authority.certify(['prosody.example']),
        'expired.example': authority.odd('expired', 'expired.example'),
      },
    });
    afterAll(() => prosody.stop());
    const own = await authority.certify(['gateway.example']);
    writeFileSync(join(folder, 'own.pem'), own.chain);
    writeFileSync(join(folder, 'own.key'), own.key, { mode: 0o600 });
    writeFileSync(join(folder, 'fleet.yaml'), deployment);
  });

  const check = (domain: string, ...argv: readonly string[]) =>
    expcert(['federation', 'check', domain, '-d', 'fleet.yaml', '--trust', 'root.pem', ...argv], {
      cwd: folder,
    });

  it.each([
    ['STARTTLS', ['--connect', address]],
    ['TLS from the start', ['--connect', `${address}:5270`, '--direct-tls']],
    ['STARTTLS', ['--connect', address, '--cert', 'own.pem', '--key', 'own.key']],
  ])('a good certificate over %s', async (how, argv) => {
    const { status, stdout, stderr } = await check('prosody.example', ...argv);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toContain(`Stream     from gateway.example, ${how}\n`);
    expect(stdout).toContain('Verdict  ACCEPT if dialback succeeds, rule R11\n');
  });

  it('one that has expired', async () => {
    const { status, stdout } = await check('expired.example', '--connect', address);
    expect(status).toBe(1);
    expect(stdout).toContain('path/expired');
    expect(stdout).toContain('Verdict  REJECT, rule R8\n');
  });

  it('a domain that is not served there', async () => {
    const { status, stderr } = await check('other.example', '--connect', address);
    expect(status).toBe(3);
    expect(stderr).toContain(`error: ${address}:5269 ends the stream: host-unknown\n`);
    expect(stderr).toContain('this server does not serve other.example');
  });
});
