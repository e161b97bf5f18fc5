import { ca, type CertificateRecipe } from '../../../../fixtures/recipes/certificates.ts';
import { extension, good } from '../../../../fixtures/recipes/requests.ts';
import { nullValue } from '../../../../src/lib/asn1/der-writer.ts';
import { answeredCorp } from '../../../support/answered.ts';
import { named } from '../../../support/deployment.ts';
import { describeRequirement } from '../../../support/states.ts';

const expe1 = 'expe1.example.com';
const expc1 = 'expc1.example.com';
const file = `issued/${expe1}.pem`;
const fileOfC = `issued/${expc1}.pem`;
const client = `issued/${expe1}/client.pem`;
const serverOnly = { extendedKeyUsage: ['serverAuth'] } as const;
const clientOnly = { extendedKeyUsage: ['clientAuth'] } as const;
const without = (...names: readonly string[]): string[] => good.names.filter((name) => !names.includes(name));

/** From X15.5 on the Expressway-E has a certificate in its client store too. */
const twoStores = (recipe: object) => ({
  deployment: answeredCorp({ release: 'X15.5' }),
  odd: {
    client: {
      issuer: 'issuing',
      key: 'rsa-2048' as const,
      subject: [['commonName', expe1]] as const,
      names: [`DNS:${expe1}`],
      ...clientOnly,
      ...recipe,
    },
  },
  folder: (made: Readonly<Record<string, { readonly pem: string }>>) => ({ [client]: made['client']!.pem }),
  service: 'xmppFederation' as const,
  store: 'client' as const,
});

describeRequirement('names-well-formed', [
  { name: 'every name is whole', holds: [file] },
  {
    name: 'a host name without domain',
    odd: { [expe1]: { names: [...good.names, 'DNS:expe1'] } },
    fails: [`cert/name-not-fqdn@${expe1}`],
  },
  {
    name: 'an address',
    odd: { [expe1]: { names: [...good.names, 'IP:192.0.2.1'] } },
    fails: [`cert/name-not-fqdn@${expe1}`],
  },
  {
    name: 'a CN that is no host name',
    odd: { [expe1]: { subject: [['commonName', 'Expressway Edge']] } },
    fails: [`cert/cn-not-fqdn@${expe1}`],
  },
  {
    name: 'a wildcard has its own requirement',
    odd: { [expe1]: { names: [...good.names, 'DNS:*.example.com'] } },
    holds: [file],
  },
]);

describeRequirement('upload-usage', [
  { name: 'both usages', holds: [file] },
  { name: 'serverAuth alone', odd: { [expe1]: serverOnly }, fails: [`cert/client-auth-missing@${expe1}`] },
  {
    name: 'serverAuth alone on an Expressway-E of X15.4, where a switch decides',
    deployment: answeredCorp({ release: 'X15.4' }),
    odd: { [expe1]: serverOnly },
    open: [`cert/client-auth-switch@${expe1}`, `usages@${expe1}`],
  },
  {
    name: 'serverAuth alone on an Expressway-C of X15.4, where no switch helps',
    deployment: answeredCorp({ release: 'X15.4' }),
    odd: { [expc1]: serverOnly },
    peer: expc1,
    fails: [`cert/client-auth-missing@${expc1}`],
  },
  {
    name: 'serverAuth alone in the server store of X15.5',
    ...twoStores({}),
    all: serverOnly,
    store: 'server',
    holds: [file],
  },
  {
    name: 'clientAuth alone',
    odd: { [expe1]: clientOnly },
    open: [`cert/server-auth-missing@${expe1}`, `usages@${expe1}`],
  },
  {
    name: 'no extended key usage',
    odd: { [expe1]: { extendedKeyUsage: [] } },
    open: [`cert/usage-absent@${expe1}`, `usages@${expe1}`],
  },
  {
    name: 'no extended key usage in the server store of X15.5, of which no text tells',
    ...twoStores({}),
    all: { extendedKeyUsage: [] },
    store: 'server',
    open: [`usages@${expe1}`],
    answer: ['have it issued again with the extended key usages of the request'],
  },
  {
    name: 'any usage',
    odd: { [expe1]: { extendedKeyUsage: ['anyExtendedKeyUsage'] } },
    open: [`cert/usage-any@${expe1}`, `usages@${expe1}`],
  },
  { name: 'clientAuth alone in the client store', ...twoStores({}), holds: [client] },
  {
    name: 'both usages in the client store',
    ...twoStores({ extendedKeyUsage: ['serverAuth', 'clientAuth'] }),
    holds: [client],
  },
  {
    name: 'no extended key usage in the client store',
    ...twoStores({ extendedKeyUsage: [] }),
    holds: [client],
  },
  {
    name: 'serverAuth alone in the client store',
    ...twoStores(serverOnly),
    fails: [`cert/client-store-refused@${expe1}`],
  },
]);

