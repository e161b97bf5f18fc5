import { integer } from '../asn1/der-writer.ts';
import { extensionId } from '../asn1/oids.ts';
import { listOf } from '../public/argument.ts';
import type { DerInput } from '../public/der-of.ts';
import { requireCrypto, withKeys } from '../public/key-pair.ts';
import { crlsOf } from '../public/read.ts';
import { aMoment, anything, oneOf, settingsWith, that } from '../public/settings.ts';
import { readCrl, type Crl } from '../x509/crl.ts';
import { revocationReasons } from '../x509/distribution-points.ts';
import { findExtension, type RevocationReason } from '../x509/extensions.ts';
import { asBuffer, authorityKeyIdentifier, caOf, signingAlgorithm, type CaInput } from './ca.ts';
import { wholeSecond } from './create-ca.ts';
import { loadX509 } from './packages/load.ts';

/** A certificate that counts no more. */
export interface Revocation {
  /** In hex, as serialHex() gives it. */
  readonly serialNumber: string;
  readonly at: Date;
  /** Absent: unspecified, which is not written (RFC 5280 5.3.1). */
  readonly reason?: Exclude<RevocationReason, 'unspecified'>;
}

/** What stands in a revocation list. */
export interface CrlSettings {
  /** All certificates of the CA that are revoked and not expired. */
  readonly revoked: Iterable<Revocation>;
  /** The list before this one, whose number the new one exceeds; absent: it is the first. */
  readonly previous?: DerInput;
  /** The number must exceed this, too: lists that were issued and are not at hand. */
  readonly above?: bigint;
  readonly at: Date;
  /** When the next list is there at the latest. */
  readonly nextUpdate: Date;
  /** Provider of the CA's key; default the platform's. */
  readonly crypto?: Crypto;
}

const settingsChecks = settingsWith<CrlSettings>(
  {
    revoked: anything,
    previous: anything,
    above: that('a bigint', (value) => typeof value === 'bigint'),
    at: aMoment,
    nextUpdate: aMoment,
    crypto: requireCrypto,
  },
  'revoked',
  'at',
  'nextUpdate',
);
const writtenReasons = revocationReasons.filter((each) => each !== undefined && each !== 'unspecified');
const revocationChecks = settingsWith<Revocation>(
  {
    serialNumber: that('lower-case hex', (value) => typeof value === 'string' && /^[0-9a-f]+$/.test(value)),
    at: aMoment,
    reason: oneOf(...writtenReasons),
  },
  'serialNumber',
  'at',
);

/**
 * Issues the CA's revocation list. Its number is one more than that of the list before.
 *
 * @throws TypeError where nextUpdate is not after `at`, or the list would be older than the one before; IssueError
 *   where certificate and key differ, or a package is missing
 * @see RFC 5280 section 5
 * @example
 * ```ts
 * import { generateKeyPair } from 'expcert';
 * import { createCa, issueCrl } from 'expcert/issue';
 *
 * const at = new Date();
 * const inDays = (days: number) => new Date(at.getTime() + days * 86_400_000);
 * const keyPair = await generateKeyPair({ type: 'ec', curve: 'P-384' });
 * const ca = await createCa({ commonName: 'Corp CA', keyPair, at, notAfter: inDays(3650) });
 * const revoked = [{ serialNumber: '1f2e3d4c', at, reason: 'keyCompromise' }] as const;
 * const crl = await issueCrl(ca, { revoked, at, nextUpdate: inDays(7) });
 * const next = await issueCrl(ca, { revoked, previous: crl, at, nextUpdate: inDays(14) });
 * const numberOf = ({ extensions }: typeof crl) => extensions.find(({ name }) => name === 'cRLNumber')?.value;
 * console.log(numberOf(crl), numberOf(next)); // prints: 1n 2n
 * ```
 */
export async function issueCrl(ca: CaInput, settings: CrlSettings): Promise<Crl> {
  settingsChecks('settings', settings);
  const at = wholeSecond(settings.at.getTime());
  const nextUpdate = wholeSecond(settings.nextUpdate.getTime());
  if (nextUpdate <= at) throw new TypeError('settings.nextUpdate: expected a moment after settings.at');
  const [previous] = settings.previous === undefined ? [] : crlsOf('settings.previous', [settings.previous]);
  if (previous && previous.thisUpdate > at)
    throw new TypeError('settings.at: expected a moment not before that of settings.previous');
  const revoked = listOf('settings.revoked', settings.revoked, 'a list of { serialNumber, at, reason }');
  revoked.forEach((each, index) => revocationChecks(`settings.revoked[${index}]`, each));
  const { certificate, keyPair } = await caOf('ca', ca, settings.crypto);

  const x509 = await loadX509();
  const content = {
    issuer: new x509.Name(asBuffer(certificate.subject.der)),
    thisUpdate: new Date(at),
    nextUpdate: new Date(nextUpdate),
    signingKey: keyPair.privateKey,
    signingAlgorithm: signingAlgorithm(keyPair.privateKey),
    extensions: [
      ...authorityKeyIdentifier(x509, certificate),
      new x509.Extension(extensionId.cRLNumber, false, integer(numberAfter(previous, settings.above))),
    ],
    entries: revoked.map(({ serialNumber, at: moment, reason }) => {
      const date = new Date(wholeSecond(moment.getTime()));
      return {
        serialNumber: evenLength(serialNumber),
        revocationDate: date,
        // Where an entry has no extension, the writer leaves an empty list of them, and strict readers refuse the whole CRL.
        ...(reason ? { reason: x509.X509CrlReason[reason] } : { invalidity: date }),
      };
    }),
  };
  const written = await withKeys('ca.keyPair', keyPair.privateKey, settings.crypto, () =>
    x509.X509CrlGenerator.create(content, settings.crypto ?? globalThis.crypto),
  );
  return readCrl(new Uint8Array(written.rawData));
}

const evenLength = (hex: string): string => (hex.length % 2 === 0 ? hex : `0${hex}`);

function numberAfter(previous: Crl | undefined, above = 0n): bigint {
  const last = (previous && findExtension(previous.extensions, 'cRLNumber')?.value) ?? 0n;
  return (last > above ? last : above) + 1n;
}
