import { extensionId } from '../asn1/oids.ts';
import { octetString } from '../asn1/der-writer.ts';
import { equal, toHex } from '../bytes.ts';
import type { Extension } from '../x509/extensions.ts';
import { printName } from '../x509/name.ts';
import type { BasicOcspResponse, OcspSingleResponse, ResponderId } from '../x509/ocsp.ts';
import type { OcspProblem } from './status.ts';

const processedInResponses: ReadonlySet<string> = new Set([
  extensionId.ocspNonce,
  extensionId.ocspExtendedRevoke,
]);

/** Those that only add to an answer, and the extensions of CRL entries that may stand here (RFC 6960 4.4). */
const processedInAnswers: ReadonlySet<string> = new Set([
  extensionId.ocspCrlReference,
  extensionId.ocspArchiveCutoff,
  extensionId.cRLReason,
  extensionId.holdInstructionCode,
  extensionId.invalidityDate,
]);

export function hasUnknownCriticalExtension(
  { extensions }: BasicOcspResponse,
  answer: OcspSingleResponse,
): boolean {
  return (
    isAnyUnprocessed(extensions, processedInResponses) ||
    isAnyUnprocessed(answer.extensions, processedInAnswers)
  );
}

const isAnyUnprocessed = (extensions: readonly Extension[], processed: ReadonlySet<string>): boolean =>
  extensions.some(({ id, critical }) => critical && !processed.has(id));

/** RFC 6960 4.4.1, RFC 8954: the nonce of the request, as an OCTET STRING. */
export function nonceProblem(
  { extensions }: BasicOcspResponse,
  nonce: Uint8Array | undefined,
): OcspProblem | undefined {
  if (!nonce) return undefined;
  const found = extensions.find(({ id }) => id === extensionId.ocspNonce);
  if (!found) return 'nonce-missing';
  return equal(found.der, octetString(nonce)) ? undefined : 'nonce-differs';
}

/** When an answer counts, in milliseconds. */
export interface OcspTimes {
  /** Since 1970. */
  readonly time: number;
  readonly clockTolerance: number;
  /** Of an answer without nextUpdate. */
  readonly maximumAge: number;
}

/** RFC 6960 3.2 (5), (6) and 4.2.2.1: is this the time of the answer? Both ends belong to it. */
export function timeProblem(
  { thisUpdate, nextUpdate }: OcspSingleResponse,
  { producedAt }: BasicOcspResponse,
  { time, clockTolerance, maximumAge }: OcspTimes,
): 'not-yet-valid' | 'outdated' | undefined {
  if (Math.max(thisUpdate, producedAt) - clockTolerance > time) return 'not-yet-valid';
  const end = nextUpdate ?? thisUpdate + maximumAge;
  const isOver = end < thisUpdate || Math.floor(time / 1000) * 1000 > end + clockTolerance;
  return isOver ? 'outdated' : undefined;
}

export function responderText(responder: ResponderId): string {
  return responder.kind === 'byName' ? printName(responder.name) : `key ${toHex(responder.keyHash)}`;
}
