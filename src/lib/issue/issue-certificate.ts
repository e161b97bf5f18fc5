import { extensionId } from '../asn1/oids.ts';
import { equal } from '../bytes.ts';
import { checkCsr } from '../check/csr/check-csr.ts';
import { isSameKey } from '../csr/same-key.ts';
import type { CertificateRequest } from '../csr/parse.ts';
import type { PathPurpose } from '../path/options.ts';
import type { Plan } from '../plan/plan.ts';
import type { DerInput } from '../public/der-of.ts';
import { requirePlan } from '../public/deployments.ts';
import { requireCrypto, withKeys } from '../public/key-pair.ts';
import { requestOf } from '../public/read.ts';
import { aFunction, aMoment, aText, isObjectWith, oneOf, settingsWith, that } from '../public/settings.ts';
import { readCertificate, type Certificate } from '../x509/certificate.ts';
import { findExtension } from '../x509/extensions.ts';
import { publicKeyHash } from '../x509/fingerprint.ts';
import { asBuffer, authorityKeyIdentifier, caOf, signingAlgorithm, type Ca, type CaInput } from './ca.ts';
import { wholeSecond } from './create-ca.ts';
import { commonChecks, commonExtensions, type CommonSettings } from './extensions.ts';
import { IssueError } from './issue-error.ts';
import { judgeIssued } from './judge-issued.ts';
import { loadX509, type Extension, type X509 } from './packages/load.ts';
import { aSerialSet, newSerialNumber, type RandomSource } from './serial-number.ts';

/** What a certificate is for: its extended key usage. */
export type CertificateUse = 'server' | 'client' | 'both';

/** What the CA decides; names and key are the request's. */
export interface CertificateProfile extends CommonSettings {
  readonly use: CertificateUse;
  /** From this moment on it is valid; the request is judged at it. */
  readonly at: Date;
  /** Until then, or until the end of the CA where that comes first. */
  readonly notAfter: Date;
  /** Serial numbers that the CA has given already, in lower-case hex without leading zeros: serialHex() gives them. */
  readonly takenSerials: ReadonlySet<string>;
  /** Keys that get no certificate, such as those of revoked ones: `sha256:` and base64, over the SubjectPublicKeyInfo. */
  readonly refusedKeys?: ReadonlySet<string>;
  /** Judges the request as its peer's, too. */
  readonly plan?: Plan;
  /** FQDN of the peer it is for; default: found by its names. */
  readonly peer?: string;
  /** Default: getRandomValues of the platform. */
  readonly random?: RandomSource;
  /** Provider of the CA's key; default the platform's. */
  readonly crypto?: Crypto;
}

const purposes: Readonly<Record<CertificateUse, readonly PathPurpose[]>> = {
  server: ['server'],
  client: ['client'],
  both: ['server', 'client'],
};

const profileChecks = settingsWith<CertificateProfile>(
  {
    ...commonChecks,
    use: oneOf('server', 'client', 'both'),
    at: aMoment,
    notAfter: aMoment,
    takenSerials: aSerialSet,
    refusedKeys: that('a Set of hashes of keys', isObjectWith('has', 'size')),
    plan: requirePlan,
    peer: aText,
    random: aFunction,
    crypto: requireCrypto,
  },
  'use',
  'at',
  'notAfter',
  'takenSerials',
);

/**
 * Issues a certificate for a request. Subject, key and alternative names are the request's, octet for octet; nothing else
 * that it asks for is taken over.
 *
 * @throws IssueError for what gets no certificate, with the findings of the rules where these are why; DecodeError for
 *   what is no request; TypeError for settings that make no sense
 */
export async function issueCertificate(
  request: DerInput,
  ca: CaInput,
  profile: CertificateProfile,
): Promise<Certificate> {
  profileChecks('profile', profile);
  const at = new Date(wholeSecond(profile.at.getTime()));
  const notAfter = wholeSecond(profile.notAfter.getTime());
  const asked = requestOf('request', request);
  const issuer = await caOf('ca', ca, profile.crypto);
  await refuseUnfit(asked, issuer, profile, at);
  const names = alternativeNames(asked);

  const x509 = await loadX509();
  const { privateKey } = issuer.keyPair;
  const random = profile.random ?? ((octets) => globalThis.crypto.getRandomValues(octets));
  const content = {
    serialNumber: newSerialNumber(random, profile.takenSerials),
    subject: new x509.Name(asBuffer(asked.subject.der)),
    issuer: new x509.Name(asBuffer(issuer.certificate.subject.der)),
    notBefore: at,
    notAfter: new Date(Math.min(notAfter, issuer.certificate.notAfter)),
    publicKey: new x509.PublicKey(asBuffer(asked.publicKey.der)),
    signingKey: privateKey,
    signingAlgorithm: signingAlgorithm(privateKey),
    extensions: await extensionsOf(x509, asked, names, issuer, profile),
  };
  const written = await withKeys('ca.keyPair', privateKey, profile.crypto, () =>
    x509.X509CertificateGenerator.create(content, profile.crypto ?? globalThis.crypto),
  );
  const certificate = readCertificate(new Uint8Array(written.rawData));
  requireAsAsked(certificate, asked, names, issuer);
  await judgeIssued(certificate, issuer, purposes[profile.use], at);
  return certificate;
}

