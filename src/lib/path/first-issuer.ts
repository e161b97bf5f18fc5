import { equal } from '../bytes.ts';
import { verificationCost } from '../x509/key-cost.ts';
import type { SignatureStatus } from '../x509/signature.ts';
import type { SignatureChecks } from '../x509/signature-checks.ts';
import type { Waiting } from '../x509/waiting.ts';
import { isSelfSignedByLooks, mayBeIssuer } from './appliance.ts';
import type { Budget } from './budget.ts';
import type { CandidatePath } from './candidates.ts';
import { isExpired, isNotYetValid } from './checks.ts';
import type { CertificateFacts } from './facts.ts';
import type { Issuer, IssuerSource } from './store.ts';

/**
 * The one path that OpenSSL builds: at each step the first certificate with the name of the issuer whose key
 * identifiers fit and which is in date, else of those that are not the one that ends last. Trusted ones come first, and
 * above one of them no other counts; the path is good where it comes to a trusted self-signed one. It never turns back,
 * so that a wrong choice stays wrong; signatures are looked at when the path stands.
 */
export function* firstIssuerPath(
  leaf: CertificateFacts,
  store: IssuerSource,
  checks: SignatureChecks,
  budget: Budget,
  time: number,
): Waiting<CandidatePath> {
  const chain = [leaf];
  let anchor = trustedItself(leaf, store);
  let isTrusted = false;
  while (!anchor && chain.length <= budget.limits.pathLength) {
    const issuer = choose(chain, isTrusted, store, time);
    if (!issuer) break;
    isTrusted = issuer.isAnchor;
    if (isTrusted && isSelfSignedByLooks(issuer.facts)) anchor = issuer.facts;
    else chain.push(issuer.facts);
  }
  if (!anchor && chain.length > budget.limits.pathLength) budget.markReached('pathLength');
  const signatures = yield* checkLinks(anchor ? [...chain, anchor] : chain, checks, budget);
  const isCut = signatures.length < chain.length - (anchor ? 0 : 1);
  const end = isCut ? 'undecided' : anchor ? 'anchor' : 'no-issuer';
  const namesakes = end === 'no-issuer' ? passedOver(chain, store) : [];
  return { certificates: chain, signatures, end, issuer: anchor, namesakes };
}

/** A self-signed certificate is trusted only where it is trusted itself. */
function trustedItself(leaf: CertificateFacts, store: IssuerSource): CertificateFacts | undefined {
  if (!isSelfSignedByLooks(leaf)) return undefined;
  return store
    .withSubject(leaf.subjectKey)
    .find(({ isAnchor, facts }) => isAnchor && equal(facts.certificate.der, leaf.certificate.der))?.facts;
}

function choose(
  path: readonly CertificateFacts[],
  isTrusted: boolean,
  store: IssuerSource,
  time: number,
): Issuer | undefined {
  const child = path.at(-1)!;
  if (isSelfSignedByLooks(child)) return undefined;
  const fitting = store
    .withSubject(child.issuerKey)
    .filter(({ facts }) => mayBeIssuer(child, facts) && !path.includes(facts));
  const trusted = bestOf(
    fitting.filter(({ isAnchor }) => isAnchor),
    time,
  );
  if (trusted || isTrusted) return trusted;
  return bestOf(fitting, time);
}

function bestOf(fitting: readonly Issuer[], time: number): Issuer | undefined {
  const inDate = fitting.find(({ facts }) => !isNotYetValid(facts, time) && !isExpired(facts, time));
  if (inDate) return inDate;
  let last: Issuer | undefined;
  for (const issuer of fitting)
    if (!last || issuer.facts.certificate.notAfter > last.facts.certificate.notAfter) last = issuer;
  return last;
}

/** Those that have the name of the missing issuer, and not its key. */
function passedOver(chain: readonly CertificateFacts[], store: IssuerSource): CertificateFacts[] {
  const top = chain.at(-1)!;
  if (isSelfSignedByLooks(top)) return [];
  return store
    .withSubject(top.issuerKey)
    .map(({ facts }) => facts)
    .filter((facts) => !mayBeIssuer(top, facts));
}

/** Of each certificate below the last, as far as the budget allows. */
function* checkLinks(
  chain: readonly CertificateFacts[],
  checks: SignatureChecks,
  budget: Budget,
): Waiting<SignatureStatus[]> {
  const statuses: SignatureStatus[] = [];
  for (const [position, { certificate }] of chain.slice(0, -1).entries()) {
    const key = chain[position + 1]!.certificate.publicKey;
    const known = checks.known(certificate, key);
    if (!known && !budget.spend('signatureCost', verificationCost(key, certificate.tbs.length))) break;
    statuses.push(known ?? (yield* checks.check(certificate, key)));
  }
  return statuses;
}
