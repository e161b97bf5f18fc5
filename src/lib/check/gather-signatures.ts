import { equal } from '../bytes.ts';
import type { Certificate } from '../x509/certificate.ts';
import { findExtension } from '../x509/extensions.ts';
import { sameName } from '../x509/name.ts';
import { verifySignature, type SignatureStatus, type SignatureVerifier } from '../x509/signature.ts';
import { SignatureChecks } from '../x509/signature-checks.ts';
import type { PublicKey } from '../x509/public-key.ts';
import { certificateOf, crlOf } from './decoded.ts';
import { signatureKey, type ThingFacts } from './facts.ts';

/**
 * Whether the certificates that name themselves as their issuer have signed themselves: what they are depends on it. All
 * other signatures are checked where a path needs them, which is seldom more than a few of a large folder.
 */
export async function gatherSignatures(
  things: readonly ThingFacts[],
  verifier: SignatureVerifier,
  known: Readonly<Record<string, SignatureStatus>> = {},
): Promise<Record<string, SignatureStatus>> {
  const statuses = new Map<string, SignatureStatus>();
  for (const thing of things) {
    if (thing.kind !== 'certificate') continue;
    const certificate = certificateOf(thing);
    if (!sameName(certificate.subject, certificate.issuer) || namesOtherKey(certificate)) continue;
    const key = signatureKey(thing.fingerprint, thing.publicKeyHash);
    const before = statuses.get(key) ?? known[key];
    // Another verifier may know the algorithm.
    const isKnown = before !== undefined && before !== 'unsupported';
    statuses.set(key, isKnown ? before : await ownSignature(certificate, verifier));
  }
  return Object.fromEntries([...statuses].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const ownSignature = (
  { signatureAlgorithm, publicKey, tbs, signature }: Certificate,
  verifier: SignatureVerifier,
) => verifySignature(signatureAlgorithm, publicKey, tbs, signature, verifier);

/** By its key identifiers another key has signed it. */
function namesOtherKey({ extensions }: Certificate): boolean {
  const own = findExtension(extensions, 'subjectKeyIdentifier')?.value;
  const wanted = findExtension(extensions, 'authorityKeyIdentifier')?.value.keyIdentifier;
  return own !== undefined && wanted !== undefined && !equal(own, wanted);
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
