import { version } from './program/version.ts';

/** The one file that knows the process. The version is said before anything else is loaded. */
const argv = process.argv.slice(2);

if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
  process.stdout.write(`${version}\n`);
} else {
  await main();
}

async function main(): Promise<void> {
  const [{ run }, { nodeIo }] = await Promise.all([import('./program/run.ts'), import('./host/node-io.ts')]);
  process.exitCode = await run(argv, nodeIo(process, import.meta.url));
  // An interrupted run may leave a key being made, and nobody waits for that.
  if (process.exitCode === 130) process.exit();
}
