import { encodeSubject } from '../csr/subject.ts';
import { subjectAltNames, type RequestedName } from '../csr/build.ts';
import { keyKindOf } from '../csr/key-pair.ts';
import type { SubjectAttribute } from '../deployment/model.ts';
import { extensionId } from '../asn1/oids.ts';
import { readCertificate, type Certificate } from '../x509/certificate.ts';
import { asBuffer, authorityKeyIdentifier, signingAlgorithm, type Ca } from './ca.ts';
import { nameOf } from './create-ca.ts';
import { commonExtensions, type CommonSettings } from './extensions.ts';
import { loadX509 } from './packages/load.ts';
import { newSerialNumber } from './serial-number.ts';

/** A certificate with whatever is wrong about it. */
export interface UnjudgedContent extends CommonSettings {
  /** Absent: the subject has no CN. */
  readonly commonName: string | undefined;
  readonly subject: readonly SubjectAttribute[];
  readonly names: readonly RequestedName[];
  readonly extendedKeyUsage: readonly ('serverAuth' | 'clientAuth')[];
  readonly keyPair: CryptoKeyPair;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Absent: it signs itself. */
  readonly issuer?: Ca | undefined;
}

/** Writes a certificate that nobody judges: what a CA should refuse, for rehearsals of what comes of it. No entry of the package has it. */
export async function issueUnjudged(content: UnjudgedContent): Promise<Certificate> {
  const { commonName, names, extendedKeyUsage, keyPair, notBefore, notAfter, issuer } = content;
  const x509 = await loadX509();
  const { crypto } = globalThis;
  const encoded = encodeSubject(content.subject, commonName ?? 'none');
  const subject = nameOf(x509, commonName === undefined ? encoded.slice(0, -1) : encoded);
  const signingKey = (issuer ?? { keyPair }).keyPair.privateKey;
  const publicKey = await x509.PublicKey.create(keyPair.publicKey, crypto);
  const { digitalSignature, keyEncipherment } = x509.KeyUsageFlags;
  const isRsa = keyKindOf(keyPair.privateKey)?.type === 'rsa';
  const written = await x509.X509CertificateGenerator.create(
    {
      serialNumber: newSerialNumber((octets) => crypto.getRandomValues(octets), new Set()),
      subject,
      issuer: issuer ? new x509.Name(asBuffer(issuer.certificate.subject.der)) : subject,
      notBefore,
      notAfter,
      publicKey,
      signingKey,
      signingAlgorithm: signingAlgorithm(signingKey),
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(isRsa ? digitalSignature | keyEncipherment : digitalSignature, true),
        new x509.ExtendedKeyUsageExtension(extendedKeyUsage.map((usage) => x509.ExtendedKeyUsage[usage])),
        new x509.Extension(extensionId.subjectAltName, false, asBuffer(subjectAltNames(names))),
        await x509.SubjectKeyIdentifierExtension.create(publicKey, false, crypto),
        ...(issuer ? authorityKeyIdentifier(x509, issuer.certificate) : []),
        ...commonExtensions(x509, content),
      ],
    },
    crypto,
  );
  return readCertificate(new Uint8Array(written.rawData));
}
