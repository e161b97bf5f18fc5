import type { Budget } from '../path/budget.ts';
import type { CandidatePath } from '../path/candidates.ts';
import type { CertificateFacts } from '../path/facts.ts';
import type { PathOptions } from '../path/options.ts';
import { gatherPathFacts } from '../path/validate.ts';
import { judgePath } from './judge-path.ts';

/** A signer of lists or OCSP responses serves no TLS purpose and bears no particular name. */
export function signerOptions(options: PathOptions): PathOptions {
  return {
    ...options,
    profile: 'rfc5280',
    search: 'every',
    purpose: 'any',
    extendedKeyUsage: [],
    explicitExtendedKeyUsage: false,
    keyUsage: [],
    identities: [],
  };
}

/** Has no rule an error against the path? Whether its certificates are revoked is not looked at. */
export function isFlawless(path: CandidatePath, options: PathOptions, budget: Budget): boolean {
  const facts = gatherPathFacts(path, options, true, budget);
  return judgePath({ ...facts, revocation: undefined }).errors.length === 0;
}

/** The same path from one of its certificates on. */
export function pathFrom(path: CandidatePath, position: number): CandidatePath {
  const { certificates, signatures } = path;
  return { ...path, certificates: certificates.slice(position), signatures: signatures.slice(position) };
}

/** Issuer of the first certificate of a path that reaches an anchor. */
export const issuerIn = ({ certificates, issuer }: CandidatePath): CertificateFacts =>
  certificates[1] ?? issuer!;
