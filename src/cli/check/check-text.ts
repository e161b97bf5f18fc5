import { coverageOf, questionText, type PeerStanding } from '../../lib/front.ts';
import type { CheckReport, Finding } from '../../lib/index.ts';
import { count } from '../program/exit-code.ts';
import { grouped } from '../program/grouped.ts';
import type { View } from '../program/report.ts';
import { bySeverity } from '../render/finding-lines.ts';
import { foldedFindings } from '../render/folded-findings.ts';
import type { Line } from '../render/line.ts';
import type { Checked } from './run-check.ts';

/** What was read, the matrix, the findings by severity, and what it comes to. */
export function checkLines(checked: Checked, matrix: readonly Line[], view: View): Line[] {
  const { report } = checked;
  const findings = foldedFindings(bySeverity(report.findings), aboutText, view);
  if (view.quiet) return findings;
  return [
    readLine(checked, view),
    ...(view.verbose ? checked.passedOver.map(({ path }) => `passed over: ${path}`) : []),
    '',
    ...(matrix.length > 0 ? [...matrix, ''] : []),
    ...findings,
    ...(findings.length > 0 ? [''] : []),
    ...openLines(checked, view),
    summary(checked, view),
  ];
}

/** What a finding is about, in a word; what is about all peers together stands for itself. */
export const aboutText = ({ code, subject: { peer, cluster, file }, locations: [place] }: Finding): string =>
  peer ?? cluster ?? file ?? (code.startsWith('fleet/') ? '' : (place?.file ?? ''));

const kinds = [
  ['certificate', 'certificate', 'certificates'],
  ['node-certificate', 'certificate of other products', 'certificates of other products'],
  ['other-certificate', 'certificate not judged', 'certificates not judged'],
  ['ca-certificate', 'CA', 'CAs'],
  ['repeated-certificate', 'repeated certificate', 'repeated certificates'],
  ['certificate-request', 'CSR', 'CSRs'],
  ['private-key', 'key', 'keys'],
  ['trust-list', 'trust list', 'trust lists'],
  ['crl', 'revocation list', 'revocation lists'],
] as const;

/** `read 23 files: 4 certificates, 3 CAs, 9 ignored (list: -v)` */
function readLine({ report, inputs, passedOver }: Checked, { verbose }: View): string {
  const ignored = passedOver.length + report.items.filter(({ kind }) => kind === 'ignored').length;
  const counts = kinds.flatMap(([kind, one, several]) => {
    const number = report.items.filter((item) => item.kind === kind).length;
    return number === 0 ? [] : [`${number} ${number === 1 ? one : several}`];
  });
  const others =
    ignored === 0 ? [] : [`${ignored} ignored${verbose || passedOver.length === 0 ? '' : ' (list: -v)'}`];
  const list = [...counts, ...others].join(', ');
  return `read ${count(inputs.files.length, 'file')}${list === '' ? '' : `: ${list}`}`;
}

/** Questions left open, alike ones together. */
export function openLines(
  { report: { notChecked } }: { readonly report: Pick<CheckReport, 'notChecked'> },
  { verbose }: View,
): Line[] {
  return [...grouped(notChecked, questionText)].map(([text, questions]) => {
    const whom = [...new Set(questions.map(({ peer, file }) => peer ?? file ?? ''))].filter(
      (each) => each !== '',
    );
    const listed = verbose || whom.length <= 4 ? whom.join(', ') : `${whom.length} of them`;
    return `  – not checked  ${text}${listed === '' ? '' : `: ${listed}`}`;
  });
}

/** `4 peers: 2 ok, 1 with errors, 1 without a certificate` */
function summary({ report, plan }: Checked, { waiverOf }: View): string {
  const counting = report.findings.filter((finding) => !waiverOf(finding));
  const counted = (severity: Finding['severity']): string =>
    count(counting.filter((finding) => finding.severity === severity).length, severity);
  const waived = report.findings.length - counting.length;
  const totals = [
    counted('error'),
    counted('warning'),
    counted('notice'),
    `${report.notChecked.length} not checked`,
    ...(waived > 0 ? [`${waived} waived`] : []),
  ].join(', ');
  if (!plan) return totals;
  const { peers } = coverageOf(plan, report, (finding) => !waiverOf(finding));
  const number = (standing: PeerStanding): number =>
    peers.filter((peer) => peer.standing === standing).length;
  const groups = [
    [number('works'), 'ok'],
    [number('open'), 'with open questions'],
    [number('fails'), 'with errors'],
    [number('none'), 'without a certificate'],
  ] as const;
  const states = groups.filter(([n, what]) => n > 0 || what === 'ok').map(([n, what]) => `${n} ${what}`);
  return `${count(plan.peers.length, 'peer')}: ${states.join(', ')}. ${totals}`;
}
