import { hashLengths } from './hash-algorithm.ts';
import type { PssParameters } from './pss-parameters.ts';
import type { EcPublicKey, PublicKey } from './public-key.ts';
import type { SignatureScheme } from './signature-algorithm.ts';

/** Can a signature of this scheme have been made with the private half of this key? */
export function fits(scheme: SignatureScheme, key: PublicKey): boolean {
  switch (scheme.kind) {
    case 'rsa-pkcs1':
      return key.kind === 'rsa';
    case 'rsa-pss':
      return (
        (key.kind === 'rsa' || (key.kind === 'rsa-pss' && allows(key.parameters, scheme.parameters))) &&
        hasRoomFor(scheme.parameters, key.bits)
      );
    case 'ecdsa':
      return key.kind === 'ec' && isPoint(key);
    case 'ed25519':
      return key.kind === 'ed25519';
  }
}

/** RFC 4055 3.3: same hashes, and a salt at least as long as the key asks for. */
function allows(restriction: PssParameters | undefined, used: PssParameters): boolean {
  return (
    restriction === undefined ||
    (used.hash === restriction.hash &&
      used.maskHash === restriction.maskHash &&
      used.saltLength >= restriction.saltLength)
  );
}

/** RFC 8017 9.1.2 step 3: hash, salt and two octets must fit the key. */
function hasRoomFor({ hash, saltLength }: PssParameters, keyBits: number): boolean {
  return hashLengths[hash] + saltLength + 2 <= Math.ceil((keyBits - 1) / 8);
}

/** SEC 1 2.3.3, uncompressed or compressed: RFC 5480 2.2 knows neither the hybrid form nor the point at infinity. */
function isPoint({ keyBits, bits }: EcPublicKey): boolean {
  if (bits === undefined) return true;
  const width = Math.ceil(bits / 8);
  const [form] = keyBits;
  if (form === 4) return keyBits.length === 1 + 2 * width;
  return (form === 2 || form === 3) && keyBits.length === 1 + width;
}
