import { describe, expect, it } from 'vitest';
import { nullValue } from '../../../src/lib/asn1/der-writer.ts';
import { extensionId } from '../../../src/lib/asn1/oids.ts';
import { checkRevocation, type RevocationMaterial } from '../../../src/lib/validation/check-revocation.ts';
import { extensionDer } from '../../support/certificate-der.ts';
import { buildCrl, type CrlRecipe } from '../../support/crls.ts';
import { buildOcspResponse, type OcspRecipe } from '../../support/ocsp.ts';
import { buildPki, judgedAt, type Hierarchy } from '../../support/pki.ts';

const noCheck = extensionDer(extensionId.ocspNoCheck, nullValue());
const pki = {
  ca: { ca: true },
  leaf: { issuedBy: 'ca', serial: 7 },
  signer: { issuedBy: 'ca', ca: null, san: null, eku: null, keyUsage: ['cRLSign'], subject: 'CN=ca' },
  responder: { issuedBy: 'ca', ca: null, san: null, eku: ['OCSPSigning'], more: [noCheck] },
  other: { ca: true },
  renewed: { ca: true, subject: 'CN=ca' },
} as const satisfies Hierarchy;
const certificates = buildPki(pki);
const crl = (recipe: Partial<CrlRecipe> = {}) => buildCrl(pki, { issuedBy: 'ca', ...recipe });
const ocsp = (recipe: Partial<OcspRecipe> = {}) =>
  buildOcspResponse(pki, certificates, { signedBy: 'ca', ...recipe });

const check = (evidence: RevocationMaterial, issuer: keyof typeof pki = 'ca') =>
  checkRevocation(certificates.leaf, certificates[issuer], evidence, { time: judgedAt });

describe('checkRevocation says', () => {
  it.each<[string, RevocationMaterial, object]>([
    ['good by a list', { crls: [crl()] }, { status: 'good', evidence: [{ kind: 'crl' }] }],
    ['good by a response', { ocspResponses: [ocsp()] }, { status: 'good', evidence: [{ kind: 'ocsp' }] }],
    [
      'good by a response whose signer is among the certificates given',
      {
        ocspResponses: [ocsp({ signedBy: 'responder', answers: [{ about: 'leaf' }] })],
        certificates: [certificates.responder],
      },
      { status: 'good', evidence: [{ kind: 'ocsp', delegated: true }] },
    ],
    [
      'unknown where it is not',
      { ocspResponses: [ocsp({ signedBy: 'responder', answers: [{ about: 'leaf' }] })] },
      { status: 'unknown', unusable: [{ problem: 'responder-not-found' }] },
    ],
    [
      'revoked by a list, since when and why',
      { crls: [crl({ revoked: [{ serial: 7, reason: 1 }] })] },
      { status: 'revoked', since: Date.UTC(2026, 9, 1), reason: 'keyCompromise' },
    ],
    [
      'revoked by a response, though a list is silent',
      { crls: [crl()], ocspResponses: [ocsp({ answers: [{ about: 'leaf', status: {} }] })] },
      { status: 'revoked', since: Date.UTC(2026, 9, 1), reason: 'unspecified' },
    ],
    ['unknown without evidence', {}, { status: 'unknown', why: 'no-evidence', unusable: [] }],
    [
      'unknown with the reason',
      { crls: [crl({ damaged: true })], ocspResponses: [ocsp({ damaged: true })] },
      {
        status: 'unknown',
        unusable: [
          { kind: 'ocsp', responder: 'CN=ca', problem: 'signature-invalid' },
          { kind: 'crl', issuer: 'CN=ca', problem: 'signature-invalid' },
        ],
      },
    ],
    [
      'unknown where the signer of a list is not at hand',
      { crls: [crl({ signedWith: 'signer' })] },
      { status: 'unknown', unusable: [{ problem: 'signature-invalid' }] },
    ],
  ])('%s', async (_, evidence, expected) => expect(await check(evidence)).toMatchObject(expected));

  it('good where the signer of a list is given', async () => {
    const evidence = { crls: [crl({ signedWith: 'signer' })], certificates: [certificates.signer] };
    expect(await check(evidence)).toMatchObject({ status: 'good' });
  });

  it.each(['other', 'renewed'] as const)('unknown where the issuer is not its issuer: %s', async (issuer) => {
    const status = await check({ crls: [crl()], ocspResponses: [ocsp()] }, issuer);
    expect(status).toEqual({ status: 'unknown', why: 'not-its-issuer', unusable: [] });
  });

  it('nothing without a time', async () => {
    await expect(
      checkRevocation(certificates.leaf, certificates.ca, {}, { time: Number.NaN }),
    ).rejects.toThrow(TypeError);
  });
});
