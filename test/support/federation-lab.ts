import type { FederationSettings } from '../../src/lib/deployment/model.ts';
import { federationPolicy, type FederationPolicy } from '../../src/lib/federation/policy.ts';
import { PeerTrust, verifyPeer, type PeerQuestion, type PeerReport } from '../../src/lib/index.ts';
import { oid, sequence } from '../../src/lib/asn1/der-writer.ts';
import type { Certificate } from '../../src/lib/x509/certificate.ts';
import { extensionDer } from './certificate-der.ts';
import { buildCrl } from './crls.ts';
import { federated, settings } from './federation.ts';
import { buildPki, judgedAt, type CertificateRecipe, type Hierarchy } from './pki.ts';
import { syncVerifier } from './sync-verifier.ts';

/** Object identifiers of usages and names that have no name in recipes. */
const xmppUsage = '1.3.6.1.5.5.7.8.5';
const userPrincipalName = '1.3.6.1.4.1.311.20.2.3';

const leaf = (san: readonly string[] | null, rest: CertificateRecipe = {}): CertificateRecipe => ({
  issuedBy: 'int',
  subject: 'CN=peer',
  eku: ['serverAuth', 'clientAuth'],
  san,
  ...rest,
});

/** A leaf with the right DNS name, and something odd. */
const good = (name: string, rest: CertificateRecipe = {}): CertificateRecipe =>
  leaf([`dns:${name}.lab.example`], rest);

/** The certificates of the trial; a leaf is for `<its name>.lab.example` where nothing else is said. */
const hierarchy = {
  root: { ca: true },
  int: { ca: true, issuedBy: 'root' },
  'evil-root': { ca: true },
  'nc-ca': { ca: true, issuedBy: 'root', permitted: ['dns:permitted.example'] },
  'revoked-ca': { ca: true, issuedBy: 'root', serial: 666 },
  'int-by-unknown-root': { ca: true, subject: 'CN=int', key: 'int', issuedBy: 'evil-root' },
  dns: good('dns'),
  'dns-upper': leaf(['dns:DNS-UPPER.Lab.EXAMPLE']),
  'dns-dot': leaf(['dns:dns-dot.lab.example.']),
  wildcard: leaf(['dns:*.lab.example']),
  'wildcard-base': leaf(['dns:*.wildcard-base.lab.example']),
  'wildcard-deep': leaf(['dns:*.lab.example']),
  'wildcard-part': leaf(['dns:wildcard-p*.lab.example']),
  xmppaddr: leaf(['xmpp:xmppaddr.lab.example']),
  'xmppaddr-upper': leaf(['xmpp:XMPPADDR-UPPER.lab.example']),
  'xmppaddr-user': leaf(['xmpp:romeo@xmppaddr-user.lab.example']),
  srvname: leaf(['srv:_xmpp-server.srvname.lab.example']),
  'srv-case': leaf(['srv:_XMPP-Server.srv-case.lab.example']),
  'srv-client': leaf(['srv:_xmpp-client.srv-client.lab.example']),
  'srv-xmpps': leaf(['srv:_xmpps-server.srv-xmpps.lab.example']),
  'srv-wild': leaf(['srv:_xmpp-server.*.lab.example']),
  'cn-only': leaf(null, { subject: 'CN=cn-only.lab.example' }),
  'cn-two': leaf(null, { subject: 'CN=other.example, CN=cn-two.lab.example' }),
  'cn-san-other': leaf(['dns:other.example'], { subject: 'CN=cn-san-other.lab.example' }),
  'cn-san-ip': leaf(['ip:192.0.2.1'], { subject: 'CN=cn-san-ip.lab.example' }),
  'cn-san-email': leaf(['email:a@other.example'], { subject: 'CN=cn-san-email.lab.example' }),
  'upn-othername': leaf([`other:${userPrincipalName}=upn-othername.lab.example`]),
  'uri-san': leaf(['uri:xmpp:uri-san.lab.example']),
  'wrong-domain': leaf(['dns:somebody-else.example']),
  'idn-a': leaf(['dns:xn--bcher-kva.lab.example']),
  'idn-u-xmppaddr': leaf(['xmpp:bücher.lab.example']),
  'idn-a-xmppaddr': leaf(['xmpp:xn--bcher-kva.lab.example']),
  multi: leaf([
    ...['dns:multi.lab.example', 'dns:conference.multi.lab.example'],
    ...['srv:_xmpp-server.multi.lab.example', 'xmpp:multi.lab.example'],
  ]),
  nul: leaf(['dns:nul.lab.example\u0000.evil.example']),
  expired: good('expired', { notAfter: '2026-06-30' }),
  notyet: good('notyet', { notBefore: '2027-01-01' }),
  selfsigned: { ...good('selfsigned'), issuedBy: 'selfsigned', ca: false },
  untrusted: good('untrusted', { issuedBy: 'evil-root' }),
  'missing-int': good('missing-int'),
  'wrong-order': good('wrong-order'),
  'extra-cert': good('extra-cert'),
  'with-root': good('with-root'),
  'eku-server': good('eku-server', { eku: ['serverAuth'] }),
  'eku-client': good('eku-client', { eku: ['clientAuth'] }),
  'eku-none': good('eku-none', { eku: null }),
  'eku-any': good('eku-any', { eku: ['anyExtendedKeyUsage'] }),
  'eku-email': good('eku-email', { eku: ['emailProtection'] }),
  'eku-xmpp': good('eku-xmpp', { eku: [xmppUsage] }),
  'ku-wrong': good('ku-wrong', { keyUsage: ['keyEncipherment'] }),
  'ca-leaf': good('ca-leaf', { ca: true, keyUsage: ['digitalSignature', 'keyCertSign'] }),
  nullsubj: good('nullsubj', { subject: '' }),
  'crit-ext': good('crit-ext', { more: [extensionDer('1.2.3.4', sequence(oid('1.2.3')), true)] }),
  revoked: good('revoked', { serial: 667 }),
  'revoked-int': good('revoked-int', { issuedBy: 'revoked-ca' }),
  'nc-bad': good('nc-bad', { issuedBy: 'nc-ca' }),
  'nc-bypass-xmppaddr': leaf(['xmpp:nc-bypass-xmppaddr.lab.example'], { issuedBy: 'nc-ca' }),
  'nc-bypass-srv': leaf(['srv:_xmpp-server.nc-bypass-srv.lab.example'], { issuedBy: 'nc-ca' }),
  'nc-bypass-cn': leaf(null, { issuedBy: 'nc-ca', subject: 'CN=nc-bypass-cn.lab.example' }),
  sha1: good('sha1', { issuedBy: 'rsa-int', hash: 'sha1' }),
  'rsa-int': { ca: true, issuedBy: 'root', key: 'rsa-2048' },
  rsa1024: good('rsa1024', { key: 'rsa-1024' }),
  rsa: good('rsa', { key: 'rsa-2048-b' }),
  ed25519: good('ed25519', { key: 'another-ed25519' }),
  'expired-revoked': good('expired-revoked', { notAfter: '2026-06-30', serial: 667 }),
  'server-only-ca': { ca: true, issuedBy: 'root', eku: ['serverAuth'] },
  'client-only-ca': { ca: true, issuedBy: 'root', eku: ['clientAuth'] },
  'below-server-only-ca': good('below-server-only-ca', { issuedBy: 'server-only-ca' }),
  'below-client-only-ca': good('below-client-only-ca', { issuedBy: 'client-only-ca' }),
  sip: leaf(['uri:sip:sip.lab.example', 'uri:sip:alice@user.lab.example'], { eku: ['1.3.6.1.5.5.7.3.20'] }),
  'sip-wildcard': leaf(['dns:*.lab.example']),
  'sip-cn': leaf(null, { subject: 'CN=sip-cn.lab.example' }),
  'nc-bypass-sip': leaf(['uri:sip:nc-bypass-sip.lab.example'], { issuedBy: 'nc-ca' }),
} satisfies Hierarchy;

