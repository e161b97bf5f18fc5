import type { Finding, FindingCode, RuleText } from '../../lib/index.ts';
import { deploymentArgument, fileArgument, shellWord } from '../program/next-command.ts';
import type { CallWords } from '../program/report.ts';

/** What a step may look at: the call that prints it, and the finding. */
type Step = (call: CallWords, finding: Pick<Finding, 'params' | 'locations'>) => string | undefined;

const always =
  (step: string): Step =>
  () =>
    step;

/** Commands that find out whose a request or certificate is. */
const byPeer: Step = ({ command }) =>
  ['check', 'cert check', 'csr check'].includes(command)
    ? 'Say whose it is, and what is missing is told: --peer FQDN'
    : undefined;

const writeParts =
  (what: string): Step =>
  (call, { locations: [place] }) => {
    if (call.command === 'cert check') return `${what}: --write-parts DIR`;
    const file = place === undefined ? 'FILE' : fileArgument(place.file);
    return `${what}: expcert cert check ${file}${argumentOf(call)} --write-parts DIR`;
  };

/**
 * How expcert itself takes a step, by the code of the finding; the command ends the step, and the program that prints it
 * takes it. The steps of a rule are also read on the page and in mails, where nobody has a command line.
 */
const commands: Partial<Readonly<Record<FindingCode, Step>>> = {
  'deployment/missing-key': always('Start from a file that has them all: expcert init'),
  'deployment/nothing-listed': always('Start from a file of examples: expcert init'),
  'deployment/unknown-key': always('All keys, for an editor too: expcert schema deployment'),
  'deployment/waiver-unused': always('All codes: expcert explain --list'),
  'csr/no-names': (call) => (call.deployment ? `From the deployment file: ${makeRequest(call)}` : undefined),
  'csr/not-in-plan': byPeer,
  'cert/not-in-plan': byPeer,
  'cert/not-pem': writeParts('Have a PEM file written that the page takes'),
  'cert/pem-damaged': writeParts('Have a PEM file written that the page takes'),
  'chain/bundle': writeParts('Have one file written for each of the two pages'),
};

const aboutPlannedName: readonly FindingCode[] = [
  ...([
    'csr/name-missing',
    'csr/name-other-form',
    'csr/name-wrong-form',
    'csr/optional-name-missing',
  ] as const),
  ...([
    'cert/name-missing',
    'cert/name-other-form',
    'cert/name-wrong-form',
    'cert/optional-name-missing',
  ] as const),
];

/** The steps of a rule, and what expcert has for them. */
export function stepsOfRule({ code, fix }: Pick<RuleText, 'code' | 'fix'>): readonly string[] {
  if (aboutPlannedName.includes(code)) {
    return [...fix, 'What to type in: expcert plan --form PEER', 'The request: expcert csr create'];
  }
  return withCommand(fix, commands[code]?.({ command: 'explain' }, { params: {}, locations: [] }));
}

/** The steps of a finding, and what expcert has for them. */
export function stepsOf(
  finding: Pick<Finding, 'code' | 'fix' | 'params' | 'locations'>,
  call: CallWords,
): readonly string[] {
  const { code, fix, params } = finding;
  if (!aboutPlannedName.includes(code)) return withCommand(fix, commands[code]?.(call, finding));
  const { custody, peer, leftOut } = params;
  const isToMake = custody === 'tool' && leftOut !== true;
  return withCommand(fix, isToMake ? makeRequest(call, String(peer)) : undefined);
}

const withCommand = (fix: readonly string[], step: string | undefined): readonly string[] =>
  step === undefined ? fix : [...fix, step];

const argumentOf = ({ deployment }: CallWords): string => (deployment ? deploymentArgument(deployment) : '');

/** Into a folder of its own: where the key of the peer lies already, no other is made. */
function makeRequest(call: CallWords, peer?: string): string {
  const selection = peer === undefined ? '' : ` --peer ${shellWord(peer)}`;
  return `expcert csr create${argumentOf(call)}${selection} --out ${call.newFolder ?? 'csr'}/`;
}
