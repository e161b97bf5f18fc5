import type { CertificateRecipe, MadeCertificate } from '../../fixtures/recipes/certificates.ts';
import { buildRequest, good, keyText } from '../../fixtures/recipes/requests.ts';
import type { CheckReport } from '../../src/lib/check/report.ts';
import { writePem } from '../../src/lib/formats/pem.ts';
import { edge, named } from './deployment.ts';
import { answeredCorp, clientFile, unifiedCmList, type Situation } from './answered.ts';
import { crlAt } from './handover.ts';
import { listOf, responseAbout } from './handover-revocation.ts';

/** A folder that shows one failure of docs/failures.md; the rest of it is sound. */
export interface Failure extends Situation {
  /** Number in docs/failures.md. */
  readonly row: number;
  readonly name: string;
  /** Exactly what is found, but for the reminders. */
  readonly expect: readonly string[];
  /** What is no longer yes, as verdictLines() has it. */
  readonly verdicts: readonly string[];
  /** Where the sound folder of the same deployment is no twin: what makes it one, and is not found fault with. */
  readonly twin?: Situation;
}

/** What every sound folder of an edge with a private CA is told. */
export const reminders: readonly string[] = ['fleet/restart-needed', 'cert/private-ca-at-edge'];

/** Peer by peer the services that will not work, and those of which nobody knows: `expe1: no upload mra; not known b2b`. */
export function verdictLines({ services }: Pick<CheckReport, 'services'>): string[] {
  const peers = [...new Set(services.map(({ peer }) => peer))];
  return peers.flatMap((peer) => {
    const parts = (['no', 'not known'] as const).flatMap((verdict) => {
      const names = services.filter((each) => each.peer === peer && each.verdict === verdict);
      return names.length > 0 ? [[verdict, ...names.map(({ service }) => service)].join(' ')] : [];
    });
    return parts.length > 0 ? [`${peer.split('.')[0]}: ${parts.join('; ')}`] : [];
  });
}

const all = 'upload mra xmppFederation groupChatTls';
const services = 'mra xmppFederation groupChatTls';
const expc1 = 'expc1.example.com';
const expe1 = 'expe1.example.com';
const edgeNames = (peer: string): string[] => good.names.map((name) => name.replace('expe1', peer));
const without = (...names: readonly string[]): string[] => good.names.filter((name) => !names.includes(name));

/** Self-signed by Unified CM: marked as a CA, for a host. */
const self = (
  key: CertificateRecipe['key'],
  name: string,
  rest: CertificateRecipe = {},
): CertificateRecipe => ({
  ...(key && { key }),
  subject: [['commonName', name]],
  names: [`DNS:${name}`],
  keyUsage: [0, 2, 3, 5],
  ca: true,
  pathLength: 0,
  ...rest,
});
const clientCertificate: CertificateRecipe = {
  issuer: 'issuing',
  key: 'rsa-2048',
  subject: [['commonName', expc1]],
  names: [`DNS:${expc1}`],
};
/** Of Unified CM, signed by the CA. */
const node = (name: string, rest: CertificateRecipe = {}): CertificateRecipe => ({
  issuer: 'issuing',
  key: 'rsa-3072',
  subject: [['commonName', name]],
  names: [`DNS:${name}`],
  ...rest,
});
const soundNode = (path: string, rest: CertificateRecipe = {}): Situation => ({
  odd: { node: node('cucm1.example.com', rest) },
  folder: (made) => ({ [path]: made.node!.pem }),
});
const serverOnly: CertificateRecipe = { extendedKeyUsage: ['serverAuth'] };
const list = (made: Readonly<Record<string, MadeCertificate>>, ...names: readonly string[]): string =>
  names.map((name) => made[name]!.pem).join('');

const soundLists = { 'ca/issuing.crl': listOf('issuing', []), 'ca/root.crl': listOf('root', []) };

