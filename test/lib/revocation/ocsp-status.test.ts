import { describe, expect, it } from 'vitest';
import { nullValue } from '../../../src/lib/asn1/der-writer.ts';
import { extensionId } from '../../../src/lib/asn1/oids.ts';
import type { OcspOptions } from '../../../src/lib/path/options.ts';
import type { RevocationStatus } from '../../../src/lib/revocation/status.ts';
import { extensionDer } from '../../support/certificate-der.ts';
import { hex } from '../../support/decode.ts';
import type { AnswerRecipe, OcspRecipe } from '../../support/ocsp.ts';
import { factsFor, reportFor, type PathQuestion } from '../../support/paths.ts';
import type { CertificateRecipe, Hierarchy } from '../../support/pki.ts';

/** `good`, `revoked: reason`, or `unknown: why each response does not help`. */
function statusText(status: RevocationStatus): string {
  if (status.status === 'good') return 'good';
  if (status.status === 'revoked') return `revoked: ${status.reason}`;
  return `unknown: ${status.unusable.map(({ problem }) => problem).join(', ')}`;
}

function leafStatus(question: PathQuestion): RevocationStatus {
  const { revocation } = factsFor({ ...question, settings: { revocation: 'leaf', ...question.settings } });
  return revocation!.find(({ position }) => position === 0)!;
}

interface Row {
  readonly name: string;
  readonly more?: Hierarchy;
  /** Deviations from a response of the root about the leaf. */
  readonly response?: Partial<OcspRecipe>;
  readonly answer?: Partial<AnswerRecipe>;
  readonly ocsp?: Partial<OcspOptions>;
  readonly settings?: PathQuestion['settings'];
  readonly crls?: PathQuestion['crls'];
  readonly expect: string;
}

/** Issued by the root to sign OCSP responses, and not to be looked up itself. */
const responder = (recipe: CertificateRecipe = {}): Hierarchy => ({
  responder: {
    issuedBy: 'root',
    serial: 8,
    ca: null,
    san: null,
    eku: ['OCSPSigning'],
    more: [noCheck],
    ...recipe,
  },
});
const noCheck = extensionDer(extensionId.ocspNoCheck, nullValue());
const byResponder: Partial<OcspRecipe> = { signedBy: 'responder', sends: ['responder'] };
const unknownExtension = (critical: boolean) => extensionDer('1.3.6.1.4.1.99999.7', nullValue(), critical);
const otherRoot: Hierarchy = { other: { ca: true } };
const nonce = hex('00112233445566778899aabbccddeeff');
const minutes = 60_000;

