// Runs main.ts on Node 20, which knows no TypeScript. From Node 22.18 on, `node examples/gateway/main.ts` does the same.
import { join } from 'node:path';
import { runnerImport } from 'vite';

await runnerImport(join(import.meta.dirname, 'main.ts'), { logLevel: 'error' });
