import { catalogue, type Finding, type FindingCode, type OwnStep, type RuleText } from '../../lib/index.ts';
import { deploymentArgument, fileArgument, passphraseArgument, shellWord } from '../program/next-command.ts';
import type { CallWords } from '../program/report.ts';

/** What a step may look at: the call that prints it, and the finding. */
type Step = (call: CallWords, finding: Pick<Finding, 'params' | 'locations'>) => string | undefined;

const always =
  (step: string): Step =>
  () =>
    step;

const writeParts =
  (what: string): Step =>
  (call, { locations: [place] }) => {
    if (call.command === 'cert check') return `${what}: --write-parts DIR`;
    const file = place === undefined ? 'FILE' : fileArgument(place.file);
    return `${what}: expcert cert check ${file}${argumentOf(call)}${passphraseArgument(call.passphrase ?? {})} --write-parts DIR`;
  };

/**
 * How expcert itself takes a step; the command ends the step, and the program that prints it takes it. The steps of a rule
 * are also read on the page and in mails, where nobody has a command line.
 */
const commands: Readonly<Record<OwnStep, Step>> = {
  'start a deployment file': always('Start from a file that has them all: expcert init'),
  'start from an example': always('Start from a file of examples: expcert init'),
  'show the keys of a deployment file': always('All keys, for an editor too: expcert schema deployment'),
  'list the codes': always('All codes: expcert explain --list'),
  'make requests': (call) => (call.deployment ? `From the deployment file: ${makeRequest(call)}` : undefined),
  'give the planned names': (call, { params: { custody, peer, leftOut } }) =>
    custody === 'tool' && leftOut !== true ? makeRequest(call, String(peer)) : undefined,
  'be told whose it is': ({ command }) =>
    ['check', 'cert check', 'csr check'].includes(command)
      ? 'Say whose it is, and what is missing is told: --peer FQDN'
      : undefined,
  'write PEM files': writeParts('Have a PEM file written that the page takes'),
  'write a file for each page': writeParts('Have one file written for each of the two pages'),
};

/** The steps of a rule, and what expcert has for them. */
export function stepsOfRule({ ownStep, fix }: Pick<RuleText, 'ownStep' | 'fix'>): readonly string[] {
  if (ownStep === 'give the planned names')
    return [...fix, 'What to type in: expcert plan --form PEER', 'The request: expcert csr create'];
  return withCommand(
    fix,
    ownStep && commands[ownStep]({ command: 'explain' }, { params: {}, locations: [] }),
  );
}

/** The steps of a finding, and what expcert has for them. */
export function stepsOf(
  finding: Pick<Finding, 'code' | 'fix' | 'params' | 'locations'>,
  call: CallWords,
): readonly string[] {
  const ownStep = ownSteps.get(finding.code);
  const step = ownStep && commands[ownStep](call, finding);
  return isWholeCure(ownStep) && step !== undefined ? [step, ...finding.fix] : withCommand(finding.fix, step);
}

/** With the files that it writes nothing else is to be done, so it stands first. */
const isWholeCure = (ownStep: OwnStep | undefined): boolean =>
  ownStep === 'write PEM files' || ownStep === 'write a file for each page';

const ownSteps: ReadonlyMap<FindingCode, OwnStep | undefined> = new Map(
  catalogue.map(({ code, ownStep }) => [code, ownStep]),
);

const withCommand = (fix: readonly string[], step: string | undefined): readonly string[] =>
  step === undefined ? fix : [...fix, step];

const argumentOf = ({ deployment }: CallWords): string => (deployment ? deploymentArgument(deployment) : '');

/** Into a folder of its own: where the key of the peer lies already, no other is made. */
function makeRequest(call: CallWords, peer?: string): string {
  const selection = peer === undefined ? '' : ` --peer ${shellWord(peer)}`;
  return `expcert csr create${argumentOf(call)}${selection} --out ${call.newFolder ?? 'csr'}/`;
}
