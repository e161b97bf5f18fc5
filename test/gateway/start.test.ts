import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, it, onTestFinished } from 'vitest';
import { describeWith } from '../support/programs.ts';
import { scratchFolder } from '../support/scratch.ts';
import { Authority } from './lab/authority.ts';
import { secureStream } from './lab/scripted-peer.ts';
import { until } from './lab/until.ts';

const address = '127.0.66.10';
const program = join(import.meta.dirname, '../../examples/gateway/start.mjs');

describeWith('openssl', 'the gateway as a program', () => {
  const folder = scratchFolder('expcert-start-');
  const place = (name: string) => join(folder, name);
  const authority = new Authority(folder);
  const deployment = `
version: 1
name: Lab
release: X14.3
services: { mra: false, xmppFederation: true, groupChatTls: false }
ca: private
federationDomains: [gw.example]
clusters:
  core: { role: C, peers: [expc.gw.example] }
  edge: { role: E, peers: [expe.gw.example] }
federation: { privacyMode: Off, saslExternal: true }
`;
  const files = (name: string) => [
    place(name),
    ...['--certificate', place('cert.pem'), '--key', place('key.pem'), '--trust', place('root.pem')],
  ];

  /** The gateway with this file, once it listens, and what it has printed so far. */
  async function started(name: string) {
    const own = await authority.certify(['gw.example']);
    writeFileSync(place('cert.pem'), own.chain);
    writeFileSync(place('key.pem'), own.key, { mode: 0o600 });
    writeFileSync(place(name), deployment);
    const child = spawn(process.execPath, [program, ...files(name), '--listen', address]);
    onTestFinished(() => void child.kill('SIGKILL'));
    let all = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data: Buffer) => (all += data.toString()));
    const printed = (): string => all;
    await until('gateway', () => all.includes(`listening on ${address} for gw.example`) || undefined);
    return { child, printed };
  }

  it('starts from a deployment file, takes streams, and ends them in good order', async () => {
    expect(inject('buildFailure')).toBe('');
    const { child, printed } = await started('deployment.yaml');

    const names = { from: 'peer.example', to: 'gw.example' };
    const peer = await secureStream(address, names, authority.issue({ san: ['dns:peer.example'] }));
    expect(await peer.expect('</stream:features>')).toContain('EXTERNAL');
    await until('verdict', () => printed().includes('"rule":"G8"') || undefined);

    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await peer.closed()).toMatch(/<\/stream:stream>$/);
    expect(await exit).toEqual([0, null]);
  });

  it('takes other lists from its deployment file on SIGHUP, and no file that it cannot use', async () => {
    const { child, printed } = await started('changing.yaml');

    writeFileSync(place('changing.yaml'), deployment.replace('federationDomains', 'federationDomain'));
    child.kill('SIGHUP');
    await until(
      'mistake',
      () => /not read again: .*changing\.yaml:7:1: unknown key/.test(printed()) || undefined,
    );
    writeFileSync(place('changing.yaml'), deployment.replace('gw.example]', 'gw.example, other.example]'));
    child.kill('SIGHUP');
    await until('restart', () => printed().includes('restart the gateway') || undefined);

    const lists = 'privacyMode: Deny list, denyList: [peer.example]';
    writeFileSync(place('changing.yaml'), deployment.replace('privacyMode: Off', lists));
    child.kill('SIGHUP');
    const chain = authority.issue({ san: ['dns:peer.example'] });
    await until('denied', async () => {
      const peer = await secureStream(address, { from: 'peer.example', to: 'gw.example' }, chain).catch(
        () => undefined,
      );
      await peer?.closed();
      return printed().includes('"rule":"R1"') || undefined;
    });
  });

  it.each([
    ['without a deployment file', [], 2, /^usage: /],
    ['with an option that it does not have', ['--unknown'], 2, /^Unknown option '--unknown'/],
    [
      'with a file that has a mistake',
      files('mistaken.yaml'),
      1,
      /mistaken\.yaml:4:10: release cannot be "X9"; expected /,
    ],
    ['with a file that is not there', files('nowhere.yaml'), 1, /^ENOENT: no such file or directory/],
  ])('says what is wrong when it is started %s', (_, args, status, message) => {
    writeFileSync(place('mistaken.yaml'), deployment.replace('X14.3', 'X9'));
    const done = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });
    expect(done.status).toBe(status);
    expect(done.stderr).toMatch(message);
    expect(done.stderr).not.toContain('    at ');
  });
});
