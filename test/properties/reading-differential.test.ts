import type * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { expect, it } from 'vitest';
import { toHex } from '../../src/lib/bytes.ts';
import { readCsr } from '../../src/lib/csr/parse.ts';
import { DecodeError } from '../../src/lib/errors.ts';
import { readCertificate } from '../../src/lib/x509/certificate.ts';
import { readCrl } from '../../src/lib/x509/crl.ts';
import { readOcspResponse } from '../../src/lib/x509/ocsp.ts';
import { mutate } from '../../tools/fuzz/mutate.ts';
import { Random } from '../../tools/fuzz/random.ts';
import { seeds } from '../../tools/fuzz/seeds.ts';
import { record, scaled, seed } from '../support/scale.ts';

/** A thing as its fields, in the words of its standard. */
type Fields = Readonly<Record<string, unknown>>;

const hex = (view: ArrayBuffer | ArrayBufferView): string =>
  toHex(
    ArrayBuffer.isView(view)
      ? new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
      : new Uint8Array(view),
  );
const theirDer = (name: pkijs.RelativeDistinguishedNames): string => hex(name.valueBeforeDecode);
const theirExtension = ({ extnID, critical, extnValue }: pkijs.Extension) =>
  `${extnID} ${critical} ${hex(extnValue.valueBlock.valueHexView)}`;
const ourExtension = ({
  id,
  critical,
  der,
}: {
  readonly id: string;
  readonly critical: boolean;
  readonly der: Uint8Array;
}) => `${id} ${critical} ${toHex(der)}`;

interface Kind {
  readonly name: string;
  readonly inputs: readonly Uint8Array[];
  /** `faulty`: parts that break their rule, or that they misread, about which the two need not agree. */
  ours(der: Uint8Array): { readonly fields: Fields; readonly faulty: readonly string[] };
  theirs(der: Uint8Array): Fields;
}

const statuses = [
  'successful',
  'malformedRequest',
  'internalError',
  'tryLater',
  ,
  'sigRequired',
  'unauthorized',
];
const certificateStatuses = ['good', 'revoked', 'unknown'];
/** Before the year 100: Date.UTC(), and so asn1js, takes such a year for one of the 20th century. */
const isEarly = (time: number): boolean => time < Date.parse('0100-01-01T00:00:00Z');
const partsOf = (faults: readonly { readonly part: string }[]): string[] => faults.map(({ part }) => part);

