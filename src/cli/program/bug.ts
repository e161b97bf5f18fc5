import type { Problem } from './command-error.ts';
import type { Terminal } from './terminal.ts';
import { version } from './version.ts';

/** Exit 5: an error that no command foresaw. The trace is for those who ask for it. */
export function reportBug(error: unknown, terminal: Terminal): void {
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const problem: Problem = {
    code: `internal/${bugCode(trace)}`,
    message: 'this is a bug in expcert; nothing is wrong with your input as far as we know',
    details: {
      found: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
      help: [
        `please report the code above, the command and the version (expcert ${version})`,
        'to the maintainers, as SECURITY.md and CONTRIBUTING.md of the package say; leave keys and passphrases out',
      ],
    },
  };
  terminal.problems([problem]);
  for (const line of trace.split('\n')) terminal.detail(line);
}

/** The same for the same defect: made of what was thrown and where, without line numbers or paths of this machine. */
function bugCode(trace: string): string {
  const [what = '', where = ''] = trace.split('\n').map((line) => line.trim());
  const place = where.replace(/\(?(?:file:\/\/)?\/?[^() ]*[\\/]/, '').replace(/:\d+:\d+\)?$/, '');
  let hash = 0x811c9dc5;
  for (const character of `${what.replace(/\d+/g, '#')} ${place}`) {
    hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193) >>> 0;
  }
  return hash.toString(16).padStart(8, '0');
}