const rows: readonly Row[] = [
  // what it says
  { name: 'good, signed by the CA', expect: 'good' },
  {
    name: 'revoked, with its reason',
    answer: { status: { reason: 1 } },
    expect: 'revoked: keyCompromise',
  },
  {
    name: 'revoked for a reason that does not exist',
    answer: { status: { reason: 7 } },
    expect: 'revoked: unspecified',
  },
  {
    name: 'good, in a response whose other answer has such a reason',
    more: { second: { issuedBy: 'root' } },
    response: { answers: [{ about: 'leaf' }, { about: 'second', status: { reason: 7 } }] },
    expect: 'unknown: malformed',
  },
  { name: 'revoked without reason', answer: { status: {} }, expect: 'revoked: unspecified' },
  {
    name: 'not known to the responder',
    answer: { status: 'unknown' },
    expect: 'unknown: certificate-unknown',
  },
  {
    name: 'good among answers about others',
    more: { second: { issuedBy: 'root' } },
    response: { answers: [{ about: 'second', status: {} }, { about: 'leaf' }] },
    expect: 'good',
  },
  {
    name: 'good and revoked in one response',
    response: { answers: [{ about: 'leaf' }, { about: 'leaf', status: {} }] },
    expect: 'revoked: unspecified',
  },
  { name: 'no answer at all', response: { answers: [] }, expect: 'unknown: other-certificate' },

  // which certificate (RFC 6960 4.1.1)
  { name: 'named by SHA-256 digests', answer: { hash: 'sha256' }, expect: 'good' },
  { name: 'named by SHA-384 digests', answer: { hash: 'sha384' }, expect: 'good' },
  { name: 'named by MD5 digests', answer: { hash: 'md5' }, expect: 'unknown: hash-unsupported' },
  {
    name: 'about another certificate of the CA',
    more: { second: { issuedBy: 'root' } },
    answer: { about: 'second' },
    expect: 'unknown: other-certificate',
  },
  {
    name: 'about the same serial number of another CA',
    more: otherRoot,
    answer: { issuedBy: 'other' },
    expect: 'unknown: other-certificate',
  },
  {
    name: 'about the same serial number of a CA with the same name and another key',
    more: { renewed: { subject: 'CN=root', ca: true } },
    answer: { issuedBy: 'renewed' },
    expect: 'unknown: other-certificate',
  },

  // who signed (4.2.2.2)
  { name: 'signed by the CA, named by its key', response: { responder: 'byKey' }, expect: 'good' },
  { name: 'a broken signature', response: { damaged: true }, expect: 'unknown: signature-invalid' },
  {
    name: 'signed with SHA-1',
    more: { root: { key: 'rsa-2048' } },
    response: { hash: 'sha1' },
    expect: 'unknown: weak-signature',
  },
  {
    name: 'signed with SHA-1, which is allowed',
    more: { root: { key: 'rsa-2048' } },
    response: { hash: 'sha1' },
    settings: { allowSha1: true },
    expect: 'good',
  },
  {
    name: "the CA's name on a response that somebody else signed",
    more: otherRoot,
    response: { signedBy: 'other', names: 'root' },
    expect: 'unknown: signature-invalid',
  },
  {
    name: 'signed by another CA, which sends its certificate',
    more: otherRoot,
    response: { signedBy: 'other', sends: ['other'] },
    expect: 'unknown: responder-not-authorised',
  },
  {
    name: 'signed by a delegate',
    more: responder(),
    response: byResponder,
    expect: 'good',
  },
  {
    name: 'signed by a delegate, named by its key',
    more: responder(),
    response: { ...byResponder, responder: 'byKey' },
    expect: 'good',
  },
  {
    name: 'signed by a delegate that sends no certificate',
    more: responder(),
    response: { signedBy: 'responder' },
    expect: 'good',
  },
  {
    name: 'signed by a delegate that sends no certificate and is named by its key',
    more: responder(),
    response: { signedBy: 'responder', responder: 'byKey' },
    expect: 'good',
  },
  {
    name: 'signed by a delegate of another CA whose certificate is at hand',
    more: { ...otherRoot, ...responder({ issuedBy: 'other' }) },
    response: { signedBy: 'responder' },
    expect: 'unknown: responder-not-authorised',
  },
  {
    name: 'signed by a certificate at hand that is no delegate',
    more: responder({ eku: ['serverAuth'] }),
    response: { signedBy: 'responder' },
    expect: 'unknown: responder-not-authorised',
  },
  {
    name: 'signed by nobody at hand',
    response: { signedBy: 'stranger', names: 'leaf', responder: 'byKey' },
    expect: 'unknown: responder-not-found',
  },
  {
    name: 'signed by a delegate with a critical ocsp-nocheck',
    more: responder({ more: [extensionDer(extensionId.ocspNoCheck, nullValue(), true)] }),
    response: byResponder,
    expect: 'good',
  },
  {
    name: 'a delegate that names another certificate sent along',
    more: { ...responder(), second: { issuedBy: 'root' } },
    response: { ...byResponder, names: 'second', sends: ['responder', 'second'] },
    expect: 'unknown: signature-invalid',
  },
  {
    name: 'a delegate among other certificates',
    more: { ...responder(), second: { issuedBy: 'root' } },
    response: { ...byResponder, sends: ['second', 'root', 'responder'] },
    expect: 'good',
  },
  {
    name: 'signed by the leaf itself',
    response: { signedBy: 'leaf', sends: ['leaf'] },
    expect: 'unknown: responder-not-authorised',
  },
  {
    name: 'a delegate for any purpose',
    more: responder({ eku: ['anyExtendedKeyUsage'] }),
    response: byResponder,
    expect: 'unknown: responder-not-authorised',
  },
  {
    name: 'a delegate without extended key usage',
    more: responder({ eku: null }),
    response: byResponder,
    expect: 'unknown: responder-not-authorised',
  },
  {
    name: 'a delegate whose key may not sign',
    more: responder({ keyUsage: ['keyEncipherment'] }),
    response: byResponder,
    expect: 'unknown: responder-not-authorised',
  },
  {
    name: 'a delegate of another CA',
    more: { ...otherRoot, ...responder({ issuedBy: 'other' }) },
    response: byResponder,
    expect: 'unknown: responder-not-authorised',
  },
  {
    name: 'a delegate of a CA below the issuer',
    more: { sub: { issuedBy: 'root' }, ...responder({ issuedBy: 'sub' }) },
    response: byResponder,
    expect: 'unknown: responder-not-authorised',
  },
  {
    name: "a delegate whose certificate bears the CA's name, not its signature",
    more: { ...otherRoot, ...responder({ signedWith: 'other' }) },
    response: byResponder,
    expect: 'unknown: responder-not-authorised',
  },
  {
    name: 'an expired delegate',
    more: responder({ notAfter: '2026-11-22T11:59:59Z' }),
    response: byResponder,
    expect: 'unknown: responder-expired',
  },
  {
    name: 'a delegate in its last second',
    more: responder({ notAfter: '2026-11-22T12:00:00Z' }),
    response: byResponder,
    expect: 'good',
  },
  {
    name: 'a delegate of tomorrow',
    more: responder({ notBefore: '2026-11-23' }),
    response: byResponder,
    expect: 'unknown: responder-not-yet-valid',
  },
  {
    name: 'a delegate with a key too short to trust',
    more: responder({ key: 'rsa-1024' }),
    response: byResponder,
    expect: 'unknown: responder-not-trusted',
  },
  {
    name: 'a delegate with a critical extension that nobody knows',
    more: responder({ more: [noCheck, unknownExtension(true)] }),
    response: byResponder,
    expect: 'unknown: responder-not-trusted',
  },

  // the delegate's own status (4.2.2.2.1)
  {
    name: 'a delegate that is to be looked up, and cannot be',
    more: responder({ more: [] }),
    response: byResponder,
    expect: 'unknown: responder-status-unknown',
  },
  {
    name: 'the same, where it is enough that nothing bad is known',
    more: responder({ more: [] }),
    response: byResponder,
    ocsp: { responderStatus: 'not-revoked' },
    expect: 'good',
  },
  {
    name: 'a delegate that vouches for itself',
    more: responder({ more: [] }),
    response: { ...byResponder, answers: [{ about: 'leaf' }, { about: 'responder' }] },
    expect: 'unknown: responder-status-unknown',
  },
  {
    name: "a delegate that the CA's list does not name",
    more: responder({ more: [] }),
    response: byResponder,
    crls: [
      { issuedBy: 'root', scope: { onlyCas: true } },
      { issuedBy: 'root', revoked: [99] },
    ],
    expect: 'good',
  },
  {
    name: 'a delegate that is revoked',
    more: responder({ more: [] }),
    response: byResponder,
    ocsp: { responderStatus: 'not-revoked' },
    crls: [{ issuedBy: 'root', revoked: [8], scope: { reasons: [1], onlyUsers: true } }],
    expect: 'unknown: reasons-not-covered, responder-revoked',
  },

  // when (3.2, 4.2.2.1)
  {
    name: 'revoked, and outdated',
    answer: { status: { reason: 1 }, nextUpdate: '2026-11-22T11:30:00Z' },
    expect: 'revoked: keyCompromise',
  },
  {
    name: 'revoked without reason, and outdated without nextUpdate',
    answer: { status: {}, thisUpdate: '2026-11-01', nextUpdate: null },
    expect: 'revoked: unspecified',
  },
  {
    name: 'on hold, and outdated',
    answer: { status: { reason: 6 }, nextUpdate: '2026-11-22T11:30:00Z' },
    expect: 'unknown: outdated',
  },
  {
    name: 'revoked, outdated and signed by somebody else',
    more: otherRoot,
    response: { signedBy: 'other', names: 'root' },
    answer: { status: { reason: 1 }, nextUpdate: '2026-11-22T11:30:00Z' },
    expect: 'unknown: signature-invalid',
  },
  {
    name: 'revoked, outdated and for another request',
    answer: { status: { reason: 1 }, nextUpdate: '2026-11-22T11:30:00Z' },
    ocsp: { nonce },
    expect: 'unknown: nonce-missing',
  },
  {
    name: 'four days old without nextUpdate where a week is the most',
    answer: { thisUpdate: '2026-11-18T12:00:00Z', nextUpdate: null },
    ocsp: { maximumAge: 7 * 24 * 60 * minutes },
    expect: 'good',
  },
  {
    name: 'eight days old without nextUpdate where a week is the most',
    answer: { thisUpdate: '2026-11-14T12:00:00Z', nextUpdate: null },
    ocsp: { maximumAge: 7 * 24 * 60 * minutes },
    expect: 'unknown: outdated',
  },
  {
    name: 'eight days old with nextUpdate where a week is the most',
    answer: { thisUpdate: '2026-11-14T12:00:00Z' },
    ocsp: { maximumAge: 7 * 24 * 60 * minutes },
    expect: 'good',
  },
  {
    name: 'an hour from now where a week is the greatest age',
    answer: { thisUpdate: '2026-11-22T13:00:00Z' },
    ocsp: { maximumAge: 7 * 24 * 60 * minutes },
    expect: 'unknown: not-yet-valid',
  },
  { name: 'until this second', answer: { nextUpdate: '2026-11-22T12:00:00Z' }, expect: 'good' },
  {
    name: 'until five minutes ago, as long as clocks may differ',
    answer: { nextUpdate: '2026-11-22T11:55:00Z' },
    expect: 'good',
  },
  {
    name: 'until the second before that',
    answer: { nextUpdate: '2026-11-22T11:54:59Z' },
    expect: 'unknown: outdated',
  },
  {
    name: 'from five minutes ahead on',
    answer: { thisUpdate: '2026-11-22T12:05:00Z' },
    expect: 'good',
  },
  {
    name: 'from a second later on',
    answer: { thisUpdate: '2026-11-22T12:05:01Z' },
    expect: 'unknown: not-yet-valid',
  },
  {
    name: 'made in the future',
    response: { producedAt: '2026-11-22T12:05:01Z' },
    expect: 'unknown: not-yet-valid',
  },
  {
    name: 'clocks that may not differ',
    answer: { thisUpdate: '2026-11-22T12:00:01Z' },
    ocsp: { clockTolerance: 0 },
    expect: 'unknown: not-yet-valid',
  },
  {
    name: 'clocks that may differ by hours',
    answer: { nextUpdate: '2026-11-22T11:30:00Z' },
    ocsp: { clockTolerance: 60 * minutes },
    expect: 'good',
  },
  {
    name: 'without nextUpdate, an hour old',
    answer: { nextUpdate: null },
    expect: 'unknown: outdated',
  },
  {
    name: 'without nextUpdate, just made',
    answer: { nextUpdate: null, thisUpdate: '2026-11-22T11:56:00Z' },
    expect: 'good',
  },
  {
    name: 'until a moment before it begins',
    answer: { thisUpdate: '2026-11-22T12:00:00Z', nextUpdate: '2026-11-22T11:59:00Z' },
    expect: 'unknown: outdated',
  },

  // extensions (4.4)
  {
    name: 'a critical extension of the response that nobody knows',
    response: { extensions: [unknownExtension(true)] },
    expect: 'unknown: unknown-critical-extension',
  },
  {
    name: 'a critical extension of the answer that nobody knows',
    answer: { extensions: [unknownExtension(true)] },
    expect: 'unknown: unknown-critical-extension',
  },
  {
    name: 'extensions that are not critical',
    response: { extensions: [unknownExtension(false)] },
    answer: { extensions: [unknownExtension(false)] },
    expect: 'good',
  },
  {
    name: 'a critical archive cutoff, which takes nothing back',
    answer: { extensions: [extensionDer(extensionId.ocspArchiveCutoff, nullValue(), true)] },
    expect: 'good',
  },
  { name: 'the nonce of the request', response: { nonce }, ocsp: { nonce }, expect: 'good' },
  { name: 'a nonce that nobody asked for', response: { nonce }, expect: 'good' },
  { name: 'no nonce', ocsp: { nonce }, expect: 'unknown: nonce-missing' },
  {
    name: 'the nonce of another request',
    response: { nonce: nonce.slice(1) },
    ocsp: { nonce },
    expect: 'unknown: nonce-differs',
  },
  {
    name: 'the nonce without the OCTET STRING around it',
    response: { extensions: [extensionDer(extensionId.ocspNonce, nonce)] },
    ocsp: { nonce },
    expect: 'unknown: nonce-differs',
  },
];

