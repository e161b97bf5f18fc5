import { serviceText } from '../../lib/front.ts';
import type { Plan, ServiceVerdict } from '../../lib/index.ts';
import { CommandError } from '../program/command-error.ts';
import { shortNames } from './words.ts';

/** The values of --why. */
export interface Why {
  readonly peer: string;
  readonly service: string;
}

/** PEER and SERVICE; words that follow them are paths to check. */
export function whyOf(words: readonly string[] | undefined): { why?: Why; paths: readonly string[] } {
  if (!words) return { paths: [] };
  const [peer, service, ...paths] = words;
  if (peer === undefined || service === undefined) {
    throw new CommandError(2, '--why takes two values: PEER SERVICE', {
      help: 'such as --why expe1.example.com mra',
    });
  }
  return { why: { peer, service }, paths };
}

/** The verdict that --why names: wrong use where there is none, with those that there are. */
export function verdictFor(
  { peer, service }: Why,
  verdicts: readonly ServiceVerdict[],
  plan: Plan | undefined,
): ServiceVerdict {
  if (!plan) throw new CommandError(2, '--why needs a deployment file', { help: '-d FILE' });
  const peers = plan.peers.map((each) => each.peer);
  const chosen = theOne('peer', peer, peers, (known) => known, shortNames(peers));
  const own = verdicts.filter((each) => each.peer === chosen);
  const services = own.map((each) => each.service);
  const asked = theOne('service', service, services, (known) => `${known} (${serviceText(known)})`);
  return own.find((each) => each.service === asked)!;
}

/** By its name in any letters, by the short name that it has alone, or by the beginning that it has alone. */
function theOne<Name extends string>(
  what: string,
  written: string,
  known: readonly Name[],
  textOf: (name: Name) => string,
  short: ReadonlyMap<string, string> = new Map(),
): Name {
  const word = written.toLowerCase();
  const exact = known.filter((name) => [name, short.get(name)].some((each) => each?.toLowerCase() === word));
  const beginning = known.filter((name) => name.toLowerCase().startsWith(word));
  const found = exact.length > 0 ? exact : beginning;
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only;
  const several = found.length > 1;
  throw new CommandError(
    2,
    several ? `--why: several ${what}s begin with "${written}"` : `--why: there is no ${what} "${written}"`,
    { expected: `one of ${(several ? found : known).map(textOf).join(', ')}` },
  );
}
