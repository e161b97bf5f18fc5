// npm run vectors -- DIR [--json FILE]: runs the conformance cases of a folder against the library's sources.
import { join } from 'node:path';
import { runnerImport } from 'vite';

const { module } = await runnerImport(join(import.meta.dirname, 'vectors/main.ts'), { logLevel: 'error' });
process.exitCode = await module.main(process.argv.slice(2));
