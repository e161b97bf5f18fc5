import { writeFile } from 'node:fs/promises';
import { everyFact } from '../../src/lib/product/facts/every-fact.ts';
import { oldFacts } from './old-facts.ts';
import { rootZoneModule } from './root-zone-module.ts';

const list = 'https://data.iana.org/TLD/tlds-alpha-by-domain.txt';
const patience = 15_000;

export interface World {
  readonly today: Date;
  readonly fetch: typeof globalThis.fetch;
  /** Where the list of top-level domains is kept. */
  readonly file: string;
  readonly say?: (line: string) => void;
}

/** 0, or 2 where the command is wrong. That a fact is old, or the network away, is said and is no failure. */
export async function main(
  args: readonly string[],
  { today, fetch, file, say = console.log }: World,
): Promise<number> {
  const [days = '180', ...others] = args;
  if (others.length > 0 || !/^\d{1,5}$/.test(days)) {
    say('usage: npm run facts -- [DAYS]');
    return 2;
  }
  const old = oldFacts(everyFact(), today, Number(days));
  say(`${old.length} facts are older than ${days} days${old.length > 0 ? ':' : ''}`);
  for (const line of old) say(line);
  try {
    const answer = await fetch(list, { signal: AbortSignal.timeout(patience) });
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
    await writeFile(file, rootZoneModule(await answer.text()));
    say(`wrote the list of top-level domains of ${list}`);
  } catch (error) {
    say(`NOT refreshed: the list of top-level domains (${list}): ${reasonOf(error)}`);
  }
  return 0;
}

/** What fetch() wraps says more than fetch() does. */
function reasonOf(error: unknown): string {
  const { cause = error } = error as { cause?: unknown };
  return cause instanceof Error ? cause.message : String(cause);
}
