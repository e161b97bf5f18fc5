// Reads the CRL of a file and looks up a serial number, cold: prints what that took.
import { readFileSync } from 'node:fs';
import { readCrl } from '../dist/lib/index.js';

const [file, wanted] = process.argv.slice(2);
const start = process.hrtime.bigint();
const { revoked } = readCrl(readFileSync(file));
const found = revoked.find(Buffer.from(wanted, 'hex'));
const ms = Number(process.hrtime.bigint() - start) / 1e6;
if (found.length !== 1) throw new Error(`${wanted} is on the list once`);
// Linux counts into getrusage() what the parent had at the fork.
const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'));
console.log(JSON.stringify({ ms, peakMegabytes: Math.round(kilobytes / 1024) }));
