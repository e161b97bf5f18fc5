// npm run facts -- [DAYS]: facts that nobody looked at for so many days (180), and a new list of top-level domains.
import { join } from 'node:path';
import { runnerImport } from 'vite';

const { module } = await runnerImport(join(import.meta.dirname, 'facts/main.ts'), { logLevel: 'error' });
process.exitCode = await module.main(process.argv.slice(2), {
  today: new Date(),
  fetch: globalThis.fetch,
  file: join(import.meta.dirname, '../src/lib/product/root-zone.ts'),
});