describeRequirement('in-date', [
  { name: 'the day of the check is within its dates', holds: [file] },
  { name: 'the first second counts', odd: { [expe1]: { notBefore: '2026-11-22T10:00:00Z' } }, holds: [file] },
  {
    name: 'the second before it does not',
    odd: { [expe1]: { notBefore: '2026-11-22T10:00:01Z' } },
    fails: [`cert/not-yet-valid@${expe1}`],
  },
  {
    name: 'the last second counts',
    odd: { [expe1]: { notAfter: '2026-11-22T10:00:00Z' } },
    holds: [file],
    remarks: [`cert/expiry-imminent@${expe1}`],
  },
  {
    name: 'the second after it does not',
    odd: { [expe1]: { notAfter: '2026-11-22T09:59:59Z' } },
    fails: [`cert/expired@${expe1}`],
  },
]);

describeRequirement('ca-signed', [
  { name: 'its issuer is another', holds: [file] },
  {
    name: 'it signed itself, and federates',
    odd: { [expe1]: { issuer: undefined as never } },
    fails: [`cert/self-signed-for-federation@${expe1}`],
  },
  {
    name: 'it signed itself',
    odd: { [expc1]: { issuer: undefined as never } },
    peer: expc1,
    fails: [`cert/self-signed@${expc1}`],
  },
  {
    name: 'its issuer has its own name, and another key',
    odd: {
      otherRoot: ca({ key: 'rsa-3072', subject: good.subject }),
      [expe1]: { issuer: 'otherRoot', subject: good.subject },
    },
    folder: (made) => ({ 'ca/other.pem': made['otherRoot']!.pem }),
    open: [`self-signature@${expe1}`],
    answer: ['have the request of this peer signed by a CA'],
  },
  {
    name: 'the certificate of an Expressway that was never given another',
    odd: {
      [expe1]: {
        subject: [
          ['organizationName', 'Temporary Certificate 7c1f'],
          ['commonName', expe1],
        ],
      },
    },
    fails: [`cert/temporary@${expe1}`],
  },
]);

