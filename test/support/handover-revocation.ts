import type { MadeCertificate } from '../../fixtures/recipes/certificates.ts';
import { buildCrl, type EntryRecipe } from './crls.ts';
import { ocspResponseDer, type AnswerRecipe } from './ocsp.ts';
import type { Hierarchy } from './pki.ts';

/** Before the tests' moment of judgement. */
const asOf = '2026-11-22T09:00:00Z';

/** The CAs of test/support/handover.ts, as the recipes of lists and responses want them. */
const cas: Hierarchy = {
  root: { subject: 'CN=Corp Root CA', key: 'rsa-2048-b' },
  issuing: { subject: 'CN=Corp Issuing CA 2', key: 'rsa-2048-c', issuedBy: 'root' },
};

/** A revocation list of one of the CAs, DER. */
export const listOf = (
  issuedBy: 'root' | 'issuing',
  revoked: readonly Pick<MadeCertificate, 'certificate'>[],
  entry: Partial<EntryRecipe> = {},
): Uint8Array =>
  buildCrl(cas, {
    issuedBy,
    // The key identifiers of those certificates are not made as the lists' recipes make theirs.
    without: ['authorityKeyIdentifier'],
    revoked: revoked.map(({ certificate }) => ({ serial: serialOf(certificate.serialNumber), ...entry })),
  }).der;

/** An OCSP response of the issuing CA about one certificate, DER. */
export const responseAbout = (made: MadeCertificate, answer: Partial<AnswerRecipe> = {}): Uint8Array =>
  ocspResponseDer(
    { ...cas, leaf: { issuedBy: 'issuing' } },
    { leaf: made.certificate },
    {
      signedBy: 'issuing',
      producedAt: asOf,
      answers: [{ about: 'leaf', thisUpdate: asOf, ...answer }],
    },
  );

const serialOf = (octets: Uint8Array): bigint => BigInt(`0x${Buffer.from(octets).toString('hex')}`);
