import { viewWords } from '../../lib/front.ts';
import {
  checkDns,
  dnsQuestions,
  observeDns,
  type Deployment,
  type Detail,
  type DnsRecord,
  type DnsView,
  type Finding,
} from '../../lib/index.ts';
import type { Call } from '../program/command.ts';
import { CommandError } from '../program/command-error.ts';
import { count } from '../program/exit-code.ts';
import type { DeploymentReference, Result, View } from '../program/report.ts';
import { blocksOfFindings } from '../render/finding-blocks.ts';
import { bySeverity, findingCounts } from '../render/finding-lines.ts';
import type { Line } from '../render/line.ts';
import { recordJson } from './record-json.ts';

export interface ToAsk {
  readonly deployment: Deployment;
  readonly mistakes: readonly Finding[];
  readonly reference: DeploymentReference;
  /** Of the view. */
  readonly records: readonly DnsRecord[];
  readonly view: DnsView;
  /** `10.0.0.53:53`; absent: those of this machine. */
  readonly resolver: string | undefined;
}

/** Asks for every record, and judges the answers. Throws where nothing at all was answered. */
export async function askResolver(
  { records, view, ...rest }: ToAsk,
  { io, terminal }: Pick<Call, 'io' | 'terminal'>,
): Promise<Result> {
  const { deployment, mistakes, reference, resolver } = rest;
  const network = await io.network();
  const whom = resolver ?? 'the resolver of this machine';
  terminal.say(`asking ${whom} for ${count(records.length, 'record')} as seen from ${viewWords[view]}`);
  const observed = await observeDns(deployment, records, { view, ask: network.askDns(resolver) });
  const { asked, unanswered, because } = dnsQuestions(observed);
  if (asked > 0 && unanswered === asked) {
    throw new CommandError(
      3,
      `${whom} answered none of ${count(asked, 'question')} (${because.join(', ')})`,
      {
        help: [
          'check the network, and that the resolver may be asked from here',
          'another one:  --resolver ADDRESS',
        ],
      },
    );
  }
  const findings = [...mistakes, ...checkDns(deployment, observed)];
  const text = (shown: View): Line[] => {
    const blocks = blocksOfFindings(bySeverity(findings), () => '', shown).flatMap((block) => [...block, '']);
    if (shown.quiet) return blocks.slice(0, -1);
    const answered = `${asked - unanswered} of ${count(asked, 'question')} answered`;
    return [
      ...blocks,
      `DNS ${viewWords[view]}, asked of ${whom}: ${answered}, ${findingCounts(findings, shown)}.`,
    ];
  };
  return {
    findings,
    deployment: reference,
    notChecked: unanswered,
    parts: {
      dns: {
        resolver: resolver ?? 'system',
        records: observed.records.map(({ record, answer, targets, reverse }): Detail => ({
          ...recordJson(record),
          answer: { ...answer } as Detail,
          ...(targets.length > 0 && {
            answeredTargets: targets.map((each) => ({ ...each, answer: { ...each.answer } as Detail })),
          }),
          ...(reverse.length > 0 && {
            reverse: reverse.map((each) => ({ address: each.address, answer: { ...each.answer } as Detail })),
          }),
        })),
      },
    },
    text,
  };
}
