import { coverageOf, subjectText, type PeerStanding } from '../../lib/front.ts';
import type { CheckedItem, CheckReport, Finding } from '../../lib/index.ts';
import { count } from '../program/exit-code.ts';
import type { View } from '../program/report.ts';
import { findingBlocks } from '../render/finding-blocks.ts';
import { bySeverity } from '../render/finding-lines.ts';
import type { Line } from '../render/line.ts';
import { questionLines } from '../render/question-lines.ts';
import { columnsOfText, wrapped } from '../render/wrap.ts';
import { matrixLines } from './matrix.ts';
import type { Checked } from './run-check.ts';

/** A check with its findings, and those of them that the call asks for. */
export interface CheckToShow extends Checked {
  readonly askedFor: readonly Finding[];
  readonly at: Date;
}

/** What was read, the matrix, the findings by severity, and what it comes to. */
export function checkLines(checked: CheckToShow, view: View): Line[] {
  const { askedFor, plan, at } = checked;
  const report = { ...checked.report, services: view.verdicts };
  const findings = findingBlocks(bySeverity(askedFor), aboutText, view);
  if (view.quiet) return findings;
  const matrix = plan ? matrixLines(plan, report, at, view) : [];
  return [
    ...(checked.isRehearsal ? ['rehearsal: the certificates of a lab, not for production'] : []),
    readLine(checked, view),
    ...(view.verbose ? checked.passedOver.map(({ path }) => `passed over: ${path}`) : []),
    '',
    ...(matrix.length > 0 ? [...matrix, ''] : []),
    ...findings,
    ...(findings.length > 0 ? [''] : []),
    ...questionLines(report.notChecked, view),
    ...wrapped(summary(checked, report, view), columnsOfText),
  ];
}

/** What a finding is about, in a word; what is about all peers together stands for itself. */
export const aboutText = ({ subject }: Finding): string => subjectText(subject);

const kinds: readonly (readonly [kinds: readonly CheckedItem['kind'][], one: string, several: string])[] = [
  [['certificate'], 'certificate', 'certificates'],
  [
    ['node-certificate', 'other-certificate'],
    'certificate of other products',
    'certificates of other products',
  ],
  [['ca-certificate'], 'CA', 'CAs'],
  [['repeated-certificate'], 'repeated certificate', 'repeated certificates'],
  [['certificate-request'], 'CSR', 'CSRs'],
  [['private-key'], 'key', 'keys'],
  [['trust-list'], 'trust list', 'trust lists'],
  [['crl'], 'revocation list', 'revocation lists'],
  [['ocsp-response'], 'OCSP response', 'OCSP responses'],
];

/** `read 23 files: 4 certificates, 3 CAs, 9 ignored (list: -v)` */
function readLine({ report, inputs, passedOver }: Checked, { verbose }: View): string {
  const ignored = passedOver.length + report.items.filter(({ kind }) => kind === 'ignored').length;
  const counts = kinds.flatMap(([of, one, several]) => {
    const number = report.items.filter(({ kind }) => of.includes(kind)).length;
    return number === 0 ? [] : [count(number, one, several)];
  });
  const others =
    ignored === 0 ? [] : [`${ignored} ignored${verbose || passedOver.length === 0 ? '' : ' (list: -v)'}`];
  const list = [...counts, ...others].join(', ');
  return `read ${count(inputs.files.length, 'file')}${list === '' ? '' : `: ${list}`}`;
}

const standings: Readonly<Record<PeerStanding, string>> = {
  works: 'ok',
  open: 'with open questions',
  accepted: 'with accepted problems',
  fails: 'with problems',
  none: 'without a certificate',
};

/** `4 peers: 2 ok, 1 with problems, 1 without a certificate` */
function summary({ askedFor, plan }: CheckToShow, report: CheckReport, { waiverOf }: View): string {
  const counting = askedFor.filter((finding) => !waiverOf(finding));
  const counted = (severity: Finding['severity']): string =>
    count(counting.filter((finding) => finding.severity === severity).length, severity);
  const waived = askedFor.length - counting.length;
  const totals = [
    counted('error'),
    counted('warning'),
    counted('notice'),
    `${report.notChecked.length} not checked`,
    ...(waived > 0 ? [`${waived} waived`] : []),
  ].join(', ');
  if (!plan) return totals;
  const { peers } = coverageOf(plan, report, (finding) => !waiverOf(finding));
  const states = (Object.keys(standings) as PeerStanding[]).flatMap((standing) => {
    const number = peers.filter((peer) => peer.standing === standing).length;
    return number > 0 || standing === 'works' ? [`${number} ${standings[standing]}`] : [];
  });
  return `${count(plan.peers.length, 'peer')}: ${states.join(', ')}. ${totals}`;
}
