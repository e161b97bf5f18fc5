import { describe, expect } from 'vitest';
import { integer, sequence } from '../../src/lib/asn1/der-writer.ts';
import type { OwnCertificateFacts, OwnTrustFacts } from '../../src/lib/rules/gateway/facts.ts';
import { ownCertificateRules, ownTrustRules } from '../../src/lib/rules/gateway/index.ts';
import { runCases, type Case } from '../support/cases.ts';
import { extensionDer } from '../support/certificate-der.ts';
import { buildCrl, type CrlRecipe } from '../support/crls.ts';
import { buildPki, judgedAt, type CertificateRecipe } from '../support/pki.ts';

const day = 86_400_000;
const inDays = (days: number): string => new Date(judgedAt + days * day).toISOString();

const leafOf = (recipe: CertificateRecipe) =>
  buildPki({
    root: { ca: true },
    leaf: {
      ...{ issuedBy: 'root', subject: 'CN=gateway', san: ['dns:gateway.example'] },
      ...{ notBefore: inDays(-100), notAfter: inDays(265), eku: ['serverAuth', 'clientAuth'] },
      ...recipe,
    },
  }).leaf;

const feature = (number: number) => [extensionDer('1.3.6.1.5.5.7.1.24', sequence(integer(number)))];

interface OwnRow extends Case {
  readonly leaf?: CertificateRecipe;
  readonly facts?: Partial<OwnCertificateFacts>;
}

const ownRows: readonly OwnRow[] = [
  {
    name: 'a certificate that nothing speaks against',
    expect: [],
    nearMissOf: [
      ...[
        'gateway/certificate-expired',
        'gateway/certificate-not-yet-valid',
        'gateway/certificate-ends-soon',
      ],
      ...[
        'gateway/name-missing',
        'gateway/key-readable',
        'gateway/self-signed',
        'gateway/intermediate-missing',
      ],
    ],
  },
  {
    name: 'one that ended yesterday',
    leaf: { notAfter: inDays(-1) },
    expect: ['gateway/certificate-expired'],
    nearMissOf: 'gateway/certificate-ends-soon',
  },
  {
    name: 'one that ended yesterday, and nobody says what time it is',
    leaf: { notAfter: inDays(-1) },
    facts: { time: undefined },
    expect: [],
  },
  {
    name: 'one that ends in an hour',
    leaf: { notAfter: inDays(1 / 24) },
    expect: ['gateway/certificate-ends-soon'],
    check: ([finding]) => expect(finding!.message).toContain('(0 days left)'),
  },
  {
    name: 'one that begins tomorrow',
    leaf: { notBefore: inDays(1) },
    expect: ['gateway/certificate-not-yet-valid'],
  },
  {
    name: 'one that stands alone',
    facts: { chain: 'alone' },
    expect: ['gateway/intermediate-missing'],
    check: ([finding]) => expect(finding!.message).toContain('its issuer CN=root is neither'),
  },
  {
    name: 'one whose last CA nobody knows',
    facts: { chain: 'not known' },
    expect: [],
    nearMissOf: 'gateway/intermediate-missing',
  },
  {
    name: 'one that is self-signed',
    facts: { chain: 'alone', isSelfSigned: true },
    expect: ['gateway/self-signed'],
    nearMissOf: 'gateway/intermediate-missing',
  },
  {
    name: 'one that does not name two domains',
    facts: { unnamed: ['a.example', 'b.example'] },
    expect: ['gateway/name-missing'],
    check: ([finding]) =>
      expect(finding!.message).toBe('the certificate does not name a.example and b.example'),
  },
  {
    name: 'one for e-mail alone',
    leaf: { eku: ['emailProtection'] },
    expect: ['gateway/server-auth-missing', 'gateway/client-auth-missing'],
  },
  {
    name: 'one for clients alone',
    leaf: { eku: ['clientAuth'] },
    expect: ['gateway/server-auth-missing'],
    nearMissOf: 'gateway/client-auth-missing',
  },
  {
    name: 'one for servers alone',
    leaf: { eku: ['serverAuth'] },
    expect: ['gateway/client-auth-missing'],
    nearMissOf: 'gateway/server-auth-missing',
  },
  {
    name: 'one for anything',
    leaf: { eku: null },
    expect: [],
    nearMissOf: ['gateway/server-auth-missing', 'gateway/client-auth-missing'],
  },
  { name: 'one that must be stapled', leaf: { more: feature(5) }, expect: ['gateway/stapling-required'] },
  {
    name: 'one with another TLS feature',
    leaf: { more: feature(17) },
    expect: [],
    nearMissOf: 'gateway/stapling-required',
  },
  {
    name: 'one with an XmppAddr beside a DNS name',
    leaf: { san: ['xmpp:gateway.example', 'dns:gateway.example'] },
    expect: ['gateway/xmpp-address-beside-dns'],
  },
  {
    name: 'one with an XmppAddr alone',
    leaf: { san: ['xmpp:gateway.example'] },
    expect: [],
    nearMissOf: 'gateway/xmpp-address-beside-dns',
  },
  {
    name: 'one whose key everybody can read',
    facts: { isKeyReadableByAll: true },
    expect: ['gateway/key-readable'],
    check: ([finding]) => expect(finding!.locations).toEqual([{ file: 'key.pem' }]),
  },
];

