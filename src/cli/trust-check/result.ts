import { questionText, type ReportedItem, type ReportedQuestion } from '../../lib/front.ts';
import { printName, type TrustListCheck } from '../../lib/index.ts';
import { openLines as fileOpenLines } from '../check/check-text.ts';
import { missedFiles, type PassedOver } from '../inputs/passed-over.ts';
import type { Problem } from '../program/command-error.ts';
import { count } from '../program/exit-code.ts';
import type { DeploymentReference, Result, View } from '../program/report.ts';
import { judgedLines, openLines } from '../render/judged-lines.ts';
import { toned, type Line } from '../render/line.ts';
import { wrapped } from '../render/wrap.ts';
import type { ReadList } from './read-lists.ts';

export interface CheckedLists {
  readonly lists: readonly ReadList[];
  /** In the order of `lists`. */
  readonly checks: readonly TrustListCheck[];
  readonly store: 'expressway' | 'unified-cm';
  readonly cluster: string | undefined;
  readonly areNeedsGiven: boolean;
  readonly isEvidenceGiven: boolean;
  readonly unread: readonly Problem[];
  readonly passedOver: readonly PassedOver[];
  readonly deployment: DeploymentReference | undefined;
}

export function trustResult(checked: CheckedLists): Result {
  const { lists, checks, unread, deployment } = checked;
  const questions = [
    ...checks.flatMap((check, at) => questionsOf(lists[at]!, check, checked)),
    ...missedFiles(checked.passedOver),
  ];
  return {
    findings: checks.flatMap(({ findings }) => findings),
    unread,
    notChecked: questions.length,
    ...(deployment && { deployment }),
    parts: {
      items: checks.flatMap((check, at) => [listItem(lists[at]!, check, checked), ...entryItems(check)]),
      notChecked: questions,
    },
    text: (view) => textOf(checked, view),
  };
}

function questionsOf(
  { name }: ReadList,
  { notChecked }: TrustListCheck,
  { areNeedsGiven, isEvidenceGiven }: CheckedLists,
): ReportedQuestion[] {
  const needs = { what: 'what the list must verify', why: 'no --needs given', file: name };
  return [
    ...notChecked.map((question): ReportedQuestion => ({ ...question, file: name })),
    ...(areNeedsGiven ? [] : [needs]),
    ...(isEvidenceGiven ? [] : [{ what: 'revocation', why: 'no --crl given', file: name }]),
  ];
}

function listItem(
  { name, entries }: ReadList,
  { needs }: TrustListCheck,
  { store, cluster }: CheckedLists,
): ReportedItem {
  return {
    file: name,
    kind: 'trust-list',
    ...(cluster !== undefined && { cluster }),
    store,
    entries: entries.length,
    needs: needs.map(({ name: needed, place, canBeVerified, missingIssuer, revocation }) => ({
      name: needed,
      file: place.file,
      ...(place.entry !== undefined && { entry: place.entry }),
      canBeVerified,
      ...(missingIssuer !== undefined && { missingIssuer }),
      ...(revocation && { revocation: revocation.status }),
    })),
  };
}

function entryItems({ entries }: TrustListCheck): ReportedItem[] {
  return entries.map(({ certificate, file, entry, line, fingerprint, isSelfSigned, role }) => ({
    file,
    entry,
    ...(line !== undefined && { line }),
    kind: 'trust-entry',
    subject: printName(certificate.subject),
    issuer: printName(certificate.issuer),
    sha256: fingerprint,
    notBefore: moment(certificate.notBefore),
    notAfter: moment(certificate.notAfter),
    selfSigned: isSelfSigned,
    ...(role && { role: role.role, roleGuessedFrom: role.from }),
  }));
}

const moment = (time: number): string => new Date(time).toISOString().replace('.000', '');

function textOf(checked: CheckedLists, view: View): Line[] {
  const { lists, checks, passedOver } = checked;
  const lines = checks.flatMap((check, at) => listLines(lists[at]!, check, checked, view));
  if (view.quiet) return lines;
  const others = passedOver.length === 0 ? '' : `; ${count(passedOver.length, 'other file')} passed over`;
  const listed = view.verbose ? passedOver.map(({ path }) => `passed over: ${path}`) : [];
  const hint = others === '' || view.verbose ? '' : ' (list: -v)';
  const missed = fileOpenLines({ report: { notChecked: missedFiles(passedOver) } }, view);
  return [...lines, ...missed, ...listed, `${summary(checked, view)}${others}${hint}`];
}

function listLines(list: ReadList, check: TrustListCheck, checked: CheckedLists, view: View): Line[] {
  const { findings } = check;
  if (view.quiet && findings.length === 0) return [];
  const whose = checked.cluster === undefined ? '' : `, of ${checked.cluster}`;
  return [
    [
      toned('strong', list.name),
      `   ${count(check.entries.length, 'entry').replace(/entrys$/, 'entries')}${whose}: ${kinds(check)}`,
    ],
    ...judgedLines(findings, view),
    ...(view.quiet ? [] : fingerprintLines(check)),
    ...(view.quiet ? [] : needsLines(check)),
    ...(view.quiet ? [] : openLines(questionsOf(list, check, checked).map(questionText))),
  ];
}

/** `9 CAs, 5 self-signed servers` */
function kinds({ entries }: TrustListCheck): string {
  const servers = entries.filter(({ isServer }) => isServer);
  const selfSigned = servers.filter(({ isSelfSigned }) => isSelfSigned === true).length;
  const groups = [
    [entries.length - servers.length, 'CA'],
    [selfSigned, 'self-signed server'],
    [servers.length - selfSigned, 'server signed by a CA'],
  ] as const;
  const told = groups.filter(([number]) => number > 0);
  return told
    .map(([number, noun]) => count(number, noun).replace('server signed by a CAs', 'servers signed by a CA'))
    .join(', ');
}

/** Whole fingerprints of those that one message tells apart by their beginnings. */
function fingerprintLines({ entries, findings }: TrustListCheck): Line[] {
  const alike = findings.filter(({ code }) => code.startsWith('trust/duplicate-') && code.endsWith('-cn'));
  const places = alike.flatMap(({ locations }) => locations);
  const told = entries.filter(({ file, entry }) =>
    places.some((place) => place.file === file && place.entry === entry),
  );
  return told.map(({ entry, fingerprint }, at) => {
    const head = at === 0 ? '  SHA-256    ' : ' '.repeat(13);
    return `${head}entry ${entry} ${fingerprint}`;
  });
}

/** Which certificates of the other side the list can verify. */
function needsLines({ needs }: TrustListCheck): Line[] {
  if (needs.length === 0) return [];
  const verified = needs.filter(({ canBeVerified }) => canBeVerified === 'yes').length;
  const head = `needs      ${verified} of ${count(needs.length, 'certificate')} can be verified`;
  const others = needs.filter(({ canBeVerified }) => canBeVerified !== 'yes');
  const reasons = others.map(({ name, place, canBeVerified, missingIssuer, fault }) => {
    if (canBeVerified === 'unknown') return `${place.file} (${name}): not checked`;
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
