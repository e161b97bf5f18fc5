import { listsIn, reasonText } from '../rules/chain/facts.ts';
import { printName } from '../x509/name.ts';
import { itemId } from './ids.ts';
import { moment, verified } from './items.ts';
import type { CheckedList, ListEntry, ListVerification, ReportFinding } from './report.ts';
import type { AuditedList, ItemAnswer } from './trust-lists.ts';
import type { Questions } from './verdicts/questions.ts';

type Check = AuditedList['check'];

/** Trusted-CA lists with their entries, what each verifies and what was found about it. */
export function reportedLists(
  lists: readonly AuditedList[],
  answers: readonly ItemAnswer[],
  findings: readonly ReportFinding[],
  questions: Questions,
  at: number,
): CheckedList[] {
  return lists.map(({ file, readers, check }): CheckedList => {
    const refusals = findings.filter(
      ({ subject, params }) => subject.file === file || listsIn(params).includes(file),
    );
    const asked = [
      ...new Map(answersFor(file, check, answers).map((answer) => [answer.item, answer])).values(),
    ];
    return {
      item: file,
      readers,
      entries: check.entries.map((entry) => listEntry(entry, check, at)),
      verifies: asked.map((answer) => ({
        ...answer,
        findings: refusals.filter(({ item }) => item === answer.item).map(({ id }) => id),
      })),
      findings: findings.filter(({ item }) => item === file).map(({ id }) => id),
      questions: check.notChecked.map(({ what, why }) =>
        questions.ask({ kind: 'list-entry', about: `${file} ${what}`, what, why, answer: [], file }),
      ),
    };
  });
}

function answersFor(
  file: string,
  { entries, needs }: Check,
  answers: readonly ItemAnswer[],
): Omit<ListVerification, 'findings'>[] {
  const met = answers.filter(({ answer }) => answer.list === file);
  return [
    ...met.map(({ item, answer: found }) => {
      const { answer } = found;
      const why = answer.result === 'not checked' ? answer.because : reasonText(answer);
      return {
        item,
        answer: verified(found),
        entries: found.through.map((place) => entries[place]!.entry),
        ...(answer.result !== 'trusted' && why !== undefined && { why }),
      };
    }),
    ...needs.map(({ place, canBeVerified, verifiedBy, missingIssuer, fault }) => {
      const why = missingIssuer === undefined ? fault : `"${missingIssuer}" is not in it`;
      return {
        item: itemId(place),
        answer: canBeVerified === 'unknown' ? ('not checked' as const) : canBeVerified,
        entries: verifiedBy,
        ...(why !== undefined && { why }),
      };
    }),
  ];
}

function listEntry(judged: Check['entries'][number], { entries, revoked }: Check, at: number): ListEntry {
  const { entry, certificate, commonNames, fingerprint, role, isServer, isSelfSigned } = judged;
  const [commonName] = commonNames;
  const isRepeated = entries.find((each) => each.fingerprint === fingerprint) !== judged;
  const useless = isRepeated
    ? 'repeated'
    : at > certificate.notAfter
      ? 'ended'
      : revoked.includes(entry)
        ? 'revoked'
        : undefined;
  return {
    entry,
    subject: printName(certificate.subject),
    ...(commonName !== undefined && { commonName }),
    sha256: fingerprint,
    notBefore: moment(certificate.notBefore),
    notAfter: moment(certificate.notAfter),
    kind: !isServer ? 'ca' : isSelfSigned === true ? 'self-signed server' : 'server',
    ...(role && { role: role.role, roleFrom: role.from }),
    ...(useless && { useless }),
  };
}
