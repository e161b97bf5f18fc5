import type { CertificateState } from './decision.ts';

/** What is known of a certificate that was presented. */
export interface StateFacts {
  readonly isNamed: boolean;
  readonly isCommonName: boolean;
  readonly isSelfSigned: boolean;
  /** Codes of the errors, those about names excepted. */
  readonly errors: readonly string[];
}

const aboutTime: readonly string[] = ['path/expired', 'path/not-yet-valid'];

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
  if (errors.includes('path/revoked')) return 'revoked';
  if (isSelfSigned) return 'self-signed';
  const graver = errors.filter((code) => code !== 'path/revocation-unknown');
  if (graver.length === 0) return 'rev-unknown';
  return graver.every((code) => aboutTime.includes(code)) ? 'expired' : 'untrusted';
}
