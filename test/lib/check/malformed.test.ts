import { describe, expect, it } from 'vitest';
import { ca, type CertificateRecipe } from '../../../fixtures/recipes/certificates.ts';
import { oid, sequence, setOf, tlv } from '../../../src/lib/asn1/der-writer.ts';
import { attributeType, extensionId } from '../../../src/lib/asn1/oids.ts';
import { explicit, implicit, tag } from '../../../src/lib/asn1/tags.ts';
import { extensionDer } from '../../support/certificate-der.ts';
import { checkAnswered } from '../../support/answered.ts';
import { hex } from '../../support/decode.ts';

const expe1 = 'expe1.example.com';
const text = new TextEncoder();
const policy = sequence(oid('1.3.6.1.4.1.99999.1'));

const latin1Organization = sequence(
  setOf(sequence(oid(attributeType.organizationName), tlv(tag.printableString, hex('4dfc6c6c6572')))),
  setOf(sequence(oid(attributeType.commonName), tlv(tag.utf8String, text.encode('expe.example.com')))),
);
const brokenUtf8Organization = sequence(
  setOf(sequence(oid(attributeType.organizationName), tlv(tag.utf8String, hex('4dfc6c6c6572')))),
  setOf(sequence(oid(attributeType.commonName), tlv(tag.utf8String, text.encode('expe.example.com')))),
);

const withExtension = (id: string, value: Uint8Array): CertificateRecipe => ({
  extensions: [Uint8Array.from(extensionDer(id, value))],
});
const policyTwice = withExtension(extensionId.certificatePolicies, sequence(policy, policy));
const inCaps = (subject: Uint8Array): CertificateRecipe => ({ subjectDer: Uint8Array.from(subject) });

/** What OpenSSL takes; codes of the findings that say so. */
const taken: readonly (readonly [
  name: string,
  odd: Readonly<Record<string, CertificateRecipe>>,
  codes: readonly string[],
])[] = [
  [
    'an umlaut in UTF-8 in the address of the revocation list',
    {
      [expe1]: withExtension(
        extensionId.cRLDistributionPoints,
        sequence(
          sequence(
            tlv(explicit(0), tlv(explicit(0), tlv(implicit(6), text.encode('http://example.com/ä.crl')))),
          ),
        ),
      ),
    },
    ['cert/malformed-part-taken'],
  ],
  ['a certificate policy twice', { [expe1]: policyTwice }, ['cert/malformed-part-taken']],
  [
    'NetscapeComment as PrintableString',
    {
      [expe1]: withExtension(
        extensionId.netscapeComment,
        tlv(tag.printableString, text.encode('made by hand')),
      ),
    },
    ['cert/malformed-part-taken'],
  ],
  [
    'Latin-1 in a PrintableString of the subject',
    { [expe1]: inCaps(latin1Organization) },
    ['cert/malformed-part-taken'],
  ],
  [
    'a certificate policy twice in the issuing CA',
    {
      issuing: ca({
        key: 'rsa-2048-c',
        issuer: 'root',
        subject: [['commonName', 'Corp Issuing CA 2']],
        ...policyTwice,
      }),
    },
    ['chain/tolerated', 'trust/malformed-part-taken'],
  ],
  [
    'a certificate policy twice in one of Unified CM',
    {
      unifiedCm: {
        issuer: 'issuing',
        key: 'rsa-2048-o',
        subject: [['commonName', 'cucm1.example.com']],
        names: ['DNS:cucm1.example.com'],
        ...policyTwice,
      },
    },
    ['cert/node-malformed-part'],
  ],
];

type Report = Awaited<ReturnType<typeof checkAnswered>>;
const verdictsOf = ({ services }: Report) =>
  services.map(({ service, peer, verdict }) => `${service} ${peer}: ${verdict}`);
const codesOf = ({ findings }: Report) => [...new Set(findings.map(({ code }) => code))].sort();

describe('a check of what is malformed in one part', () => {
  it.each(taken)('%s: OpenSSL takes it, so nothing changes but a notice', async (_, odd, codes) => {
    const [report, sound] = [await checkAnswered({ odd }), await checkAnswered()];
    expect(verdictsOf(report)).toEqual(verdictsOf(sound));
    expect(verdictsOf(report).join()).toContain(': yes');
    expect(codesOf(report)).toEqual([...codesOf(sound), ...codes].sort());
    const told = report.findings.filter(({ code }) => codes.includes(code));
    expect(told.map(({ severity }) => severity)).toEqual(told.map(() => 'notice'));
  });

  it.each<[string, CertificateRecipe]>([
    ['Latin-1 in a UTF8String of the subject', inCaps(brokenUtf8Organization)],
    ['distribution points that are no list', withExtension(extensionId.cRLDistributionPoints, hex('040100'))],
  ])('%s: OpenSSL refuses it, so it is no', async (_, recipe) => {
    const report = await checkAnswered({ odd: { [expe1]: recipe } });
    expect(codesOf(report)).toContain('cert/malformed-part');
    expect(codesOf(report)).not.toContain('fleet/peer-without-certificate');
    expect(codesOf(report)).not.toContain('chain/broken');
    const ofPeer = report.services.filter(({ peer, service }) => peer === expe1 && service === 'upload');
    expect(ofPeer.map(({ verdict }) => verdict)).toEqual(['no']);
  });

  it('lengths of BER: nobody here knows, and nobody says no', async () => {
    const ber = withExtension(extensionId.cRLDistributionPoints, hex('30800000'));
    const report = await checkAnswered({ odd: { [expe1]: ber } });
    expect(codesOf(report)).toContain('cert/malformed-part-open');
    expect(codesOf(report)).not.toContain('chain/broken');
    const verdicts = report.services.filter(({ peer }) => peer === expe1).map(({ verdict }) => verdict);
    expect(new Set(verdicts)).toEqual(new Set(['not known']));
  });
});
