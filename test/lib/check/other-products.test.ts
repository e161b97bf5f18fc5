import { describe, expect, it } from 'vitest';
import type { CertificateRecipe } from '../../../fixtures/recipes/certificates.ts';
import { buildRequest, type RequestRecipe } from '../../../fixtures/recipes/requests.ts';
import { check } from '../../../src/lib/check/check.ts';
import type { Cluster, Deployment } from '../../../src/lib/deployment/model.ts';
import { named, peer } from '../../support/deployment.ts';
import { corp, filesOf, handover, issue, judgedAt, type Folder } from '../../support/handover.ts';

const talksTo: Partial<Cluster> = { talksTo: { unifiedCm: ['cucm/*.pem'] } };
const cucm = {
  key: 'rsa-3072',
  subject: [['commonName', 'cucm1.example.com']],
  names: ['DNS:cucm1.example.com'],
} as const;
const selfSigned = (rest: CertificateRecipe): CertificateRecipe => ({
  ...cucm,
  keyUsage: [0, 2, 3],
  ...rest,
});

/** Notices that the sound folder has by itself. */
const isOfSoundFolder: ReadonlySet<string> = new Set(['fleet/restart-needed', 'cert/private-ca-at-edge']);

interface Row {
  readonly name: string;
  readonly odd?: Readonly<Record<string, CertificateRecipe>>;
  readonly cluster?: Partial<Cluster>;
  readonly deployment?: Partial<Deployment>;
  readonly folder: (pem: (name: string) => string) => Folder;
  /** What is found beyond the notices of the sound folder. */
  readonly codes: readonly string[];
  /** Kind, product and role of what the folder has besides. */
  readonly items: readonly string[];
}

const nodesNamed = (...names: readonly string[]): Deployment['nodes'] => ({
  ...corp().nodes,
  unifiedCm: names.map(named),
});

const called = (commonName: string): RequestRecipe => ({ subject: [['commonName', commonName]] });

/** Requests that lie anywhere, and no `talksTo` names them. */
const requestsByThemselves: readonly (readonly [string, string, RequestRecipe, string])[] = [
  ['the request of CAPF, by its common name', 'new.csr', called('CAPF-1234abcd'), 'unifiedCm'],
  ['the request of a database client of Meeting Server', 'new.csr', called('postgres'), 'meetingServer'],
  [
    'a multi-server request with the chat alias that IM and Presence makes',
    'new.csr',
    {
      ...called('imp1-ms.example.com'),
      names: ['DNS:imp1.example.com', 'DNS:conference-1-StandAloneCluster1.example.com'],
    },
    'imp',
  ],
  [
    'a multi-server request with nodes of IM and Presence alone',
    'new.csr',
    { ...called('imp1-ms.example.com'), names: ['DNS:imp1.example.com'] },
    'imp',
  ],
  [
    'a multi-server request with nodes of both',
    'new.csr',
    { ...called('cucm1-ms.example.com'), names: ['DNS:cucm1.example.com', 'DNS:imp1.example.com'] },
    'unifiedCm',
  ],
  [
    'a multi-server request for ipsecEndSystem too',
    'new.csr',
    { ...called('imp2-ms.example.com'), extendedKeyUsage: ['serverAuth', 'clientAuth', 'ipsecEndSystem'] },
    'imp',
  ],
  ['a multi-server request that its file calls cup-xmpp', 'cup-xmpp.csr', called('a-ms.example.com'), 'imp'],
  ['a request that its file calls TVS', 'TVS.csr', called('cucm1.example.com'), 'unifiedCm'],
  [
    'a request that its file calls ipsec, which several have',
    'ipsec.csr',
    called('cucm1.example.com'),
    'other',
  ],
  [
    'a request for dataEncipherment, which the page of an Expressway never asks for',
    'new.csr',
    { ...called('node1.example.com'), keyUsage: [0, 3] },
    'other',
  ],
];

