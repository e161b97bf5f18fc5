import { toHex } from '../bytes.ts';
import { serialHex } from '../x509/certificate.ts';
import { printName } from '../x509/name.ts';
import type { OcspResponse, OcspSingleResponse } from '../x509/ocsp.ts';
import { signatureAlgorithm } from '../x509/signature-algorithm.ts';
import { count, leaf, utc, type Description } from './description.ts';
import { extensionRow } from './extensions.ts';

/** The lines of an OCSP response that are read first; without `successful` there is only its status. */
export function ocspRows({ status, basic }: OcspResponse): Description[] {
  if (!basic) return [leaf('status', status)];
  const { responder, certificates, signatureAlgorithm: algorithm } = basic;
  return [
    leaf(
      'responder',
      responder.kind === 'byName' ? printName(responder.name) : `key ${toHex(responder.keyHash)}`,
    ),
    leaf('produced', utc(basic.producedAt)),
    ...basic.responses.map((response) => leaf('answer', answer(response))),
    leaf('signed with', signatureAlgorithm(algorithm).name),
    ...(certificates.length > 0 ? [leaf('sent along', count(certificates.length, 'certificate'))] : []),
    ...basic.extensions.map(extensionRow),
  ];
}

function answer({ certificateId, status, ...response }: OcspSingleResponse): string {
  const { revocationTime, reason = 'no reason given', thisUpdate, nextUpdate } = response;
  const when = revocationTime === undefined ? '' : ` ${utc(revocationTime)} (${reason})`;
  const until = nextUpdate === undefined ? 'no next update given' : `next update ${utc(nextUpdate)}`;
  return `serial ${serialHex(certificateId.serialNumber)} ${status}${when}; as of ${utc(thisUpdate)}, ${until}`;
}