describeRequirement('key-accepted', [
  { name: 'RSA of 2048 bits', holds: [file] },
  { name: 'RSA of 3072 bits', odd: { [expe1]: { key: 'rsa-3072' } }, holds: [file] },
  { name: 'SHA-384', odd: { [expe1]: { hash: 'sha384' } }, holds: [file] },
  { name: 'SHA-512', odd: { [expe1]: { hash: 'sha512' } }, holds: [file] },
  { name: 'SHA-1', odd: { [expe1]: { hash: 'sha1' } }, fails: [`cert/weak-key-or-hash@${expe1}`] },
  {
    name: 'RSA of 1024 bits',
    odd: { [expe1]: { key: 'rsa-1024' } },
    fails: [`cert/weak-key-or-hash@${expe1}`],
  },
  { name: 'RSA of 8192 bits', odd: { [expe1]: { key: 'rsa-8192' } }, fails: [`cert/key-refused@${expe1}`] },
  {
    name: 'RSA of a size that nobody makes',
    odd: { [expe1]: { key: 'rsa-2056' } },
    open: [`cert/key-untested@${expe1}`, `key-kind@${expe1}`],
    answer: ['make a new request with an RSA key of 2048 bits'],
  },
  {
    name: 'Ed25519',
    odd: { [expe1]: { key: 'ed25519', keyUsage: [0] } },
    open: [`cert/key-untested@${expe1}`, `key-kind@${expe1}`],
  },
  {
    name: 'ECDSA before X14.3',
    odd: { [expe1]: { key: 'ec-p-256', keyUsage: [0] } },
    fails: [`cert/key-type-release@${expe1}`],
  },
  {
    name: 'ECDSA on X14.3',
    deployment: answeredCorp({ release: 'X14.3' }),
    odd: { [expe1]: { key: 'ec-p-256', keyUsage: [0] } },
    holds: [file],
  },
  {
    name: 'a curve that nobody uses for certificates of servers',
    deployment: answeredCorp({ release: 'X14.3' }),
    odd: { [expe1]: { key: 'ec-secp256k1', keyUsage: [0] } },
    open: [`cert/key-untested@${expe1}`, `key-kind@${expe1}`],
  },
  {
    name: 'a weak hash makes the page warn and no more',
    service: 'upload',
    odd: { [expe1]: { hash: 'sha1' } },
    open: [`key-kind@${expe1}`],
  },
]);

describeRequirement('no-wildcard', [
  { name: 'every name stands for one host or domain', holds: [file] },
  {
    name: 'a wildcard among the names',
    odd: { [expe1]: { names: [...good.names, 'DNS:*.example.com'] } },
    fails: [`cert/wildcard@${expe1}`],
  },
  {
    name: 'a wildcard as CN',
    odd: { [expe1]: { subject: [['commonName', '*.example.com']] } },
    fails: [`cert/wildcard@${expe1}`],
  },
  {
    name: 'a wildcard that the policy of the deployment allows: that makes it no better for the product',
    deployment: answeredCorp({ policy: { ...answeredCorp().policy, allowWildcard: true } }),
    odd: { [expe1]: { names: [...good.names, 'DNS:*.example.com'] } },
    open: [`cert/wildcard-allowed@${expe1}`, `names@${expe1}`],
    answer: ['have it issued again with every name written out'],
  },
]);

describeRequirement('subject-accepted', [
  { name: 'every attribute has a name', holds: [file] },
  {
    name: 'one is known by number alone',
    odd: { [expe1]: { subject: [['1.3.6.1.4.1.6449.1.2.1.5.1', 'x'], ...good.subject] } },
    fails: [`cert/subject-oid@${expe1}`],
  },
  {
    name: 'those of extended validation do no harm',
    odd: { [expe1]: { subject: [['1.3.6.1.4.1.311.60.2.1.3', 'GB'], ...good.subject] } },
    holds: [file],
  },
]);

describeRequirement('common-name', [
  { name: 'there is a CN', holds: [file] },
  {
    name: 'there is none',
    odd: { [expe1]: { subject: [['organizationName', 'Example Corp']] } },
    fails: [`cert/cn-missing@${expe1}`],
  },
]);