const pki = buildPki(hierarchy);

export type LabName = keyof typeof pki;

export const certificateOf = (name: LabName) => pki[name];

export const labHierarchy: Hierarchy = hierarchy;
export const labCertificates: Readonly<Record<string, Certificate>> = pki;

/** Lists of every CA that is trusted, and of those below it. */
export const labCrls = (change: { readonly nextUpdate?: string } = {}) =>
  (
    [
      ['root', [666]],
      ['int', [667]],
      ['nc-ca', []],
      ['revoked-ca', []],
      ['rsa-int', []],
      ['server-only-ca', []],
      ['client-only-ca', []],
    ] as const
  ).map(([issuedBy, revoked]) =>
    buildCrl({ 'rsa-int': { key: 'rsa-2048' } }, { issuedBy, revoked, issuer: `CN=${issuedBy}`, ...change }),
  );

export const labTrust = (rest: Partial<ConstructorParameters<typeof PeerTrust>[0]> = {}): PeerTrust =>
  new PeerTrust({ anchors: [pki.root], verifier: syncVerifier, ...rest });

/** The policy of the page as it comes, and every domain of the lab allowed. */
export const labPolicy = (change: Partial<FederationSettings> = {}): FederationPolicy =>
  federationPolicy(federated(settings({ privacyMode: 'Off', ...change })))!;

export const rawChain = (names: readonly LabName[]): Uint8Array[] => names.map((name) => pki[name].der);

const intermediateOf: Partial<Record<LabName, readonly LabName[]>> = {
  ...{ selfsigned: [], untrusted: ['evil-root'], 'missing-int': [] },
  ...{ 'wrong-order': ['root', 'int'], 'extra-cert': ['evil-root', 'int'], 'with-root': ['int', 'root'] },
  ...{ 'revoked-int': ['revoked-ca'], sha1: ['rsa-int'] },
  ...{ 'below-server-only-ca': ['server-only-ca'], 'below-client-only-ca': ['client-only-ca'] },
};

/** The chain that belongs to a leaf, as a server would send it. */
export const chainOf = (name: LabName): Uint8Array[] =>
  rawChain([
    name,
    ...(intermediateOf[name] ?? (name.startsWith('nc-') ? ['nc-ca' as const] : ['int' as const])),
  ]);

export const ask = (
  name: LabName,
  question: Partial<PeerQuestion> & { readonly chain?: readonly Uint8Array[] } = {},
): Promise<PeerReport> => {
  const { chain = chainOf(name), ...rest } = question;
  return verifyPeer(chain, {
    role: 'client',
    domain: `${name}.lab.example`,
    policy: labPolicy(),
    evidence: labTrust(),
    at: new Date(judgedAt),
    dialback: 'valid',
    ...rest,
  });
};

export const codesOf = ({ reasons }: PeerReport): string[] =>
  [...new Set(reasons.map(({ code }) => code))].sort();
