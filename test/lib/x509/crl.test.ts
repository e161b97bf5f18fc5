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
import { algorithmId, extensionId } from '../../../src/lib/asn1/oids.ts';
import { explicit, implicit, tag } from '../../../src/lib/asn1/tags.ts';
import { readCrl } from '../../../src/lib/x509/crl.ts';
import { findExtension } from '../../../src/lib/x509/extensions.ts';
import { printName } from '../../../src/lib/x509/name.ts';
import {
  commonName,
  extensionDer,
  generalizedTime,
  sha256WithRsa,
  utcTime,
} from '../../support/certificate-der.ts';
import { caught, hex } from '../../support/decode.ts';

interface CrlParts {
  readonly version?: Uint8Array;
  readonly thisUpdate?: Uint8Array;
  readonly nextUpdate?: Uint8Array;
  /** revokedCertificates; empty bytes leave it out. */
  readonly revoked?: Uint8Array;
  readonly rest?: readonly Uint8Array[];
  readonly outerAlgorithm?: Uint8Array;
  readonly signatureValue?: Uint8Array;
}

const crlNumber = tlv(explicit(0), sequence(extensionDer(extensionId.cRLNumber, integer(7))));

function crlDer(parts: CrlParts = {}): Uint8Array {
  const tbs = sequence(
    parts.version ?? integer(1),
    sha256WithRsa,
    commonName('Issuer'),
    parts.thisUpdate ?? utcTime('261101000000Z'),
    parts.nextUpdate ?? utcTime('261201000000Z'),
    parts.revoked ?? sequence(entry(5), entry(6, reason(1)), entry(7)),
    ...(parts.rest ?? [crlNumber]),
  );
  return sequence(tbs, parts.outerAlgorithm ?? sha256WithRsa, parts.signatureValue ?? bitString(hex('aabb')));
}

const entry = (serial: number | bigint, ...extensions: readonly Uint8Array[]): Uint8Array =>
  sequence(
    integer(serial),
    utcTime('261015000000Z'),
    ...(extensions.length > 0 ? [sequence(...extensions)] : []),
  );
const reason = (number: number): Uint8Array =>
  extensionDer(extensionId.cRLReason, tlv(tag.enumerated, Uint8Array.of(number)));
const issuedBy = (name: string): Uint8Array =>
  extensionDer(
    extensionId.certificateIssuer,
    sequence(tlv(implicit(2), new TextEncoder().encode(name))),
    true,
  );
const serials = (der: Uint8Array): string[] =>
  [...readCrl(der).revoked].map(({ serialNumber }) => Buffer.from(serialNumber).toString('hex'));

