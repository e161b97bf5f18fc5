import { describe, expect, it } from 'vitest';
import type { Deployment, FederationPartner, FederationSettings } from '../../src/lib/deployment/model.ts';
import { readDeployment } from '../../src/lib/check/read-deployment.ts';
import { checkFederation } from '../../src/lib/check/federation.ts';
import type { PeerFacts } from '../../src/lib/federation/peer-facts.ts';
import type { PrivacyVerdict } from '../../src/lib/federation/privacy.ts';
import { federationPolicy } from '../../src/lib/federation/policy.ts';
import {
  federatedDomainRules,
  federationPeerRules,
  federationSettingsRules,
  unjudgedPeerRules,
} from '../../src/lib/rules/federation/index.ts';
import { runCases, type Case } from '../support/cases.ts';
import { named, sound } from '../support/deployment.ts';
import { certificateOf } from '../support/federation-lab.ts';
import { federated, settings } from '../support/federation.ts';

const partner = (rest: Partial<FederationPartner> = {}): FederationPartner => ({
  domain: named('partner.example'),
  chatNodeAliases: [],
  onlySaslExternal: false,
  policy: { pins: [] },
  ...rest,
});

const route = (domain: string, address = '192.0.2.1') => ({ domain: named(domain), address });

interface SettingsRow extends Case {
  readonly change?: Partial<FederationSettings>;
  readonly deployment?: Partial<Deployment>;
  readonly unboundPrivateCas?: readonly string[];
}

/** Settings that nothing speaks against: one partner, allowed, TLS and certificates required. */
const good: Partial<FederationSettings> = { allowList: [named('partner.example')] };

