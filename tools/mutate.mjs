// npm run mutate -- [--sample N | --all] [--only TEXT] [--list]: changes rules and verdicts in small ways that tests should notice.
import { join } from 'node:path';
import { runnerImport } from 'vite';

const { module } = await runnerImport(join(import.meta.dirname, 'mutate/main.ts'), { logLevel: 'error' });
process.exitCode = await module.main(process.argv.slice(2));
