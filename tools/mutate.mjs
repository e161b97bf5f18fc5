// npm run mutate -- [--sample N | --all] [--only TEXT] [--list]: changes rules and verdicts in small ways that tests should notice.
import { join } from 'node:path';
import { runnerImport } from 'vite';

const { module } = await runnerImport(join(import.meta.dirname, 'mutate/main.ts'), { logLevel: 'error' });
// A worker that a mutant keeps busy would hold the process.
process.exit(await module.main(process.argv.slice(2)));