describe('a CRL', () => {
  it('is read field by field', () => {
    const der = crlDer();
    const crl = readCrl(der);
    expect(crl).toMatchObject({
      version: 2,
      signatureAlgorithm: { id: algorithmId.sha256WithRSAEncryption },
      thisUpdate: Date.UTC(2026, 10, 1),
      nextUpdate: Date.UTC(2026, 11, 1),
      signature: hex('aabb'),
      deviations: [],
    });
    expect(printName(crl.issuer)).toBe('CN=Issuer');
    expect(findExtension(crl.extensions, 'cRLNumber')?.value).toBe(7n);
    expect(crl.revoked.count).toBe(3);
    expect([...crl.revoked]).toMatchObject([
      {
        serialNumber: hex('05'),
        revocationDate: Date.UTC(2026, 9, 15),
        reason: undefined,
        certificateIssuer: undefined,
        extensions: [],
      },
      {
        serialNumber: hex('06'),
        reason: 'keyCompromise',
        extensions: [{ name: 'cRLReason', critical: false }],
      },
      { serialNumber: hex('07'), reason: undefined },
    ]);
    expect(der.subarray(3, 3 + crl.tbs.length)).toEqual(crl.tbs);
  });

  it.each<[string, CrlParts, object]>([
    [
      'version 1',
      { version: hex(''), revoked: sequence(entry(5)), rest: [] },
      { version: 1, extensions: [] },
    ],
    ['no entries', { revoked: hex('') }, { revoked: { count: 0 } }],
    ['an empty list of entries', { revoked: sequence() }, { revoked: { count: 0 } }],
    ['no next update', { nextUpdate: hex('') }, { nextUpdate: undefined }],
    [
      'GeneralizedTime',
      { thisUpdate: generalizedTime('20500101000000Z') },
      { thisUpdate: Date.UTC(2050, 0, 1) },
    ],
    [
      'neither entries nor extensions',
      { revoked: hex(''), rest: [] },
      { revoked: { count: 0 }, extensions: [] },
    ],
  ])('with %s is read', (_, parts, expected) => {
    expect(readCrl(crlDer(parts))).toMatchObject(expected);
  });

  const tbs = 'tbsCertList';
  const entries = `${tbs}.revokedCertificates`;
  it.each<[string, CrlParts, string, string]>([
    ['no time', { thisUpdate: hex(''), nextUpdate: hex('') }, 'unexpected-tag', `${tbs}.thisUpdate`],
    ['something behind the extensions', { rest: [crlNumber, nullValue()] }, 'trailing-bytes', tbs],
    [
      'an entry without a date',
      { revoked: sequence(sequence(integer(5))) },
      'truncated',
      `${entries}.revocationDate`,
    ],
    [
      'a last entry without a date, though more entries follow',
      { revoked: sequence(sequence(integer(5)), entry(6)) },
      'unexpected-tag',
      `${entries}.revocationDate`,
    ],
    [
      'an entry shorter than its parts',
      { revoked: sequence(hex('3005'), integer(5), utcTime('261015000000Z')) },
      'truncated',
      entries,
    ],
    ['no signature', { signatureValue: octetString(hex('00')) }, 'unexpected-tag', 'signatureValue'],
  ])('with %s is refused', (_, parts, code, field) => {
    expect(caught(() => readCrl(crlDer(parts)))).toMatchObject({ code, field });
  });

  it.each<[string, CrlParts, string, string]>([
    [
      'version 1 written out',
      { version: integer(0), revoked: sequence(entry(5)), rest: [] },
      'invalid-version',
      `${tbs}.version`,
    ],
    ['version 3', { version: integer(2) }, 'invalid-version', `${tbs}.version`],
    [
      'extensions in version 1',
      { version: hex(''), revoked: sequence(entry(5)) },
      'invalid-version',
      `${tbs}.crlExtensions`,
    ],
    [
      'entry extensions in version 1',
      { version: hex(''), rest: [] },
      'invalid-version',
      `${entries}.crlEntryExtensions`,
    ],
    ['no extension in the list', { rest: [tlv(explicit(0), sequence())] }, 'empty', `${tbs}.crlExtensions`],
    [
      'an entry with a padded serial number',
      { revoked: sequence(sequence(tlv(tag.integer, hex('0005')), utcTime('261015000000Z'))) },
      'invalid-integer',
      `${entries}.userCertificate`,
    ],
    [
      'an entry with a broken date',
      { revoked: sequence(sequence(integer(5), utcTime('261315000000Z'))) },
      'invalid-time',
      `${entries}.revocationDate`,
    ],
    [
      'an entry with something behind it',
      { revoked: sequence(sequence(integer(5), utcTime('261015000000Z'), sequence(reason(1)), nullValue())) },
      'trailing-bytes',
      entries,
    ],
    [
      'an entry with an empty list of extensions',
      { revoked: sequence(sequence(integer(5), utcTime('261015000000Z'), sequence())) },
      'empty',
      `${entries}.crlEntryExtensions`,
    ],
    [
      'an entry with a reason that does not exist',
      { revoked: sequence(entry(5, reason(7))) },
      'invalid-value',
      `${entries}.crlEntryExtensions.cRLReason`,
    ],
    [
      'an entry with two reasons',
      { revoked: sequence(entry(5, reason(1), reason(1))) },
      'duplicate',
      `${entries}.crlEntryExtensions.cRLReason`,
    ],
    [
      'two different algorithms',
      { outerAlgorithm: sequence(oid(algorithmId.sha256WithRSAEncryption)) },
      'algorithm-mismatch',
      'signatureAlgorithm',
    ],
    [
      'an entry with a date of invalidity as UTCTime',
      {
        revoked: sequence(entry(5, extensionDer(extensionId.invalidityDate, utcTime('261001000000Z')))),
      },
      'unexpected-tag',
      `${entries}.crlEntryExtensions.invalidityDate`,
    ],
    ['a time without seconds', { thisUpdate: utcTime('2611010000Z') }, 'invalid-time', `${tbs}.thisUpdate`],
    [
      'half an octet of signature',
      { signatureValue: bitString(hex('f0'), 4) },
      'invalid-bit-string',
      'signatureValue',
    ],
  ])('with %s is read, and the fault named', (_, parts, code, field) => {
    const { faults, revoked } = readCrl(crlDer(parts));
    expect(faults).toMatchObject([{ code, field }]);
    expect(revoked.find(hex('05')), 'what it revokes stays revoked').toHaveLength(1);
  });

  it('repeating one fault in ten thousand entries revokes all of them, and names the fault a hundred times', () => {
    const many = Array.from({ length: 10_000 }, (_, i) => entry(i, reason(7)));
    const { faults, revoked } = readCrl(crlDer({ revoked: sequence(...many) }));
    expect([faults.length, revoked.count]).toEqual([100, 10_000]);
    expect(revoked.find(hex('270f'))).toMatchObject([
      { reason: undefined, extensions: [{ malformed: 'cRLReason' }] },
    ]);
  });

  it('in which an issuer is malformed revokes nothing of anybody known from there on', () => {
    const nobody = extensionDer(extensionId.certificateIssuer, sequence(), true);
    const { revoked } = readCrl(crlDer({ revoked: sequence(entry(5), entry(6, nobody), entry(7)) }));
    expect([...revoked].map(({ certificateIssuer }) => certificateIssuer)).toEqual([undefined, [], []]);
  });
});

