import { reasonsOf } from '../../lib/front.ts';
import type {
  CheckedItem,
  CheckedList,
  NotChecked,
  ReportFinding,
  Verdict,
  VerdictService,
} from '../../lib/index.ts';
import { indexOf } from '../checks/judgement-index.ts';
import type { CertificateThing, Judgement } from '../state/judgement.ts';

/** A trusted-CA list with all that is to be said of it. */
export interface ListView extends Pick<CheckedList, 'entries' | 'verifies'> {
  readonly item: CheckedItem;
  /** About the list, and about what it does not verify. */
  readonly findings: readonly ReportFinding[];
  readonly questions: readonly NotChecked[];
  /** Services of which a verdict rests on those findings. */
  readonly services: (verdict: Verdict) => readonly VerdictService[];
  readonly itemOf: (id: string) => CheckedItem | undefined;
  readonly thing: (entry: number) => CertificateThing | undefined;
}

export function listViews(judgement: Judgement): ListView[] {
  const { report } = judgement;
  const index = indexOf(judgement);
  return report.lists.map((list): ListView => {
    const ids = [...list.findings, ...list.verifies.flatMap(({ findings }) => findings)];
    const cited = new Set(ids);
    const resting = report.services.filter((each) => reasonsOf(each).findings.some((id) => cited.has(id)));
    return {
      entries: list.entries,
      verifies: list.verifies,
      item: index.item(list.item)!,
      findings: index.findings([...cited]),
      questions: index.questions(list.questions),
      services: (verdict) => [
        ...new Set(resting.filter((each) => each.verdict === verdict).map(({ service }) => service)),
      ],
      itemOf: index.item,
      thing: (entry) => index.thing({ file: list.item, entry }, 'certificate'),
    };
  });
}
