import { describe, expect, it } from 'vitest';
import { utf8String } from '../../../src/lib/asn1/der-writer.ts';
import { extensionDer } from '../../support/certificate-der.ts';
import type { CrlRecipe } from '../../support/crls.ts';
import { factsFor, reportFor, type PathQuestion } from '../../support/paths.ts';
import type { CertificateRecipe, Hierarchy } from '../../support/pki.ts';

/** `good`, `revoked: reason`, or `unknown: why each list does not help`. */
function leafStatus(question: Pick<PathQuestion, 'pki' | 'crls' | 'settings' | 'anchors'>): string {
  const { revocation } = factsFor({ ...question, settings: { revocation: 'chain', ...question.settings } });
  const status = revocation!.find(({ position }) => position === 0)!;
  if (status.status === 'good') return 'good';
  if (status.status === 'revoked') return `revoked: ${status.reason}`;
  const why = status.why === 'no-evidence' ? [] : [status.why];
  return `unknown: ${[...why, ...status.unusable.map(({ problem }) => problem)].join(', ')}`;
}

interface Row {
  readonly name: string;
  readonly leaf?: CertificateRecipe;
  readonly root?: CertificateRecipe;
  /** Further entries of the hierarchy. */
  readonly more?: Hierarchy;
  /** Lists; the leaf has the serial number 7. */
  readonly crls: readonly CrlRecipe[];
  readonly settings?: NonNullable<PathQuestion['settings']>;
  readonly expect: string;
}

const unknown = extensionDer('1.3.6.1.4.1.99999.7', utf8String('?'), true);
const byRoot = (more: Partial<CrlRecipe> = {}): CrlRecipe => ({ issuedBy: 'root', ...more });
const at = (point: NonNullable<CertificateRecipe['distributionPoints']>[number]): CertificateRecipe => ({
  distributionPoints: [point],
});
const url = 'uri:http://ca.example/1.crl';
/** All reasons but keyCompromise, and the one left. */
const others = [2, 3, 4, 5, 6, 7, 8];
const keyCompromise = [1];
/** A certificate that signs lists only, under a name of its own. */
const signer = (recipe: CertificateRecipe = {}): Hierarchy => ({
  signer: { issuedBy: 'root', serial: 8, ca: null, san: null, eku: null, keyUsage: ['cRLSign'], ...recipe },
});
const viaSigner: CertificateRecipe = at({ names: [url], issuer: ['dirname:CN=signer'] });
const indirect = (more: Partial<CrlRecipe> = {}): CrlRecipe => ({
  issuedBy: 'signer',
  scope: { names: [url], indirect: true },
  ...more,
});

