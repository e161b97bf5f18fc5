import { reportOnLists, type ListToReport } from '../../lib/front.ts';
import type { Finding, Question, TrustListCheck } from '../../lib/index.ts';
import { missedFiles, type PassedOver } from '../inputs/passed-over.ts';
import type { Problem } from '../program/command-error.ts';
import { count } from '../program/exit-code.ts';
import type { DeploymentReference, Result, View } from '../program/report.ts';
import { judgedLines } from '../render/judged-lines.ts';
import { questionLines } from '../render/question-lines.ts';
import { toned, type Line } from '../render/line.ts';
import { wrapped } from '../render/wrap.ts';
import type { ReadList } from './read-lists.ts';

export interface CheckedLists {
  readonly lists: readonly ReadList[];
  /** In the order of `lists`. */
  readonly checks: readonly TrustListCheck[];
  readonly store: 'expressway' | 'unified-cm';
  readonly cluster: string | undefined;
  readonly at: Date;
  readonly areNeedsGiven: boolean;
  readonly isEvidenceGiven: boolean;
  readonly unread: readonly Problem[];
  readonly passedOver: readonly PassedOver[];
  readonly deployment: DeploymentReference | undefined;
}

export function trustResult(checked: CheckedLists): Result {
  const { unread, deployment, passedOver } = checked;
  const { items, lists, findings, notChecked } = reportOnLists(listsToReport(checked), checked.at);
  const questions = [...notChecked, ...missedFiles(passedOver)];
  return {
    findings,
    unread,
    notChecked: questions.length,
    ...(deployment && { deployment }),
    parts: { items, lists, notChecked: questions },
    text: (view) => textOf(withFindings(checked, findings), view),
  };
}

const listsToReport = (checked: CheckedLists): ListToReport[] =>
  checked.checks.map((check, at) => ({
    file: checked.lists[at]!.name,
    readers: checked.cluster === undefined ? [] : [checked.cluster],
    check,
    notAsked: notAsked(checked),
  }));

/** What flags would have answered. */
const notAsked = ({ areNeedsGiven, isEvidenceGiven }: CheckedLists): Question[] => [
  ...(areNeedsGiven ? [] : [{ what: 'what the list must verify', why: 'no --needs given' }]),
  ...(isEvidenceGiven ? [] : [{ what: 'revocation', why: 'no --crl given' }]),
];

/** The same with the findings as the report has them. */
function withFindings(checked: CheckedLists, findings: readonly Finding[]): CheckedLists {
  let at = 0;
  const checks = checked.checks.map((check) => ({
    ...check,
    findings: findings.slice(at, (at += check.findings.length)),
  }));
  return { ...checked, checks };
}

function textOf(checked: CheckedLists, view: View): Line[] {
  const { lists, checks, passedOver } = checked;
  const lines = checks.flatMap((check, at) => listLines(lists[at]!, check, checked, view));
  if (view.quiet) return lines;
  const others = passedOver.length === 0 ? '' : `; ${count(passedOver.length, 'other file')} passed over`;
  const listed = view.verbose ? passedOver.map(({ path }) => `passed over: ${path}`) : [];
  const hint = others === '' || view.verbose ? '' : ' (list: -v)';
  const missed = questionLines(missedFiles(passedOver), view);
  return [...lines, ...missed, ...listed, `${summary(checked, view)}${others}${hint}`];
}

function listLines(list: ReadList, check: TrustListCheck, checked: CheckedLists, view: View): Line[] {
  const { findings } = check;
  if (view.quiet && findings.length === 0) return [];
  const whose = checked.cluster === undefined ? '' : `, of ${checked.cluster}`;
  return [
    [
      toned('strong', list.name),
      `   ${count(check.entries.length, 'entry', 'entries')}${whose}: ${kinds(check)}`,
    ],
    ...judgedLines(findings, view),
    ...(view.quiet ? [] : fingerprintLines(check)),
    ...(view.quiet ? [] : needsLines(check)),
    ...(view.quiet ? [] : questionLines([...check.notChecked, ...notAsked(checked)], view)),
  ];
}

/** `9 CAs, 5 self-signed servers` */
function kinds({ entries }: TrustListCheck): string {
  const servers = entries.filter(({ isServer }) => isServer);
  const selfSigned = servers.filter(({ isSelfSigned }) => isSelfSigned === true).length;
  const groups = [
    [entries.length - servers.length, 'CA', 'CAs'],
    [selfSigned, 'self-signed server', 'self-signed servers'],
    [servers.length - selfSigned, 'server signed by a CA', 'servers signed by a CA'],
  ] as const;
  return groups
    .filter(([number]) => number > 0)
    .map(([number, one, several]) => count(number, one, several))
    .join(', ');
}

/** Whole fingerprints of different entries that one finding is about: its message has their beginnings. */
function fingerprintLines({ entries, findings }: TrustListCheck): Line[] {
  const meant = findings.map(({ locations }) =>
    entries.filter(({ file, entry }) =>
      locations.some((place) => place.file === file && place.entry === entry),
    ),
  );
  const alike = meant.filter((those) => new Set(those.map(({ fingerprint }) => fingerprint)).size > 1);
  const told = [...new Set(alike.flat())];
  return told.map(({ entry, fingerprint }, at) => {
    const head = at === 0 ? '  SHA-256    ' : ' '.repeat(13);
    return `${head}entry ${entry} ${fingerprint}`;
  });
}

/** Which certificates of the other side the list can verify. */
function needsLines({ needs }: TrustListCheck): Line[] {
  if (needs.length === 0) return [];
  const number = (wanted: (typeof needs)[number]['canBeVerified']): number =>
    needs.filter(({ canBeVerified }) => canBeVerified === wanted).length;
  const [verified, open] = [number('yes'), number('unknown')];
  const parts = [
    ...(needs.length > open
      ? [`${verified} of ${count(needs.length - open, 'certificate')} can be verified`]
      : []),
    ...(open > 0 ? [`${count(open, 'certificate')} not known`] : []),
  ];
  const head = `needs      ${parts.join(', ')}`;
  const others = needs.filter(({ canBeVerified }) => canBeVerified !== 'yes');
  const reasons = others.map(({ name, place, canBeVerified, missingIssuer, fault, open: why }) => {
    if (canBeVerified === 'unknown')
      return `${place.file} (${name}): not known: ${why ?? 'something could not be checked'}`;
    const reason =
      missingIssuer === undefined
        ? (fault ?? 'its path is not good')
        : `issuer "${missingIssuer}" is not in the list`;
    return `${place.file} (${name}) cannot: ${reason}`;
  });
  return [`  ${head}`, ...reasons.flatMap((text) => wrapped(text, 97).map((line) => `             ${line}`))];
}

function summary({ checks, lists }: CheckedLists, { waiverOf }: View): string {
  if (lists.length === 0) return 'no list was checked';
  const all = checks.flatMap(({ findings }) => findings);
  const counting = all.filter((finding) => !waiverOf(finding));
  const counted = (severity: 'error' | 'warning' | 'notice'): string =>
    count(counting.filter((finding) => finding.severity === severity).length, severity);
  const waived = all.length > counting.length ? `, ${all.length - counting.length} waived` : '';
  const number = `${count(lists.length, 'list')} checked`;
  return `${number}: ${counted('error')}, ${counted('warning')}, ${counted('notice')}${waived}`;
}
