import { describe, expect, it } from 'vitest';
import type { CertificateRecipe, MadeCertificate } from '../../../fixtures/recipes/certificates.ts';
import { keyText } from '../../../fixtures/recipes/requests.ts';
import type { ClientStore, Cluster, Deployment } from '../../../src/lib/deployment/model.ts';
import { answeredCorp, checkAnswered, clientFile } from '../../support/answered.ts';
import { core, edge, noFurtherServices, peer, plainRequest } from '../../support/deployment.ts';
import type { Folder } from '../../support/handover.ts';

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

interface Row {
  readonly name: string;
  readonly release?: string;
  /** null: the deployment file says nothing. */
  readonly ofCore?: ClientStore | null;
  readonly ofEdge?: ClientStore | null;
  readonly clusters?: readonly Partial<Cluster>[];
  readonly odd?: Readonly<Record<string, CertificateRecipe>>;
  readonly folder?: (made: Readonly<Record<string, MadeCertificate>>) => Folder;
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
    expect: [],
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
    expect: [],
    mra: ['yes', 'yes'],
  },
  {
    name: 'on X15.4 nobody said that the switch is on',
    release: 'X15.4',
    odd: { [expc]: { ...ofPublicCa, ...both } },
    expect: ['cert/client-auth-switch expe1.example.com'],
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

const isOfStores = (code: string): boolean =>
  /client-auth|client-store|other-store|server-auth-missing|client-certificate/.test(code);

describe('the stores of server and client certificate', () => {
  it.each(rows.map((row) => [row.name, row] as const))('%s', async (_, row) => {
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
    const report = await checkAnswered({
      deployment,
      odd,
      folder: (made) => ({
        ...withoutClientOf(expe),
        'keys/of-client.key.pem': keyText(made[`client of ${expc}`]?.key ?? 'rsa-2048-d'),
        'cucm/tomcat-trust.pem': ['root', 'issuing', 'publicRoot', 'publicIssuing']
          .map((name) => made[name]!.pem)
          .join(''),
        ...row.folder?.(made),
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