describe('its entries', () => {
  it('are found by serial number', () => {
    const { revoked } = readCrl(
      crlDer({ revoked: sequence(entry(5), entry(2n ** 120n, reason(4)), entry(-1)) }),
    );
    expect(revoked.find(hex(`01${'00'.repeat(15)}`))).toMatchObject([{ reason: 'superseded' }]);
    expect(revoked.find(hex('05'))).toHaveLength(1);
    expect(revoked.find(hex('ff'))).toHaveLength(1);
    expect(revoked.find(hex('06'))).toEqual([]);
    expect(revoked.find(hex('0005')), 'with zeros in front it is the same number').toHaveLength(1);
    expect(revoked.find(hex(''))).toEqual([]);
  });

  it('with one serial number are all found', () => {
    const { revoked } = readCrl(
      crlDer({ revoked: sequence(entry(5, reason(1)), entry(6), entry(5, reason(4))) }),
    );
    expect(revoked.find(hex('05')).map((one) => one.reason)).toEqual(['keyCompromise', 'superseded']);
  });

  it('of an indirect CRL belong to the issuer that was named last', () => {
    const { revoked } = readCrl(
      crlDer({
        revoked: sequence(
          entry(1),
          entry(2, issuedBy('a')),
          entry(3),
          entry(4, issuedBy('b')),
          entry(5),
          entry(6),
        ),
      }),
    );
    const issuers = [...revoked].map(({ certificateIssuer }) => certificateIssuer?.map(({ value }) => value));
    expect(issuers).toEqual([undefined, ['a'], ['a'], ['b'], ['b'], ['b']]);
    expect(revoked.find(hex('05'))[0]?.certificateIssuer).toEqual([{ kind: 'dNSName', value: 'b' }]);
  });

  it('are read one by one, in order', () => {
    expect(serials(crlDer())).toEqual(['05', '06', '07']);
    expect(readCrl(crlDer()).revoked.at(1).reason).toBe('keyCompromise');
  });

  it.each([-1, 3, 0.5])('number %s does not exist', (index) => {
    expect(() => readCrl(crlDer()).revoked.at(index)).toThrow(RangeError);
  });
});
