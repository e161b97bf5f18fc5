import type { Certificate } from './certificate.ts';
import { sameName } from './name.ts';
import { verifySignature, type SignatureVerifier } from './signature.ts';

/** Is its issuer its subject, and did its own key sign it? `not checked`: the algorithm is not known here. */
export async function isSelfSigned(
  certificate: Certificate,
  verifier: SignatureVerifier,
): Promise<boolean | 'not checked'> {
  const { subject, issuer, signatureAlgorithm, publicKey, tbs, signature } = certificate;
  if (!sameName(subject, issuer)) return false;
  const status = await verifySignature(signatureAlgorithm, publicKey, tbs, signature, verifier);
  return status === 'unsupported' ? 'not checked' : status === 'valid';
}
