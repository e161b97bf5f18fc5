import type { Finding } from '../findings/finding.ts';
import { idsOf, itemId, withIds, type IdentifiedFinding } from '../findings/ids.ts';
import type { Question } from '../findings/question.ts';
import { listsIn, reasonText } from '../rules/chain/facts.ts';
import type { NeededVerification } from '../rules/trust/facts.ts';
import type { JudgedEntry } from '../trust/facts.ts';
import { printName } from '../x509/name.ts';
import { moment, placed, verified } from './items.ts';
import type { CheckedItem, CheckedList, CheckReport, ListEntry, ListVerification } from './report.ts';
import type { AuditedList, ItemAnswer } from './trust-lists.ts';
import { Questions } from './verdicts/questions.ts';

/** Findings as they stand in the report, and their ids by what the rules gave. */
interface Found {
  readonly findings: readonly IdentifiedFinding[];
  readonly ids: ReadonlyMap<Finding, string>;
}

/** Trusted-CA lists with their entries, what each verifies and what was found about it. */
export function reportedLists(
  lists: readonly AuditedList[],
  answers: readonly ItemAnswer[],
  found: Found,
  questions: Questions,
  at: number,
): CheckedList[] {
  return lists.map((list) => ({
    ...reportedList(list, found.ids, list.check.notChecked, questions, at),
    verifies: verifications(list, answers, found),
  }));
}

/** A list that was audited by itself, and what was not asked of it. */
export interface ListToReport extends AuditedList {
  readonly notAsked: readonly Question[];
}

/** The parts of a report on lists alone, with the certificates that they were to verify. */
export function reportOnLists(
  lists: readonly ListToReport[],
  at: Date,
): Pick<CheckReport, 'items' | 'lists' | 'findings' | 'notChecked'> {
  const needed = new Map(
    lists.flatMap(({ check }) => check.needs.map((each) => [itemId(each.place), neededItem(each)] as const)),
  );
  const items = [...lists.map(listItem), ...needed.values()];
  const found = lists.flatMap(({ check }) => check.findings);
  const findings = withIds(found, items);
  const ids = idsOf(found, findings);
  const questions = new Questions();
  const reported = lists.map((list) => ({
    ...reportedList(list, ids, [...list.check.notChecked, ...list.notAsked], questions, at.getTime()),
    verifies: verifications(list, [], { findings, ids }),
  }));
  return { items, lists: reported, findings, notChecked: questions.asked };
}

function reportedList(
  { file, readers, check }: AuditedList,
  ids: ReadonlyMap<Finding, string>,
  open: readonly Question[],
  questions: Questions,
  at: number,
): Omit<CheckedList, 'verifies'> {
  return {
    item: file,
    readers,
    entries: check.entries.map((entry) => listEntry(entry, file, check, at)),
    findings: check.findings.map((finding) => ids.get(finding)!),
    questions: open.map(({ what, why }) =>
      questions.ask({ kind: 'list-entry', about: `${file} ${what}`, what, why, answer: [], file }),
    ),
  };
}

/** What its readers meet, and what else it was asked for. */
function verifications(
  { file, check }: AuditedList,
  answers: readonly ItemAnswer[],
  { findings }: Found,
): ListVerification[] {
  const about = findings.filter(
    ({ subject, params }) => subject.file === file || listsIn(params).includes(file),
  );
  const met = answers.filter(({ answer }) => answer.list === file);
  const asked = [
    ...met.map((each) => verificationOfMet(each, check)),
    ...check.needs.map(verificationOfNeeded),
  ];
  // A certificate that several peers share was asked about for each of them.
  return [...new Map(asked.map((each) => [each.item, each])).values()].map((each) => ({
    ...each,
    findings: about.filter(({ item }) => item === each.item).map(({ id }) => id),
  }));
}

function verificationOfMet(
  { item, answer: found }: ItemAnswer,
  { entries }: AuditedList['check'],
): Omit<ListVerification, 'findings'> {
  const { answer } = found;
  const why = answer.result === 'not checked' ? answer.because : reasonText(answer);
  return {
    item,
    answer: verified(found),
    entries: found.through.map((place) => entries[place]!.entry),
    ...(answer.result !== 'trusted' && why !== undefined && { why }),
    ...(answer.result === 'issuer missing' && { missingIssuer: answer.missingIssuer }),
  };
}

function verificationOfNeeded({
  place,
  canBeVerified,
  missingIssuer,
  fault,
  verifiedBy,
  revocation,
}: NeededVerification): Omit<ListVerification, 'findings'> {
  const why = missingIssuer === undefined ? fault : `"${missingIssuer}" is not in it`;
  return {
    item: itemId(place),
    answer: canBeVerified === 'unknown' ? 'not checked' : canBeVerified,
    entries: verifiedBy,
    ...(why !== undefined && { why }),
    ...(missingIssuer !== undefined && { missingIssuer }),
    ...(revocation && { revocation: revocation.status }),
  };
}

function listEntry(judged: JudgedEntry, list: string, check: AuditedList['check'], at: number): ListEntry {
  const { entry, file, certificate, commonNames, fingerprint, isServer, isSelfSigned, role } = judged;
  const [commonName] = commonNames;
  const useless = uselessness(judged, check, at);
  return {
    entry,
    ...(file !== list && { file }),
    subject: printName(certificate.subject),
    ...(commonName !== undefined && { commonName }),
    sha256: fingerprint,
    notBefore: moment(certificate.notBefore),
    notAfter: moment(certificate.notAfter),
    kind: isServer ? 'server' : 'ca',
    ...(isSelfSigned !== 'not checked' && { selfSigned: isSelfSigned }),
    ...(role && { role: role.role, roleFrom: role.from }),
    ...(useless && { useless }),
  };
}

function uselessness(
  judged: JudgedEntry,
  { entries, revoked }: AuditedList['check'],
  at: number,
): ListEntry['useless'] {
  const { fingerprint, certificate, entry } = judged;
  if (entries.find((each) => each.fingerprint === fingerprint) !== judged) return 'repeated';
  if (at > certificate.notAfter) return 'ended';
  return revoked.includes(entry) ? 'revoked' : undefined;
}

function listItem({ file, readers: [of, ...alsoOf], check }: ListToReport): CheckedItem {
  return {
    ...{ id: file, file, kind: 'trust-list', entries: check.entries.length },
    ...(of !== undefined && { of }),
    ...(alsoOf.length > 0 && { alsoOf }),
  };
}

const neededItem = ({ place, name }: NeededVerification): CheckedItem => ({
  ...placed(place),
  kind: 'needed-certificate',
  subject: name,
});
