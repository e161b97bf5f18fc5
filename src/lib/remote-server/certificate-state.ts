import type { CertificateState } from '../federation/decision.ts';
import type { PathError } from '../validation/judge-path.ts';

/** What is known of a certificate that was presented. */
export interface StateFacts {
  readonly isNamed: boolean;
  readonly isCommonName: boolean;
  readonly isSelfSigned: boolean;
  /** Errors of its path, and those of the peer; those about names excepted. */
  readonly errors: readonly (PathError['aspect'] | 'peer')[];
}

/**
 * The one word for the decision table. Of several reasons the gravest: what is known to be revoked stays so whatever else
 * is wrong with it.
 */
export function certificateState({
  isNamed,
  isCommonName,
  isSelfSigned,
  errors,
}: StateFacts): CertificateState {
  if (!isNamed) {
    if (errors.length > 0) return 'untrusted+san-mismatch';
    return isCommonName ? 'cn-only' : 'san-mismatch';
  }
  if (errors.length === 0) return 'ok';
  if (errors.includes('revocation')) return 'revoked';
  if (isSelfSigned) return 'self-signed';
  const graver = errors.filter((error) => error !== 'revocation-unknown');
  if (graver.length === 0) return 'rev-unknown';
  return graver.every((error) => error === 'dates') ? 'expired' : 'untrusted';
}
