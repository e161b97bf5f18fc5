import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { check, readDeployment } from '../../src/lib/index.ts';
import { nodeVerifier } from '../../src/lib/node/index.ts';
import { until } from '../gateway/lab/until.ts';
import { describeWith, runProgram } from '../support/programs.ts';
import { scratchFolder } from '../support/scratch.ts';

const root = join(import.meta.dirname, '../..');
const example = join(root, 'examples/fleet');
const mixed = join(root, 'fixtures/checks/mixed');
const at = '2026-11-22';
const file = join(mixed, 'corp.yaml');
const { deployment } = readDeployment(readFileSync(file), { file });

/** `.ci/run` runs npm ci in it. */
const isInstalled = existsSync(join(example, 'queue/node_modules/bullmq'));
if (!isInstalled && process.env['REQUIRE_ALL'] === '1')
  throw new Error('bullmq: npm ci in examples/fleet/queue');

const places = isInstalled ? describe : describe.skip;

places('examples/fleet (npm ci in examples/fleet/queue)', () => {
  describeWith(['redis-server', 'mkfifo'], 'gathers on workers', () => {
    const scratch = scratchFolder('expcert-fleet-');

    async function freePort(): Promise<number> {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as { port: number };
      server.close();
      await once(server, 'close');
      return port;
    }

    function started(program: string, ...args: string[]): { child: ChildProcess; printed: () => string } {
      const child = spawn(program, args, { cwd: scratch });
      onTestFinished(() => void child.kill('SIGKILL'));
      let all = '';
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (data: Buffer) => (all += data.toString()));
      return { child, printed: () => all };
    }

    const node = (name: string, ...args: string[]) => started(process.execPath, join(example, name), ...args);

    async function redis(): Promise<string> {
      const port = String(await freePort());
      const server = started('redis-server', '--port', port, '--bind', '127.0.0.1', '--save', '');
      await until('Redis', () => server.printed().includes('Ready to accept') || undefined);
      return port;
    }

    /** The files of a folder that a fleet has under one path, and what one process says of them. */
    async function handover(name: string, source: string) {
      const folder = join(scratch, name);
      cpSync(source, folder, { recursive: true });
      const files = runProgram('find', [folder, '-type', 'f']).stdout.trim().split('\n');
      const given = files.map((path) => ({ path, bytes: readFileSync(path) }));
      const alone = await check(given, deployment, { at: new Date(at), verifier: nodeVerifier() });
      return { folder, files, alone };
    }

    const submit = (port: string, folder: string) => node('submit.mjs', port, file, folder, at);

    it('has the same report as one process', async () => {
      expect(inject('buildFailure')).toBe('');
      const port = await redis();
      const { folder, alone } = await handover('two', join(root, 'fixtures/checks'));
      node('worker.mjs', port);
      node('worker.mjs', port);
      const { child, printed } = submit(port, folder);
      await once(child, 'close');
      expect(JSON.parse(printed())).toEqual(JSON.parse(JSON.stringify(alone)));
    });

    it('loses nothing when a worker is killed over a part', async () => {
      const port = await redis();
      const { folder, files, alone } = await handover('killed', join(mixed, 'issued'));
      // Whoever opens it waits for its writer.
      const [slow] = files;
      const content = readFileSync(slow!);
      rmSync(slow!);
      runProgram('mkfifo', [slow!]);
      const { child, printed } = submit(port, folder);
      const first = node('worker.mjs', port);
      await until('part', () => first.printed().includes('gathering') || undefined);
      first.child.kill('SIGKILL');
      await once(first.child, 'close');
      rmSync(slow!);
      writeFileSync(slow!, content);
      node('worker.mjs', port);
      await once(child, 'close');
      expect(JSON.parse(printed())).toEqual(JSON.parse(JSON.stringify(alone)));
    });
  });
});
