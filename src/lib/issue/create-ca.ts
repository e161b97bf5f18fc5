import type { SubjectAttribute } from '../deployment/model.ts';
import { keyKindOf, keyKindText, type KeyKind } from '../csr/key-pair.ts';
import { encodeSubject } from '../csr/subject.ts';
import { requireCrypto, withKeys, type KeyPairInput } from '../public/key-pair.ts';
import {
  aFunction,
  aMoment,
  anything,
  aText,
  each,
  isObjectWith,
  settingsWith,
  texts,
  that,
} from '../public/settings.ts';
import { readCertificate } from '../x509/certificate.ts';
import { findExtension } from '../x509/extensions.ts';
import {
  asBuffer,
  authorityKeyIdentifier,
  caOf,
  signingAlgorithm,
  signingPairOf,
  type Ca,
  type CaInput,
} from './ca.ts';
import { commonChecks, commonExtensions, nameConstraints, type CommonSettings } from './extensions.ts';
import { IssueError } from './issue-error.ts';
import { judgeIssued } from './judge-issued.ts';
import { loadX509, type X509 } from './packages/load.ts';
import { aSerialSet, newSerialNumber, type RandomSource } from './serial-number.ts';

/** What createCa() makes a CA of. */
export interface CaSettings extends CommonSettings {
  readonly commonName: string;
  /** Subject besides CN, in order: `{ type: 'O', value: 'Example Corp' }`. */
  readonly subject?: readonly SubjectAttribute[];
  /** RSA with 2048 to 4096 bits, P-256 or P-384. */
  readonly keyPair: KeyPairInput;
  /** From this moment on it is valid. */
  readonly at: Date;
  /** Until then; no longer than the CA above it. */
  readonly notAfter: Date;
  /** The CA that issues it, and below which it may have no further one; absent: it is a root. */
  readonly issuer?: CaInput;
  /** It may issue for names in these domains alone; absent: for any. */
  readonly permittedDomains?: readonly string[];
  /** Serial numbers that the issuer has given already, in lower-case hex without leading zeros. */
  readonly takenSerials?: ReadonlySet<string>;
  /** Default: getRandomValues of the platform. */
  readonly random?: RandomSource;
  /** Provider of the keys; default the platform's. */
  readonly crypto?: Crypto;
}

const settingsChecks = settingsWith<CaSettings>(
  {
    ...commonChecks,
    commonName: aText,
    subject: each('an array of { type, value }', that('{ type, value }', isObjectWith('type', 'value'))),
    keyPair: anything,
    at: aMoment,
    notAfter: aMoment,
    issuer: anything,
    permittedDomains: texts,
    takenSerials: aSerialSet,
    random: aFunction,
    crypto: requireCrypto,
  },
  'commonName',
  'keyPair',
  'at',
  'notAfter',
);

/** Root and issuing CA are what is meant to be: nothing stands between them. */
const pathLengthOfRoot = 1;
const pathLengthOfIssuing = 0;

/**
 * Makes the certificate of a CA: a root, or an issuing CA under one.
 *
 * @throws TypeError for a name that cannot be written or a key of another kind; IssueError where our own validation
 *   would not accept it under its issuer, or a package is missing
 * @see RFC 5280 section 4.2.1
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises';
 * import { createCsr, generateKeyPair, planDeployment, printName, readDeployment } from 'expcert';
 * import { createCa, issueCertificate, serialHex } from 'expcert/issue';
 *
 * const { deployment } = readDeployment(await readFile('examples/corp.yaml'));
 * const plan = planDeployment(deployment!);
 * const at = new Date();
 * const inDays = (days: number) => new Date(at.getTime() + days * 86_400_000);
 * const keyPair = await generateKeyPair({ type: 'ec', curve: 'P-384' });
 * const ca = await createCa({ commonName: 'Corp CA', keyPair, at, notAfter: inDays(3650) });
 * const takenSerials = new Set<string>(); // what the CA remembers: keep it
 * const { der } = await createCsr(plan.requests[0]!);
 * const profile = { use: 'both', at, notAfter: inDays(365), takenSerials, plan } as const;
 * const certificate = await issueCertificate(der, ca, profile);
 * takenSerials.add(serialHex(certificate.serialNumber));
 * console.log(printName(certificate.issuer)); // prints: CN=Corp CA
 * ```
 */