const longNames = Array.from({ length: 40 }, (_, i) => `DNS:a-rather-long-host-name-${i}.example.com`);
describeRequirement('names-present', [
  { name: 'every name is there', holds: [file] },
  { name: 'of an Expressway-C too', peer: expc1, holds: [fileOfC] },
  {
    name: 'the registration domain is missing',
    odd: { [expe1]: { names: without('DNS:collab-edge.example.com') } },
    fails: [`cert/name-missing@${expe1}`],
  },
  {
    name: 'the registration domain is missing, which federation does not ask for',
    odd: { [expe1]: { names: without('DNS:collab-edge.example.com') } },
    service: 'xmppFederation',
    holds: [file],
  },
  {
    name: 'the registration domain stands there in another form that phones look for',
    odd: {
      [expe1]: { names: [...without('DNS:collab-edge.example.com'), 'SRV:_collab-edge._tls.example.com'] },
    },
    holds: [file],
    remarks: [`cert/name-other-form@${expe1}`],
  },
  {
    name: 'the federation domain stands there in a form that not every partner knows',
    odd: { [expe1]: { names: [...without('DNS:example.com'), 'XMPP:example.com'] } },
    service: 'xmppFederation',
    open: [`cert/name-other-form@${expe1}`, `names@${expe1} xmppFederation`],
    answer: ['have it issued again with the names of the plan'],
  },
  {
    name: 'a chat node alias is missing, without which group chat fails alone',
    odd: { [expe1]: { names: without('DNS:chatnode2.example.com') } },
    service: 'groupChatTls',
    fails: [`cert/name-missing@${expe1}`, 'fleet/chat-aliases-differ@deployment'],
  },
  {
    name: 'a chat node alias is missing, and federation does not ask for it',
    odd: { [expe1]: { names: without('DNS:chatnode2.example.com') } },
    service: 'xmppFederation',
    holds: [file],
  },
  ...(
    [
      ['registration domains', 'mra', 'registrationDomains', {}],
      ['federation domains', 'xmppFederation', 'federationDomains', {}],
      ['chat node aliases', 'groupChatTls', 'chatNodeAliases', {}],
      ['chat node aliases, on an Expressway-C', 'groupChatTls', 'chatNodeAliases', { peer: expc1 }],
    ] as const
  ).map(([what, service, key, rest]) => ({
    name: `the deployment file lists no ${what}`,
    deployment: answeredCorp({ [key]: [] }),
    service,
    ...rest,
    open: [`names-of-service@${'peer' in rest ? rest.peer : expe1} ${key}`],
    answer: [`list them under ${key} in the deployment file`],
  })),
  ...(['mra', 'xmppFederation'] as const).map((service) => ({
    name: `one name is registration and federation domain at once, for ${service}`,
    deployment: answeredCorp({ registrationDomains: [{ ...named('example.com'), format: 'DNS' as const }] }),
    service,
    holds: [file],
  })),
  {
    name: 'one name is both domains at once, and is there in a form of the registration domain alone',
    deployment: answeredCorp({ registrationDomains: [{ ...named('example.com'), format: 'DNS' as const }] }),
    odd: { [expe1]: { names: [...without('DNS:example.com'), 'SRV:_collab-edge._tls.example.com'] } },
    fails: [`cert/name-wrong-form@${expe1}`],
  },
  {
    name: 'a phone security profile is missing on an Expressway-E, where nobody looks for it',
    deployment: answeredCorp({
      phoneSecurityProfilesOn: ['C', 'E'],
      services: { ...answeredCorp().services, b2b: true },
    }),
    odd: { [expe1]: { names: good.names } },
    service: 'b2b',
    holds: [file],
  },
  {
    name: 'an Expressway-C needs no registration domain',
    deployment: answeredCorp({ registrationDomains: [] }),
    peer: expc1,
    holds: [fileOfC],
  },
  {
    name: 'an additional name is missing, of which nobody said what it is for',
    deployment: answeredCorp({ services: { ...answeredCorp().services, b2b: true } }, [
      {},
      { additionalNames: [named('sip.example.com')] },
    ]),
    odd: { [expe1]: { names: good.names } },
    service: 'b2b',
    open: [`cert/name-missing@${expe1}`, `names@${expe1} b2b`],
  },
  {
    name: 'a name stands behind the last character that X8.9 reads',
    deployment: answeredCorp({ release: 'X8.9' }),
    odd: {
      [expe1]: {
        names: [...without('DNS:collab-edge.example.com'), ...longNames, 'DNS:collab-edge.example.com'],
      },
    },
    fails: [`cert/names-too-long@${expe1}`],
  },
  {
    name: 'its names stand before the last character that X8.9 reads',
    deployment: answeredCorp({ release: 'X8.9' }),
    odd: {
      [expe1]: {
        names: [...without('DNS:collab-edge.example.com'), ...longNames, 'DNS:collab-edge.example.com'],
      },
    },
    service: 'xmppFederation',
    holds: [file],
  },
  { name: 'the name of the peer in the client certificate', ...twoStores({}), holds: [client] },
  {
    name: 'the name of the cluster in the client certificate',
    ...twoStores({ names: ['DNS:expe.example.com'] }),
    holds: [client],
  },
  {
    name: 'another name in the client certificate',
    ...twoStores({ names: ['DNS:somebody.example.com'] }),
    open: [`names@${expe1} client certificate`],
    answer: ['have a client certificate issued that has the name of the peer'],
  },
]);

