import { toHex } from '../bytes.ts';
import type { PrivateKeyInfo } from '../formats/private-key-info.ts';
import type { AlgorithmIdentifier } from '../x509/algorithm-identifier.ts';
import { publicKeyHash } from '../x509/fingerprint.ts';
import { publicKeyText, type PublicKey } from '../x509/public-key.ts';
import { signatureAlgorithm } from '../x509/signature-algorithm.ts';
import { branch, leaf, optional, yesNo, type Description } from './description.ts';
import { withOid } from './names.ts';

export async function describePublicKey(label: string, key: PublicKey): Promise<Description> {
  const children = [
    leaf('algorithm', withOid(key.algorithm.id)),
    ...keyNumbers(key),
    leaf('public key hash', await publicKeyHash(key.der)),
  ];
  return branch(label, children, publicKeyText(key));
}

function keyNumbers(key: PublicKey): Description[] {
  switch (key.kind) {
    case 'rsa':
    case 'rsa-pss':
      return [
        leaf('bits', String(key.bits)),
        leaf('modulus', toHex(key.modulus)),
        leaf('exponent', String(key.exponent)),
      ];
    case 'ec':
      return [
        ...optional('curve', key.curveId && withOid(key.curveId)),
        ...(key.explicitParameters ? [leaf('explicit curve parameters', yesNo(true))] : []),
        leaf('point', toHex(key.keyBits)),
      ];
    default:
      return [
        ...optional('parameters', key.algorithm.parameters && toHex(key.algorithm.parameters)),
        leaf('key', toHex(key.keyBits)),
      ];
  }
}

/** What is public about a private key; the key itself is never described. */
export async function describePrivateKey(info: PrivateKeyInfo): Promise<Description[]> {
  return [
    leaf('syntax', info.syntax),
    leaf('encryption', info.encryption ?? 'none'),
    leaf('algorithm', withOid(info.algorithm.id)),
    info.publicKey
      ? await describePublicKey('public key', info.publicKey)
      : leaf('public key', 'not known: the file does not hold it'),
  ];
}

/** Most algorithms take NULL or nothing at all. */
function parametersText({ parameters }: AlgorithmIdentifier): string | undefined {
  const hex = parameters && toHex(parameters);
  return hex === '0500' ? 'NULL' : hex;
}

export function describeSignature(algorithm: AlgorithmIdentifier, signature: Uint8Array): Description {
  const { name, scheme } = signatureAlgorithm(algorithm);
  const pss = scheme?.kind === 'rsa-pss' ? scheme.parameters : undefined;
  const children = [
    leaf('identifier', algorithm.id),
    ...optional('PSS', pss && `${pss.hash}, MGF1 with ${pss.maskHash}, salt of ${pss.saltLength} octets`),
    ...(pss ? [] : optional('parameters', parametersText(algorithm))),
    leaf('value', toHex(signature)),
  ];
  return branch('signature', children, name);
}
