import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { FederationSettings, PartnerPolicy } from '../../../src/lib/deployment/model.ts';
import { federationPolicy, partnerAnchorFiles } from '../../../src/lib/federation/policy.ts';
import { checkFederation } from '../../../src/lib/check/federation.ts';
import { PeerTrust, type PeerTrustMaterial } from '../../../src/lib/remote-server/trust.ts';
import { verifyPeer } from '../../../src/lib/remote-server/verify.ts';
import { named } from '../../support/deployment.ts';
import { federated, settings } from '../../support/federation.ts';
import { buildPki, judgedAt, type CertificateRecipe } from '../../support/pki.ts';
import { syncVerifier } from '../../support/sync-verifier.ts';

const leaf = (domain: string, issuedBy: string, rest: CertificateRecipe = {}): CertificateRecipe => ({
  ...{ issuedBy, san: [`dns:${domain}`], eku: ['serverAuth', 'clientAuth'] },
  ...rest,
});

const recipes = {
  'ca-of-a': { ca: true },
  'ca-below-a': { ca: true, issuedBy: 'ca-of-a' },
  'ca-of-a-renewed': { ca: true, subject: 'CN=ca-of-a', key: 'ca-of-a', serial: 4711 },
  'ca-of-b': { ca: true },
  general: { ca: true, subject: 'O=DigiCert Inc, CN=general' },
  'a-by-general': { ca: true, subject: 'CN=ca-of-a', key: 'ca-of-a', issuedBy: 'general' },
  'b-below-general': { ca: true, issuedBy: 'general' },
  'a-from-a': leaf('a.example', 'ca-of-a'),
  'a-from-below-a': leaf('a.example', 'ca-below-a'),
  'alias-from-a': leaf('chat.a.example', 'ca-of-a'),
  'a-from-general': leaf('a.example', 'general'),
  'b-from-a': leaf('b.example', 'ca-of-a'),
  'b-from-b': leaf('b.example', 'ca-of-b'),
  'c-from-a': leaf('c.example', 'ca-of-a'),
  'c-from-below-a': leaf('c.example', 'ca-below-a'),
  'c-from-general': leaf('c.example', 'general'),
  'c-from-nobody': leaf('c.example', 'ca-of-nobody', { issuer: 'CN=ca-of-a' }),
  'a-from-nobody': leaf('a.example', 'ca-of-nobody', { issuer: 'CN=nobody' }),
  'ca-of-nobody': { ca: true },
  'a-renewed': leaf('a.example', 'ca-of-a', { key: 'a-from-a', serial: 4712 }),
};
const pki = buildPki(recipes);
type Name = keyof typeof recipes;
const certificates = (names: readonly Name[]) => names.map((name) => pki[name]);

const pinOf = (name: Name): string => createHash('sha256').update(pki[name].publicKey.der).digest('hex');

type Own = Partial<PartnerPolicy>;

const policy = (
  { a, b }: { readonly a?: Own; readonly b?: Own },
  change: Partial<FederationSettings> = {},
) => {
  const partner = (name: string, own: Own = {}) => ({
    ...{ domain: named(name), chatNodeAliases: [named(`chat.${name}`)], onlySaslExternal: false },
    policy: { pins: [], ...own },
  });
  const partners = [partner('a.example', a), partner('b.example', b)];
  return federationPolicy(federated(settings({ privacyMode: 'Off', partners, ...change })))!;
};

const trust = (material: Partial<PeerTrustMaterial> = {}) =>
  new PeerTrust({
    anchors: certificates(['ca-of-a', 'ca-of-b', 'general']),
    verifier: syncVerifier,
    ...material,
  });

const ofA = { domains: ['a.example', 'chat.a.example'], anchors: certificates(['ca-of-a']) };
const ofB = { domains: ['b.example'], anchors: certificates(['ca-of-b']) };

async function ask(
  chain: readonly Name[],
  domain: string,
  evidence: PeerTrust,
  { a, b, ...change }: { readonly a?: Own; readonly b?: Own } & Partial<FederationSettings> = {},
) {
  const { state, decision, reasons } = await verifyPeer(
    certificates(chain).map(({ der }) => der),
    {
      ...{ role: 'client', domain, evidence, time: judgedAt, dialback: 'valid' },
      policy: policy({ ...(a && { a }), ...(b && { b }) }, change),
    },
  );
  return [state, decision.verdict, decision.rule, ...new Set(reasons.map(({ code }) => code))].join(' ');
}

const foreign = 'untrusted reject R8 federation/ca-not-for-partner path/issuer-not-found';