export async function createCa(settings: CaSettings): Promise<Ca> {
  settingsChecks('settings', settings);
  const { crypto, permittedDomains = [], takenSerials = new Set() } = settings;
  const at = wholeSecond(settings.at.getTime());
  const wanted = wholeSecond(settings.notAfter.getTime());
  const keyPair = await signingPairOf('settings.keyPair', settings.keyPair, crypto);
  requireCaKey(keyKindOf(keyPair.privateKey));
  const issuer = settings.issuer && (await caOf('settings.issuer', settings.issuer, crypto));
  if (issuer && findExtension(issuer.certificate.extensions, 'basicConstraints')?.value.pathLength === 0)
    throw new IssueError('path-length', 'settings.issuer: this CA may have no CA below it');
  const notAfter = issuer ? Math.min(wanted, issuer.certificate.notAfter) : wanted;
  const random = settings.random ?? ((octets) => globalThis.crypto.getRandomValues(octets));

  const x509 = await loadX509();
  const name = nameOf(x509, encodeSubject(settings.subject ?? [], settings.commonName));
  const publicKey = await withKeys('settings.keyPair', keyPair.publicKey, crypto, () =>
    x509.PublicKey.create(keyPair.publicKey, crypto ?? globalThis.crypto),
  );
  const signingKey = (issuer ?? { keyPair }).keyPair.privateKey;
  const { keyCertSign, cRLSign } = x509.KeyUsageFlags;
  const extensions = [
    new x509.BasicConstraintsExtension(true, issuer ? pathLengthOfIssuing : pathLengthOfRoot, true),
    new x509.KeyUsagesExtension(keyCertSign | cRLSign, true),
    ...nameConstraints(x509, permittedDomains),
    await x509.SubjectKeyIdentifierExtension.create(publicKey, false, globalThis.crypto),
    ...(issuer ? authorityKeyIdentifier(x509, issuer.certificate) : []),
    ...commonExtensions(x509, settings),
  ];
  const content = {
    serialNumber: newSerialNumber(random, takenSerials),
    subject: name,
    issuer: issuer ? new x509.Name(asBuffer(issuer.certificate.subject.der)) : name,
    notBefore: new Date(at),
    notAfter: new Date(notAfter),
    publicKey,
    signingKey,
    signingAlgorithm: signingAlgorithm(signingKey),
    extensions,
  };
  const written = await withKeys('settings.keyPair', signingKey, crypto, () =>
    x509.X509CertificateGenerator.create(content, crypto ?? globalThis.crypto),
  );
  const certificate = readCertificate(new Uint8Array(written.rawData));
  const chain = issuer ? [issuer.certificate, ...issuer.chain] : [];
  await judgeIssued(certificate, issuer ?? { certificate, chain }, ['any'], new Date(at));
  return { certificate, keyPair, chain };
}

/** Certificates know no smaller part of time. */
export const wholeSecond = (time: number): number => Math.floor(time / 1000) * 1000;

/** Never as text: their parser of names takes some characters for its own. */
export const nameOf = (
  x509: X509,
  attributes: ReturnType<typeof encodeSubject>,
): InstanceType<X509['Name']> =>
  new x509.Name(attributes.map(({ oid, form, value }) => ({ [oid]: [{ [form]: value }] })));

/** Larger curves and keys are not in every product that must check the signature. */
function requireCaKey(kind: KeyKind | undefined): void {
  const isFit =
    kind && (kind.type === 'rsa' ? kind.bits >= 2048 && kind.bits <= 4096 : kind.curve !== 'P-521');
  if (isFit) return;
  const found = kind ? keyKindText(kind) : 'another';
  throw new TypeError(`settings.keyPair: expected RSA 2048 to 4096, P-256 or P-384 for a CA, found ${found}`);
}