describe('certificates of our own', () => {
  runCases(ownCertificateRules, ownRows, ({ leaf = {}, facts }) => ({
    ...{ leaf: leafOf(leaf), file: 'cert.pem', keyFile: 'key.pem', isKeyReadableByAll: false },
    ...{ unnamed: [], isSelfSigned: false, chain: 'complete' as const, time: judgedAt },
    ...facts,
  }));
});

interface TrustRow extends Case {
  readonly anchor?: CertificateRecipe;
  readonly isServer?: boolean;
  readonly list?: Partial<CrlRecipe> | null;
  readonly facts?: Partial<OwnTrustFacts>;
}

const trustRows: readonly TrustRow[] = [
  {
    name: 'a CA in date with a current list',
    expect: [],
    nearMissOf: [
      ...['gateway/anchor-out-of-date', 'gateway/anchor-is-server', 'gateway/list-missing'],
      ...['gateway/list-outdated', 'gateway/list-ends-soon', 'gateway/list-of-stranger'],
    ],
  },
  {
    name: 'a CA that has expired',
    anchor: { notAfter: inDays(-1) },
    expect: ['gateway/anchor-out-of-date'],
    check: ([finding]) => expect(finding!.message).toMatch(/^the trusted CA CN=root ended on /),
  },
  {
    name: 'a CA that begins tomorrow',
    anchor: { notBefore: inDays(1) },
    expect: ['gateway/anchor-out-of-date'],
  },
  {
    name: 'a server’s certificate, without a list',
    isServer: true,
    list: null,
    expect: ['gateway/anchor-is-server'],
    nearMissOf: 'gateway/list-missing',
  },
  { name: 'a CA without a list', list: null, expect: ['gateway/list-missing'] },
  {
    name: 'a CA without a list where none is needed',
    list: null,
    facts: { isRevocationChecked: false },
    expect: [],
    nearMissOf: 'gateway/list-missing',
  },
  {
    name: 'a list that is past its next update',
    list: { nextUpdate: inDays(-1) },
    expect: ['gateway/list-outdated'],
    nearMissOf: 'gateway/list-ends-soon',
  },
  {
    name: 'a list of ten days with a few hours left',
    list: { thisUpdate: inDays(-9.8), nextUpdate: inDays(0.2) },
    expect: ['gateway/list-ends-soon'],
    nearMissOf: 'gateway/list-outdated',
  },
  {
    name: 'a list without next update',
    list: { nextUpdate: null },
    expect: [],
    nearMissOf: 'gateway/list-outdated',
  },
];

describe('trusted CAs and lists', () => {
  const strange: TrustRow = {
    name: 'a list of a CA that is not trusted',
    facts: {
      lists: [
        {
          crl: buildCrl(
            {},
            { issuedBy: 'other', issuer: 'CN=other', thisUpdate: inDays(-1), nextUpdate: inDays(9) },
          ),
          isOfKnownCa: false,
        },
      ],
    },
    expect: ['gateway/list-of-stranger'],
  };
  runCases(ownTrustRules, [...trustRows, strange], ({ anchor = {}, isServer = false, list, facts }) => {
    const hierarchy = { root: { ca: true, notBefore: inDays(-100), notAfter: inDays(900), ...anchor } };
    const crl =
      list === null
        ? undefined
        : buildCrl(hierarchy, { issuedBy: 'root', thisUpdate: inDays(-1), nextUpdate: inDays(9), ...list });
    return {
      anchors: [{ certificate: buildPki(hierarchy).root, list: crl, isServer }],
      lists: crl ? [{ crl, isOfKnownCa: true }] : [],
      ...{ isRevocationChecked: true, time: judgedAt },
      ...facts,
    };
  });
});
