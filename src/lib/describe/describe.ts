import type { Recognised, Thing } from '../formats/recognised.ts';
import { publicKeyText } from '../x509/public-key.ts';
import { printName } from '../x509/name.ts';
import { describeCertificate, describeCrl, describeRequest } from './certificate.ts';
import { toHex } from '../bytes.ts';
import { branch, count, leaf, optional, type Description } from './description.ts';
import { describePrivateKey, describePublicKey } from './keys.ts';
import { describeOcspResponse } from './ocsp-response.ts';
import { describeKeyParameters, describePkcs12, describePkcs7, describeTextNames } from './others.ts';

export type { Description } from './description.ts';

/** What each kind is called. */
export const kindLabels: Readonly<Record<Thing['kind'], string>> = {
  certificate: 'certificate',
  'certificate-request': 'certificate signing request',
  crl: 'certificate revocation list',
  'private-key': 'private key',
  'public-key': 'public key',
  'key-parameters': 'key parameters',
  'ocsp-response': 'OCSP response',
  names: 'names',
  pkcs7: 'PKCS#7 bundle',
  pkcs12: 'PKCS#12 file',
};

/**
 * Describes a thing that open() recognised as one tree, for people, in the words of the standards and tools. Nothing
 * is hidden: extensions that are not known appear with their object identifier and the hex of their value. Only the
 * secret parts of private keys and challenge passwords are left out.
 *
 * Serial numbers, keys and signatures are hex, dates ISO 8601 in UTC, fingerprints as openssl prints them.
 */
export async function describe(thing: Thing | Recognised): Promise<Description> {
  const inside = await describeInside(thing);
  return branch(kindLabels[thing.kind], [...bagFacts(thing), ...inside], headline(thing));
}

async function describeInside(thing: Thing): Promise<Description[]> {
  switch (thing.kind) {
    case 'certificate':
      return describeCertificate(thing.certificate);
    case 'certificate-request':
      return describeRequest(thing.request);
    case 'crl':
      return describeCrl(thing.crl);
    case 'private-key':
      return describePrivateKey(thing.privateKey);
    case 'public-key':
      return (await describePublicKey('', thing.publicKey)).children!.slice();
    case 'key-parameters':
      return describeKeyParameters(thing.der);
    case 'ocsp-response':
      return describeOcspResponse(thing.response);
    case 'names':
      return describeTextNames(thing.names);
    case 'pkcs7':
      return describePkcs7(thing);
    case 'pkcs12':
      return describePkcs12(thing);
  }
}

/** What only the container or the text around said of it. */
function bagFacts(thing: Thing | Recognised): Description[] {
  if (!('path' in thing)) return [];
  const { friendlyName, localKeyId, comment } = thing;
  return [
    ...optional('friendly name', friendlyName),
    ...(localKeyId ? [leaf('local key ID', toHex(localKeyId))] : []),
    ...optional('text above it', comment),
  ];
}

/** One line that tells a thing from others of its kind; undefined where there is none. */
export function headline(thing: Thing): string | undefined {
  switch (thing.kind) {
    case 'certificate':
      return printName(thing.certificate.subject) || '(empty subject)';
    case 'certificate-request':
      return printName(thing.request.subject) || '(empty subject)';
    case 'crl':
      return printName(thing.crl.issuer);
    case 'private-key': {
      const { publicKey } = thing.privateKey;
      return publicKey && publicKeyText(publicKey);
    }
    case 'public-key':
      return publicKeyText(thing.publicKey);
    case 'ocsp-response':
      return thing.response.status;
    case 'names':
      return count(thing.names.length, 'name');
    case 'pkcs7':
    case 'pkcs12':
    case 'key-parameters':
      return undefined;
  }
}