function questionOf({ more, response, answer, ocsp, settings, crls = [] }: Row): PathQuestion {
  return {
    pki: { root: {}, leaf: { issuedBy: 'root', serial: 7 }, ...more },
    ocsp: [{ signedBy: 'root', answers: [{ about: 'leaf', ...answer }], ...response }],
    crls,
    settings: { ...settings, ocsp },
  };
}

describe('the OCSP response of a certificate', () => {
  it.each(rows.map((row) => [row.name, row] as const))('%s', (_, row) => {
    const status = leafStatus(questionOf(row));
    const why = status.status === 'unknown' && status.why !== 'no-evidence' ? `${status.why}, ` : '';
    expect(statusText(status).replace('unknown: ', `unknown: ${why}`)).toBe(row.expect);
  });
});

describe('responses and lists together', () => {
  const pki: Hierarchy = { root: {}, leaf: { issuedBy: 'root', serial: 7 } };
  const good: OcspRecipe = { signedBy: 'root' };
  const revoked: OcspRecipe = { signedBy: 'root', answers: [{ about: 'leaf', status: { reason: 4 } }] };
  const stale: OcspRecipe = { signedBy: 'root', answers: [{ about: 'leaf', nextUpdate: '2026-11-22' }] };

  it.each<[string, Pick<PathQuestion, 'ocsp' | 'crls'>, string]>([
    ['both good', { ocsp: [good], crls: [{ issuedBy: 'root' }] }, 'good'],
    [
      'a good list helps where the response is too old',
      { ocsp: [stale], crls: [{ issuedBy: 'root' }] },
      'good',
    ],
    [
      'a good response helps where the list is too old',
      { ocsp: [good], crls: [{ issuedBy: 'root', nextUpdate: '2026-11-22' }] },
      'good',
    ],
    [
      'a list that says revoked outweighs a good response',
      { ocsp: [good], crls: [{ issuedBy: 'root', revoked: [{ serial: 7, reason: 1 }] }] },
      'revoked: keyCompromise',
    ],
    [
      'a response that says revoked outweighs a good list',
      { ocsp: [revoked], crls: [{ issuedBy: 'root' }] },
      'revoked: superseded',
    ],
    ['of two responses the one that says revoked wins', { ocsp: [good, revoked] }, 'revoked: superseded'],
    [
      'both unusable, each with its reason',
      { ocsp: [stale], crls: [{ issuedBy: 'root', nextUpdate: '2026-11-22' }] },
      'unknown: outdated, outdated',
    ],
  ])('%s', (_, evidence, expected) => {
    expect(statusText(leafStatus({ pki, ...evidence }))).toBe(expected);
  });

  it('keep the evidence of both', () => {
    const status = leafStatus({ pki, ocsp: [good], crls: [{ issuedBy: 'root' }] });
    expect(status).toMatchObject({
      status: 'good',
      evidence: [
        {
          kind: 'ocsp',
          responder: 'CN=root',
          delegated: false,
          producedAt: Date.parse('2026-11-22T11:00:00Z'),
          thisUpdate: Date.parse('2026-11-22T11:00:00Z'),
          nextUpdate: Date.parse('2026-11-29T11:00:00Z'),
        },
        { kind: 'crl', issuer: 'CN=root' },
      ],
    });
  });
});