const kinds: readonly Kind[] = [
  {
    name: 'certificate',
    inputs: seeds.certificates,
    ours(der) {
      const it = readCertificate(der);
      return {
        faulty: partsOf(it.faults),
        fields: {
          serialNumber: toHex(it.serialNumber),
          issuer: toHex(it.issuer.der),
          subject: toHex(it.subject.der),
          validity: [it.notBefore, it.notAfter],
          signatureAlgorithm: it.signatureAlgorithm.id,
          signatureValue: toHex(it.signature),
          extensions: it.extensions.map(ourExtension),
          subjectPublicKeyInfo: it.publicKey.algorithm.id + toHex(it.publicKey.keyBits),
        },
      };
    },
    theirs(der) {
      const it = pkijs.Certificate.fromBER(der.slice());
      const key = it.subjectPublicKeyInfo;
      return {
        serialNumber: hex(it.serialNumber.valueBlock.valueHexView),
        issuer: theirDer(it.issuer),
        subject: theirDer(it.subject),
        validity: [it.notBefore.value.getTime(), it.notAfter.value.getTime()],
        signatureAlgorithm: it.signatureAlgorithm.algorithmId,
        signatureValue: hex(it.signatureValue.valueBlock.valueHexView),
        extensions: (it.extensions ?? []).map(theirExtension),
        subjectPublicKeyInfo: key.algorithm.algorithmId + hex(key.subjectPublicKey.valueBlock.valueHexView),
      };
    },
  },
  {
    name: 'request',
    inputs: seeds.requests,
    ours(der) {
      const it = readCsr(der);
      return {
        faulty: partsOf(it.faults),
        fields: {
          subject: toHex(it.subject.der),
          signature: toHex(it.signature),
          signatureAlgorithm: it.signatureAlgorithm.id,
          attributes: it.attributes.map(({ type }) => type),
          subjectPKInfo: it.publicKey.algorithm.id + toHex(it.publicKey.keyBits),
        },
      };
    },
    theirs(der) {
      const it = pkijs.CertificationRequest.fromBER(der.slice());
      const key = it.subjectPublicKeyInfo;
      return {
        subject: theirDer(it.subject),
        signature: hex(it.signatureValue.valueBlock.valueHexView),
        signatureAlgorithm: it.signatureAlgorithm.algorithmId,
        attributes: (it.attributes ?? []).map(({ type }) => type),
        subjectPKInfo: key.algorithm.algorithmId + hex(key.subjectPublicKey.valueBlock.valueHexView),
      };
    },
  },
  {
    name: 'crl',
    inputs: seeds.crls,
    ours(der) {
      const it = readCrl(der);
      const revoked: string[] = [];
      for (const { serialNumber } of it.revoked) revoked.push(toHex(serialNumber));
      return {
        faulty: partsOf(it.faults),
        fields: {
          issuer: toHex(it.issuer.der),
          thisUpdate: it.thisUpdate,
          nextUpdate: it.nextUpdate,
          signatureValue: toHex(it.signature),
          revokedCertificates: revoked,
          crlExtensions: it.extensions.map(ourExtension),
        },
      };
    },
    theirs(der) {
      const it = pkijs.CertificateRevocationList.fromBER(der.slice());
      return {
        issuer: theirDer(it.issuer),
        thisUpdate: it.thisUpdate.value.getTime(),
        nextUpdate: it.nextUpdate?.value.getTime(),
        signatureValue: hex(it.signatureValue.valueBlock.valueHexView),
        revokedCertificates: (it.revokedCertificates ?? []).map(({ userCertificate }) =>
          hex(userCertificate.valueBlock.valueHexView),
        ),
        crlExtensions: (it.crlExtensions?.extensions ?? []).map(theirExtension),
      };
    },
  },
  {
    name: 'ocsp response',
    inputs: seeds.responses,
    ours(der) {
      const it = readOcspResponse(der);
      const { basic } = it;
      return {
        faulty: [
          ...partsOf(it.faults),
          ...(basic && isEarly(basic.producedAt) ? ['producedAt'] : []),
          ...(basic?.responses.some((each) => isEarly(each.thisUpdate) || isEarly(each.nextUpdate ?? 0))
            ? ['responses']
            : []),
        ],
        fields: {
          responseStatus: it.status,
          ...(basic && {
            responderID:
              basic.responder.kind === 'byName'
                ? toHex(basic.responder.name.der)
                : toHex(basic.responder.keyHash),
            producedAt: basic.producedAt,
            responses: basic.responses.map(({ certificateId: id, ...single }) => [
              id.hashAlgorithm.id,
              ...[id.issuerNameHash, id.issuerKeyHash, id.serialNumber].map((octets) => toHex(octets)),
              single.status,
              single.thisUpdate,
              single.nextUpdate,
              single.extensions.map(ourExtension),
            ]),
            responseExtensions: basic.extensions.map(ourExtension),
            signatureAlgorithm: basic.signatureAlgorithm.id,
            signature: toHex(basic.signature),
            certs: basic.certificates.length,
          }),
        },
      };
    },
    theirs(der) {
      const it = pkijs.OCSPResponse.fromBER(der.slice());
      const bytes = it.responseBytes?.response.valueBlock.valueHexView;
      const basic = bytes && pkijs.BasicOCSPResponse.fromBER(new Uint8Array(bytes));
      return {
        responseStatus: statuses[it.responseStatus.valueBlock.valueDec],
        ...(basic && {
          responderID:
            basic.tbsResponseData.responderID instanceof pkijs.RelativeDistinguishedNames
              ? theirDer(basic.tbsResponseData.responderID)
              : hex((basic.tbsResponseData.responderID as asn1js.OctetString).valueBlock.valueHexView),
          producedAt: basic.tbsResponseData.producedAt.getTime(),
          responses: basic.tbsResponseData.responses.map((single) => [
            single.certID.hashAlgorithm.algorithmId,
            ...[single.certID.issuerNameHash, single.certID.issuerKeyHash, single.certID.serialNumber].map(
              ({ valueBlock }) => hex(valueBlock.valueHexView),
            ),
            certificateStatuses[(single.certStatus as asn1js.BaseBlock).idBlock.tagNumber],
            single.thisUpdate.getTime(),
            single.nextUpdate?.getTime(),
            (single.singleExtensions ?? []).map(theirExtension),
          ]),
          responseExtensions: (basic.tbsResponseData.responseExtensions ?? []).map(theirExtension),
          signatureAlgorithm: basic.signatureAlgorithm.algorithmId,
          signature: hex(basic.signature.valueBlock.valueHexView),
          certs: (basic.certs ?? []).length,
        }),
      };
    },
  },
];

