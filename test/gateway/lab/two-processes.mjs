// Starts process.ts twice on one port: node two-processes.mjs SETTINGS
import cluster from 'node:cluster';
import { join } from 'node:path';

if (cluster.isPrimary) {
  cluster.schedulingPolicy = cluster.SCHED_RR;
  for (let i = 0; i < 2; i++) cluster.fork({ LAB_PROCESS: String(i) });
} else {
  const { runnerImport } = await import('vite');
  await runnerImport(join(import.meta.dirname, 'process.ts'), { logLevel: 'error' });
}
