import { createHash } from 'node:crypto';
import { bitString, nullValue, octetString, oid, sequence, tlv } from '../../src/lib/asn1/der-writer.ts';
import { extensionId, hashId, ocspId } from '../../src/lib/asn1/oids.ts';
import { explicit, implicit, tag } from '../../src/lib/asn1/tags.ts';
import { DerReader } from '../../src/lib/asn1/der-reader.ts';
import type { Certificate } from '../../src/lib/x509/certificate.ts';
import { readOcspResponse, type OcspResponse } from '../../src/lib/x509/ocsp.ts';
import { readPublicKey } from '../../src/lib/x509/public-key.ts';
import { extensionDer, generalizedTime } from './certificate-der.ts';
import { nameOf } from './general-names.ts';
import { publicKeyDer, signatureAlgorithmDer, signWith, type SigningHash } from './keys.ts';
import { subjectOf, type Hierarchy } from './pki.ts';

export type CertificateIdHash = 'sha1' | 'sha256' | 'sha384' | 'md5';

/** The answer about one certificate; what is left out makes it good and current. */
export interface AnswerRecipe {
  /** Entry of the hierarchy; its name, issuer and serial number make the certificate identifier. */
  readonly about: string;
  /** Name and key of this entry instead of the issuer's. */
  readonly issuedBy?: string;
  readonly hash?: CertificateIdHash;
  readonly status?: 'good' | 'unknown' | { readonly reason?: number };
  /** ISO 8601. */
  readonly thisUpdate?: string;
  /** null: absent. */
  readonly nextUpdate?: string | null;
  readonly extensions?: readonly Uint8Array[];
}

/** An OCSP response as data. */
export interface OcspRecipe {
  /** Entry whose key signs. */
  readonly signedBy: string;
  /** How the response names its signer, and which entry it names; default: by the name of `signedBy`. */
  readonly responder?: 'byName' | 'byKey';
  readonly names?: string;
  /** Entries whose certificates are sent along. */
  readonly sends?: readonly string[];
  readonly answers?: readonly AnswerRecipe[];
  readonly producedAt?: string;
  readonly nonce?: Uint8Array;
  readonly extensions?: readonly Uint8Array[];
  readonly hash?: SigningHash;
  /** Flips a bit of the signature. */
  readonly damaged?: boolean;
}

const timeDer = (iso: string): Uint8Array =>
  generalizedTime(new Date(iso).toISOString().replace(/[-:T]|\.\d+/g, ''));

const keyBits = (key: string): Uint8Array => readPublicKey(DerReader.over(publicKeyDer(key))).keyBits;

const digest = (hash: string, data: Uint8Array): Uint8Array =>
  new Uint8Array(createHash(hash).update(data).digest());

const hashOids: Readonly<Record<CertificateIdHash, string>> = {
  sha1: hashId['id-sha1'],
  sha256: hashId['id-sha256'],
  sha384: hashId['id-sha384'],
  md5: '1.2.840.113549.2.5',
};

export function buildOcspResponse(
  hierarchy: Hierarchy,
  certificates: Readonly<Record<string, Certificate>>,
  recipe: OcspRecipe,
): OcspResponse {
  return readOcspResponse(ocspResponseDer(hierarchy, certificates, recipe));
}

export function ocspResponseDer(
  hierarchy: Hierarchy,
  certificates: Readonly<Record<string, Certificate>>,
  recipe: OcspRecipe,
): Uint8Array {
  const { signedBy, hash = 'sha256', nonce, damaged = false, answers = [{ about: 'leaf' }] } = recipe;
  const key = hierarchy[signedBy]?.key ?? signedBy;
  const extensions = [
    ...(nonce ? [extensionDer(extensionId.ocspNonce, octetString(nonce))] : []),
    ...(recipe.extensions ?? []),
  ];
  const tbs = sequence(
    responderDer(hierarchy, recipe),
    timeDer(recipe.producedAt ?? '2026-11-22T11:00:00Z'),
    sequence(...answers.map((answer) => answerDer(hierarchy, certificates, answer))),
    ...listDer(1, extensions),
  );
  const signature = signWith(key, hash, tbs);
  if (damaged) signature[signature.length - 1]! ^= 1;
  const sent = (recipe.sends ?? []).map((name) => certificates[name]!.der);
  return successful(
    sequence(tbs, signatureAlgorithmDer(key, hash), bitString(signature), ...listDer(0, sent)),
  );
}

/** OCSPResponse around a BasicOCSPResponse. */
export const successful = (basic: Uint8Array, type: string = ocspId.basic): Uint8Array =>
  sequence(tlv(tag.enumerated, Uint8Array.of(0)), tlv(explicit(0), sequence(oid(type), octetString(basic))));

/** An OCSPResponse that holds nothing but its status. */
export const errorResponse = (code: number): Uint8Array => sequence(tlv(tag.enumerated, Uint8Array.of(code)));

const listDer = (number: number, items: readonly Uint8Array[]): Uint8Array[] =>
  items.length > 0 ? [tlv(explicit(number), sequence(...items))] : [];

function responderDer(hierarchy: Hierarchy, recipe: OcspRecipe): Uint8Array {
  const named = recipe.names ?? recipe.signedBy;
  if (recipe.responder === 'byKey') {
    return tlv(explicit(2), octetString(digest('sha1', keyBits(hierarchy[named]?.key ?? named))));
  }
  return tlv(explicit(1), nameOf(subjectOf(hierarchy, named)));
}

function answerDer(
  hierarchy: Hierarchy,
  certificates: Readonly<Record<string, Certificate>>,
  { about, hash = 'sha1', status = 'good', thisUpdate, nextUpdate, extensions = [], ...rest }: AnswerRecipe,
): Uint8Array {
  const issuedBy = rest.issuedBy ?? hierarchy[about]!.issuedBy ?? about;
  const certificateId = sequence(
    sequence(oid(hashOids[hash]), nullValue()),
    octetString(digest(hash, nameOf(subjectOf(hierarchy, issuedBy)))),
    octetString(digest(hash, keyBits(hierarchy[issuedBy]?.key ?? issuedBy))),
    tlv(tag.integer, certificates[about]!.serialNumber),
  );
  return sequence(
    certificateId,
    statusDer(status),
    timeDer(thisUpdate ?? '2026-11-22T11:00:00Z'),
    ...(nextUpdate === null ? [] : [tlv(explicit(0), timeDer(nextUpdate ?? '2026-11-29T11:00:00Z'))]),
    ...listDer(1, extensions),
  );
}

function statusDer(status: NonNullable<AnswerRecipe['status']>): Uint8Array {
  if (status === 'good') return tlv(implicit(0), new Uint8Array());
  if (status === 'unknown') return tlv(implicit(2), new Uint8Array());
  const { reason } = status;
  const reasonDer =
    reason === undefined ? [] : [tlv(explicit(0), tlv(tag.enumerated, Uint8Array.of(reason)))];
  return tlv(explicit(1), timeDer('2026-10-01'), ...reasonDer);
}
