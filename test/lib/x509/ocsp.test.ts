import { describe, expect, it } from 'vitest';
import {
  bitString,
  integer,
  nullValue,
  octetString,
  oid,
  sequence,
  tlv,
} from '../../../src/lib/asn1/der-writer.ts';
import { algorithmId, extensionId, hashId } from '../../../src/lib/asn1/oids.ts';
import { explicit, implicit, tag } from '../../../src/lib/asn1/tags.ts';
import { concat } from '../../../src/lib/bytes.ts';
import { printName } from '../../../src/lib/x509/name.ts';
import { readOcspResponse } from '../../../src/lib/x509/ocsp.ts';
import {
  commonName,
  extensionDer,
  generalizedTime,
  sha256WithRsa,
  utcTime,
} from '../../support/certificate-der.ts';
import { caught, hex } from '../../support/decode.ts';
import { errorResponse, successful } from '../../support/ocsp.ts';

/** Fields of a SingleResponse; what is left out is sound, empty bytes leave a field out. */
interface AnswerParts {
  readonly certificateId?: Uint8Array;
  readonly status?: Uint8Array;
  readonly thisUpdate?: Uint8Array;
  readonly nextUpdate?: Uint8Array;
  readonly rest?: Uint8Array;
}

const sha1 = sequence(oid(hashId['id-sha1']), nullValue());
const certificateId = sequence(sha1, octetString(hex('aa')), octetString(hex('bb')), integer(0x1234));
const good = tlv(implicit(0), hex(''));
const thisUpdate = generalizedTime('20261122110000Z');
const nextUpdate = tlv(explicit(0), generalizedTime('20261129110000Z'));
const revoked = (...reason: readonly Uint8Array[]) =>
  tlv(explicit(1), generalizedTime('20261001000000Z'), ...reason);
const reason = (number: number) => tlv(explicit(0), tlv(tag.enumerated, Uint8Array.of(number)));

const answer = (parts: AnswerParts = {}): Uint8Array =>
  sequence(
    parts.certificateId ?? certificateId,
    parts.status ?? good,
    parts.thisUpdate ?? thisUpdate,
    parts.nextUpdate ?? nextUpdate,
    parts.rest ?? hex(''),
  );

/** Fields of a BasicOCSPResponse, as above. */
interface ResponseParts {
  readonly version?: Uint8Array;
  readonly responder?: Uint8Array;
  readonly producedAt?: Uint8Array;
  readonly responses?: Uint8Array;
  readonly extensions?: Uint8Array;
  readonly algorithm?: Uint8Array;
  readonly signature?: Uint8Array;
  readonly rest?: Uint8Array;
}

function basic(parts: ResponseParts = {}): Uint8Array {
  const data = sequence(
    parts.version ?? hex(''),
    parts.responder ?? tlv(explicit(1), commonName('Responder')),
    parts.producedAt ?? thisUpdate,
    parts.responses ?? sequence(answer()),
    parts.extensions ?? hex(''),
  );
  const signature = parts.signature ?? bitString(hex('c0ffee'));
  return sequence(data, parts.algorithm ?? sha256WithRsa, signature, parts.rest ?? hex(''));
}

const read = (parts: ResponseParts = {}) => readOcspResponse(successful(basic(parts))).basic!;
const readAnswer = (parts: AnswerParts) => read({ responses: sequence(answer(parts)) }).responses[0]!;

