import { Budget } from '../path/budget.ts';
import type { CandidatePath } from '../path/candidates.ts';
import { CertificateFacts } from '../path/facts.ts';
import { pathOptions, type PathOptions, type PathSettings } from '../path/options.ts';
import { CertificateStore } from '../path/store.ts';
import { CrlIndex } from '../revocation/crl-index.ts';
import type { RevocationStatus } from '../revocation/status.ts';
import type { Certificate } from '../x509/certificate.ts';
import type { Crl } from '../x509/crl.ts';
import type { OcspResponse } from '../x509/ocsp.ts';
import { webCryptoVerifier, type SignatureVerifier } from '../x509/signature.ts';
import { SignatureChecks } from '../x509/signature-checks.ts';
import { runWaiting, type Waiting } from '../x509/waiting.ts';
import { PathRevocation } from './path-revocation.ts';

/** Evidence for or against a certificate; all of it is verified before it counts. */
export interface RevocationMaterial {
  readonly crls?: readonly Crl[];
  readonly ocspResponses?: readonly OcspResponse[];
  /** Certificates that may help, such as those of separate signers of lists, in any order. */
  readonly certificates?: readonly Certificate[];
  /** Default: WebCrypto. */
  readonly verifier?: SignatureVerifier;
}

/** See PathOptions for each of them; only the time has no default. */
export type RevocationSettings = Pick<
  PathSettings,
  'time' | 'ocsp' | 'allowSha1' | 'minimumRsaBits' | 'conformance' | 'limits'
>;

/**
 * Is the certificate revoked, by the lists (RFC 5280 6.3) and OCSP responses (RFC 6960 3.2) given? Good, revoked with
 * when and why, or unknown with the reason for each piece of evidence that could not be used; what unknown means is for
 * the caller to decide. Nothing is fetched.
 *
 * @param issuer the CA that issued the certificate, taken as trusted; validatePath() checks whole paths
 * @param settings `time` in milliseconds since 1970 is obligatory
 * @throws TypeError for settings that make no sense
 */
export async function checkRevocation(
  certificate: Certificate,
  issuer: Certificate,
  evidence: RevocationMaterial,
  settings: RevocationSettings,
): Promise<RevocationStatus> {
  const options = pathOptions({ ...settings, purpose: 'any' });
  return runWaiting(statusOf(certificate, issuer, evidence, options));
}

function* statusOf(
  certificate: Certificate,
  issuer: Certificate,
  { crls = [], ocspResponses = [], certificates = [], verifier = webCryptoVerifier() }: RevocationMaterial,
  options: PathOptions,
): Waiting<RevocationStatus> {
  const leaf = new CertificateFacts(certificate);
  const checks = new SignatureChecks(verifier);
  const store = new CertificateStore(options.leadingDotConstraints)
    .addAnchors([issuer])
    .addIntermediates(certificates);
  const anchor = store.withSubject(leaf.issuerKey).find(({ isAnchor }) => isAnchor)?.facts;
  const isIssuer = anchor && (yield* checks.check(certificate, issuer.publicKey)) === 'valid';
  if (!isIssuer) return { status: 'unknown', why: 'not-its-issuer', unusable: [] };
  const path: CandidatePath = { certificates: [leaf], signatures: ['valid'], end: 'anchor', issuer: anchor };
  const evidence = { crls: new CrlIndex(crls), ocspResponses };
  const budget = new Budget(options.limits);
  return yield* new PathRevocation(path, options, store, checks, evidence, budget).statusOf(path);
}
