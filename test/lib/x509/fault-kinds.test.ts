import { describe, expect, it } from 'vitest';
import {
  attribute,
  attributeSet,
  buildRequest,
  challengePassword,
  extension,
  extensionRequest,
  unsortedAttributeSet,
} from '../../../fixtures/recipes/requests.ts';
import { integer, sequence } from '../../../src/lib/asn1/der-writer.ts';
import { extensionId, requestAttribute } from '../../../src/lib/asn1/oids.ts';
import type { Bytes } from '../../../src/lib/bytes.ts';
import { DecodeError } from '../../../src/lib/errors.ts';
import { readCsr } from '../../../src/lib/csr/parse.ts';
import { readCertificate, type Fault } from '../../../src/lib/x509/certificate.ts';
import { readCrl } from '../../../src/lib/x509/crl.ts';
import { faultKindOf, faultKinds } from '../../../src/lib/x509/fault-kinds.ts';
import { readOcspResponse } from '../../../src/lib/x509/ocsp.ts';
import { mutate } from '../../../tools/fuzz/mutate.ts';
import { Random } from '../../../tools/fuzz/random.ts';
import { seeds } from '../../../tools/fuzz/seeds.ts';
import { malformedRecipes } from '../../support/malformed.ts';
import { buildPki } from '../../support/pki.ts';

type Read = Pick<ReturnType<typeof readCsr>, 'faults' | 'deviations'>;
const kindsOf = ({ faults, deviations }: Read): string[] =>
  [...faults, ...deviations].map((fault) => faultKindOf(fault).name);

const asking = (...extensions: readonly Bytes[]) => extensionRequest(...extensions);
const names = extension(extensionId.subjectAltName, sequence());
const withAttributes = (...attributes: readonly Bytes[]) =>
  buildRequest({ broken: { attributes: attributeSet(...attributes) } });

describe('a request', () => {
  it.each<[string, Bytes, readonly string[]]>([
    ['of version 3', buildRequest({ broken: { version: integer(2) } }), ['request-version']],
    [
      'without the field for attributes',
      buildRequest({ broken: { attributes: new Uint8Array() } }),
      ['attributes-missing'],
    ],
    ['that asks for no extension', withAttributes(asking()), ['extension-request-empty']],
    [
      'that asks without a value',
      withAttributes(attribute(requestAttribute.extensionRequest)),
      ['extension-request-empty'],
    ],
    [
      'that asks twice',
      withAttributes(asking(extension('1.2.3', integer(1))), asking(extension('1.2.4', integer(1)))),
      ['extension-request-twice'],
    ],
    [
      'with a password that is not there',
      withAttributes(attribute(requestAttribute.challengePassword)),
      ['attribute-empty'],
    ],
    [
      'whose attributes are out of order',
      buildRequest({
        broken: {
          attributes: unsortedAttributeSet(asking(extension('1.2.3', integer(1))), challengePassword('x')),
        },
      }),
      ['order'],
    ],
    ['with an empty list of names', withAttributes(asking(names)), ['list-empty']],
    [
      'with the same extension twice',
      withAttributes(asking(extension('1.2.3', integer(1)), extension('1.2.3', integer(1)))),
      ['extension-twice'],
    ],
    [
      'with an umlaut in a DNS name',
      buildRequest({ names: ['DNS:b\u00fccher.example.com'] }),
      ['name-not-ascii'],
    ],
    [
      'with a star in a PrintableString',
      buildRequest({ subject: [['countryName', '*']] }),
      ['printable-string'],
    ],
  ])('%s', (_, der, kinds) => expect(kindsOf(readCsr(der))).toEqual(kinds));
});

describe('a certificate', () => {
  it.each<[string, string]>([
    ['an address as text', 'address-as-text'],
    ['a certificate policy twice', 'policy-twice'],
    ['two NetscapeComments', 'extension-twice'],
    ['a padded serial number', 'serial-number'],
    ['an empty serial number', 'serial-number'],
    ['a negative modulus', 'public-key'],
    ['a UTCTime without seconds', 'time'],
    ['an explicit version 1', 'version-default'],
    ['version 4', 'version'],
    ['an empty RDN in the subject', 'name-part-empty'],
    ['Latin-1 in a UTF8String of the subject', 'string'],
    ['critical as 01', 'boolean'],
    ['a key usage with unused bits set', 'bits'],
    ['half an octet of signature', 'signature-octets'],
    ['two different algorithms of the signature', 'algorithms-differ'],
    ['basic constraints of indefinite length', 'length'],
    ['a subject key identifier without its OCTET STRING', 'structure'],
  ])('with %s: %s', (name, kind) => {
    const { recipe } = malformedRecipes.find((each) => each.name === name)!;
    expect(kindsOf(buildPki({ malformed: recipe }).malformed)).toContain(kind);
  });
});

describe('the list', () => {
  const readers = [
    ...seeds.certificates.map((der) => [der, readCertificate] as const),
    ...seeds.requests.map((der) => [der, readCsr] as const),
    ...seeds.crls.map((der) => [der, readCrl] as const),
    ...seeds.responses.map((der) => [der, readOcspResponse] as const),
  ];
  const all = readers.map(([der]) => der);
  const found: Fault[] = [];
  for (let run = 0; run < 120_000; run++) {
    const random = new Random(2026, run);
    const seed = readers[run];
    const [der, read] = seed ?? random.pick(readers);
    try {
      const { faults, deviations } = read(seed ? der : mutate(der, random, all));
      found.push(...faults, ...(deviations as readonly Fault[]));
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
    }
  }

  it('has every kind that the readers give, and no other', () => {
    const names = new Set(found.map((fault) => faultKindOf(fault).name));
    expect(faultKinds.map(({ name }) => name).filter((name) => !names.has(name))).toEqual([]);
  });

  it('ends with what is left: elements that are missing, too many or others', () => {
    const codes = found.filter((fault) => faultKindOf(fault).name === 'structure').map(({ code }) => code);
    expect([...new Set(codes)].sort()).toEqual(['trailing-bytes', 'truncated', 'unexpected-tag']);
  });
});
