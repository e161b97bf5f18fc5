import type { GatewayEvent } from './site.ts';

/** Lines of one kind in a second; strangers choose how many there would be. */
const mostLines = 20;
/** Strangers choose the names that they say, too. */
const mostCharacters = 200;

/** Writes events as lines; of what there is too much of, only how much was left out. */
export function eventLog(write: (line: string) => void, now: () => number): (event: GatewayEvent) => void {
  const windows = new Map<string, { readonly since: number; lines: number }>();

  function close(kind: string): void {
    const lines = windows.get(kind)?.lines ?? 0;
    windows.delete(kind);
    if (lines > mostLines) write(`left out ${JSON.stringify({ kind, lines: lines - mostLines })}`);
  }

  return (event) => {
    const kind = kindOf(event);
    const known = windows.get(kind);
    if (known && now() - known.since >= 1000) close(kind);
    const window = windows.get(kind) ?? { since: now(), lines: 0 };
    windows.set(kind, window);
    window.lines++;
    // Also where nothing more of this kind comes.
    if (window.lines === mostLines + 1) setTimeout(() => windows.get(kind) === window && close(kind), 1000).unref();
    if (window.lines <= mostLines) write(lineOf(event));
  };
}

/** What is accepted is not lost among what is refused. */
const kindOf = (event: GatewayEvent): string =>
  event.kind === 'verdict' ? `verdict ${event.decision.verdict}` : event.kind;

function lineOf({ kind, ...rest }: GatewayEvent): string {
  return `${kind} ${JSON.stringify(rest, (_, value: unknown) => (typeof value === 'string' ? cut(value) : value))}`;
}

const cut = (text: string): string =>
  text.length <= mostCharacters ? text : `${text.slice(0, mostCharacters)}… (${text.length} characters)`;
