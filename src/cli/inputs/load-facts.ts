import { Option } from '@commander-js/extra-typings';
import { factText } from '../../lib/front.ts';
import { readFacts, type DatedFacts, type FactsMistake } from '../../lib/index.ts';
import type { Call } from '../program/command.ts';
import { CommandError, type Problem } from '../program/command-error.ts';

export const factsOption = () =>
  new Option(
    '--facts <file>',
    'dates and limits of CAs that have moved, YAML or JSON; all there are: expcert --version --facts',
  );

/** What the file of --facts puts in the place of what the program knows; nothing where none is given. */
export async function loadFacts(
  name: string | undefined,
  { inputs, terminal }: Pick<Call, 'inputs' | 'terminal'>,
): Promise<{ readonly facts?: DatedFacts }> {
  if (name === undefined) return {};
  const { file, bytes } = await inputs.read(name, 'file of facts');
  const { facts, replaced, mistakes } = readFacts(bytes);
  if (!facts) {
    throw new CommandError(
      3,
      mistakes.map((mistake) => problemOf(mistake, file)),
    );
  }
  for (const { id, value, asOf } of replaced) {
    terminal.say(`${file}: ${id} is ${factText(value)}, as of ${asOf}`);
  }
  return { facts };
}

function problemOf({ message, expected, suggestion, position, frame }: FactsMistake, file: string): Problem {
  const help =
    suggestion === undefined ? 'all ids: expcert --version --facts' : `did you mean ${suggestion}?`;
  return {
    message,
    location: { file, ...position },
    ...(frame && { frame }),
    details: expected === undefined ? { help } : { expected },
  };
}

/** Without a deployment nothing is compared with what a CA issues. */
export function requireDeploymentForFacts(facts: string | undefined, deployment: object | undefined): void {
  if (facts === undefined || deployment) return;
  throw new CommandError(2, '--facts needs a deployment file', { help: '-d FILE' });
}
