import { Option } from '@commander-js/extra-typings';
import {
  certificateStates,
  decideInWords,
  decisionCsv,
  decisionRow,
  decisionTable,
  decisionWords,
  howText,
  verdictWord,
  type DecisionInputs,
  type DecisionRow,
} from '../../lib/front.ts';
import type { Decision } from '../../lib/index.ts';
import { defineCommand } from '../program/command.ts';
import { CommandError } from '../program/command-error.ts';
import { table, toned, type Line } from '../render/line.ts';

export const federationDecide = defineCommand({
  examples: [
    ['federation decide --cert expired', 'inbound, TLS required, certificates required'],
    ['federation decide --mode optional --tls not-offered', 'a partner without TLS'],
    ['federation decide --all --format csv', 'every combination, for a spreadsheet or a test'],
  ],
  exitCodes: [0, 2],
  seeAlso: ['federation policy', 'explain'],
  declare: (command) =>
    command
      .addOption(
        input('--dir <direction>', 'who opened the stream', decisionWords.dir).default('in' as const),
      )
      .addOption(input('--mode <mode>', 'Security mode', decisionWords.mode).default('required' as const))
      .addOption(
        input(
          '--require <setting>',
          'Require client-side security certificates',
          decisionWords.require,
        ).default('on' as const),
      )
      .addOption(
        input('--list <verdict>', 'of the privacy lists', decisionWords.list).default('allowed' as const),
      )
      .addOption(input('--tls <state>', 'what TLS came to; default up, with mode none: -', decisionWords.tls))
      .addOption(
        new Option('--cert <state>', "of the other side's certificate; default ok, without TLS: -").choices([
          ...certificateStates,
          '-',
        ] as const),
      )
      .addOption(
        input('--dialback <result>', 'of server dialback', decisionWords.dialback).default('valid' as const),
      )
      .option('--all', 'every combination that can be'),
  run({ flags, settings }) {
    const { all = false, ...given } = flags;
    const inputs = all ? undefined : completed(given);
    const rows = inputs ? [decisionRow(inputs)] : decisionTable();
    return Promise.resolve({
      findings: [],
      parts: { decisions: rows.map(rowJson) },
      ...(settings.format === 'csv' && { verbatim: decisionCsv(rows) }),
      text: () => (inputs ? decisionLines(inputs, rows[0]!) : tableLines(rows)),
    });
  },
});

/** A flag that takes the words of a column. */
function input<Flags extends string, Word extends string>(
  flags: Flags,
  description: string,
  words: Readonly<Record<Word, unknown>>,
) {
  return new Option(flags, description).choices(Object.keys(words) as Word[]);
}

type Given = Omit<DecisionInputs, 'tls' | 'cert'> & {
  readonly tls?: DecisionInputs['tls'] | undefined;
  readonly cert?: DecisionInputs['cert'] | undefined;
};

/** Fills in what follows from the rest, and refuses what cannot be. */
function completed({ tls: givenTls, cert: givenCert, ...rest }: Given): DecisionInputs {
  const tls = givenTls ?? (rest.mode === 'none' ? '-' : 'up');
  const cert = givenCert ?? (tls === 'up' ? 'ok' : '-');
  if ((rest.mode === 'none') !== (tls === '-')) {
    throw new CommandError(2, `with --mode ${rest.mode}, TLS cannot be ${tls}`, {
      expected: rest.mode === 'none' ? '--tls -' : '--tls up, not-offered or failed',
    });
  }
  if ((tls === 'up') !== (cert !== '-')) {
    throw new CommandError(2, `with --tls ${tls}, the certificate cannot be ${cert}`, {
      expected: tls === 'up' ? 'a state of the certificate' : '--cert -',
    });
  }
  if (rest.dir === 'out' && cert === 'none') {
    throw new CommandError(2, 'with --dir out there is always a certificate: TLS servers present one');
  }
  return { ...rest, tls, cert };
}

function rowJson({ withExternal, warnings, hardened, ...row }: DecisionRow) {
  return { ...row, hardened, with_external: withExternal, warnings };
}

function decisionLines(inputs: DecisionInputs, { warnings }: DecisionRow): Line[] {
  const answers: readonly (readonly [string, Decision])[] = [
    ['as the guide words it', decideInWords(inputs, 'literal')],
    ['hardened', decideInWords(inputs, 'hardened')],
    ['hardened, with EXTERNAL', decideInWords(inputs, 'hardened', true)],
  ];
  const { tls, cert, dialback } = inputs;
  return [
    `Settings  ${decisionWords.mode[inputs.mode]}, Require client-side security certificates ${inputs.require}`,
    [
      `Stream    ${inputs.dir === 'in' ? 'inbound' : 'outbound'}, domain ${inputs.list}, TLS ${tls},`,
      `${cert === '-' ? '' : ` certificate ${cert},`} dialback ${dialback}`,
    ],
    '',
    ...table(
      answers.map(([profile, decision]) => [
        toned('strong', profile),
        toned(decision.verdict === 'accept' ? 'good' : 'warning', verdictWord(decision)),
        decision.rule,
        howText(decision, inputs),
      ]),
    ),
    ...(warnings === '' ? [] : ['', `Warning   ${warnings}`]),
    ...textToSend(answers),
  ];
}

function textToSend(answers: readonly (readonly [string, Decision])[]): Line[] {
  const wire = answers.map(([, decision]) => decision.wire).find(({ kind }) => kind === 'stream error');
  return wire?.kind === 'stream error' ? ['', `Send      <${wire.condition}/> ${wire.text}`] : [];
}

const headings = [
  ...['dir', 'mode', 'require', 'list', 'tls', 'cert', 'dialback'],
  ...['literal', 'rule', 'hardened', 'external'],
];

function tableLines(rows: readonly DecisionRow[]): Line[] {
  return table([
    headings.map((heading) => toned('strong', heading)),
    ...rows.map((row) => [
      ...[row.dir, row.mode, row.require, row.list, row.tls, row.cert, row.dialback],
      ...[row.literal, row.rule, row.hardened, row.withExternal],
    ]),
  ]);
}
