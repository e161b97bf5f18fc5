// The program with the arguments given, in this process; at its end stderr says the most memory it ever had.
import { readFileSync } from 'node:fs';
import '../dist/cli/main.js';

process.once('exit', () => {
  const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'));
  process.stderr.write(`peak ${Math.round(kilobytes / 1024)}\n`);
});
