import { InvalidArgumentError } from '@commander-js/extra-typings';
import { hasClientStore, starterDeployment, wholeRelease, type StarterAnswers } from '../../lib/front.ts';
import { checkOutput, writeOutput } from '../host/output-file.ts';
import { passphraseFdOption, passphraseFileOption } from '../inputs/open-files.ts';
import { problemOf } from '../inputs/load-deployment.ts';
import type { Call } from '../program/command.ts';
import { defineCommand } from '../program/command.ts';
import { CommandError, type Problem } from '../program/command-error.ts';
import { count } from '../program/exit-code.ts';
import { defaultDeploymentFile, deploymentArgument, shellWord } from '../program/next-command.ts';
import type { Result } from '../program/report.ts';
import { answersOf, listOf, mistakesIn, type AnswerFlags } from './answers.ts';
import { answersFrom } from './from-files.ts';
import { interview } from './interview.ts';

export const init = defineCommand({
  examples: [
    ['init', 'answer questions; without a terminal: a file of examples'],
    ['init corp.yaml --edge expe.example.com --release X14.2', 'a single Expressway-E'],
    ['init --from ./current-certs -o corp.yaml', 'guessed from certificates and requests in use'],
    ['init -o - --core expc.example.com --core-peers a.example.com,b.example.com', 'to stdout'],
  ],
  exitCodes: [0, 2, 3, 4],
  seeAlso: ['plan', 'schema'],
  declare: (command) =>
    command
      .argument('[file]', `the file to write; default ${defaultDeploymentFile}`)
      .option('-o, --output <file>', 'the same as FILE; - = stdout')
      .option('--from <path...>', 'certificates or requests in use, to guess clusters, peers and names from')
      .addOption(passphraseFileOption())
      .addOption(passphraseFdOption())
      .option('--core <fqdn>', 'Expressway-C: the cluster, or the single Expressway')
      .option('--core-peers <fqdns>', 'its peers, separated by commas', peers)
      .option('--edge <fqdn>', 'Expressway-E: the cluster, or the single Expressway')
      .option('--edge-peers <fqdns>', 'its peers, separated by commas', peers)
      .option(
        '--registration-domain <name[:format]>',
        'may be repeated; format CollabEdgeDNS or DNS',
        collect,
      )
      .option('--federation-domain <name>', 'XMPP federation domain; may be repeated', collect)
      .option('--chat-alias <name>', 'IM and Presence chat node alias; may be repeated', collect)
      .option('--phone-profile <name>', 'phone security profile name; may be repeated', collect)
      .option('--release <release>', 'Expressway release, such as X14.2')
      .option('--interactive', 'ask, also where flags are given'),
  async run(call) {
    const file = target(call.args[0], call.flags.output);
    const replaces = file === '-' ? false : await checkOutput(file, call.settings.force, call.io.fs);
    const { from = [] } = call.flags;
    const guessed = from.length === 0 ? { answers: {}, unread: [] } : await answersFrom(from, call);
    const all = { ...guessed.answers, ...(await answers(call)) };
    const { release } = all;
    const text = starterDeployment({
      ...all,
      ...(release !== undefined && { hasClientStore: isOfTwoStores(release) }),
    });
    const { unread } = guessed;
    if (file === '-') return { findings: [], unread, verbatim: text, text: () => [] };
    writeOutput(file, text, replaces, call.io.fs);
    return { ...written(file, text, call), unread };
  },
});

function isOfTwoStores(release: string): boolean {
  const whole = wholeRelease(release);
  return whole !== undefined && hasClientStore(whole);
}

function peers(text: string): readonly string[] {
  const list = listOf(text);
  if (list.length > 0) return list;
  throw new InvalidArgumentError('Expected FQDNs separated by commas.');
}

function collect(text: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, text];
}

function target(argument: string | undefined, output: string | undefined): string {
  if (argument !== undefined && output !== undefined && argument !== output) {
    throw new CommandError(2, `two files to write: ${argument} and -o ${output}`, {
      help: 'give one of them',
    });
  }
  return argument ?? output ?? defaultDeploymentFile;
}

type InitCall = Pick<Call, 'io' | 'settings'> & {
  readonly flags: AnswerFlags & {
    readonly interactive?: true | undefined;
    readonly from?: readonly string[] | undefined;
  };
};

async function answers({ io, settings, flags }: InitCall): Promise<StarterAnswers> {
  const given = answersOf(flags);
  if (flags.interactive && !settings.mayPrompt) {
    throw new CommandError(2, `there is no terminal to ask on (${settings.noPromptBecause})`, {
      help: 'leave --interactive out and give the answers as flags: expcert init --help',
    });
  }
  const mistakes = mistakesIn(given);
  if (mistakes.length > 0) throw new CommandError(2, mistakes.map(problemOf).map(withoutPlace));
  const isSilent = Object.keys(given).length > 0 || flags.from !== undefined || !settings.mayPrompt;
  const isAsking = flags.interactive ?? !isSilent;
  return isAsking ? { ...given, ...(await interview(await io.prompts())) } : given;
}

/** The line of a file that was never written says nothing to anybody. */
function withoutPlace({ code, message, details }: Problem): Problem {
  return { message, ...(code !== undefined && { code }), ...(details && { details }) };
}

function written(file: string, text: string, { terminal }: Pick<Call, 'terminal'>): Result {
  const lines = text.split('\n');
  const marks = ['# REPLACE', '# CONFIRM'].flatMap((mark) => {
    const number = lines.filter((line) => line.includes(mark)).length;
    return number > 0 ? [`${count(number, 'line')} marked "${mark}"`] : [];
  });
  terminal.wrote(file, marks.length > 0 ? marks.join(', ') : undefined);
  const plan = `expcert plan${deploymentArgument({ file })}`;
  return {
    findings: [],
    parts: { written: [file] },
    text: () => [],
    next: marks.length > 0 ? `edit ${shellWord(file)}, then  ${plan}` : plan,
  };
}
