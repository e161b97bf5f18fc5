import { DerReader } from '../asn1/der-reader.ts';
import { readBitOctets } from '../asn1/values.ts';
import { readAlgorithmIdentifier, type AlgorithmIdentifier } from '../x509/algorithm-identifier.ts';
import { readPublicKey, type PublicKey } from '../x509/public-key.ts';
import { verifySignature, type SignatureStatus } from '../x509/signature.ts';

interface SignedParts {
  readonly signed: Uint8Array;
  readonly publicKey: PublicKey;
  readonly algorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
}

/**
 * Of a request that was just built, key and signature: the reader of whole requests weighs more than what writes them.
 */
export function signedParts(der: Uint8Array): SignedParts {
  const request = DerReader.over(der).sequence('');
  const start = request.at;
  const info = request.sequence('certificationRequestInfo');
  const signed = der.subarray(start, request.at);
  info.element('version');
  info.element('subject');
  return {
    signed,
    publicKey: readPublicKey(info, 'subjectPKInfo'),
    algorithm: readAlgorithmIdentifier(request, 'signatureAlgorithm'),
    signature: readBitOctets(request, 'signature'),
  };
}

/** Does the signature of a request that was just built fit the key in it? */
export function ownSignature(der: Uint8Array): SignatureStatus | Promise<SignatureStatus> {
  const { algorithm, publicKey, signed, signature } = signedParts(der);
  return verifySignature(algorithm, publicKey, signed, signature);
}