const settingsRows: readonly SettingsRow[] = [
  {
    name: 'settings that nothing speaks against',
    change: { partners: [partner({ securityMode: 'TLS required' })] },
    expect: [],
    nearMissOf: [
      ...['federation/support-off', 'federation/lockdown', 'federation/no-tls', 'federation/partner-denied'],
      ...['federation/certificates-not-required', 'federation/certificates-without-tls'],
      ...['federation/dialback-secret-missing', 'federation/common-name-accepted'],
      ...['federation/static-routes-none', 'federation/own-domain-listed', 'federation/list-unused'],
      ...[
        'federation/partner-only-external',
        'federation/partner-security-mode',
        'federation/revocation-off',
      ],
    ],
  },
  {
    name: 'federation wanted, and switched off',
    change: { xmppFederationSupport: false },
    expect: ['federation/support-off'],
    nearMissOf: ['federation/dialback-secret-missing', 'federation/lockdown'],
  },
  {
    name: 'federation switched off where nobody wants it',
    change: { xmppFederationSupport: false },
    deployment: { services: { ...sound.services, xmppFederation: false } },
    expect: [],
    nearMissOf: 'federation/support-off',
  },
  {
    name: 'a domain on both lists, in different case',
    change: { denyList: [named('PARTNER.example'), named('chat.partner.example')] },
    expect: ['federation/both-lists', 'federation/list-unused'],
    check: ([finding]) =>
      expect(finding!.message).toBe('partner.example is on the allow list and on the deny list'),
  },
  {
    name: 'a domain on one list and its alias on the other',
    change: { denyList: [named('chat.partner.example')] },
    expect: ['federation/list-unused'],
    nearMissOf: 'federation/both-lists',
  },
  {
    name: 'a list with one domain twice',
    change: { allowList: [named('partner.example'), named('Partner.Example')] },
    expect: ['federation/entry-twice'],
  },
  {
    name: 'a route twice',
    change: {
      useStaticRoutes: true,
      staticRoutes: [route('a.example', 'x.a.example'), route('A.example', 'X.a.example')],
    },
    expect: ['federation/entry-twice'],
  },
  {
    name: 'two routes to one domain, of equal rank',
    change: { useStaticRoutes: true, staticRoutes: [route('a.example'), route('a.example', '192.0.2.2')] },
    expect: [],
    nearMissOf: ['federation/entry-twice', 'federation/static-routes-off', 'federation/static-routes-none'],
  },
  {
    name: 'both lists with privacy mode off',
    change: { privacyMode: 'Off', denyList: [named('b.example')] },
    expect: ['federation/list-unused', 'federation/list-unused'],
  },
  {
    name: 'the factory state',
    change: { allowList: [] },
    expect: ['federation/lockdown'],
  },
  {
    name: 'an empty allow list beside static routes in use',
    change: {
      allowList: [],
      useStaticRoutes: true,
      staticRoutes: [route('partner.example')],
      partners: [partner()],
    },
    expect: [],
    nearMissOf: ['federation/lockdown', 'federation/partner-denied'],
  },
  {
    name: 'an own alias on the allow list, and a route to an own domain',
    change: {
      allowList: [named('partner.example'), named('chat.local.example')],
      useStaticRoutes: true,
      staticRoutes: [route('local.example')],
    },
    expect: ['federation/own-domain-listed', 'federation/own-domain-listed'],
  },
  {
    name: 'routes that are switched off',
    change: { staticRoutes: [route('a.example')] },
    expect: ['federation/static-routes-off'],
  },
  { name: 'no routes to use', change: { useStaticRoutes: true }, expect: ['federation/static-routes-none'] },
  {
    name: 'a route to a domain that is denied',
    change: {
      ...{ allowList: [], privacyMode: 'Deny list', denyList: [named('a.example')] },
      ...{ useStaticRoutes: true, staticRoutes: [route('A.example'), route('b.example')] },
    },
    expect: ['federation/static-route-denied'],
    check: (findings) => expect(findings).toHaveLength(1),
  },
  {
    name: 'a route past the allow list',
    change: { useStaticRoutes: true, staticRoutes: [route('elsewhere.example')] },
    expect: [],
    nearMissOf: 'federation/static-route-denied',
  },
  {
    name: 'no TLS, and certificates required',
    change: { securityMode: 'No TLS' },
    expect: ['federation/no-tls', 'federation/certificates-without-tls'],
  },
  {
    name: 'no TLS, and no certificates',
    change: { securityMode: 'No TLS', requireClientSideSecurityCertificates: false },
    expect: ['federation/no-tls'],
    nearMissOf: ['federation/certificates-without-tls', 'federation/certificates-not-required'],
  },
  {
    name: 'certificates required where TLS is optional',
    change: { securityMode: 'TLS optional' },
    expect: ['federation/tls-optional-with-certificates'],
    check: ([finding]) => expect(finding!.message).toContain('servers without TLS are refused'),
  },
  {
    name: 'the same, as the guide words it',
    change: { securityMode: 'TLS optional', profile: 'literal' },
    expect: ['federation/tls-optional-with-certificates'],
    check: ([finding]) => expect(finding!.message).toContain('without TLS needs none'),
  },
  {
    name: 'TLS optional, and certificates not verified',
    change: {
      securityMode: 'TLS optional',
      requireClientSideSecurityCertificates: false,
      revocationCheck: 'off',
    },
    expect: ['federation/certificates-not-required'],
    nearMissOf: [
      'federation/tls-optional-with-certificates',
      'federation/no-tls',
      'federation/revocation-off',
    ],
  },
  {
    name: 'the CN accepted',
    change: { peerNames: { xmppAddress: true, clientService: false, commonName: true } },
    expect: ['federation/common-name-accepted'],
  },
  {
    name: 'revocation never looked at',
    change: { revocationCheck: 'off' },
    expect: ['federation/revocation-off'],
  },
  {
    name: 'no place of the secret',
    change: { dialbackSecret: undefined as never },
    expect: ['federation/dialback-secret-missing'],
  },
  {
    name: 'a partner that does without TLS',
    change: { partners: [partner({ securityMode: 'No TLS' })] },
    expect: ['federation/partner-security-mode'],
    nearMissOf: 'federation/partner-plaintext',
  },
  {
    name: 'a partner that insists on TLS',
    change: {
      securityMode: 'No TLS',
      requireClientSideSecurityCertificates: false,
      partners: [partner({ securityMode: 'TLS required' })],
    },
    expect: ['federation/no-tls', 'federation/partner-security-mode'],
  },
  {
    name: 'a partner without TLS where certificates are required, TLS is optional and the profile is hardened',
    change: { securityMode: 'TLS optional', partners: [partner({ securityMode: 'No TLS' })] },
    expect: ['federation/tls-optional-with-certificates', 'federation/partner-security-mode'],
  },
  {
    name: 'a partner without TLS where TLS is optional',
    change: {
      securityMode: 'TLS optional',
      requireClientSideSecurityCertificates: false,
      partners: [partner({ securityMode: 'No TLS' })],
    },
    expect: ['federation/certificates-not-required', 'federation/partner-plaintext'],
    nearMissOf: 'federation/partner-security-mode',
  },
  {
    name: 'TLS optional on both sides',
    change: {
      securityMode: 'TLS optional',
      requireClientSideSecurityCertificates: false,
      partners: [partner({ securityMode: 'TLS optional' })],
    },
    expect: ['federation/certificates-not-required'],
    nearMissOf: 'federation/partner-plaintext',
  },
  {
    name: 'a partner with certificates alone',
    change: { partners: [partner({ onlySaslExternal: true })] },
    expect: ['federation/partner-only-external'],
  },
  {
    name: 'the same partner of a gateway that can',
    change: { saslExternal: true, partners: [partner({ onlySaslExternal: true })] },
    expect: [],
    nearMissOf: 'federation/partner-only-external',
  },
  {
    name: 'a partner whose alias was forgotten',
    change: { partners: [partner({ chatNodeAliases: [named('chat.partner.example')] })] },
    expect: ['federation/partner-denied'],
    check: ([finding]) =>
      expect(finding!.message).toBe(
        'chat.partner.example, a name of a partner, is not allowed: not on allow list',
      ),
  },
  {
    name: 'a partner with whom plaintext is agreed, and who does without TLS',
    change: {
      partners: [
        partner({
          securityMode: 'No TLS',
          policy: { pins: [], securityMode: 'TLS optional', requireClientSideSecurityCertificates: false },
        }),
      ],
    },
    expect: ['federation/partner-plaintext'],
    nearMissOf: 'federation/partner-security-mode',
  },
  {
    name: 'a partner with CAs of its own, whose certificates are not required',
    change: {
      partners: [
        partner({ policy: { pins: [], anchors: 'a.pem', requireClientSideSecurityCertificates: false } }),
      ],
    },
    expect: ['federation/partner-trust-unused'],
  },
  {
    name: 'a partner with pinned keys, whose certificates are required of everybody',
    change: { partners: [partner({ policy: { pins: ['00'.repeat(32)] } })] },
    expect: [],
    nearMissOf: 'federation/partner-trust-unused',
  },
  {
    name: 'a name that two partners have',
    change: { partners: [partner(), partner({ domain: named('PARTNER.example') })] },
    expect: ['federation/entry-twice'],
  },
  {
    name: 'two private CAs that may speak for everybody',
    unboundPrivateCas: ['CN=A', 'CN=B'],
    expect: ['federation/private-cas-unbound'],
    check: ([finding]) =>
      expect(finding!.message).toBe('CN=A and CN=B are private CAs that may speak for every domain'),
  },
  {
    name: 'one private CA that may',
    unboundPrivateCas: ['CN=A'],
    expect: [],
    nearMissOf: 'federation/private-cas-unbound',
  },
  {
    name: 'IM and Presence federates, and the support on the Expressway-E is on',
    change: {
      managedBy: 'imp',
      positions: { xmppFederationSupport: { line: 3, column: 1 } },
    },
    expect: ['federation/both-terminate'],
  },
  {
    name: 'IM and Presence federates, and nothing is said of the support on the Expressway-E',
    change: {
      managedBy: 'imp',
      dialbackSecret: undefined as never,
      partners: [partner({ onlySaslExternal: true })],
    },
    expect: [],
    nearMissOf: [
      ...['federation/both-terminate', 'federation/static-routes-on-imp'],
      ...['federation/dialback-secret-missing', 'federation/partner-only-external'],
    ],
  },
  {
    name: 'IM and Presence federates, and the support on the Expressway-E is off, as it must be',
    change: { managedBy: 'imp', xmppFederationSupport: false },
    expect: [],
    nearMissOf: 'federation/support-off',
  },
  {
    name: 'IM and Presence federates, with static routes',
    change: { managedBy: 'imp', useStaticRoutes: true, staticRoutes: [route('partner.example')] },
    expect: ['federation/static-routes-on-imp'],
  },
];

