// npm run screens [-- --all]: photographs every screen of the built page into docs/screens/, or all states into .cache/screens/.
import { join } from 'node:path';
import { runnerImport } from 'vite';

const { module } = await runnerImport(join(import.meta.dirname, 'screens/main.ts'), { logLevel: 'error' });
process.exitCode = await module.main(process.argv.slice(2));