describe('a chain', () => {
  const pki: Hierarchy = {
    root: {},
    sub: { issuedBy: 'root', serial: 5 },
    leaf: { issuedBy: 'sub', serial: 7 },
    responder: { ...responder()['responder']!, issuedBy: 'sub' },
  };
  const aboutLeaf: OcspRecipe = { signedBy: 'responder', sends: ['responder'] };
  const aboutSub: OcspRecipe = { signedBy: 'root', answers: [{ about: 'sub' }] };
  const codes = (ocsp: readonly OcspRecipe[]) => {
    const { valid, best } = reportFor({ pki, ocsp, settings: { revocation: 'chain' } });
    return [valid, ...best.findings.map(({ code }) => code)];
  };

  it('is valid where each certificate has its response', () =>
    expect(codes([aboutLeaf, aboutSub])).toEqual([true]));
  it('is not where one has none', () =>
    expect(codes([aboutLeaf])).toEqual([false, 'path/revocation-unknown']));
  it('is not where a CA is revoked', () =>
    expect(codes([aboutLeaf, { ...aboutSub, answers: [{ about: 'sub', status: {} }] }])).toEqual([
      false,
      'path/revoked',
    ]));
  it("takes a delegate of the leaf's own issuer only", () =>
    expect(codes([aboutSub, { signedBy: 'root', answers: [{ about: 'leaf' }] }])).toEqual([
      false,
      'path/revocation-unknown',
    ]));

  it('says what was wrong with the response', () => {
    const { best } = reportFor({
      pki,
      ocsp: [aboutSub, { ...aboutLeaf, damaged: true }],
      settings: { revocation: 'chain' },
    });
    expect(best.findings[0]!.params).toMatchObject({
      unusable: ['OCSP response of "CN=responder": signature-invalid'],
    });
  });
});

describe('many responses', () => {
  it('whose delegates vouch for each other end with the limit', () => {
    const names = Array.from({ length: 40 }, (_, index) => `responder${index}`);
    const delegates = names.map((name, index) => [
      name,
      { ...responder({ more: [] })['responder']!, serial: 100 + index },
    ]);
    const answers = ['leaf', ...names].map((about) => ({ about }));
    const status = leafStatus({
      pki: { root: {}, leaf: { issuedBy: 'root', serial: 7 }, ...Object.fromEntries(delegates) },
      intermediates: [],
      ocsp: names.map((name) => ({ signedBy: name, sends: [name], answers })),
    });
    expect(statusText(status)).toContain('limit-reached');
  });

  it('settings that make no sense are refused', () => {
    const pki = { root: {}, leaf: { issuedBy: 'root' } };
    for (const ocsp of [{ clockTolerance: -1 }, { maximumAge: NaN }])
      expect(() => leafStatus({ pki, settings: { ocsp } })).toThrow(TypeError);
  });
});
