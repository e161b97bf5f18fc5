import type { Finding } from '../findings/finding.ts';
import { idsOf, itemId, withIds } from '../findings/ids.ts';
import type { Question } from '../findings/question.ts';
import type { NeededVerification } from '../rules/trust/facts.ts';
import { printName } from '../x509/name.ts';
import { placed } from './items.ts';
import type { CheckedItem, CheckedList, CheckReport, ListEntry, ListVerification } from './report.ts';
import type { AuditedList } from './trust-lists.ts';
import { Questions } from './verdicts/questions.ts';

/** Trusted-CA lists with their entries, what each verifies and what was found about it. */
export function reportedLists(
  lists: readonly AuditedList[],
  items: readonly CheckedItem[],
  ids: ReadonlyMap<Finding, string>,
  questions: Questions,
): CheckedList[] {
  return lists.map((list) => ({
    ...reportedList(list, ids, list.check.notChecked, questions),
    verifies: items.flatMap(({ id, trustedBy = [] }) =>
      trustedBy.filter((each) => each.list === list.file).map(({ answer }) => ({ item: id, answer })),
    ),
  }));
}

/** A list that was audited by itself, and what was not asked of it. */
export interface ListToReport extends AuditedList {
  readonly notAsked: readonly Question[];
}

/** The parts of a report on lists alone, with the certificates that they were to verify. */
export function reportOnLists(
  lists: readonly ListToReport[],
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
    ...reportedList(list, ids, [...list.check.notChecked, ...list.notAsked], questions),
    verifies: list.check.needs.map(verification),
  }));
  return { items, lists: reported, findings, notChecked: questions.asked };
}

function reportedList(
  { file, readers, check }: AuditedList,
  ids: ReadonlyMap<Finding, string>,
  open: readonly Question[],
  questions: Questions,
): Omit<CheckedList, 'verifies'> {
  return {
    item: file,
    readers,
    entries: check.entries.map((entry) => listEntry(entry, file)),
    findings: check.findings.map((finding) => ids.get(finding)!),
    questions: open.map(({ what, why }) =>
      questions.ask({ kind: 'list-entry', about: `${file} ${what}`, what, why, answer: [], file }),
    ),
  };
}

function listEntry(
  {
    entry,
    file,
    certificate,
    commonNames,
    fingerprint,
    isSelfSigned,
    role,
  }: AuditedList['check']['entries'][number],
  list: string,
): ListEntry {
  const [commonName] = commonNames;
  return {
    entry,
    ...(file !== list && { file }),
    subject: printName(certificate.subject),
    ...(commonName !== undefined && { commonName }),
    sha256: fingerprint,
    notBefore: moment(certificate.notBefore),
    notAfter: moment(certificate.notAfter),
    ...(isSelfSigned !== 'not checked' && { selfSigned: isSelfSigned }),
    ...(role && { role: role.role }),
  };
}

const moment = (time: number): string => new Date(time).toISOString().replace('.000', '');

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

function verification({
  place,
  canBeVerified,
  missingIssuer,
  revocation,
}: NeededVerification): ListVerification {
  return {
    item: itemId(place),
    answer: canBeVerified === 'unknown' ? 'not checked' : canBeVerified,
    ...(missingIssuer !== undefined && { missingIssuer }),
    ...(revocation && { revocation: revocation.status }),
  };
}