/** Why we refuse what pkijs and asn1js under it read: they take BER, and do not look at all of it. */
const onlyTheyRead: Readonly<Partial<Record<DecodeError['code'], string>>> = {
  'trailing-bytes': 'octets that belong to nothing are passed over',
  'invalid-time': 'what is no time at all becomes some moment',
  truncated: 'an element that is missing is taken for one that may be',
  'unexpected-tag': 'an element of another type is passed over',
  'non-minimal-length': 'BER',
  'indefinite-length': 'BER',
  'invalid-boolean': 'BER, and of several octets the first',
  'invalid-integer': 'zeros in front are passed over',
  'invalid-bit-string': 'the number of unused bits is not looked at',
  'invalid-oid': 'identifiers are read that end within a number',
  'too-large': 'numbers without bound',
  'too-deep': 'nesting without bound',
  'invalid-value': 'what the standard has no value for is passed on',
  unsupported: 'the type of what a response holds is not looked at',
};

/** Why they refuse what we read, with the fault named where it is one. */
const onlyWeRead: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/Data is not correct for/, 'one malformed part makes the whole unreadable'],
  [/Cannot create '.*' from ASN.1 object/, 'the same, found by the parser below'],
  [/Wrong input string for conversion/, 'a text that is not in its encoding'],
];

/** What `read` gives, or why it refuses. */
function attempt<Value>(read: () => Value): { readonly value: Value } | { readonly refused: unknown } {
  try {
    return { value: read() };
  } catch (refused) {
    return { refused };
  }
}

/** What is no wanted difference between the two, in words. */
function* differences(kind: Kind, der: Uint8Array): Iterable<string> {
  const ours = attempt(() => kind.ours(der));
  const theirs = attempt(() => kind.theirs(der));
  if ('refused' in ours && !(ours.refused instanceof DecodeError)) throw ours.refused;
  if ('refused' in ours && 'value' in theirs) {
    const { code, message } = ours.refused as DecodeError;
    if (!onlyTheyRead[code]) yield `only they read it: ${code}, ${message}`;
  }
  if ('value' in ours && 'refused' in theirs) {
    const message = String(theirs.refused);
    if (!onlyWeRead.some(([pattern]) => pattern.test(message))) yield `only we read it: ${message}`;
  }
  if (!('value' in ours) || !('value' in theirs)) return;
  for (const [field, value] of Object.entries(ours.value.fields)) {
    const [our, their] = [JSON.stringify(value), JSON.stringify(theirs.value[field])];
    if (our !== their && !ours.value.faulty.includes(field)) yield `${field}: ${our}, they say ${their}`;
  }
}

it.each(kinds)(
  'a $name that we and pkijs both read has the same fields; what one refuses is a wanted difference',
  (kind) => {
    const runs = scaled(4000, 400_000);
    const found: string[] = [];
    let bothRead = 0;
    for (let run = 0; run < runs; run++) {
      const random = new Random(seed, run);
      const seedInput = random.pick(kind.inputs);
      // Unchanged ones too, so that every recipe is compared.
      const der = run < kind.inputs.length ? kind.inputs[run]! : mutate(seedInput, random, kind.inputs);
      for (const difference of differences(kind, der)) found.push(`run ${run}: ${difference}`);
      if ('value' in attempt(() => kind.ours(der)) && 'value' in attempt(() => kind.theirs(der))) bothRead++;
    }
    record(`inputs read by pkijs too: ${kind.name}`, {
      runs,
      'read by both': bothRead,
      differences: found.length,
    });
    expect(found.slice(0, 20)).toEqual([]);
    expect(bothRead, 'the comparison compares something').toBeGreaterThan(runs / 20);
  },
);
