import type { CheckedItem, CheckedRequest, NotChecked, ReportFinding } from '../../lib/index.ts';
import { indexOf } from '../checks/judgement-index.ts';
import type { Judgement, RequestThing } from '../state/judgement.ts';

/** A request with all that is to be said of it. */
export interface RequestView {
  readonly item: CheckedItem;
  readonly thing: RequestThing | undefined;
  readonly request: CheckedRequest;
  readonly findings: readonly ReportFinding[];
  readonly questions: readonly NotChecked[];
}

export function requestViews(judgement: Judgement): RequestView[] {
  const index = indexOf(judgement);
  return judgement.report.requests.map((request): RequestView => {
    const item = index.item(request.item)!;
    return {
      item,
      thing: index.thing(item, 'certificate-request'),
      request,
      findings: index.findings(request.findings),
      questions: index.questions(request.questions),
    };
  });
}
