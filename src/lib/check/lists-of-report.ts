import { printName } from '../x509/name.ts';
import type { CheckedItem, CheckedList, ListEntry, ReportFinding } from './report.ts';
import type { AuditedList } from './trust-lists.ts';
import type { Questions } from './verdicts/questions.ts';

/** Trusted-CA lists with their entries, what each verifies and what was found about it. */
export function reportedLists(
  lists: readonly AuditedList[],
  items: readonly CheckedItem[],
  findings: readonly ReportFinding[],
  questions: Questions,
): CheckedList[] {
  return lists.map(({ file, readers, check }) => ({
    item: file,
    readers,
    entries: check.entries.map(listEntry),
    verifies: items.flatMap(({ id, trustedBy = [] }) =>
      trustedBy.filter(({ list }) => list === file).map(({ answer }) => ({ item: id, answer })),
    ),
    findings: findings.filter(({ item }) => item === file).map(({ id }) => id),
    questions: check.notChecked.map(({ what, why }) =>
      questions.ask({ kind: 'list-entry', about: `${file} ${what}`, what, why, answer: [], file }),
    ),
  }));
}

function listEntry({
  entry,
  certificate,
  commonNames,
  fingerprint,
  role,
}: AuditedList['check']['entries'][number]): ListEntry {
  const [commonName] = commonNames;
  return {
    entry,
    subject: printName(certificate.subject),
    ...(commonName !== undefined && { commonName }),
    sha256: fingerprint,
    notBefore: new Date(certificate.notBefore).toISOString().replace('.000', ''),
    notAfter: new Date(certificate.notAfter).toISOString().replace('.000', ''),
    ...(role && { role: role.role }),
  };
}