const rows: readonly Row[] = [
  {
    name: 'all certificates of a Unified CM node: only tomcat is looked at',
    cluster: talksTo,
    odd: {
      tomcat: { ...cucm, issuer: 'issuing' },
      capf: selfSigned({
        subject: [['commonName', 'CAPF-1a2b3c4d']],
        names: ['DNS:CAPF-1a2b3c4d'],
        ca: true,
        keyUsage: [0, 5],
      }),
      tvs: selfSigned({}),
      ipsec: selfSigned({ key: 'rsa-2056' }),
      recovery: selfSigned({ subject: [['commonName', 'ITLRECOVERY_cucm1.example.com']], names: [] }),
      authz: selfSigned({ subject: [['commonName', 'AUTHZ_cucm1.example.com']], notAfter: '2026-11-01' }),
    },
    folder: (pem) => ({
      'cucm/tomcat.pem': pem('tomcat'),
      'cucm/CAPF.pem': pem('capf'),
      'cucm/TVS.pem': pem('tvs'),
      'cucm/ipsec.pem': pem('ipsec'),
      'cucm/recovery.pem': pem('recovery'),
      'cucm/authz.pem': pem('authz'),
    }),
    codes: [],
    items: [
      'node-certificate unifiedCm CAPF',
      'node-certificate unifiedCm TVS',
      'node-certificate unifiedCm authz',
      'node-certificate unifiedCm ipsec',
      'node-certificate unifiedCm ITLRecovery',
      'node-certificate unifiedCm tomcat',
    ],
  },
  {
    name: 'the CA of Unified CM beside its certificates is a CA',
    cluster: talksTo,
    odd: {
      hostCa: {
        issuer: 'root',
        key: 'rsa-3072',
        subject: [['commonName', 'ca1.example.com']],
        ca: true,
        keyUsage: [5],
        extendedKeyUsage: [],
      },
    },
    folder: (pem) => ({ 'cucm/ca.pem': pem('hostCa') }),
    codes: [],
    items: ['ca-certificate'],
  },
  {
    name: 'certificates of Meeting Server, told by their folder and names',
    odd: {
      database: {
        issuer: 'issuing',
        key: 'rsa-3072',
        subject: [['commonName', 'postgres']],
        names: [],
        extendedKeyUsage: ['clientAuth'],
      },
      bridge: {
        issuer: 'issuing',
        key: 'rsa-2056',
        names: ['DNS:join.example.com', 'DNS:*.cms.example.com'],
      },
    },
    folder: (pem) => ({
      'cms/client.pem': pem('database'),
      'webbridge-chain.pem': pem('bridge') + pem('issuing'),
    }),
    codes: [],
    items: ['other-certificate meetingServer', 'other-certificate meetingServer', 'repeated-certificate'],
  },
  {
    name: 'a certificate that fits no peer while each peer has its own',
    odd: { stranger: { issuer: 'issuing', key: 'rsa-3072', names: ['DNS:*.example.net'] } },
    folder: (pem) => ({ 'a.pem': pem('stranger') }),
    codes: [],
    items: ['other-certificate other'],
  },
  {
    name: 'a certificate that fits no peer while one waits for its own',
    odd: {
      stranger: {
        issuer: 'issuing',
        key: 'rsa-3072',
        subject: [['commonName', 'www.example.net']],
        names: ['DNS:www.example.net'],
      },
    },
    folder: (pem) => ({ 'a.pem': pem('stranger'), 'issued/expe2.example.com.pem': undefined }),
    codes: ['cert/not-in-plan', 'fleet/peer-without-certificate', 'key/unmatched'],
    items: ['certificate'],
  },
  {
    name: 'other sides are named by talksTo, and not judged',
    cluster: {
      talksTo: {
        edge: ['traversal'],
        cms: ['conferencing/*.pem'],
        webex: ['hybrid'],
        proxy: ['dmz/a.pem'],
        identityProvider: ['login.pem'],
      },
    },
    odd: {
      bridge: { issuer: 'otherRoot', key: 'rsa-3072', names: ['DNS:join.example.com'] },
      // The name of the cluster would make it an Expressway's.
      proxy: { key: 'rsa-2056', names: ['DNS:expe.example.com'], notAfter: '2026-11-01' },
      provider: { key: 'rsa-2048-b', names: ['DNS:login.example.com'], notAfter: '2026-11-01' },
    },
    folder: (pem) => ({
      'conferencing/x.pem': pem('bridge'),
      'dmz/a.pem': pem('proxy'),
      'login.pem': pem('provider'),
      'conferencing/request.pem': buildRequest({
        key: 'rsa-2056',
        subject: [['commonName', 'join.example.com']],
        names: ['DNS:join.example.com'],
      }),
    }),
    codes: [],
    items: [
      'other-certificate meetingServer',
      'other-certificate proxy',
      'other-certificate identityProvider',
      'certificate-request meetingServer',
    ],
  },
  {
    name: 'the certificate of a connector host is named by its names, and not judged',
    deployment: { connectorHosts: [{ id: 'hosts', peers: [named('connector1.example.com')] }] },
    odd: {
      connector: { key: 'rsa-2056', names: ['DNS:CONNECTOR1.example.com'], notAfter: '2026-11-01' },
    },
    folder: (pem) => ({ 'x.pem': pem('connector'), 'issued/expe2.example.com.pem': undefined }),
    codes: ['fleet/peer-without-certificate', 'key/unmatched'],
    items: ['other-certificate connectorHost'],
  },
  {
    name: 'files that the deployment file says are not to be looked at',
    deployment: { ignore: ['old/*', '**/archive/**', 'broken.pem'] },
    odd: { older: { issuer: 'issuing', names: ['DNS:expe1.example.com'], notAfter: '2026-11-01' } },
    folder: (pem) => ({
      'old/expe1.example.com.pem': pem('older'),
      'a/archive/2025/expe1.pem': pem('older'),
      'broken.pem': '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
    }),
    codes: [],
    items: ['ignored', 'ignored', 'ignored'],
  },
  {
    name: 'a file below a folder whose own files alone are not looked at',
    deployment: { ignore: ['old/*'] },
    odd: {
      older: {
        issuer: 'issuing',
        key: 'rsa-2048-e',
        notBefore: '2025-01-01',
        names: ['DNS:expe1.example.com'],
      },
    },
    folder: (pem) => ({ 'old/2025/expe1.pem': pem('older') }),
    codes: ['fleet/older-certificate'],
    items: ['certificate'],
  },
  {
    name: 'certificates of nodes that the deployment file lists',
    cluster: talksTo,
    deployment: { nodes: nodesNamed('cucm1.example.com') },
    odd: { tomcat: { ...cucm, issuer: 'issuing' } },
    folder: (pem) => ({ 'cucm/tomcat.pem': pem('tomcat') }),
    codes: [],
    items: ['node-certificate unifiedCm tomcat'],
  },
  {
    name: 'a node was renamed, and its certificate has the name before',
    cluster: talksTo,
    deployment: { nodes: nodesNamed('cucm-new.example.com') },
    odd: { tomcat: { ...cucm, issuer: 'issuing' } },
    folder: (pem) => ({ 'cucm/tomcat.pem': pem('tomcat') }),
    codes: ['cert/node-name-differs'],
    items: ['node-certificate unifiedCm tomcat'],
  },
  {
    name: 'a node was renamed before X14.2, and TLS verify mode is off',
    cluster: { ...talksTo, tlsVerify: { unifiedCm: false } },
    deployment: { release: 'X14.0', nodes: nodesNamed('cucm-new.example.com') },
    odd: { tomcat: { ...cucm, issuer: 'issuing' } },
    folder: (pem) => ({ 'cucm/tomcat.pem': pem('tomcat') }),
    codes: [],
    items: ['node-certificate unifiedCm tomcat'],
  },
  {
    name: 'cup-xmpp and cup-xmpp-s2s without the presence domain',
    deployment: { presenceDomains: [named('example.com')] },
    odd: {
      xmpp: { issuer: 'issuing', key: 'rsa-2056', names: ['DNS:imp1.example.com'] },
      s2s: { issuer: 'issuing', key: 'rsa-3072', names: ['DNS:imp1.example.com', 'DNS:*.example.com'] },
    },
    folder: (pem) => ({ 'imp/cup-xmpp.pem': pem('xmpp'), 'imp/cup-xmpp-s2s.pem': pem('s2s') }),
    codes: ['cert/node-domain-missing', 'cert/node-domain-missing'],
    items: ['node-certificate imp cup-xmpp', 'node-certificate imp cup-xmpp-s2s'],
  },
  {
    name: 'requests of Unified CM: by the pattern of talksTo, and by the name that no host has',
    cluster: talksTo,
    folder: () => ({
      'cucm/x.pem': buildRequest({ key: 'rsa-3072', subject: [['commonName', 'cucm1']], names: [] }),
      'tomcat.csr': buildRequest({
        key: 'rsa-2056',
        subject: [['commonName', 'cucm1-ms.example.com']],
        names: ['DNS:cucm1.example.com'],
      }),
    }),
    codes: [],
    items: ['certificate-request unifiedCm', 'certificate-request unifiedCm'],
  },
  ...requestsByThemselves.map(([name, path, recipe, product]): Row => ({
    name,
    deployment: { nodes: { ...nodesNamed('cucm1.example.com'), imp: [named('imp1.example.com')] } },
    folder: () => ({ [path]: buildRequest({ key: 'rsa-3072', names: [], ...recipe }) }),
    codes: [],
    items: [`certificate-request ${product}`],
  })),
  {
    name: 'a request of a peer that is called as a multi-server request',
    cluster: { peers: [peer('expc-ms.example.com')] },
    folder: () => ({
      'new.csr': buildRequest({
        key: 'rsa-3072',
        subject: [['commonName', 'expc-ms.example.com']],
        names: ['DNS:expc-ms.example.com'],
      }),
    }),
    codes: ['csr/key-differs', ...Array<string>(4).fill('csr/name-missing')],
    items: ['certificate-request'],
  },
];

