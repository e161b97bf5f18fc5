import { writePem } from '../formats/pem.ts';
import type { Recognised, Thing } from '../formats/recognised.ts';
import { findExtension } from '../x509/extensions.ts';
import { nameParts, type ShownName } from './names.ts';

/**
 * The subject alternative names of a certificate or request, or the names of a copied text, in their order. Types as
 * people write them: `DNS`, `SRV`, `XMPP`, `IP`, `email`, `URI`, `DirName`, `RID`, `otherName UPN` …
 */
export function namesOf(thing: Thing | Recognised): readonly ShownName[] {
  switch (thing.kind) {
    case 'certificate':
      return altNames(thing.certificate.extensions);
    case 'certificate-request':
      return altNames(thing.request.extensions);
    case 'names':
      return thing.names;
    default:
      return [];
  }
}

function altNames(extensions: Parameters<typeof findExtension>[0]): ShownName[] {
  return (findExtension(extensions, 'subjectAltName')?.value ?? []).map(nameParts);
}

const labels: Readonly<Partial<Record<Thing['kind'], string>>> = {
  certificate: 'CERTIFICATE',
  'certificate-request': 'CERTIFICATE REQUEST',
  crl: 'X509 CRL',
  pkcs7: 'PKCS7',
};

/** The thing as a PEM block (RFC 7468); undefined for what has no label there, and always for private keys. */
export function pemOf(thing: Thing | Recognised): string | undefined {
  // One of PKCS#1 has become a SubjectPublicKeyInfo by now.
  if (thing.kind === 'public-key') return writePem('PUBLIC KEY', thing.publicKey.der);
  const label = labels[thing.kind];
  return label !== undefined && 'der' in thing ? writePem(label, thing.der) : undefined;
}