const rows: readonly Row[] = [
  // the plain cases
  { name: 'not on the list', crls: [byRoot({ revoked: [8] })], expect: 'good' },
  {
    name: 'on the list',
    crls: [byRoot({ revoked: [{ serial: 7, reason: 4 }] })],
    expect: 'revoked: superseded',
  },
  { name: 'on the list without reason', crls: [byRoot({ revoked: [7] })], expect: 'revoked: unspecified' },
  {
    name: 'on hold',
    crls: [byRoot({ revoked: [{ serial: 7, reason: 6 }] })],
    expect: 'revoked: certificateHold',
  },
  { name: 'no list', crls: [], expect: 'unknown: ' },
  {
    name: "another CA's list",
    more: { b: { issuedBy: 'root', ca: true } },
    crls: [{ issuedBy: 'b' }],
    expect: 'unknown: ',
  },
  // a part that breaks its rule
  {
    name: 'on a list with a reason that does not exist',
    crls: [byRoot({ revoked: [{ serial: 7, reason: 7 }] })],
    expect: 'revoked: unspecified',
  },
  {
    name: 'on a list in which another entry has such a reason',
    crls: [
      byRoot({
        revoked: [
          { serial: 8, reason: 11 },
          { serial: 7, reason: 1 },
        ],
      }),
    ],
    expect: 'revoked: keyCompromise',
  },
  {
    name: 'not on a list with such a reason, which shows nobody to be good',
    crls: [byRoot({ revoked: [{ serial: 8, reason: 7 }] })],
    expect: 'unknown: malformed',
  },
  {
    name: 'not on it, and on no sound one beside it either',
    crls: [byRoot({ revoked: [{ serial: 8, reason: 7 }] }), byRoot({ revoked: [8] })],
    expect: 'good',
  },
  // form and time (RFC 5280 5)
  {
    name: 'from tomorrow on',
    crls: [byRoot({ thisUpdate: '2026-11-22T12:00:01Z' })],
    expect: 'unknown: not-yet-valid',
  },
  { name: 'until this second', crls: [byRoot({ nextUpdate: '2026-11-22T12:00:00Z' })], expect: 'good' },
  {
    name: 'until the second before',
    crls: [byRoot({ nextUpdate: '2026-11-22T11:59:59Z' })],
    expect: 'unknown: outdated',
  },
  {
    name: 'on the newer of two current lists, the older one first',
    crls: [byRoot(), byRoot({ thisUpdate: '2026-11-02', number: 2, revoked: [7] })],
    expect: 'revoked: unspecified',
  },
  {
    name: 'twice on the list, first as removed',
    crls: [
      byRoot({
        revoked: [
          { serial: 7, reason: 8 },
          { serial: 7, reason: 1 },
        ],
      }),
    ],
    expect: 'revoked: keyCompromise',
  },
  {
    name: 'three times on the list, for good in the middle',
    crls: [
      byRoot({
        revoked: [
          { serial: 7, reason: 6 },
          { serial: 7, reason: 4 },
          { serial: 7, reason: 8 },
        ],
      }),
    ],
    expect: 'revoked: superseded',
  },
  {
    name: 'twice on the list, on hold and as removed',
    crls: [
      byRoot({
        revoked: [
          { serial: 7, reason: 8 },
          { serial: 7, reason: 6 },
        ],
      }),
    ],
    expect: 'revoked: certificateHold',
  },
  {
    name: 'on the list as removed alone',
    crls: [byRoot({ revoked: [{ serial: 7, reason: 8 }] })],
    expect: 'good',
  },
  {
    name: 'with an empty field of entries',
    crls: [byRoot({ withEntries: true })],
    expect: 'unknown: not-conforming',
  },
  {
    name: 'with an empty field of entries where only the algorithm of section 6 counts',
    crls: [byRoot({ withEntries: true })],
    settings: { conformance: false },
    expect: 'good',
  },
  { name: 'with an empty scope', crls: [byRoot({ scope: {} })], expect: 'unknown: not-conforming' },
  { name: 'with the largest number', crls: [byRoot({ number: 2n ** 159n - 1n })], expect: 'good' },
  {
    name: 'with a number of 21 octets',
    crls: [byRoot({ number: 2n ** 159n })],
    expect: 'unknown: not-conforming',
  },
  { name: 'without end', crls: [byRoot({ nextUpdate: null })], expect: 'unknown: no-next-update' },
  {
    name: 'outdated and current',
    crls: [byRoot({ nextUpdate: '2026-11-22T11:59:59Z' }), byRoot()],
    expect: 'good',
  },
  {
    name: 'an unknown critical extension',
    crls: [byRoot({ more: [unknown] })],
    expect: 'unknown: unknown-critical-extension',
  },
  {
    name: 'an unknown critical extension in the entry of another',
    crls: [byRoot({ revoked: [{ serial: 9, more: [unknown] }] })],
    expect: 'unknown: unknown-critical-extension',
  },
  { name: 'without number', crls: [byRoot({ without: ['cRLNumber'] })], expect: 'unknown: not-conforming' },
  {
    name: 'with a critical number',
    crls: [byRoot({ critical: { cRLNumber: true } })],
    expect: 'unknown: not-conforming',
  },
  {
    name: 'without number, where only section 6 counts',
    crls: [byRoot({ without: ['cRLNumber'] })],
    settings: { conformance: false },
    expect: 'good',
  },
  { name: 'of version 1', crls: [byRoot({ version: 1 })], expect: 'unknown: not-conforming' },
  {
    name: 'a scope that is not critical',
    crls: [byRoot({ scope: { onlyUsers: true }, critical: { issuingDistributionPoint: false } })],
    expect: 'unknown: not-conforming',
  },
  // who signed it (6.3.3 (f), (g))
  { name: 'a damaged signature', crls: [byRoot({ damaged: true })], expect: 'unknown: signature-invalid' },
  {
    name: 'signed with another key',
    crls: [byRoot({ signedWith: 'mallory' })],
    expect: 'unknown: signature-invalid',
  },
  {
    name: 'a CA that may not sign lists',
    root: { keyUsage: ['keyCertSign'] },
    crls: [byRoot()],
    expect: 'unknown: signer-may-not-sign-crls',
  },
  { name: 'a CA without key usage', root: { keyUsage: null }, crls: [byRoot()], expect: 'good' },
  {
    name: 'SHA-1',
    root: { key: 'rsa-2048' },
    crls: [byRoot({ hash: 'sha1' })],
    expect: 'unknown: weak-signature',
  },
  {
    name: 'a separate key for lists under the name of the CA',
    more: { lists: { ...signer()['signer'], subject: 'CN=root' } },
    crls: [byRoot({ signedWith: 'lists', revoked: [7] }), byRoot()],
    expect: 'revoked: unspecified',
  },
  {
    name: 'a separate key for lists that is revoked',
    more: { lists: { ...signer(at({ names: ['uri:x:y'] }))['signer'], subject: 'CN=root' } },
    crls: [byRoot({ signedWith: 'lists' }), byRoot({ revoked: [8], scope: { names: ['uri:x:y'] } })],
    expect: 'unknown: signer-not-trusted, out-of-scope',
  },
  {
    name: 'a separate key for lists without certificate',
    crls: [byRoot({ signedWith: 'lists' })],
    expect: 'unknown: signature-invalid',
  },
  {
    name: 'a separate key whose certificate has expired',
    more: { lists: { ...signer()['signer'], subject: 'CN=root', notAfter: '2026-01-02' } },
    crls: [byRoot({ signedWith: 'lists' })],
    expect: 'unknown: signer-not-trusted',
  },
  {
    name: 'a separate key certified by somebody else',
    more: { other: {}, lists: { ...signer()['signer'], issuedBy: 'other', subject: 'CN=root' } },
    crls: [byRoot({ signedWith: 'lists' })],
    expect: 'unknown: signer-not-trusted',
  },
  // distribution points (6.3.3 (b))
  {
    name: 'the list of the point',
    leaf: at({ names: [url] }),
    crls: [byRoot({ scope: { names: ['uri:http://CA.example/1.crl'] } })],
    expect: 'good',
  },
  {
    name: 'the list of another point',
    leaf: at({ names: [url] }),
    crls: [byRoot({ scope: { names: ['uri:http://ca.example/2.crl'] } })],
    expect: 'unknown: out-of-scope',
  },
  {
    name: 'one of several names',
    leaf: at({ names: ['uri:ldap:///x', url] }),
    crls: [byRoot({ scope: { names: [url, 'uri:x:y'] } })],
    expect: 'good',
  },
  {
    name: 'a list for points, a certificate without',
    crls: [byRoot({ scope: { names: [url] } })],
    expect: 'unknown: out-of-scope',
  },
  {
    name: 'a list for all, a certificate with a point',
    leaf: at({ names: [url] }),
    crls: [byRoot()],
    expect: 'good',
  },
  {
    name: 'a relative name and a full one',
    leaf: at({ relative: 'CN=list' }),
    crls: [byRoot({ scope: { names: ['dirname:CN=root, CN=list'] } })],
    expect: 'good',
  },
  {
    name: 'a full name and a relative one',
    leaf: at({ names: ['dirname:CN=ROOT, CN=list'] }),
    crls: [byRoot({ scope: { relative: 'CN=List' } })],
    expect: 'good',
  },
  {
    name: 'two relative names that differ',
    leaf: at({ relative: 'CN=list' }),
    crls: [byRoot({ scope: { relative: 'CN=other' } })],
    expect: 'unknown: out-of-scope',
  },
  { name: 'a list for users', crls: [byRoot({ scope: { onlyUsers: true } })], expect: 'good' },
  { name: 'a list for CAs', crls: [byRoot({ scope: { onlyCas: true } })], expect: 'unknown: out-of-scope' },
  {
    name: 'a list for CAs, a CA',
    leaf: { ca: true },
    crls: [byRoot({ scope: { onlyCas: true } })],
    expect: 'good',
  },
  {
    name: 'a list for users, a CA',
    leaf: { ca: true },
    crls: [byRoot({ scope: { onlyUsers: true } })],
    expect: 'unknown: out-of-scope',
  },
  {
    name: 'a list for attribute certificates',
    crls: [byRoot({ scope: { onlyAttributes: true } })],
    expect: 'unknown: out-of-scope',
  },
  // reasons (6.3.3 (d), (e), (l))
  {
    name: 'some reasons',
    crls: [byRoot({ scope: { reasons: keyCompromise } })],
    expect: 'unknown: reasons-not-covered',
  },
  {
    name: 'all reasons in two lists',
    crls: [byRoot({ scope: { reasons: keyCompromise } }), byRoot({ scope: { reasons: others } })],
    expect: 'good',
  },
  {
    name: 'all reasons in two lists, one of them outdated',
    crls: [
      byRoot({ scope: { reasons: keyCompromise } }),
      byRoot({ scope: { reasons: others }, nextUpdate: '2026-11-02' }),
    ],
    expect: 'unknown: reasons-not-covered, outdated',
  },
  {
    name: 'revoked for the second reason',
    crls: [
      byRoot({ scope: { reasons: keyCompromise } }),
      byRoot({ scope: { reasons: others }, revoked: [{ serial: 7, reason: 3 }] }),
    ],
    expect: 'revoked: affiliationChanged',
  },
  {
    name: 'a point for some reasons, a list for all',
    leaf: at({ names: [url], reasons: keyCompromise }),
    crls: [byRoot({ scope: { names: [url] } })],
    expect: 'unknown: reasons-not-covered, out-of-scope',
  },
  // indirect lists
  { name: 'an indirect list', leaf: viaSigner, more: signer(), crls: [byRoot(), indirect()], expect: 'good' },
  {
    name: 'on an indirect list',
    leaf: viaSigner,
    more: signer(),
    crls: [byRoot(), indirect({ revoked: [{ serial: 7, issuer: ['dirname:CN=ROOT'] }] })],
    expect: 'revoked: unspecified',
  },
  {
    name: 'the serial number of another issuer on an indirect list',
    leaf: viaSigner,
    more: signer(),
    crls: [
      byRoot({ scope: { names: ['uri:x:y'] } }),
      byRoot({ scope: { onlyUsers: true, names: ['uri:z:z'] } }),
      indirect({ revoked: [7, { serial: 9, issuer: ['dirname:CN=root'] }] }),
    ],
    settings: { revocation: 'leaf' },
    expect: 'good',
  },
  {
    name: 'the issuer of the entry before counts',
    leaf: viaSigner,
    more: signer(),
    crls: [byRoot(), indirect({ revoked: [{ serial: 9, issuer: ['dirname:CN=root'] }, 7] })],
    expect: 'revoked: unspecified',
  },
  {
    name: 'an indirect list that does not say so',
    leaf: viaSigner,
    more: signer(),
    crls: [indirect({ scope: { names: [url] } })],
    settings: { revocation: 'leaf' },
    expect: 'unknown: out-of-scope',
  },
  {
    name: 'a list without scope from the one named',
    leaf: viaSigner,
    more: signer(),
    crls: [{ issuedBy: 'signer' }],
    settings: { revocation: 'leaf' },
    expect: 'unknown: out-of-scope',
  },
  {
    name: 'an indirect list from one that is not named',
    leaf: at({ names: [url] }),
    more: signer(),
    crls: [indirect()],
    settings: { revocation: 'leaf' },
    expect: 'unknown: ',
  },
  {
    name: 'the name of the list issuer where the point has none',
    leaf: at({ issuer: ['dirname:CN=signer'] }),
    more: signer(),
    crls: [byRoot(), indirect({ scope: { names: ['dirname:CN=signer'], indirect: true } })],
    expect: 'good',
  },
  {
    name: 'a signer that nobody has shown to be good',
    leaf: viaSigner,
    more: signer(),
    crls: [indirect()],
    expect: 'unknown: signer-not-trusted',
  },
  {
    name: 'a revoked signer',
    leaf: viaSigner,
    more: signer(at({ names: ['uri:x:y'] })),
    crls: [byRoot({ revoked: [8], scope: { names: ['uri:x:y'] } }), indirect()],
    expect: 'unknown: signer-not-trusted, out-of-scope',
  },
  {
    name: 'a signer covered by its own list',
    leaf: viaSigner,
    more: signer(viaSigner),
    crls: [indirect()],
    expect: 'good',
  },
  {
    name: 'a signer revoked by its own list',
    leaf: viaSigner,
    more: signer(viaSigner),
    crls: [indirect({ revoked: [{ serial: 8, issuer: ['dirname:CN=root'] }] })],
    expect: 'unknown: signer-not-trusted',
  },
  // deltas
  { name: 'a delta alone', crls: [byRoot({ number: 2, base: 1 })], expect: 'unknown: delta-without-base' },
  {
    name: 'revoked by the delta',
    crls: [byRoot(), byRoot({ number: 2, base: 1, revoked: [7] })],
    expect: 'revoked: unspecified',
  },
  {
    name: 'another reason by the delta',
    crls: [
      byRoot({ revoked: [{ serial: 7, reason: 6 }] }),
      byRoot({ number: 2, base: 1, revoked: [{ serial: 7, reason: 1 }] }),
    ],
    expect: 'revoked: keyCompromise',
  },
  {
    name: 'released by the delta',
    crls: [
      byRoot({ revoked: [{ serial: 7, reason: 6 }] }),
      byRoot({ number: 2, base: 1, revoked: [{ serial: 7, reason: 8 }] }),
    ],
    expect: 'good',
  },
  {
    name: 'of two deltas the newer one',
    crls: [byRoot(), byRoot({ number: 2, base: 1, revoked: [7] }), byRoot({ number: 3, base: 1 })],
    expect: 'good',
  },
  {
    name: 'a delta for a newer base',
    crls: [byRoot(), byRoot({ number: 5, base: 2, revoked: [7] })],
    expect: 'good',
  },
  {
    name: 'a delta older than the list',
    crls: [byRoot({ number: 4 }), byRoot({ number: 3, base: 1, revoked: [7] })],
    expect: 'good',
  },
  {
    name: 'an outdated list with a current delta',
    crls: [byRoot({ nextUpdate: '2026-11-02' }), byRoot({ number: 2, base: 1 })],
    expect: 'good',
  },
  {
    name: 'a hold that a delta without a critical indicator takes back',
    crls: [
      byRoot({ revoked: [{ serial: 7, reason: 6 }] }),
      byRoot({
        number: 2,
        base: 1,
        critical: { deltaCRLIndicator: false },
        revoked: [{ serial: 7, reason: 8 }],
      }),
    ],
    settings: { conformance: false },
    expect: 'revoked: certificateHold',
  },
  {
    name: 'an entry that a delta without a critical indicator adds',
    crls: [byRoot(), byRoot({ number: 2, base: 1, critical: { deltaCRLIndicator: false }, revoked: [7] })],
    settings: { conformance: false },
    expect: 'revoked: unspecified',
  },
  {
    name: 'an outdated list with a current delta without a critical indicator',
    crls: [
      byRoot({ nextUpdate: '2026-11-02' }),
      byRoot({ number: 2, base: 1, critical: { deltaCRLIndicator: false } }),
    ],
    settings: { conformance: false },
    expect: 'unknown: outdated',
  },
  {
    name: 'an outdated delta',
    crls: [byRoot(), byRoot({ number: 2, base: 1, nextUpdate: '2026-11-02', revoked: [7] })],
    expect: 'good',
  },
  {
    name: 'a delta of another scope',
    crls: [byRoot(), byRoot({ number: 2, base: 1, scope: { onlyUsers: true }, revoked: [7] })],
    expect: 'good',
  },
  {
    name: 'a damaged delta',
    crls: [byRoot(), byRoot({ number: 2, base: 1, damaged: true, revoked: [7] })],
    expect: 'good',
  },
];

