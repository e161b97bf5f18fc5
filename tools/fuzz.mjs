// npm run fuzz -- [--runs N] [--seed S]: gives every decoder of the built library changed inputs.
import { join } from 'node:path';
import { runnerImport } from 'vite';

const library = {
  ...(await import('../dist/lib/front.js')),
  ...(await import('../dist/lib/index.js')),
  ...(await import('../dist/lib/names/dns-name.js')),
};
const { module } = await runnerImport(join(import.meta.dirname, 'fuzz/main.ts'), { logLevel: 'error' });
process.exitCode = await module.main(process.argv.slice(2), library);