const issuing = (rest: CertificateRecipe) => ({
  issuing: ca({ issuer: 'root', key: 'rsa-2048-c', subject: [['commonName', 'Corp Issuing CA 2']], ...rest }),
});
describeRequirement('server-usage', [
  { name: 'serverAuth in it, and CAs without limits', holds: [file] },
  {
    name: 'cA and keyCertSign in it, which OpenSSL takes: the danger is what its key could sign',
    odd: { [expe1]: { ca: true, keyUsage: [0, 2, 5] } },
    holds: [file],
  },
  {
    name: 'a critical extension that nobody knows: no CA that is given makes a chain',
    odd: { [expe1]: { extensions: [extension('1.3.6.1.4.1.99999.7', nullValue(), true)] } },
    open: [`usages@${expe1} TLS server`],
    answer: ['no answer helps this certificate: have it issued again without its fault'],
  },
  {
    name: 'a CA that has ended: its finding says what to do',
    odd: {
      issuing: ca({
        key: 'rsa-2048-c',
        issuer: 'root',
        subject: [['commonName', 'Corp Issuing CA 2']],
        notAfter: '2026-11-01',
      }),
    },
    open: [`usages@${expe1} TLS server`],
    answer: ['mend the chain, as its finding says'],
  },
  {
    name: 'clientAuth alone',
    odd: { [expe1]: clientOnly },
    fails: [`cert/server-auth-missing@${expe1}`],
  },
  {
    name: 'any usage, which OpenSSL does not take for serverAuth',
    odd: { [expe1]: { extendedKeyUsage: ['anyExtendedKeyUsage'] } },
    open: [`cert/usage-any@${expe1}`, `usages@${expe1} TLS server`],
    answer: ['have it issued again with the extended key usages of the request'],
  },
  {
    name: 'an intermediate is missing, so that nobody knows for what the CAs may be used',
    folder: () => ({
      'ca/issuing.pem': undefined,
      'trust/edge.pem': undefined,
      'trust/core.pem': undefined,
      'cucm/tomcat-trust.pem': undefined,
    }),
    open: [`usages@${expe1} TLS server`],
    answer: ['give root and intermediates of its CA, best as the trusted CA list of the cluster'],
  },
  {
    name: 'a key usage that no TLS server needs',
    odd: { [expe1]: { keyUsage: [6] } },
    fails: [`cert/key-usage-refused@${expe1}`],
    remarks: [`cert/key-usage-missing@${expe1}`],
  },
  {
    name: 'keyEncipherment alone, which is enough for a server',
    odd: { [expe1]: { keyUsage: [2] } },
    holds: [file],
    remarks: [`cert/key-usage-missing@${expe1}`],
  },
  {
    name: 'a CA above it that is for clients alone',
    odd: issuing(clientOnly),
    fails: [`chain/ca-usage-forbids@${expe1}`],
  },
]);

