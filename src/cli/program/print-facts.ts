import { citationText, everyFact, factText } from '../../lib/front.ts';
import type { Io } from '../host/io.ts';
import { table, toText } from '../render/line.ts';
import { isUtf8 } from './settings.ts';
import { version } from './version.ts';

/** `expcert --version --facts`: the version, and what it takes for true that may have changed since. */
export function printFacts(io: Io, isJson: boolean): 0 {
  const facts = everyFact();
  if (isJson) {
    io.stdout.write(`${JSON.stringify({ version, facts }, null, 2)}\n`);
    return 0;
  }
  const rows = facts.map(({ id, value, mark, source, asOf }) => [
    id,
    factText(value),
    mark,
    citationText(source),
    asOf,
  ]);
  const lines = [version, ...table([['id', 'value', 'mark', 'source', 'as of'], ...rows])];
  io.stdout.write(toText(lines, { colour: false, ascii: !isUtf8(io.env) }));
  return 0;
}