describe('files that talksTo names and nobody gave', () => {
  it.each<[string, Cluster['talksTo'], readonly string[]]>([
    ['of a reverse proxy', { proxy: ['dmz/*.pem'] }, ['absent-certificates@proxy dmz/*.pem']],
    ['of a link of ones own', { sbc: ['sbc.pem'] }, ['absent-certificates@sbc sbc.pem']],
    ['words and names of hosts are no files', { edge: ['traversal'], sbc: ['sbc.example.com'] }, []],
  ])('%s', async (_, links, ids) => {
    const deployment = corp({}, [{ talksTo: links }]);
    const files = filesOf(handover(deployment, issue(deployment)));
    const { notChecked } = await check(files, deployment, { at: judgedAt });
    expect(notChecked.map(({ id }) => id).filter((id) => id.startsWith('absent'))).toEqual(ids);
  });
});

const customer = {
  issuer: 'issuing',
  key: 'rsa-3072',
  subject: [['commonName', 'customer.example']],
  names: ['DNS:customer.example', 'DNS:meet.customer.example'],
} as const;
const unfit = 'fleet/domain-certificate-unfit';
const absentDomain = 'fleet/domain-certificate-missing';

describe('domain certificates of multitenant mode', () => {
  it.each<[string, CertificateRecipe | undefined, readonly string[]]>([
    ['one with all names, in date, of a CA in the list', customer, []],
    ['none', undefined, [`${absentDomain}: there is no domain certificate for customer.example`]],
    [
      'one that holds the name of a peer too: that is no domain certificate',
      { ...customer, names: [...customer.names, 'DNS:expe1.example.com'] },
      [`${absentDomain}: there is no domain certificate for customer.example`],
    ],
    [
      'one that lacks a name',
      { ...customer, names: ['DNS:customer.example'] },
      [`${unfit}: the domain certificate for customer.example: it lacks meet.customer.example`],
    ],
    [
      'one that has ended',
      { ...customer, notAfter: '2026-11-01' },
      [`${unfit}: the domain certificate for customer.example: it expired on 2026-11-01`],
    ],
    [
      'one that has not begun, for clients alone',
      { ...customer, notBefore: '2026-12-20', extendedKeyUsage: ['clientAuth'] },
      [
        `${unfit}: the domain certificate for customer.example: it is not valid before 2026-12-20; it is not for TLS servers`,
      ],
    ],
    [
      'one of a CA that the list of its cluster lacks',
      { ...customer, issuer: 'otherRoot' },
      [`${unfit}: the domain certificate for customer.example: trust/edge.pem does not verify it`],
    ],
  ])('%s', async (_, recipe, expected) => {
    const domainCertificates = [
      { domain: named('customer.example'), additionalNames: [named('meet.customer.example')] },
    ];
    const deployment = corp({}, [{}, { domainCertificates }]);
    const made = issue(deployment, recipe && { customer: recipe });
    const files = { ...handover(deployment, made), ...(recipe && { 'tenants/a.pem': made.customer!.pem }) };
    const { findings, items } = await check(filesOf(files), deployment, { at: judgedAt });
    const found = findings.filter(({ code }) => code === unfit || code === absentDomain);
    expect(found.map(({ code, message }) => `${code}: ${message}`)).toEqual(expected);
    const item = items.find(({ file }) => file === 'tenants/a.pem');
    const isDomains = recipe !== undefined && !expected.some((text) => text.startsWith(absentDomain));
    expect(item?.domain).toBe(isDomains ? 'customer.example' : undefined);
  });
});

describe('of other products', () => {
  it.each(rows)('$name', async ({ odd = {}, cluster = {}, deployment: rest = {}, folder, codes, items }) => {
    const deployment = corp(rest, [cluster]);
    const made = issue(deployment, odd);
    const sound = handover(deployment, made);
    const added = folder((name) => made[name]!.pem);
    const report = await check(filesOf({ ...sound, ...added }), deployment, { at: judgedAt });
    const found = report.findings.map(({ code }) => code).filter((code) => !isOfSoundFolder.has(code));
    expect(found.sort()).toEqual(codes);
    const listed = report.items
      .filter(({ file }) => added[file] !== undefined)
      .map(({ kind, product = '', role = '' }) => [kind, product, role].join(' ').trim());
    expect(listed.sort()).toEqual([...items].sort());
  });
});
