import type { Finding, Location } from '../findings/finding.ts';
import { idsOf, itemId, withIds } from '../findings/ids.ts';
import type { CsrCheck } from './csr/check-csr.ts';
import { placed } from './items.ts';
import type { CheckedItem, CheckedRequest, CheckReport } from './report.ts';
import { Questions } from './verdicts/questions.ts';

/**
 * Requests with what was found about each, and the questions it leaves open.
 *
 * @param places in the order of the checks
 * @param ids of their findings
 */
export function reportedRequests(
  checks: readonly CsrCheck[],
  places: readonly Location[],
  ids: ReadonlyMap<Finding, string>,
  questions: Questions,
): CheckedRequest[] {
  return checks.map(({ request, peer, product, held, findings, notChecked }, at): CheckedRequest => {
    const place = places[at]!;
    const item = itemId(place);
    return {
      item,
      ...request,
      ...(peer && { matched: peer }),
      held,
      findings: findings.map((finding) => ids.get(finding)!),
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

/** The parts of a report on requests alone. */
export function reportOnRequests(
  checks: readonly CsrCheck[],
  places: readonly Location[],
  otherFindings: readonly Finding[] = [],
): Pick<CheckReport, 'items' | 'requests' | 'findings' | 'notChecked'> {
  const items = checks.map((check, at) => requestItem(check, places[at]!));
  const found = [...checks.flatMap((check) => check.findings), ...otherFindings];
  const findings = withIds(found, items);
  const questions = new Questions();
  const requests = reportedRequests(checks, places, idsOf(found, findings), questions);
  return { items, requests, findings, notChecked: questions.asked };
}

function requestItem({ request, peer, product }: CsrCheck, place: Location): CheckedItem {
  const { subject, commonName, key, publicKeyHash, names, extendedKeyUsage } = request;
  return {
    ...placed(place),
    kind: 'certificate-request',
    ...(product && { product }),
    ...(peer && {
      cluster: peer.cluster,
      peer: peer.peer,
      matchedBy: peer.by,
      ...(peer.store && { store: peer.store }),
      plannedNames: { present: peer.present, planned: peer.planned },
    }),
    subject,
    ...(commonName !== undefined && { commonName }),
    ...{ key, publicKeyHash, names },
    ...(extendedKeyUsage && { extendedKeyUsage }),
  };
}