describe('settings', () => {
  runCases(federationSettingsRules, settingsRows, ({ change, deployment, unboundPrivateCas = [] }) => {
    const whole = federated(settings({ ...good, ...change }), deployment);
    const policy = federationPolicy(whole)!;
    return { deployment: whole, settings: whole.federation!, policy, unboundPrivateCas };
  });

  it('are judged with line and column', () => {
    const lines = [
      ...['version: 1', 'name: Test', 'release: X15.5', 'services: { xmppFederation: true }'],
      ...['federationDomains: [local.example]', 'clusters: { edge: { role: E, peers: [e.local.example] } }'],
      ...[
        'federation:',
        '  dialbackSecret: { env: SECRET }',
        '  allowList: [a.example]',
        '  denyList: [A.example]',
      ],
    ];
    const { deployment } = readDeployment(lines.join('\n'), { file: 'f.yaml' });
    expect(checkFederation(deployment!).map(({ code, locations }) => [code, locations])).toEqual([
      [
        'federation/both-lists',
        [
          { file: 'f.yaml', line: 9, column: 15, endColumn: 24 },
          { file: 'f.yaml', line: 10, column: 14, endColumn: 23 },
        ],
      ],
      ['federation/list-unused', [expect.objectContaining({ file: 'f.yaml', line: 10, column: 3 })]],
    ]);
  });

  it('that are not there are not judged', () => expect(checkFederation(sound)).toEqual([]));

  it('that take effect nowhere, since IM and Presence terminates federation, are not judged', () => {
    const changed = settings({ managedBy: 'imp', xmppFederationSupport: false });
    expect(checkFederation({ ...sound, federation: changed })).toEqual([]);
  });
});