export const failures: readonly Failure[] = [
  {
    row: 1,
    name: 'CallManager and tomcat self-signed with one CN',
    odd: {
      callManager: self('rsa-3072', 'cucm1.example.com'),
      tomcat: self('rsa-2056', 'cucm1.example.com'),
    },
    folder: (made) => ({ 'trust/core.pem': list(made, 'root', 'issuing', 'callManager', 'tomcat') }),
    expect: ['trust/duplicate-self-signed-cn'],
    verdicts: ['expc1: not known mra', 'expc2: not known mra'],
    twin: {
      odd: {
        callManager: self('rsa-3072', 'cucm1.example.com'),
        tomcat: self('rsa-2056', 'cucm2.example.com'),
      },
      folder: (made) => ({ 'trust/core.pem': list(made, 'root', 'issuing', 'callManager', 'tomcat') }),
    },
  },
  {
    row: 2,
    name: 'cup-xmpp and tomcat self-signed with one CN',
    ...withImp('imp1.example.com', 'imp1.example.com'),
    expect: ['trust/duplicate-self-signed-cn'],
    verdicts: [
      'expc1: not known mra xmppFederation groupChatTls',
      'expc2: not known mra xmppFederation groupChatTls',
    ],
    twin: withImp('imp1.example.com', 'imp2.example.com'),
  },
  {
    row: 3,
    name: 'no clientAuth on X14.2',
    odd: { [expe1]: serverOnly },
    expect: ['cert/client-auth-missing', 'fleet/peers-differ'],
    verdicts: [`expe1: no ${all}`],
  },
  {
    row: 4,
    name: 'all certificates renewed with serverAuth alone on X15.0',
    deployment: answeredCorp({ release: 'X15.0' }),
    all: serverOnly,
    expect: Array<string>(4).fill('cert/client-auth-missing'),
    verdicts: [`expc1: no ${all}`, `expc2: no ${all}`, `expe1: no ${all}`, `expe2: no ${all}`],
  },
  {
    row: 5,
    name: 'a serverAuth certificate copied into the client store of X15.5',
    deployment: answeredCorp({ release: 'X15.5' }),
    odd: { copy: { ...clientCertificate, ...serverOnly } },
    folder: (made) => ({ [clientFile(expc1)]: made.copy!.pem }),
    expect: ['cert/client-store-refused'],
    verdicts: [`expc1: no uploadClient ${services}`],
  },
  {
    row: 6,
    name: 'the intermediate is missing in the list of the other side',
    folder: (made) => ({
      'trust/core.pem': list(made, 'root', 'issuing'),
      'trust/edge.pem': list(made, 'root'),
    }),
    expect: [
      ...Array<string>(2).fill('chain/intermediate-missing'),
      ...Array<string>(2).fill('chain/not-in-own-list'),
    ],
    verdicts: [`expc1: no ${services}`, `expc2: no ${services}`, `expe1: no ${all}`, `expe2: no ${all}`],
  },
  {
    row: 7,
    name: 'the CAs of the Expressway-E were not loaded',
    deployment: answeredCorp({}, [{}, { trustList: 'trust/edge.pem' }]),
    odd: { [expe1]: { issuer: 'otherRoot' }, 'expe2.example.com': { issuer: 'otherRoot' } },
    folder: (made) => ({
      'trust/core.pem': list(made, 'root', 'issuing', 'otherRoot'),
      'ca/other.pem': made.otherRoot!.pem,
    }),
    expect: Array<string>(2).fill('chain/not-in-own-list'),
    verdicts: [`expe1: no ${all}`, `expe2: no ${all}`],
    twin: {
      odd: { [expe1]: { issuer: 'otherRoot' }, 'expe2.example.com': { issuer: 'otherRoot' } },
      folder: (made) => ({
        'trust/core.pem': list(made, 'root', 'issuing', 'otherRoot'),
        'trust/edge.pem': list(made, 'root', 'issuing', 'otherRoot'),
      }),
    },
  },
  {
    row: 8,
    name: 'DER, a full-chain file, and a key without newline',
    folder: (made) => ({
      [`issued/${expe1}.pem`]: made[expe1]!.der,
      [`issued/${expc1}.pem`]: list(made, expc1, 'issuing', 'root'),
      [`keys/${expc1}.key.pem`]: keyText('rsa-2048').trimEnd(),
    }),
    expect: ['chain/bundle', 'cert/not-pem', 'key/no-final-newline'],
    verdicts: ['expc1: no upload; not known mra', 'expe1: no upload'],
  },
  {
    row: 9,
    name: 'a host name and an IP address among the names',
    odd: { [expe1]: { names: [...good.names, 'DNS:expe1'] } },
    expect: ['cert/name-not-fqdn', 'cert/name-extra'],
    verdicts: [`expe1: no ${all}`],
  },
  {
    row: 10,
    name: 'the edge domain is missing',
    odd: { [expe1]: { names: without('DNS:collab-edge.example.com') } },
    expect: ['cert/name-missing', 'fleet/peers-differ'],
    verdicts: ['expe1: no mra'],
  },
  {
    row: 11,
    name: 'the phone security profile is missing on the C',
    odd: {
      [expc1]: {
        names: [
          `DNS:${expc1}`,
          'DNS:expc.example.com',
          'DNS:chatnode1.example.com',
          'DNS:chatnode2.example.com',
        ],
      },
    },
    expect: ['cert/name-missing', 'fleet/peers-differ'],
    verdicts: ['expc1: no mra'],
  },
  {
    row: 14,
    name: "the peer's own name is missing",
    odd: { [expe1]: { names: without('DNS:expe1.example.com'), subject: [['commonName', expe1]] } },
    expect: ['cert/name-missing'],
    verdicts: [`expe1: no ${services}`],
  },
  {
    row: 15,
    name: 'a self-signed tomcat certificate that the C does not trust',
    odd: { tomcat: self('rsa-3072', 'cucm1.example.com') },
    folder: (made) => ({ 'cucm/cucm1-tomcat.pem': made.tomcat!.pem }),
    expect: ['chain/node-untrusted'],
    verdicts: ['expc1: no mra', 'expc2: no mra'],
    twin: {
      odd: { tomcat: self('rsa-3072', 'cucm1.example.com') },
      folder: (made) => ({
        'cucm/cucm1-tomcat.pem': made.tomcat!.pem,
        'trust/core.pem': list(made, 'root', 'issuing', 'tomcat'),
      }),
    },
  },
  {
    row: 16,
    name: 'a tomcat certificate for a bare host name',
    odd: { tomcat: node('cucm1') },
    folder: (made) => ({ 'cucm/cucm1-tomcat.pem': made.tomcat!.pem }),
    expect: ['cert/node-name-not-fqdn'],
    verdicts: ['expc1: not known mra', 'expc2: not known mra'],
    twin: soundNode('cucm/cucm1-tomcat.pem'),
  },
  {
    row: 17,
    name: 'tomcat-ECDSA still self-signed',
    odd: { ecdsa: self('ec-p-256', 'cucm1-EC.example.com') },
    folder: (made) => ({ 'cucm/cucm1-tomcat-ECDSA.pem': made.ecdsa!.pem }),
    expect: ['chain/node-twin-untrusted'],
    verdicts: ['expc1: not known mra', 'expc2: not known mra'],
    twin: soundNode('cucm/cucm1-tomcat-ECDSA.pem', { key: 'ec-p-256', keyUsage: [0] }),
  },
  {
    row: 18,
    name: 'Unified CM does not have the CA of the C',
    folder: (made) => ({ 'cucm/tomcat-trust.pem': list(made, 'otherRoot') }),
    options: { trustLists: [{ file: 'cucm/tomcat-trust.pem', of: 'unifiedCm' }] },
    expect: Array<string>(2).fill('chain/untrusted'),
    verdicts: ['expc1: no mra', 'expc2: no mra'],
    twin: {
      folder: (made) => ({ 'cucm/tomcat-trust.pem': list(made, 'root', 'issuing') }),
      options: { trustLists: [{ file: 'cucm/tomcat-trust.pem', of: 'unifiedCm' }] },
    },
  },
  {
    row: 20,
    name: 'an attribute known by number alone',
    odd: {
      [expe1]: {
        subject: [
          ['1.3.6.1.4.1.6449.1.2.1.5.1', 'x'],
          ['commonName', 'expe.example.com'],
        ],
      },
    },
    expect: ['cert/subject-oid'],
    verdicts: [`expe1: no ${services}`],
  },
  {
    row: 21,
    name: 'a key of 8192 bits',
    odd: { [expe1]: { key: 'rsa-8192' } },
    expect: ['cert/key-refused'],
    verdicts: [`expe1: no ${services}; not known upload`],
  },
  {
    row: 22,
    name: 'more than 999 characters of names before X8.10',
    deployment: answeredCorp({ release: 'X8.9' }, [{}, { additionalNames: longNames().map(named) }]),
    expect: ['cert/names-too-long', 'cert/names-too-long'],
    verdicts: [`expe1: no ${services}`, `expe2: no ${services}`],
    twin: {
      deployment: answeredCorp({ release: 'X8.10' }, [{}, { additionalNames: longNames().map(named) }]),
    },
  },
  {
    row: 23,
    name: 'the intermediate has expired',
    odd: {
      issuing: {
        key: 'rsa-2048-c',
        issuer: 'root',
        subject: [['commonName', 'Corp Issuing CA 2']],
        keyUsage: [5, 6],
        ca: true,
        extendedKeyUsage: [],
        notBefore: '2020-01-01',
        notAfter: '2026-11-01',
      },
    },
    expect: [
      ...Array<string>(4).fill('chain/broken'),
      ...Array<string>(2).fill('chain/node-fault'),
      ...Array<string>(3).fill('trust/expired'),
    ],
    verdicts: [`expc1: no ${all}`, `expc2: no ${all}`, `expe1: no ${all}`, `expe2: no ${all}`],
  },
  {
    row: 23,
    name: 'the CA has revoked a certificate',
    folder: (made) => ({
      'ca/issuing.crl': listOf('issuing', [made[expe1]!]),
      'ca/root.crl': listOf('root', []),
    }),
    expect: ['cert/revoked'],
    verdicts: [`expe1: no ${services}`],
    twin: { folder: () => soundLists },
  },
  {
    row: 23,
    name: 'a responder says that a certificate is revoked',
    folder: (made) => ({ 'ca/expe1.ocsp': responseAbout(made[expe1]!, { status: { reason: 1 } }) }),
    expect: ['cert/revoked'],
    verdicts: [
      `expc1: not known ${services}`,
      `expc2: not known ${services}`,
      `expe1: no ${services}`,
      `expe2: not known ${services}`,
    ],
    twin: { folder: () => soundLists },
  },
  {
    row: 23,
    name: 'the root has revoked the issuing CA',
    folder: (made) => ({ 'ca/root.crl': listOf('root', [made.issuing!], { reason: 2 }) }),
    expect: [
      ...Array<string>(4).fill('chain/broken'),
      ...Array<string>(2).fill('chain/node-fault'),
      ...Array<string>(3).fill('trust/revoked'),
    ],
    verdicts: [
      `expc1: no ${services}`,
      `expc2: no ${services}`,
      `expe1: no ${services}`,
      `expe2: no ${services}`,
    ],
    twin: { folder: () => soundLists },
  },
  {
    row: 25,
    name: 'a wildcard',
    odd: { [expe1]: { names: [...good.names, 'DNS:*.example.com'] } },
    expect: ['cert/wildcard'],
    verdicts: [`expe1: no ${services}; not known upload`],
  },
  {
    row: 26,
    name: 'a chat node alias is missing on the E',
    odd: Object.fromEntries(
      edge.peers.map(({ name }) => [
        name.name,
        { names: edgeNames(name.name.split('.')[0]!).filter((each) => each !== 'DNS:chatnode2.example.com') },
      ]),
    ),
    expect: ['cert/name-missing', 'cert/name-missing', 'fleet/chat-aliases-differ'],
    verdicts: ['expe1: no groupChatTls', 'expe2: no groupChatTls'],
  },
  {
    row: 27,
    name: 'a self-signed certificate on an Expressway-E that federates',
    odd: { [expe1]: { issuer: undefined as never } },
    folder: () => ({}),
    expect: ['cert/self-signed-for-federation', 'chain/untrusted', 'fleet/peers-differ'],
    verdicts: [`expc1: no ${services}`, `expc2: no ${services}`, `expe1: no ${services}; not known upload`],
  },
  {
    row: 29,
    name: 'the target of the SRV record is not in the certificate of the E',
    deployment: answeredCorp({}, [{}, { additionalNames: [named('sip.example.com')] }]),
    odd: { [expe1]: { names: good.names } },
    expect: ['cert/name-missing'],
    verdicts: [],
  },
  {
    row: 30,
    name: 'the CA added www. to a Unified CM certificate',
    odd: {
      tomcat: {
        issuer: 'issuing',
        key: 'rsa-3072',
        subject: [['commonName', 'cucm1.example.com']],
        names: ['DNS:cucm1.example.com', 'DNS:www.cucm1.example.com'],
      },
    },
    folder: (made) => ({
      'cucm/cucm1-tomcat.pem': made.tomcat!.pem,
      'cucm/tomcat.csr': writePem(
        'CERTIFICATE REQUEST',
        buildRequest({
          key: 'rsa-3072',
          subject: [['commonName', 'cucm1.example.com']],
          names: ['DNS:cucm1.example.com'],
        }),
      ),
    }),
    expect: ['cert/node-differs-from-csr'],
    verdicts: ['expc1: not known mra', 'expc2: not known mra'],
    twin: soundNode('cucm/cucm1-tomcat.pem'),
  },
  {
    row: 31,
    name: 'the request of a peer was made again, and the old one was signed',
    options: { manifest: [{ peer: expe1, publicKeyHash: `sha256:${'A'.repeat(43)}=` }] },
    folder: () => ({ [`keys/${expe1}.key.pem`]: undefined }),
    expect: Array<string>(4).fill('cert/key-not-in-manifest'),
    verdicts: [`expe1: not known ${all}`],
  },
  {
    row: 32,
    name: 'the key of another peer',
    folder: () => ({
      [`keys/${expe1}.key.pem`]: keyText('rsa-2048-f'),
      'keys/expe2.example.com.key.pem': undefined,
    }),
    expect: ['key/mismatch'],
    verdicts: [`expe1: no ${all}`],
  },
  {
    row: 34,
    name: 'a revocation list in the Active Directory alone, and two years',
    odd: { [expe1]: { notAfter: '2028-10-01', extensions: [crlAt('ldap:///CN=Corp')] } },
    expect: ['cert/webex-ios-lifetime', 'cert/webex-ios-crl'],
    verdicts: [],
  },
  {
    row: 37,
    name: 'a CallManager certificate without clientAuth',
    odd: { callManager: { ...node('cucm1.example.com'), ...serverOnly } },
    folder: (made) => ({ 'cucm/cucm1-CallManager.pem': made.callManager!.pem }),
    expect: ['cert/node-client-auth-missing'],
    verdicts: ['expc1: not known mra', 'expc2: not known mra'],
    twin: soundNode('cucm/cucm1-CallManager.pem'),
  },
  {
    row: 38,
    name: 'an umlaut in the subject of a Unified CM certificate before X8.2',
    deployment: answeredCorp({ release: 'X8.1' }),
    odd: {
      tomcat: node('cucm1.example.com', {
        subject: [
          ['organizationName', 'Müller AG'],
          ['commonName', 'cucm1.example.com'],
        ],
      }),
    },
    folder: (made) => ({ 'cucm/cucm1-tomcat.pem': made.tomcat!.pem }),
    expect: ['cert/node-not-ascii'],
    verdicts: [],
    twin: soundNode('cucm/cucm1-tomcat.pem'),
  },
  {
    row: 41,
    name: 'serverAuth alone on an Expressway-E of X15.4, which opens streams to others',
    deployment: answeredCorp({ release: 'X15.4' }),
    odd: { [expe1]: serverOnly, 'expe2.example.com': serverOnly },
    expect: Array<string>(2).fill('cert/client-auth-switch'),
    verdicts: [`expe1: not known ${all}`, `expe2: not known ${all}`],
  },
  {
    row: 42,
    name: 'no CN',
    odd: { [expe1]: { subject: [['organizationName', 'Example Corp']] } },
    expect: ['cert/cn-missing'],
    verdicts: ['expe1: no mra'],
  },
];

/** An Expressway-C that talks to IM and Presence, whose certificates are self-signed for these names and in its list. */
function withImp(ofCupXmpp: string, ofTomcat: string): Situation {
  return {
    deployment: answeredCorp({}, [{ talksTo: { unifiedCm: ['cucm/*.pem'], imp: ['imp/*.pem'] } }]),
    odd: {
      cupXmpp: self('rsa-3072', ofCupXmpp, { names: [`DNS:${ofCupXmpp}`, 'DNS:example.com'] }),
      tomcat: self('rsa-2056', ofTomcat),
    },
    folder: (made) => ({
      'trust/core.pem': list(made, 'root', 'issuing', 'tomcat', 'cupXmpp'),
      'imp/cup-xmpp.pem': made.cupXmpp!.pem,
      'imp/tomcat.pem': made.tomcat!.pem,
      'imp/trust.pem': list(made, 'root', 'issuing'),
    }),
    options: { trustLists: [unifiedCmList, { file: 'imp/trust.pem', of: 'imp' }] },
  };
}

function longNames(): string[] {
  return Array.from({ length: 40 }, (_, i) => `a-rather-long-host-name-${i}.example.com`);
}
