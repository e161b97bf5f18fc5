import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, it, onTestFinished } from 'vitest';
import { describeWith } from '../support/programs.ts';
import { scratchFolder } from '../support/scratch.ts';
import { Authority } from './lab/authority.ts';
import { startLabGateway } from './lab/gateway.ts';
import type { ProcessSettings } from './lab/process.ts';
import { until } from './lab/until.ts';

const [ours, theirs] = ['127.0.66.12', '127.0.66.13'];
const launcher = join(import.meta.dirname, 'lab/two-processes.mjs');

/** Dialback alone: whichever process has opened a stream, the other may be asked about its key. */
const routes = (domain: string, address: string) => ({
  ...{ useStaticRoutes: true, staticRoutes: [{ domain, address }] },
  saslExternal: false,
});

describeWith('openssl', 'two processes on one port, with one secret', () => {
  const folder = scratchFolder('expcert-processes-');
  const place = (name: string) => join(folder, name);
  const authority = new Authority(folder);

  async function startTwo() {
    const own = await authority.certify(['gw.example']);
    writeFileSync(place('own.pem'), own.chain);
    writeFileSync(place('own.key'), own.key, { mode: 0o600 });
    const settings: ProcessSettings = {
      ...{ folder: place('gw'), authority: folder, dns: '127.0.66.14', host: ours!, domains: ['gw.example'] },
      federation: routes('partner.example', theirs!),
    };
    const child = spawn(process.execPath, [launcher, JSON.stringify(settings)]);
    onTestFinished(() => void child.kill());
    let printed = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data: Buffer) => (printed += data.toString()));
    await until('both', () => printed.split(' listening').length > 2 || undefined);
    return (): string => printed;
  }

  it('messages go both ways, and each process answers for the keys of the other', async () => {
    expect(inject('buildFailure')).toBe('');
    const printed = await startTwo();
    for (const body of ['one', 'two', 'three', 'four']) {
      // Connections go to the processes in turn: one has the stream, the other is asked about its keys.
      const partner = await startLabGateway({
        ...{ folder: place(body), dns: '127.0.66.14', authority, domains: ['partner.example'] },
        ...{ host: theirs!, federation: routes('gw.example', ours!) },
      });
      await partner.say('a@partner.example', 'b@gw.example', body);
      // The echo comes over a stream that one of the two has opened, proven by a key that either may be asked about.
      expect(await partner.received(body)).toBe('b@gw.example');
      await partner.close();
    }
    const lines = printed().split('\n');
    for (const one of ['0', '1'])
      expect(lines.filter((line) => line.startsWith(`${one} verdict`))).not.toEqual([]);
  });
});
