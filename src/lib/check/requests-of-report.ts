import type { CsrCheck } from './csr/check-csr.ts';
import { itemId } from './ids.ts';
import type { FoundRequest } from './inventory.ts';
import type { CheckedRequest, ReportFinding } from './report.ts';
import type { Questions } from './verdicts/questions.ts';

/** Requests with what was found about each, and the questions it leaves open. */
export function reportedRequests(
  checks: readonly CsrCheck[],
  requests: readonly FoundRequest[],
  findings: readonly ReportFinding[],
  questions: Questions,
): CheckedRequest[] {
  return checks.map(({ request, peer, product, held, notChecked }, at): CheckedRequest => {
    const { place } = requests[at]!;
    const item = itemId(place);
    return {
      item,
      ...request,
      ...(peer && { matched: peer }),
      held,
      findings: findings.filter((finding) => finding.item === item).map(({ id }) => id),
      questions: (product ? [] : notChecked).map(({ what, why }) =>
        questions.ask({
          kind: 'request',
          about: `${item} ${what}`,
          what: `${what} of the request`,
          why,
          answer: [],
          file: place.file,
        }),
      ),
    };
  });
}
