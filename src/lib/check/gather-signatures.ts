import { equal } from '../bytes.ts';
import type { Certificate } from '../x509/certificate.ts';
import { findExtension } from '../x509/extensions.ts';
import { nameKey, type Name } from '../x509/name.ts';
import { verifySignature, type SignatureStatus, type SignatureVerifier } from '../x509/signature.ts';
import { SignatureChecks, type Signed } from '../x509/signature-checks.ts';
import type { PublicKey } from '../x509/public-key.ts';
import { certificateOf, crlOf } from './decoded.ts';
import { signatureKey, type ThingFacts, type ThingFactsOf } from './facts.ts';

/** Of CAs with one name: whoever hands over more than that has the rest checked only where a path leads there. */
const mostSigners = 8;

type CertificateFactsThing = ThingFactsOf<'certificate'>;

/**
 * Checks every certificate and revocation list against the certificates here that bear its issuer's name. Which pairs
 * are looked at depends on the things alone, not on what is known already.
 */
export async function gatherSignatures(
  things: readonly ThingFacts[],
  verifier: SignatureVerifier,
  known: Readonly<Record<string, SignatureStatus>> = {},
): Promise<Record<string, SignatureStatus>> {
  const certificates = things.filter((thing) => thing.kind === 'certificate');
  const signers = signersByName(certificates);
  const statuses = new Map<string, SignatureStatus>();
  const check = async (signed: Signed, issuer: Name, fingerprint: string, isSigner: IsSigner) => {
    for (const signer of (signers.get(nameKey(issuer)) ?? []).filter(isSigner).slice(0, mostSigners)) {
      const key = signatureKey(fingerprint, signer.publicKeyHash);
      if (statuses.has(key)) continue;
      const { publicKey } = certificateOf(signer);
      const { signatureAlgorithm, tbs, signature } = signed;
      const before = known[key];
      // Another verifier may know the algorithm.
      const isKnown = before !== undefined && before !== 'unsupported';
      statuses.set(
        key,
        isKnown ? before : await verifySignature(signatureAlgorithm, publicKey, tbs, signature, verifier),
      );
    }
  };
  for (const thing of certificates) {
    const certificate = certificateOf(thing);
    await check(certificate, certificate.issuer, thing.fingerprint, (signer) =>
      mayHaveSigned(certificateOf(signer), certificate),
    );
  }
  for (const thing of things) {
    if (thing.kind === 'crl') await check(crlOf(thing), crlOf(thing).issuer, thing.fingerprint, () => true);
  }
  return Object.fromEntries([...statuses].sort(([a], [b]) => (a < b ? -1 : 1)));
}

type IsSigner = (signer: CertificateFactsThing) => boolean;

function signersByName(certificates: readonly CertificateFactsThing[]): Map<string, CertificateFactsThing[]> {
  const signers = new Map<string, CertificateFactsThing[]>();
  for (const thing of certificates) {
    const name = nameKey(certificateOf(thing).subject);
    const others = signers.get(name);
    if (!others) signers.set(name, [thing]);
    else if (others.every(({ publicKeyHash }) => publicKeyHash !== thing.publicKeyHash)) others.push(thing);
  }
  return signers;
}

/** Key identifiers that differ say no. */
function mayHaveSigned({ extensions }: Certificate, signed: Certificate): boolean {
  const own = findExtension(extensions, 'subjectKeyIdentifier')?.value;
  const wanted = findExtension(signed.extensions, 'authorityKeyIdentifier')?.value.keyIdentifier;
  return own === undefined || wanted === undefined || equal(own, wanted);
}

/** Checks of signatures that know what has been found out about these things. */
export function knownChecks(
  things: readonly ThingFacts[],
  signatures: Readonly<Record<string, SignatureStatus>>,
  verifier: SignatureVerifier,
): SignatureChecks {
  const checks = new SignatureChecks(verifier);
  const keys = new Map<string, PublicKey>();
  for (const thing of things) {
    if (thing.kind === 'certificate') keys.set(thing.publicKeyHash, certificateOf(thing).publicKey);
  }
  const bySigned = new Map<string, [key: PublicKey, status: SignatureStatus][]>();
  for (const [pair, status] of Object.entries(signatures)) {
    const [fingerprint = '', publicKeyHash = ''] = pair.split(' > ');
    const key = keys.get(publicKeyHash);
    if (key) bySigned.set(fingerprint, [...(bySigned.get(fingerprint) ?? []), [key, status]]);
  }
  for (const thing of things) {
    if (thing.kind !== 'certificate' && thing.kind !== 'crl') continue;
    const signed = thing.kind === 'crl' ? crlOf(thing) : certificateOf(thing);
    for (const [key, status] of bySigned.get(thing.fingerprint) ?? []) checks.remember(signed, key, status);
  }
  return checks;
}