describe('who may speak for whom', () => {
  it.each<readonly [string, readonly Name[], string, PeerTrust, string]>([
    [
      'without a word on it, the CA of one partner speaks for another',
      ...([['b-from-a'], 'b.example', trust(), 'ok accept R11'] as const),
    ],
    [
      'a CA of partners speaks for its own',
      ...([['a-from-a'], 'a.example', trust({ partners: [ofA, ofB] }), 'ok accept R11'] as const),
    ],
    [
      'and for its chat node alias',
      ...([['alias-from-a'], 'chat.a.example', trust({ partners: [ofA] }), 'ok accept R11'] as const),
    ],
    [
      'but for no other partner, though it stands in the list for all',
      ...([['b-from-a'], 'b.example', trust({ partners: [ofA, ofB] }), foreign] as const),
    ],
    [
      'nor for a partner who has no CAs of its own',
      ...([['b-from-a'], 'b.example', trust({ partners: [ofA] }), foreign] as const),
    ],
    [
      'nor for a domain of nobody',
      ...([['c-from-a'], 'c.example', trust({ partners: [ofA] }), foreign] as const),
    ],
    [
      'nor by a CA below it, sent along',
      ...([['c-from-below-a', 'ca-below-a'], 'c.example', trust({ partners: [ofA] }), foreign] as const),
    ],
    [
      'nor by a CA below it that is trusted too',
      ...([
        ['c-from-below-a'],
        'c.example',
        trust({ anchors: certificates(['ca-of-a', 'ca-below-a', 'general']), partners: [ofA] }),
        foreign,
      ] as const),
    ],
    [
      'nor by another certificate of the same CA',
      ...([
        ['c-from-a'],
        'c.example',
        trust({ anchors: certificates(['ca-of-a-renewed', 'general']), partners: [ofA] }),
        foreign,
      ] as const),
    ],
    [
      'nor where somebody who may speak for all has certified it',
      ...([['c-from-a', 'a-by-general'], 'c.example', trust({ partners: [ofA] }), foreign] as const),
    ],
    [
      'a CA below it that is trusted too serves its own partner',
      ...([
        ['a-from-below-a'],
        'a.example',
        trust({ anchors: certificates(['ca-below-a']), partners: [ofA] }),
        'ok accept R11',
      ] as const),
    ],
    [
      'who has CAs of its own is vouched for by no other',
      ...([['a-from-general'], 'a.example', trust({ partners: [ofA] }), foreign] as const),
    ],
    [
      'all others go on as before',
      ...([['c-from-general'], 'c.example', trust({ partners: [ofA, ofB] }), 'ok accept R11'] as const),
    ],
    [
      'a CA that two partners name speaks for both',
      ...([
        ['b-from-a'],
        'b.example',
        trust({ partners: [ofA, { ...ofB, anchors: certificates(['ca-of-a', 'ca-of-b']) }] }),
        'ok accept R11',
      ] as const),
    ],
    [
      'who has an empty list is vouched for by nobody',
      ...([['b-from-b'], 'b.example', trust({ partners: [{ ...ofB, anchors: [] }] }), foreign] as const),
    ],
    [
      'a name alone is no reason to speak of a CA',
      ...([
        ['c-from-nobody'],
        'c.example',
        trust({ partners: [ofA] }),
        'untrusted reject R8 path/issuer-not-found',
      ] as const),
    ],
  ])('%s', async (_, chain, domain, evidence, expected) => {
    expect(await ask(chain, domain, evidence)).toBe(expected);
  });
});

describe('what is agreed with a partner', () => {
  const pinned = { a: { pins: [pinOf('a-from-a')] } };
  it.each<readonly [string, readonly Name[], string, Parameters<typeof ask>[3], string]>([
    ['a pinned key is taken', ['a-from-a'], 'a.example', pinned, 'ok accept R11'],
    ['also in a renewed certificate', ['a-renewed'], 'a.example', pinned, 'ok accept R11'],
    [
      'another key is not, whoever signed it',
      ['a-from-below-a', 'ca-below-a'],
      'a.example',
      pinned,
      'untrusted reject R8 federation/key-not-pinned',
    ],
    [
      'a pin is asked for besides the path',
      ['a-from-nobody'],
      'a.example',
      { a: { pins: [pinOf('a-from-nobody')] } },
      'untrusted reject R8 path/issuer-not-found',
    ],
    ['it binds no other domain', ['b-from-b'], 'b.example', pinned, 'ok accept R11'],
    [
      'certificates may be left unasked of one alone',
      ['a-from-a'],
      'a.example',
      {
        a: { requireClientSideSecurityCertificates: false, revocationCheck: 'always' },
        requireClientSideSecurityCertificates: true,
      },
      'rev-unknown accept R11 path/revocation-unknown',
    ],
    [
      'and asked of one alone, with revocation',
      ['a-from-a'],
      'a.example',
      { a: { requireClientSideSecurityCertificates: true, revocationCheck: 'always' } },
      'rev-unknown reject R9 path/revocation-unknown',
    ],
    [
      'unknown revocation is accepted where it was agreed',
      ['a-from-a'],
      'a.example',
      { a: { revocationCheck: 'always', unknownRevocation: 'accept' } },
      'ok accept R11 path/revocation-unchecked',
    ],
    [
      'a partner that is to do without TLS may come over TLS',
      ['a-from-a'],
      'a.example',
      { a: { securityMode: 'No TLS' } },
      'ok accept R11',
    ],
  ])('%s', async (_, chain, domain, change, expected) => {
    expect(await ask(chain, domain, trust(), change)).toBe(expected);
  });

  it('names its files with all domains they are for', () => {
    expect(partnerAnchorFiles(policy({ a: { anchors: 'a.pem' } }))).toEqual([
      { domains: ['a.example', 'chat.a.example'], anchors: 'a.pem' },
    ]);
  });

  it('tells of private CAs that may speak for everybody, by the trust in force', () => {
    const deployment = federated(settings({ allowList: [named('a.example')] }));
    const codes = (evidence: PeerTrust) =>
      checkFederation(deployment, evidence.binding).map(({ code, params }) => [code, params['cas']]);
    expect(codes(trust())).toEqual([['federation/private-cas-unbound', ['CN=ca-of-a', 'CN=ca-of-b']]]);
    expect(codes(trust({ partners: [ofA] }))).toEqual([]);
  });
});
