import { toHex } from '../bytes.ts';
import { DecodeError } from '../errors.ts';
import { readCertificate, serialHex } from '../x509/certificate.ts';
import { printName } from '../x509/name.ts';
import type { BasicOcspResponse, OcspResponse, OcspSingleResponse, ResponderId } from '../x509/ocsp.ts';
import {
  describeCertificate,
  describeDeviations,
  describeFaults,
  describeFingerprints,
} from './certificate.ts';
import { branch, leaf, optional, utc, type Description } from './description.ts';
import { describeExtensions } from './extensions.ts';
import { describeSignature } from './keys.ts';
import { describeName, withOid } from './names.ts';

export async function describeOcspResponse(response: OcspResponse): Promise<Description[]> {
  return [
    leaf('status', response.status),
    ...(response.basic ? await describeBasicResponse(response.basic) : []),
    ...(await describeFingerprints(response.der)),
    ...describeDeviations(response.deviations),
    ...describeFaults(response.faults),
  ];
}

async function describeBasicResponse(basic: BasicOcspResponse): Promise<Description[]> {
  const certificates: Description[] = [];
  for (const der of basic.certificates) certificates.push(await describeSentAlong(der));
  return [
    describeResponder(basic.responder),
    leaf('produced at', utc(basic.producedAt)),
    ...basic.responses.map(describeSingleResponse),
    ...describeExtensions('extensions', basic.extensions),
    describeSignature(basic.signatureAlgorithm, basic.signature),
    ...(certificates.length > 0 ? [branch('sent along', certificates)] : []),
  ];
}

function describeResponder(responder: ResponderId): Description {
  return responder.kind === 'byName'
    ? describeName('responder', responder.name)
    : leaf('responder key hash', toHex(responder.keyHash));
}

function describeSingleResponse(response: OcspSingleResponse): Description {
  const { certificateId, status, revocationTime, reason, thisUpdate, nextUpdate, extensions } = response;
  const children = [
    leaf('status', status),
    ...optional('revoked at', revocationTime === undefined ? undefined : utc(revocationTime)),
    ...optional('reason', reason),
    leaf('this update', utc(thisUpdate)),
    leaf('next update', nextUpdate === undefined ? 'not given' : utc(nextUpdate)),
    leaf('hash algorithm', withOid(certificateId.hashAlgorithm.id)),
    leaf('issuer name hash', toHex(certificateId.issuerNameHash)),
    leaf('issuer key hash', toHex(certificateId.issuerKeyHash)),
    ...describeExtensions('extensions', extensions),
  ];
  return branch('certificate', children, `serial number ${serialHex(certificateId.serialNumber)}`);
}

/** A certificate that cannot be read is shown as it is. */
async function describeSentAlong(der: Uint8Array): Promise<Description> {
  try {
    const certificate = readCertificate(der);
    const children = await describeCertificate(certificate);
    return branch('certificate', children, printName(certificate.subject) || '(empty subject)');
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    return leaf(`unreadable certificate (${error.message})`, toHex(der));
  }
}