describe('an OCSP response', () => {
  it('may write out the version that is the default', () => {
    const der = successful(basic({ version: tlv(explicit(0), integer(0)) }));
    expect(readOcspResponse(der)).toMatchObject({
      basic: { responses: [{ status: 'good' }] },
      deviations: [{ code: 'explicit-default', field: 'responseBytes.response.tbsResponseData.version' }],
    });
  });
  it('is read field by field', () => {
    const der = successful(basic());
    const { status, basic: response, der: kept, deviations } = readOcspResponse(der);
    expect([status, kept, deviations]).toEqual(['successful', der, []]);
    expect(response).toMatchObject({
      producedAt: Date.UTC(2026, 10, 22, 11),
      extensions: [],
      signatureAlgorithm: { id: algorithmId.sha256WithRSAEncryption },
      signature: hex('c0ffee'),
      certificates: [],
      responses: [
        {
          certificateId: {
            hashAlgorithm: { id: hashId['id-sha1'] },
            issuerNameHash: hex('aa'),
            issuerKeyHash: hex('bb'),
            serialNumber: hex('1234'),
          },
          status: 'good',
          revocationTime: undefined,
          reason: undefined,
          thisUpdate: Date.UTC(2026, 10, 22, 11),
          nextUpdate: Date.UTC(2026, 10, 29, 11),
          extensions: [],
        },
      ],
    });
    const { responder, tbs } = response!;
    expect(responder.kind === 'byName' && printName(responder.name)).toBe('CN=Responder');
    expect(concat(tbs, sha256WithRsa, bitString(hex('c0ffee')))).toEqual(basic().subarray(3));
  });

  it.each<[number, string]>([
    [1, 'malformedRequest'],
    [2, 'internalError'],
    [3, 'tryLater'],
    [5, 'sigRequired'],
    [6, 'unauthorized'],
  ])('of status %i is %s, and has no answer', (code, status) => {
    expect(readOcspResponse(errorResponse(code))).toMatchObject({ status, basic: undefined });
  });

  it.each<[string, ResponseParts, object]>([
    [
      'a responder named by its key',
      { responder: tlv(explicit(2), octetString(hex('aabb'))) },
      { responder: { kind: 'byKey', keyHash: hex('aabb') } },
    ],
    ['no answers', { responses: sequence() }, { responses: [] }],
    [
      'a nonce',
      { extensions: tlv(explicit(1), sequence(extensionDer(extensionId.ocspNonce, hex('0401aa')))) },
      { extensions: [{ id: extensionId.ocspNonce, name: undefined, der: hex('0401aa') }] },
    ],
    [
      'certificates sent along, whatever they are',
      { rest: tlv(explicit(0), sequence(sequence(), integer(1))) },
      { certificates: [hex('3000'), hex('020101')] },
    ],
  ])('with %s is read', (_, parts, expected) => expect(read(parts)).toMatchObject(expected));

  it.each<[string, AnswerParts, object]>([
    ['revoked', { status: revoked() }, { status: 'revoked', revocationTime: Date.UTC(2026, 9, 1) }],
    ['revoked with a reason', { status: revoked(reason(4)) }, { reason: 'superseded' }],
    ['unknown', { status: tlv(implicit(2), hex('')) }, { status: 'unknown' }],
    ['without nextUpdate', { nextUpdate: hex('') }, { nextUpdate: undefined }],
    [
      'with an extension',
      { rest: tlv(explicit(1), sequence(extensionDer('1.2.3', nullValue(), true))) },
      { extensions: [{ id: '1.2.3', critical: true }] },
    ],
  ])('that says %s is read', (_, parts, expected) => expect(readAnswer(parts)).toMatchObject(expected));
});