async function refuseUnfit(
  asked: CertificateRequest,
  issuer: Ca,
  { refusedKeys, plan, peer }: CertificateProfile,
  at: Date,
): Promise<void> {
  const usage = findExtension(asked.extensions, 'keyUsage')?.value ?? [];
  const asksForCa = findExtension(asked.extensions, 'basicConstraints')?.value.ca === true;
  if (asksForCa || usage.includes('keyCertSign') || usage.includes('cRLSign')) {
    throw new IssueError('asks-for-ca', 'the request asks for the certificate of a CA');
  }
  const isCaKey = [issuer.certificate, ...issuer.chain].some(({ publicKey }) =>
    isSameKey(publicKey, asked.publicKey),
  );
  if (isCaKey) throw new IssueError('key-refused', 'the key of the request is the key of a CA');
  const hash = await publicKeyHash(asked.publicKey.der);
  if (refusedKeys?.has(hash)) {
    throw new IssueError('key-refused', `the key ${hash} is on the list of keys that get no certificate`);
  }
  const judged = await checkCsr(asked, { at, ...(plan && { plan }), ...(peer !== undefined && { peer }) });
  const findings = judged.findings.filter(({ severity }) => severity === 'error');
  if (findings.length === 0) return;
  throw new IssueError('refused', findings.map(({ message }) => message).join('; '), { findings });
}

/** The octets of the extension, once we have read every name in it. */
function alternativeNames({ extensions, faults }: CertificateRequest): Uint8Array {
  const names = findExtension(extensions, 'subjectAltName');
  if (!names || names.value.length === 0) {
    throw new IssueError('names-unread', 'the request has no alternative names that can be read');
  }
  const isUnread = faults.length > 0 || names.value.some(({ kind }) => kind === 'malformed');
  if (isUnread) throw new IssueError('names-unread', 'a part of the request cannot be read');
  return names.der;
}

async function extensionsOf(
  x509: X509,
  { subject, publicKey }: CertificateRequest,
  names: Uint8Array,
  issuer: Ca,
  profile: CertificateProfile,
): Promise<Extension[]> {
  const { digitalSignature, keyEncipherment } = x509.KeyUsageFlags;
  const { serverAuth, clientAuth } = x509.ExtendedKeyUsage;
  const usages = { server: [serverAuth], client: [clientAuth], both: [serverAuth, clientAuth] };
  const key = new x509.PublicKey(asBuffer(publicKey.der));
  return [
    new x509.BasicConstraintsExtension(false, undefined, true),
    // An RSA key also receives secrets, in TLS 1.2 without forward secrecy; for an EC key that is forbidden (RFC 8813).
    new x509.KeyUsagesExtension(
      publicKey.kind === 'rsa' ? digitalSignature | keyEncipherment : digitalSignature,
      true,
    ),
    new x509.ExtendedKeyUsageExtension(usages[profile.use]),
    // Critical where nothing else says whose it is (RFC 5280 4.2.1.6).
    new x509.Extension(extensionId.subjectAltName, subject.rdns.length === 0, asBuffer(names)),
    await x509.SubjectKeyIdentifierExtension.create(key, false, globalThis.crypto),
    ...authorityKeyIdentifier(x509, issuer.certificate),
    ...commonExtensions(x509, profile),
  ];
}

/** The writer reads names and keys before it writes them again: what comes out must be what went in. */
function requireAsAsked(
  certificate: Certificate,
  asked: CertificateRequest,
  names: Uint8Array,
  issuer: Ca,
): void {
  const written = findExtension(certificate.extensions, 'subjectAltName')?.der ?? new Uint8Array();
  const parts: readonly [part: string, written: Uint8Array, asked: Uint8Array][] = [
    ['subject', certificate.subject.der, asked.subject.der],
    ['issuer', certificate.issuer.der, issuer.certificate.subject.der],
    ['public key', certificate.publicKey.der, asked.publicKey.der],
    ['alternative names', written, names],
  ];
  const different = parts.filter(([, one, other]) => !equal(one, other)).map(([part]) => part);
  if (different.length === 0) return;
  throw new IssueError('not-as-asked', `written otherwise than asked for: ${different.join(', ')}`);
}