interface PeerRow extends Case {
  readonly change: Partial<PeerFacts>;
}

const leaf = certificateOf('dns');
const goodPeer: PeerFacts = {
  profile: 'xmpp-s2s',
  role: 'client',
  domain: 'dns.lab.example',
  domainFault: undefined,
  excess: undefined,
  unreadable: [],
  isPresented: true,
  leaf,
  names: [{ name: 'dns:dns.lab.example', verdict: 'matches', domain: 'dns.lab.example' }],
  isCommonName: false,
  bypass: undefined,
  foreignCa: undefined,
  otherKey: undefined,
  dane: undefined,
  missingUsages: undefined,
};

const peerRows: readonly PeerRow[] = [
  {
    name: 'a peer that nothing speaks against, with its name in the CN too',
    change: { isCommonName: true },
    expect: [],
    nearMissOf: [
      ...['federation/ca-not-for-partner', 'federation/key-not-pinned'],
      ...['federation/domain-invalid', 'federation/certificate-missing', 'federation/chain-too-large'],
      ...['federation/certificate-unreadable', 'federation/ca-certificate-unreadable'],
      ...['federation/name-mismatch', 'federation/name-only-in-common-name'],
      ...['federation/name-constraint-bypassed', 'federation/usage-not-accepted', 'federation/leaf-is-ca'],
      ...['federation/subject-empty', 'federation/xmppaddr-a-label'],
    ],
  },
  {
    name: 'a domain with two readings',
    change: {
      domain: 'faß.example',
      domainFault: { problem: 'deviation', detail: 'fass.example', text: 'is read in two ways' },
    },
    expect: ['federation/domain-invalid'],
  },
  {
    name: 'no certificate',
    change: { isPresented: false, leaf: undefined, names: [] },
    expect: ['federation/certificate-missing'],
    nearMissOf: 'federation/name-mismatch',
  },
  {
    name: 'far too many certificates',
    change: { leaf: undefined, names: [], excess: { certificates: 200, bytes: 100_000, names: 400 } },
    expect: ['federation/chain-too-large'],
  },
  {
    name: 'a certificate that cannot be read',
    change: { leaf: undefined, names: [], unreadable: [{ position: 0, problem: 'odd' }] },
    expect: ['federation/certificate-unreadable'],
    nearMissOf: 'federation/ca-certificate-unreadable',
  },
  {
    name: 'a CA certificate that cannot be read',
    change: { unreadable: [{ position: 1, problem: 'odd' }] },
    expect: ['federation/ca-certificate-unreadable'],
    nearMissOf: 'federation/certificate-unreadable',
  },
  {
    name: 'another name',
    change: { names: [{ name: 'dns:other.example', verdict: 'another name' }] },
    expect: ['federation/name-mismatch'],
    check: ([finding]) =>
      expect(finding!.message).toBe(
        'the certificate does not name dns.lab.example: dns:other.example (another name)',
      ),
  },
  {
    name: 'a thousand other names, of which the first few are shown',
    change: {
      names: Array.from({ length: 1000 }, (_, i) => ({
        name: `dns:n${i}.example`,
        verdict: 'another name' as const,
      })),
    },
    expect: ['federation/name-mismatch'],
    check: ([finding]) => expect(finding!.message).toMatch(/dns:n4\.example \(another name\) and 99\d more$/),
  },
  {
    name: 'the name in the CN alone',
    change: { isCommonName: true, names: [{ name: 'cn:dns.lab.example', verdict: 'CN does not count' }] },
    expect: ['federation/name-mismatch', 'federation/name-only-in-common-name'],
  },
  {
    name: 'a name past the constraints of its CA',
    change: { bypass: { name: 'cn:dns.lab.example', ca: 'CN=nc-ca' } },
    expect: ['federation/name-constraint-bypassed'],
  },
  {
    name: 'a usage for mail',
    change: { missingUsages: ['serverAuth', 'clientAuth'] },
    expect: ['federation/usage-not-accepted'],
    check: ([finding]) =>
      expect(finding!.message).toBe(
        'the certificate of a server that connects to us is not for serverAuth or clientAuth',
      ),
  },
  {
    name: 'a trusted CA that may speak for another partner alone',
    change: { foreignCa: { ca: 'CN=A', domains: ['a.example'] } },
    expect: ['federation/ca-not-for-partner'],
    check: ([finding]) =>
      expect(finding!.message).toBe(
        'the trusted CA "CN=A" may not speak for dns.lab.example, only for a.example',
      ),
  },
  {
    name: 'a key that is not pinned',
    change: { otherKey: '00'.repeat(32) },
    expect: ['federation/key-not-pinned'],
  },
  {
    name: 'a certificate that no TLSA record fits',
    change: { dane: { state: 'fails', isForged: false } },
    expect: ['federation/dane-fails'],
  },
  {
    name: 'a certificate for which a TLSA record vouches',
    change: { dane: { state: 'matches', isForged: false, inPlaceOf: 'DANE-EE' } },
    expect: ['federation/dane-in-place-of-ca'],
  },
  {
    name: 'a certificate of a trusted CA that a TLSA record names, and one of whose records nothing is known',
    change: { dane: { state: 'matches', isForged: false } },
    expect: [],
    nearMissOf: ['federation/dane-fails', 'federation/dane-in-place-of-ca'],
  },
  { name: 'a CA certificate', change: { leaf: certificateOf('int') }, expect: ['federation/leaf-is-ca'] },
  { name: 'no subject', change: { leaf: certificateOf('nullsubj') }, expect: ['federation/subject-empty'] },
  {
    name: 'no subject in SIP, which does not mind',
    change: { leaf: certificateOf('nullsubj'), profile: 'sip-domain' },
    expect: [],
    nearMissOf: 'federation/subject-empty',
  },
  {
    name: 'an XmppAddr in A-labels',
    change: { names: [{ name: 'xmpp:a.xn--bcher-kva.example', verdict: 'matches' }] },
    expect: ['federation/xmppaddr-a-label'],
  },
  {
    name: 'a DNS name in A-labels',
    change: { names: [{ name: 'dns:xn--bcher-kva.example', verdict: 'matches' }] },
    expect: [],
    nearMissOf: 'federation/xmppaddr-a-label',
  },
];