describeRequirement('client-usage', [
  { name: 'clientAuth in it, and CAs without limits', holds: [file] },
  {
    name: 'serverAuth alone',
    odd: { [expe1]: serverOnly },
    fails: [`cert/client-auth-missing@${expe1}`],
  },
  {
    name: 'a CA above it that is for servers alone, as those of public CAs are',
    odd: issuing(serverOnly),
    fails: [`chain/ca-usage-forbids@${expe1}`],
  },
  {
    name: 'keyEncipherment alone, with which a client cannot sign',
    odd: { [expe1]: { keyUsage: [2] } },
    fails: [`cert/key-usage-refused@${expe1}`],
    remarks: [`cert/key-usage-missing@${expe1}`],
  },
  { name: 'the client certificate of X15.5', ...twoStores({}), holds: [client] },
  {
    name: 'no client certificate was given on X15.5, and the server certificate is none',
    deployment: answeredCorp({ release: 'X15.5' }),
    all: serverOnly,
    folder: () => ({ [client]: undefined }),
    service: 'xmppFederation',
    store: 'client',
    open: [`cert/client-auth-own-certificate@${expe1}`, `client-certificate@${expe1}`],
  },
  {
    name: 'serverAuth alone in the client store',
    ...twoStores(serverOnly),
    fails: [`cert/client-store-refused@${expe1}`],
  },
  {
    name: 'a copy of a server certificate for serverAuth alone, as its request asks: another one of it is no better',
    deployment: answeredCorp({
      release: 'X15.5',
      clusters: answeredCorp().clusters.map((cluster) => ({
        ...cluster,
        peers: cluster.peers.map((each) => ({
          ...each,
          request: { ...each.request, ...serverOnly },
          client: { copyOfServer: true },
        })),
      })),
    }),
    all: serverOnly,
    folder: () => ({ [client]: undefined }),
    service: 'xmppFederation',
    store: 'client',
    open: [`usages@${expe1} TLS client`],
    answer: [
      'ask the partners whether they take the copy, which has no clientAuth; where they do not, give the client store a certificate of its own: write  client: { ca: private }  under clusters: edge in the deployment file, and have that one issued',
    ],
  },
]);

const twoCns: CertificateRecipe['subject'] = [
  ['commonName', 'core'],
  ['commonName', 'expc.example.com'],
];
const withPeerSubject = (...peerSubjects: string[]) =>
  ({
    deployment: answeredCorp({
      services: { ...answeredCorp().services, sipFederation: true },
      sipFederation: { domains: [], partners: [], peerSubject: peerSubjects.map(named) },
    }),
    peer: 'expc1.example.com',
    service: 'sipFederation',
  }) as const;
describeRequirement('common-name', [
  {
    name: 'the CN that IM and Presence has as TLS peer subject',
    ...withPeerSubject('EXPC.example.com'),
    holds: ['issued/expc1.example.com.pem'],
  },
  {
    name: 'the CN is one of several TLS peer subjects',
    ...withPeerSubject('expc1.example.com', 'expc.example.com'),
    holds: ['issued/expc1.example.com.pem'],
  },
  {
    name: 'two CNs, one of which IM and Presence has as TLS peer subject',
    ...withPeerSubject('expc.example.com'),
    odd: { 'expc1.example.com': { subject: twoCns } },
    holds: ['issued/expc1.example.com.pem'],
  },
  {
    name: 'another CN than IM and Presence has as TLS peer subject',
    ...withPeerSubject('expc1.example.com'),
    open: ['subject@expc1.example.com TLS peer subject'],
    answer: [
      'add the CN on IM and Presence as TLS peer subject, and say it under sipFederation: peerSubject',
    ],
  },
]);

const selfSignedCore = {
  deployment: answeredCorp({ services: { ...answeredCorp().services, sipFederation: true } }),
  odd: { 'expc1.example.com': { issuer: undefined as never } },
  peer: 'expc1.example.com',
} as const;
describeRequirement('ca-signed', [
  {
    name: 'a self-signed Expressway-C, which IM and Presence takes for SIP federation',
    ...selfSignedCore,
    service: 'sipFederation',
  },
]);
