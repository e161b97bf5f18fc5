import type { CertificateRequest } from '../../csr/parse.ts';
import { productNames, type OtherProduct } from '../../product/products.ts';
import { productOfRequest } from '../request-product.ts';
import type { Finding } from '../../findings/finding.ts';
import type { Question } from '../../findings/question.ts';
import { run } from '../../findings/rule.ts';
import type { RequestPlan } from '../../plan/plan.ts';
import type { CsrFacts } from '../../rules/csr/facts.ts';
import { csrRules } from '../../rules/csr/index.ts';
import type { JudgeOptions } from '../options.ts';
import type { CheckCsrOptions } from './options.ts';
import { gatherCsrFacts, type CsrToCheck, type CsrToGather } from './facts.ts';
import { CsrSeries } from './series.ts';
import { inSteps } from '../in-steps.ts';
import { webCryptoVerifier } from '../../x509/signature.ts';
import { held, notChecked, summarise, type MatchedPeer, type RequestSummary } from './summary.ts';

/** What is to be said of a request. */
export interface CsrCheck {
  readonly request: RequestSummary;
  /** Absent where the request fits no peer, or there is no plan. */
  readonly peer?: MatchedPeer;
  /** The request is of this product, and no rule for requests of an Expressway was asked. */
  readonly product?: OtherProduct;
  /** Of area `csr/`, in the order of the rules. */
  readonly findings: readonly Finding[];
  /** What was checked and found good, in words. */
  readonly held: readonly string[];
  readonly notChecked: readonly Question[];
}

/**
 * Checks a certificate signing request before it goes to a CA: signature, key, names against the plan of its
 * peer, subject and usages.
 *
 * @param request PKCS#10 in DER, or already read
 * @throws DecodeError where the bytes are no request; TypeError where `peer` is no peer of the plan or `at` is
 *   not a date. Whatever is wrong with a request that can be read is a finding.
 */
export async function checkCsr(
  request: Uint8Array | CertificateRequest,
  options: CheckCsrOptions,
): Promise<CsrCheck> {
  const [check] = await checkCsrs([{ request }], options);
  return check!;
}

/**
 * The same for several requests, in order: it also tells the same request given twice, two requests for one
 * peer, and a key shared by two.
 */
export async function checkCsrs(
  requests: readonly CsrToCheck[],
  options: CheckCsrOptions,
): Promise<CsrCheck[]> {
  return judgeRequests(requests, options);
}

/** The same for requests whose own facts may have been gathered. */
export async function judgeRequests(
  requests: readonly CsrToGather[],
  options: CheckCsrOptions & Pick<JudgeOptions, 'onProgress'>,
): Promise<CsrCheck[]> {
  // One for all: it remembers the keys.
  const { verifier = webCryptoVerifier() } = options;
  const series = new CsrSeries(options);
  const checks: CsrCheck[] = [];
  for await (const each of inSteps(requests, 'judging requests', options)) {
    checks.push(check(await gatherCsrFacts(each, { ...options, verifier }, series)));
  }
  return checks;
}

function check(facts: CsrFacts): CsrCheck {
  const { request, place, match, plan } = facts;
  const product = productOfRequest({ path: place?.file, request, match }, plan);
  if (product) {
    const why = `the request is of ${productNames[product]}`;
    const notChecked = [{ what: 'what an Expressway needs', why }];
    return { request: summarise(facts), product, findings: [], held: [], notChecked };
  }
  const findings = run(csrRules, facts);
  return {
    request: summarise(facts),
    ...(facts.peer && { peer: matchedPeer(facts, facts.peer) }),
    findings,
    held: held(facts),
    notChecked: notChecked(facts),
  };
}

function matchedPeer({ match, names }: CsrFacts, planned: RequestPlan): MatchedPeer {
  return {
    cluster: planned.cluster,
    peer: planned.peer,
    ...(planned.store === 'client' && { store: planned.store }),
    ...(planned.domain !== undefined && { domain: planned.domain }),
    by: match && match.by !== 'none' ? match.by : 'names',
    present: names?.present.length ?? 0,
    planned: planned.names.length,
  };
}