describe('peers', () => {
  runCases(federationPeerRules, peerRows, ({ change }) => ({ ...goodPeer, ...change }));
});

describe('domains asked about', () => {
  const rows: readonly (Case & { readonly verdict: PrivacyVerdict })[] = [
    {
      name: 'one that is on no allow list',
      verdict: { isAllowed: false, reason: 'not on allow list' },
      expect: ['federation/domain-denied'],
      check: ([finding]) =>
        expect(finding!.message).toBe('partner.example is not allowed: not on allow list'),
    },
    {
      name: 'one that a static route lets in',
      verdict: { isAllowed: true, reason: 'static route' },
      expect: [],
      nearMissOf: 'federation/domain-denied',
    },
  ];
  runCases(federatedDomainRules, rows, ({ verdict }) => ({ domain: 'partner.example', privacy: verdict }));
});

describe('a judgement that was not brought to its end', () => {
  const rows: readonly (Case & { readonly problem?: string })[] = [
    {
      name: 'one in which something has failed',
      problem: 'RangeError: Maximum call stack size exceeded',
      expect: ['federation/not-judged'],
    },
    { name: 'one in which nothing has', expect: [], nearMissOf: 'federation/not-judged' },
  ];
  runCases(unjudgedPeerRules, rows, ({ problem }) => ({ domain: 'partner.example', problem }));
});