describe('an OCSP response is refused for', () => {
  const data = 'responseBytes.response.tbsResponseData';
  const single = `${data}.responses`;

  it.each<[string, Uint8Array, string, string | undefined]>([
    ['bytes behind it', concat(errorResponse(3), hex('00')), 'trailing-bytes', undefined],
    ['an unknown status', errorResponse(4), 'invalid-value', 'responseStatus'],
    ['success without an answer', errorResponse(0), 'truncated', undefined],
    [
      'an answer with an error',
      sequence(tlv(tag.enumerated, hex('03')), tlv(explicit(0), sequence())),
      'invalid-value',
      'responseBytes',
    ],
    ['another type of response', successful(basic(), '1.2.3'), 'unsupported', 'responseBytes'],
    [
      'bytes behind the answer',
      successful(concat(basic(), hex('00'))),
      'trailing-bytes',
      'responseBytes.response',
    ],
  ])('%s', (_, der, code, field) => {
    const error = caught(() => readOcspResponse(der));
    expect([error.code, error.field || undefined]).toEqual([code, field]);
  });

  it.each<[string, ResponseParts, string, string]>([
    ['no responder', { responder: hex('') }, 'unexpected-tag', `${data}.byKey`],
    ['UTCTime', { producedAt: utcTime('261122110000Z') }, 'unexpected-tag', `${data}.producedAt`],
    ['a field nobody knows', { extensions: nullValue() }, 'trailing-bytes', data],
    [
      'a responder with bytes behind its name',
      { responder: tlv(explicit(1), commonName('x'), nullValue()) },
      'trailing-bytes',
      `${data}.byName`,
    ],
    ['bytes behind the signature', { rest: nullValue() }, 'trailing-bytes', 'responseBytes.response'],
    [
      'bytes behind the certificates',
      { rest: tlv(explicit(0), sequence(), nullValue()) },
      'trailing-bytes',
      'responseBytes.response.certs',
    ],
  ])('%s', (_, parts, code, field) =>
    expect(caught(() => read(parts))).toMatchObject({ code, field, offset: expect.any(Number) as number }),
  );

  it.each<[string, AnswerParts, string, string]>([
    [
      'an identifier without serial number',
      { certificateId: sequence(sha1) },
      'truncated',
      'certID.issuerNameHash',
    ],
    ['a status nobody knows', { status: tlv(implicit(3), hex('')) }, 'unexpected-tag', 'revoked'],
    ['revoked without time', { status: tlv(explicit(1)) }, 'truncated', 'revoked.revocationTime'],
    ['bytes behind the reason', { status: revoked(reason(1), nullValue()) }, 'trailing-bytes', 'revoked'],
    ['no thisUpdate', { thisUpdate: hex('') }, 'unexpected-tag', 'thisUpdate'],
    [
      'bytes behind nextUpdate',
      { nextUpdate: tlv(explicit(0), thisUpdate, nullValue()) },
      'trailing-bytes',
      'nextUpdate',
    ],
    ['bytes behind the answer', { rest: nullValue() }, 'trailing-bytes', ''],
  ])('%s', (_, parts, code, field) =>
    expect(caught(() => readAnswer(parts))).toMatchObject({
      code,
      field: field === '' ? single : `${single}.${field}`,
    }),
  );

  it('being cut anywhere', () => {
    const der = successful(basic({ rest: tlv(explicit(0), sequence(sequence())) }));
    for (let length = 0; length < der.length; length++) {
      expect(caught(() => readOcspResponse(der.subarray(0, length))).code).toBe('truncated');
    }
  });
});

describe('an OCSP response is read, and the fault named, with', () => {
  const data = 'responseBytes.response.tbsResponseData';

  it.each<[string, ResponseParts, string, string]>([
    ['version 2', { version: tlv(explicit(0), integer(1)) }, 'invalid-version', `${data}.version`],
    [
      'fractions of a second',
      { producedAt: generalizedTime('20261122110000.5Z') },
      'invalid-time',
      `${data}.producedAt`,
    ],
    [
      'an empty list of extensions',
      { extensions: tlv(explicit(1), sequence()) },
      'empty',
      `${data}.responseExtensions`,
    ],
    [
      'a signature of some bits',
      { signature: hex('030201fe') },
      'invalid-bit-string',
      'responseBytes.response.signature',
    ],
  ])('%s', (_, parts, code, field) =>
    expect(readOcspResponse(successful(basic(parts))).faults).toMatchObject([{ code, field }]),
  );

  it.each<[string, AnswerParts, string, string]>([
    ['good with content', { status: tlv(implicit(0), hex('00')) }, 'invalid-null', 'good'],
    ['unknown with content', { status: tlv(implicit(2), hex('00')) }, 'invalid-null', 'unknown'],
    ['a reason nobody knows', { status: revoked(reason(7)) }, 'invalid-value', 'revoked.revocationReason'],
  ])('%s', (_, parts, code, field) => {
    const { faults } = readOcspResponse(successful(basic({ responses: sequence(answer(parts)) })));
    expect(faults).toMatchObject([{ code, field: `${data}.responses.${field}` }]);
  });

  it('a reason nobody knows, and says revoked all the same', () =>
    expect(readAnswer({ status: revoked(reason(7)) })).toMatchObject({
      status: 'revoked',
      reason: undefined,
    }));
});
