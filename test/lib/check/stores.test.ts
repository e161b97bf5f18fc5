import { createHash, createPublicKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { CertificateRecipe, MadeCertificate } from '../../../fixtures/recipes/certificates.ts';
import { buildRequest, keyText, type KeyName } from '../../../fixtures/recipes/requests.ts';
import type { ClientStore, Cluster, Deployment } from '../../../src/lib/deployment/model.ts';
import { writePem } from '../../../src/lib/formats/pem.ts';
import { answeredCorp, checkAnswered, clientFile, type Situation } from '../../support/answered.ts';
import { core, edge, noFurtherServices, peer, plainRequest } from '../../support/deployment.ts';
import { issue, type Folder } from '../../support/handover.ts';

const [expc, expe] = ['expc1.example.com', 'expe1.example.com'];
const copied: ClientStore = { copyOfServer: true };
const ofPrivateCa: ClientStore = {
  copyOfServer: false,
  ca: 'private',
  issuedBy: 'files',
  custody: 'tool',
  additionalNames: [],
  request: { ...plainRequest, extendedKeyUsage: ['clientAuth'] },
};
const serverOnly = { ...plainRequest, extendedKeyUsage: ['serverAuth'] } as const;

/** One Expressway of each role on X15.5, MRA alone: the mix that Cisco's text has, but for what the row says. */
function mix({
  release = 'X15.5',
  ofCore = ofPrivateCa,
  ofEdge = copied,
  clusters: [rest = {}, restOfEdge = {}] = [],
}: Row): Deployment {
  const request = serverOnly;
  const { name: _c, ...single } = core;
  const { name: _e, ...singleEdge } = edge;
  return {
    ...answeredCorp({ phoneSecurityProfiles: [] }),
    release,
    services: {
      ...{ mra: true, xmppFederation: false, groupChatTls: false, jabberGuest: false, b2b: false },
      ...noFurtherServices,
    },
    clusters: [
      {
        ...single,
        ...{ trustList: 'trust/core.pem', talksTo: { unifiedCm: ['cucm/*.pem'] }, ca: 'public' },
        peers: [peer(expc, { request, ...(ofCore && { client: ofCore }) })],
        ...rest,
      },
      {
        ...singleEdge,
        ...{ trustList: 'trust/edge.pem', ca: 'public' },
        peers: [peer(expe, { request, ...(ofEdge && { client: ofEdge }) })],
        ...restOfEdge,
      },
    ],
  };
}

type Made = Readonly<Record<string, MadeCertificate>>;
type Told = Pick<Situation, 'options'> & { readonly files?: Folder };

interface Row {
  readonly name: string;
  readonly release?: string;
  /** null: the deployment file says nothing. */
  readonly ofCore?: ClientStore | null;
  readonly ofEdge?: ClientStore | null;
  readonly clusters?: readonly Partial<Cluster>[];
  readonly odd?: Readonly<Record<string, CertificateRecipe>>;
  readonly folder?: (made: Made) => Folder;
  /** What tells for which store each key was made; absent: nothing does. */
  readonly told?: (made: Made) => Told;
  /** Findings that are about stores and usages, and every error and warning. */
  readonly expect: readonly string[];
  /** MRA on the C and on the E. */
  readonly mra: readonly [string, string];
}

const both = { extendedKeyUsage: ['serverAuth', 'clientAuth'] } as const;
const ofPublicCa: CertificateRecipe = {
  notBefore: '2026-11-01',
  notAfter: '2027-05-19T23:59:59Z',
  extendedKeyUsage: ['serverAuth'],
};
const withoutClientOf = (...peers: readonly string[]): Folder =>
  Object.fromEntries(peers.map((name) => [clientFile(name), undefined]));
const serverFile = (name: string): string => `issued/${name}/server.pem`;

const rows: readonly Row[] = [
  {
    name: 'the C has a client certificate of a private CA with both usages, everything else serverAuth of a public CA',
    expect: [],
    mra: ['yes', 'yes'],
  },
  {
    name: 'the client certificate of the C has clientAuth alone',
    odd: { [`client of ${expc}`]: { extendedKeyUsage: ['clientAuth'] } },
    expect: [],
    mra: ['yes', 'yes'],
  },
  {
    name: 'the client certificate of the C is told from the server certificate by the plan alone',
    folder: (made) => ({
      [clientFile(expc)]: undefined,
      'issued/from-private-ca.pem': made[`client of ${expc}`]!.pem,
    }),
    expect: [],
    mra: ['yes', 'yes'],
  },
  {
    name: 'serverAuth alone was copied into the client store of the C',
    ofCore: copied,
    folder: () => withoutClientOf(expc),
    expect: ['cert/client-store-refused expc1.example.com'],
    mra: ['no', 'yes'],
  },
  {
    name: 'the same, and the zones do not check usages: the SSH tunnels do',
    ofCore: copied,
    clusters: [{}, { extendedKeyUsageChecking: false }],
    folder: () => withoutClientOf(expc),
    expect: ['cert/client-store-refused expc1.example.com'],
    mra: ['no', 'yes'],
  },
  {
    name: 'both usages were copied into the client store of the C',
    ofCore: copied,
    odd: { [expc]: { ...ofPublicCa, ...both } },
    folder: () => withoutClientOf(expc),
    expect: ['cert/client-auth-ends expc1.example.com'],
    mra: ['yes', 'yes'],
  },
  {
    name: 'the file of the client store of the C has serverAuth alone',
    odd: { [`client of ${expc}`]: { extendedKeyUsage: ['serverAuth'] } },
    expect: ['cert/client-store-refused expc1.example.com'],
    mra: ['no', 'yes'],
  },
  {
    name: 'the server certificate lies in the file of the client store too, and nobody said that it was copied',
    ofCore: null,
    folder: (made) => ({ [clientFile(expc)]: made[expc]!.pem }),
    expect: ['cert/client-store-refused expc1.example.com'],
    mra: ['no', 'yes'],
  },
  {
    name: 'no client certificate of the C was given',
    folder: () => withoutClientOf(expc),
    expect: [
      'cert/client-auth-own-certificate expc1.example.com',
      'fleet/client-certificate-missing expc1.example.com',
    ],
    mra: ['not known', 'not known'],
  },
  {
    name: 'no client certificate of the E was given, which opens nothing for MRA',
    ofEdge: null,
    expect: ['cert/client-auth-own-certificate expe1.example.com'],
    mra: ['yes', 'yes'],
  },
  {
    name: 'server and client certificate of the C were taken for each other',
    folder: (made) => ({
      [`issued/${expc}.pem`]: undefined,
      [serverFile(expc)]: made[`client of ${expc}`]!.pem,
      [clientFile(expc)]: made[expc]!.pem,
    }),
    odd: {
      [`client of ${expc}`]: { extendedKeyUsage: ['clientAuth'] },
      [expc]: { ...ofPublicCa, names: [`DNS:${expc}`, 'DNS:chat.example.com'] },
    },
    clusters: [{ additionalNames: [{ name: 'chat.example.com', written: 'chat.example.com' }] }],
    expect: [
      'cert/other-store expc1.example.com',
      'cert/name-missing expc1.example.com',
      'cert/server-auth-missing expc1.example.com',
      'cert/other-store expc1.example.com',
      'cert/client-store-refused expc1.example.com',
    ],
    mra: ['no', 'yes'],
  },
  {
    name: 'a client certificate with another name than the one planned',
    odd: { [`client of ${expc}`]: { names: ['DNS:expc-old.example.com'] } },
    expect: ['cert/name-missing expc1.example.com'],
    mra: ['no', 'yes'],
  },
  {
    name: 'Unified CM lacks the CA of the client certificate of the C',
    folder: (made) => ({ 'cucm/tomcat-trust.pem': made['publicRoot']!.pem + made['publicIssuing']!.pem }),
    expect: ['chain/untrusted expc1.example.com'],
    mra: ['no', 'yes'],
  },
  {
    name: 'Unified CM lacks the CA of the server certificate of the C alone',
    folder: (made) => ({ 'cucm/tomcat-trust.pem': made['root']!.pem + made['issuing']!.pem }),
    expect: [],
    mra: ['yes', 'yes'],
  },
  {
    name: 'the Expressway-E lacks the CA of the client certificate of the C',
    folder: (made) => ({ 'trust/edge.pem': made['publicRoot']!.pem + made['publicIssuing']!.pem }),
    expect: ['chain/untrusted expc1.example.com'],
    mra: ['no', 'no'],
  },
  {
    name: 'on X15.4 the C still needs both usages, whatever is planned for a client store',
    release: 'X15.4',
    clusters: [{}, { serverEkuUpload: true }],
    folder: () => withoutClientOf(expc, expe),
    expect: ['cert/client-auth-missing expc1.example.com'],
    mra: ['no', 'yes'],
  },
  {
    name: 'on X15.4 the E takes serverAuth alone with its switch',
    release: 'X15.4',
    clusters: [{}, { serverEkuUpload: true }],
    odd: { [expc]: { ...ofPublicCa, ...both } },
    expect: ['cert/client-auth-ends expc1.example.com'],
    mra: ['yes', 'yes'],
  },
  {
    name: 'on X15.4 nobody said that the switch is on',
    release: 'X15.4',
    odd: { [expc]: { ...ofPublicCa, ...both } },
    expect: ['cert/client-auth-ends expc1.example.com', 'cert/client-auth-switch expe1.example.com'],
    mra: ['yes', 'not known'],
  },
  {
    name: 'while an upgrade is under way each cluster is judged by its own release',
    clusters: [{ release: 'X15.4' }],
    expect: ['cert/client-auth-missing expc1.example.com'],
    folder: () => withoutClientOf(expc),
    mra: ['no', 'yes'],
  },
];

const clientOf = (name: string): string => `client of ${name}`;
/** Whose key which certificate has; a store that holds a copy has none. */
const stored = (made: Made) =>
  (['server', 'client'] as const).flatMap((store) =>
    [expc, expe].flatMap((peer) => {
      const key = made[store === 'client' ? clientOf(peer) : peer]?.key;
      return key ? [{ peer, store, key }] : [];
    }),
  );
const usagesOf = { server: ['serverAuth'], client: ['clientAuth'] } as const;
const hashOf = (name: KeyName): string => {
  const der = createPublicKey(keyText(name)).export({ type: 'spki', format: 'der' });
  return `sha256:${createHash('sha256').update(der).digest('base64')}`;
};

/** As csr create wrote it down. */
const byManifest = (made: Made): Told => ({
  options: {
    manifest: stored(made).map(({ key, ...owner }) => ({ ...owner, publicKeyHash: hashOf(key) })),
  },
});

/** Requests of the C that ask for one usage each, and are called after nobody. */
const byRequests = (made: Made): Told => ({
  files: Object.fromEntries(
    stored(made).flatMap(({ peer, store, key }) => {
      if (peer !== expc) return [];
      const request = buildRequest({
        ...{ key, subject: [['commonName', peer]], names: [`DNS:${peer}`] },
        extendedKeyUsage: usagesOf[store],
      });
      return [[`requests/of-${key}.csr`, writePem('CERTIFICATE REQUEST', request)]];
    }),
  ),
});

/** Keys as csr create calls them. */
const byKeys = (made: Made): Told => ({
  files: {
    'keys/of-client.key.pem': undefined,
    ...Object.fromEntries(
      stored(made).map(({ peer, store, key }) => [
        `keys/${peer}${store === 'client' ? '-client' : ''}.key.pem`,
        keyText(key),
      ]),
    ),
  },
});

/** These files of the C and the E, and none of the two stores besides. */
const filed =
  (files: Readonly<Record<string, string>>) =>
  (made: Made): Folder => ({
    ...withoutClientOf(expc, expe),
    ...Object.fromEntries([expc, expe].map((name) => [`issued/${name}.pem`, undefined])),
    ...Object.fromEntries(Object.entries(files).map(([path, name]) => [`issued/${path}`, made[name]!.pem])),
  });

const inOrder = { 'expc1.pem': expc, 'expc1-client.pem': clientOf(expc), 'expe1.pem': expe };
const exchanged = { 'expc1.pem': clientOf(expc), 'expc1-client.pem': expc, 'expe1.pem': expe };
const clientAlone: CertificateRecipe = { extendedKeyUsage: ['clientAuth'] };
/** A profile for clients of the private CA, later than the other certificate of the C. */
const clientProfile: CertificateRecipe = {
  ...clientAlone,
  ...{ issuer: 'issuing', extensions: [], notBefore: '2026-11-10', notAfter: '2027-04-01' },
};
/** The certificate for the client store of the E. */
const clientOfEdge: CertificateRecipe = {
  ...{ issuer: 'issuing', key: 'rsa-2048-f', subject: [['commonName', expe]], names: [`DNS:${expe}`] },
  ...clientAlone,
};
const privateCore: readonly Partial<Cluster>[] = [{ ca: 'private' }];
const ofBothUsages: Readonly<Record<string, CertificateRecipe>> = {
  [expc]: { ...both, issuer: 'issuing', extensions: [], notBefore: '2026-10-01', notAfter: '2027-04-01' },
};
const exchangedFindings = [`cert/other-store ${expc}`, `cert/other-store ${expc}`];

const rowsOfKeys: readonly Row[] = [
  {
    name: 'the server request of the C came back for clients alone, later than the good client certificate',
    odd: { [expc]: clientProfile },
    folder: filed(inOrder),
    told: byManifest,
    expect: [`cert/server-auth-missing ${expc}`],
    mra: ['no', 'yes'],
  },
  {
    name: 'the same, told by requests',
    odd: { [expc]: clientProfile },
    folder: filed(inOrder),
    told: byRequests,
    expect: [`cert/server-auth-missing ${expc}`],
    mra: ['no', 'yes'],
  },
  {
    name: 'the same, told by the names of the keys',
    odd: { [expc]: clientProfile },
    folder: filed(inOrder),
    told: byKeys,
    expect: [`cert/server-auth-missing ${expc}`],
    mra: ['no', 'yes'],
  },
  {
    name: 'the same, and nobody knows the keys: the file is called as that of the server store beside the other',
    odd: { [expc]: clientProfile },
    folder: filed(inOrder),
    expect: [`cert/other-store ${expc}`, `cert/server-auth-missing ${expc}`],
    mra: ['no', 'yes'],
  },
  {
    name: 'the CA exchanged the profiles of both requests of the C',
    odd: { [expc]: clientProfile, [clientOf(expc)]: { extendedKeyUsage: ['serverAuth'] } },
    folder: filed(inOrder),
    told: byManifest,
    expect: [`cert/client-store-refused ${expc}`, `cert/server-auth-missing ${expc}`],
    mra: ['no', 'yes'],
  },
  {
    name: 'the server request of the E, whose certificate is copied, came back for clients alone',
    odd: { [expe]: clientProfile },
    folder: filed(inOrder),
    told: byManifest,
    expect: [`cert/server-auth-missing ${expe}`],
    mra: ['yes', 'no'],
  },
  {
    name: 'files of the C exchanged, both with both usages and the same names',
    odd: ofBothUsages,
    clusters: privateCore,
    folder: filed(exchanged),
    told: byManifest,
    expect: exchangedFindings,
    mra: ['yes', 'yes'],
  },
  {
    name: 'the same, told by requests',
    odd: ofBothUsages,
    clusters: privateCore,
    folder: filed(exchanged),
    told: byRequests,
    expect: exchangedFindings,
    mra: ['yes', 'yes'],
  },
  {
    name: 'the same, and nobody knows the keys: each serves as well in the place of the other',
    odd: ofBothUsages,
    clusters: privateCore,
    folder: filed(exchanged),
    expect: [],
    mra: ['yes', 'yes'],
  },
  {
    name: 'files of the C exchanged, one of which is for clients alone',
    odd: { [clientOf(expc)]: clientAlone },
    folder: filed(exchanged),
    told: byManifest,
    expect: exchangedFindings,
    mra: ['yes', 'yes'],
  },
  {
    name: 'the same in files that are called after the whole name of the peer',
    odd: { [clientOf(expc)]: clientAlone },
    folder: filed({ [`${expc}.pem`]: clientOf(expc), [`${expc}-client.pem`]: expc, 'expe1.pem': expe }),
    told: byManifest,
    expect: exchangedFindings,
    mra: ['yes', 'yes'],
  },
  {
    name: 'the same, and nobody knows the keys: each is judged where its file says that it goes, and both are told',
    odd: { [clientOf(expc)]: clientAlone },
    folder: filed(exchanged),
    expect: [`cert/client-store-refused ${expc}`, ...exchangedFindings, `cert/server-auth-missing ${expc}`],
    mra: ['no', 'yes'],
  },
  {
    name: 'a client certificate in a file of no store, beside none of a store: nothing is exchanged',
    odd: { [clientOf(expc)]: clientAlone },
    folder: filed({ 'a/expc1.pem': clientOf(expc), 'b/expc1.pem': expc, 'expe1.pem': expe }),
    told: byManifest,
    expect: [],
    mra: ['yes', 'yes'],
  },
  {
    name: 'both with both usages and the same names, in files that are called after nobody',
    odd: ofBothUsages,
    clusters: privateCore,
    folder: filed({ 'cert0.cer': clientOf(expc), 'cert1.cer': expc, 'cert2.cer': expe }),
    told: byManifest,
    expect: [],
    mra: ['yes', 'yes'],
  },
  {
    name: 'the same, and nobody knows the keys: one of them is missed, and nobody says which',
    odd: ofBothUsages,
    clusters: privateCore,
    folder: filed({ 'cert0.cer': clientOf(expc), 'cert1.cer': expc, 'cert2.cer': expe }),
    expect: [`fleet/client-certificate-missing ${expc}`],
    mra: ['not known', 'not known'],
  },
  {
    name: 'the certificate before the renewal, of the same key, is older',
    odd: {
      ...ofBothUsages,
      before: { ...recipes(clientOf(expc)), notBefore: '2025-10-01', notAfter: '2026-12-01' },
    },
    clusters: privateCore,
    folder: filed({ ...inOrder, 'old/cert0.cer': 'before' }),
    told: byManifest,
    expect: [`fleet/older-certificate ${expc}`],
    mra: ['yes', 'yes'],
  },
  {
    name: 'the client certificate of the E lies in the file of its server store too',
    ofEdge: ofPrivateCa,
    odd: { [clientOf(expe)]: clientOfEdge },
    folder: filed({ ...inOrder, 'expe1.pem': clientOf(expe), 'expe1-client.pem': clientOf(expe) }),
    told: byManifest,
    expect: [`cert/other-store ${expe}`, `fleet/peer-without-certificate ${expe}`],
    mra: ['not known', 'not known'],
  },
  {
    name: 'the server certificate of the E lies in the file of its client store too, for which another is planned',
    ofEdge: ofPrivateCa,
    odd: { [clientOf(expe)]: clientOfEdge },
    folder: filed({ ...inOrder, 'expe1-client.pem': expe }),
    told: byManifest,
    expect: [`cert/client-auth-own-certificate ${expe}`, `cert/other-store ${expe}`],
    mra: ['yes', 'yes'],
  },
  {
    name: 'the same, and nobody knows the keys',
    ofEdge: ofPrivateCa,
    folder: filed({ ...inOrder, 'expe1-client.pem': expe }),
    expect: [`cert/client-auth-own-certificate ${expe}`, `cert/other-store ${expe}`],
    mra: ['yes', 'yes'],
  },
  {
    name: 'the same, and the deployment file says that it is copied',
    odd: { [clientOf(expe)]: clientOfEdge },
    folder: filed({ ...inOrder, 'expe1-client.pem': expe }),
    told: byManifest,
    expect: [],
    mra: ['yes', 'yes'],
  },
  {
    name: 'one key for the requests of both stores tells nothing: the files do',
    odd: { [clientOf(expc)]: { key: 'rsa-2048' } },
    folder: filed(inOrder),
    told: byManifest,
    expect: [],
    mra: ['yes', 'yes'],
  },
];

const isOfStores = (code: string): boolean =>
  /client-auth|client-store|other-store|server-auth-missing|client-certificate|older-certificate|certificates-begin-together/.test(
    code,
  );

describe('the stores of server and client certificate', () => {
  it.each([...rows, ...rowsOfKeys].map((row) => [row.name, row] as const))('%s', async (_, row) => {
    const deployment = mix(row);
    const ofMix: Readonly<Record<string, CertificateRecipe>> = {
      [expc]: ofPublicCa,
      [expe]: ofPublicCa,
      ...(row.release === undefined && { [`client of ${expc}`]: both }),
    };
    const odd = Object.fromEntries(
      [...Object.keys(ofMix), ...Object.keys(row.odd ?? {})].map((name) => [
        name,
        { ...recipes(name), ...ofMix[name], ...row.odd?.[name] },
      ]),
    );
    const known = row.told?.(issue(deployment, odd)) ?? {};
    const report = await checkAnswered({
      deployment,
      odd,
      ...(known.options && { options: known.options }),
      folder: (made) => ({
        ...withoutClientOf(expe),
        'keys/of-client.key.pem': keyText(made[`client of ${expc}`]?.key ?? 'rsa-2048-d'),
        'cucm/tomcat-trust.pem': ['root', 'issuing', 'publicRoot', 'publicIssuing']
          .map((name) => made[name]!.pem)
          .join(''),
        ...row.folder?.(made),
        ...known.files,
      }),
    });
    const told = report.findings.filter(({ code, severity }) => severity !== 'notice' || isOfStores(code));
    expect(told.map(({ code, subject }) => `${code} ${subject.peer ?? subject.file}`).sort()).toEqual(
      [...row.expect].sort(),
    );
    const verdictOn = (name: string) =>
      report.services.find(({ service, peer: of }) => service === 'mra' && of === name)!.verdict;
    expect([verdictOn(expc), verdictOn(expe)]).toEqual(row.mra);
  });
});

/** Signed by the private CA: what answeredFolder() makes of it is overlaid whole. */
function recipes(name: string): CertificateRecipe {
  if (!name.startsWith('client of ')) return {};
  const fqdn = name.slice('client of '.length);
  return {
    issuer: 'issuing',
    key: 'rsa-2048-d',
    subject: [['commonName', fqdn]],
    names: [`DNS:${fqdn}`],
    ...both,
  };
}