describe('status by revocation lists (RFC 5280 6.3)', () => {
  it.each(rows)('$name: $expect', ({ root = {}, leaf = {}, more = {}, expect: expected, ...question }) => {
    const pki = { root, leaf: { issuedBy: 'root', serial: 7, ...leaf }, ...more };
    expect(leafStatus({ pki, ...question })).toBe(expected);
  });
});

describe('a path', () => {
  const pki = { root: {}, sub: { issuedBy: 'root' }, leaf: { issuedBy: 'sub' } };
  const statuses = (question: PathQuestion) =>
    factsFor(question).revocation?.map(({ position, status }) => `${position} ${status}`);

  it('is looked up from the anchor down', () => {
    expect(
      statuses({ pki, crls: [{ issuedBy: 'root' }, { issuedBy: 'sub' }], settings: { revocation: 'chain' } }),
    ).toEqual([...['1 good', '0 good']]);
  });
  it('is looked up at its leaf only, if that is asked', () => {
    expect(statuses({ pki, crls: [{ issuedBy: 'sub' }], settings: { revocation: 'leaf' } })).toEqual([
      '0 good',
    ]);
  });
  it('is not looked up where it is bad anyway', () => {
    const settings = { revocation: 'chain', identities: [{ kind: 'dns', name: 'other.example' }] } as const;
    expect(statuses({ pki, crls: [], settings })).toBeUndefined();
  });
  it('with a revoked CA gives way to another one', () => {
    const crossed = { ...pki, other: { issuedBy: 'root', subject: 'CN=sub', key: 'sub', serial: 77 } };
    const crls = [{ issuedBy: 'root', revoked: [1001] }, { issuedBy: 'sub' }];
    const { valid, candidates } = reportFor({ pki: crossed, crls, settings: { revocation: 'chain' } });
    expect(valid).toBe(true);
    expect(candidates).toHaveLength(2);
  });
  it('says on what its answer rests', () => {
    const { best } = reportFor({ pki, crls: [{ issuedBy: 'sub' }], settings: { revocation: 'leaf' } });
    expect(best.revocation![0]).toMatchObject({
      evidence: [{ kind: 'crl', issuer: 'CN=sub', thisUpdate: Date.parse('2026-11-01'), delta: false }],
    });
  });
  it('of a CA that changed its key is covered by the list of the new key', () => {
    const rollover = {
      root: {},
      sub: { issuedBy: 'root' },
      newKey: { issuedBy: 'sub', subject: 'CN=sub', serial: 9, ca: true },
      leaf: { issuedBy: 'sub' },
    };
    const crls = [
      { issuedBy: 'root' },
      { issuedBy: 'newKey' },
      { issuedBy: 'sub', scope: { names: ['uri:x:y'] } },
    ];
    const question = { pki: rollover, crls, settings: { revocation: 'chain' as const } };
    expect(reportFor(question).valid).toBe(true);
    expect(reportFor({ ...question, crls: crls.slice(0, 1) }).valid).toBe(false);
  });
});
