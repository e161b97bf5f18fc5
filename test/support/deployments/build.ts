import {
  ca,
  makeHierarchy,
  type CertificateRecipe,
  type MadeCertificate,
} from '../../../fixtures/recipes/certificates.ts';
import { buildRequest, keyText, type KeyName } from '../../../fixtures/recipes/requests.ts';
import type { CheckOptions } from '../../../src/lib/check/options.ts';
import type { TrustListRole } from '../../../src/lib/check/file-roles.ts';
import type { Cluster, Deployment } from '../../../src/lib/deployment/model.ts';
import { services } from '../../../src/lib/deployment/model.ts';
import { writePem } from '../../../src/lib/formats/pem.ts';
import { planDeployment, type PeerPlan, type Plan } from '../../../src/lib/plan/plan.ts';
import { holdsFor, releaseFacts } from '../../../src/lib/product/release.ts';
import { altNameText } from '../../../src/lib/san/required.ts';
import { buildCrl } from '../crls.ts';
import { core, named, peer, sound } from '../deployment.ts';
import { publicPolicy, type Folder } from '../handover.ts';
import type { Hierarchy } from '../pki.ts';
import { exportedNodes, type ExportedNode } from './nodes.ts';
import type { Shape } from './shape.ts';

export type Made = Readonly<Record<string, MadeCertificate>>;
export type Recipes = Readonly<Record<string, CertificateRecipe>>;

/** A sound deployment: what is planned, every certificate as a recipe, and where the files lie. */
export interface Drawn {
  readonly shape: Shape;
  readonly deployment: Deployment;
  readonly plan: Plan;
  readonly recipes: Recipes;
  readonly nodes: readonly ExportedNode[];
  readonly trustLists: readonly TrustListRole[];
}

/** What is otherwise than in the sound folder. */
export interface Changes {
  readonly odd?: Recipes;
  /** Content by path; undefined takes a file away. */
  readonly folder?: (made: Made) => Folder;
  readonly deployment?: Deployment;
  readonly options?: Partial<CheckOptions>;
}

const names: Readonly<Record<string, readonly [host: string, cluster: string]>> = {
  core: ['expc', 'expc.example.com'],
  edge: ['expe', 'expe.example.com'],
  edge2: ['expeu', 'expeu.example.com'],
};

export function draw(shape: Shape): Drawn {
  const deployment = deploymentOf(shape);
  const plan = planDeployment(deployment);
  const nodes = exportedNodes(shape);
  return {
    shape,
    deployment,
    plan,
    nodes,
    recipes: {
      ...cas,
      ...peerRecipes(plan, shape),
      ...Object.fromEntries(nodes.map((node) => [node.path, node.recipe])),
    },
    trustLists: [
      { file: 'cucm/tomcat-trust.pem', of: 'unifiedCm' },
      { file: 'cucm/CallManager-trust.pem', of: 'unifiedCm' },
      ...(shape.hasImp ? [{ file: 'imp/trust.pem', of: 'imp' }] : []),
    ],
  };
}

function deploymentOf(shape: Shape): Deployment {
  const cluster = (id: string, count: number, rest: Partial<Cluster>): Cluster => {
    const [host, name] = names[id]!;
    return {
      ...core,
      id,
      ...(count > 1 ? { name: named(name) } : { name: undefined as never }),
      peers: Array.from({ length: count }, (_, i) =>
        peer(`${host}${i + 1}.example.com`, {
          request: { ...core.peers[0]!.request, commonName: shape.commonName === 'peer' ? 'peer' : 'auto' },
        }),
      ),
      trustList: `trust/${id}.pem`,
      ...rest,
    };
  };
  const talksTo = {
    unifiedCm: ['cucm/*.pem'],
    ...(shape.hasImp && { imp: ['imp/*.pem'] }),
    ...(shape.hasUnity && { unityConnection: ['unity/*.pem'] }),
  };
  return {
    ...sound,
    release: shape.release,
    // Where the Expressway-E has a client certificate of the private CA, partners are asked whether they trust it.
    ...(hasClientStore(shape) && { trustStores: { ...sound.trustStores, outside: 'trust/outside.pem' } }),
    services: Object.fromEntries(
      services.map((service) => [service, shape.services.includes(service)]),
    ) as Deployment['services'],
    clusters: [
      cluster('core', shape.cores, { role: 'C', custody: shape.coreCustody, talksTo }),
      ...shape.edges.map((count, i) =>
        cluster(i === 0 ? 'edge' : 'edge2', count, {
          role: 'E',
          ca: shape.edgeCa,
          custody: shape.edgeCustody,
        }),
      ),
    ],
  };
}

/** The intermediate of the public CA names both usages, as those of public CAs do. */
const cas = {
  root: ca({ key: 'rsa-2048-b', subject: [['commonName', 'Corp Root CA']] }),
  issuing: ca({ key: 'rsa-2048-c', issuer: 'root', subject: [['commonName', 'Corp Issuing CA 2']] }),
  publicRoot: ca({ key: 'rsa-3072', subject: [['commonName', 'Public Root CA']] }),
  publicIssuing: ca({
    key: 'rsa-2056',
    issuer: 'publicRoot',
    subject: [['commonName', 'Public TLS Issuing CA 7']],
    extendedKeyUsage: ['serverAuth', 'clientAuth'],
    keyUsage: [0, 5, 6],
    pathLength: 0,
    extensions: [publicPolicy],
  }),
  otherRoot: ca({ key: 'rsa-2048', subject: [['commonName', 'Other Root CA']] }),
} as const satisfies Recipes;

/** Of peers alone; CAs and nodes have others. */
const peerKeys: readonly KeyName[] = [
  ...(['rsa-2048-d', 'rsa-2048-e', 'rsa-2048-f', 'rsa-2048-g', 'rsa-2048-h', 'rsa-2048-i'] as const),
  ...(['rsa-2048-j', 'rsa-2048-k', 'rsa-2048-l', 'rsa-2048-m', 'rsa-2048-n', 'rsa-2048'] as const),
];
const ecKeys: readonly KeyName[] = ['ec-p-256', 'ec-p-384'];

export const clientOf = (fqdn: string): string => `client of ${fqdn}`;
export const hasClientStore = ({ release }: Pick<Shape, 'release'>): boolean =>
  holdsFor(releaseFacts.separateClientStore, release);

function peerRecipes(plan: Plan, shape: Shape): Recipes {
  const keys = [...(shape.keys === 'mixed' ? ecKeys : []), ...peerKeys];
  return Object.fromEntries(
    plan.peers.flatMap((each, i) => {
      const key = keys[i]!;
      const recipe = peerRecipe(each, key);
      // Public CAs no longer name clientAuth; where there are two stores, nobody needs it in the server's.
      const server = hasClientStore(shape)
        ? { ...recipe, extendedKeyUsage: ['serverAuth'] as const }
        : recipe;
      return [
        [each.peer, server] as const,
        ...(hasClientStore(shape) ? [[clientOf(each.peer), clientRecipe(each, key)] as const] : []),
      ];
    }),
  );
}

const keyUsageOf = (key: KeyName): CertificateRecipe => (key.startsWith('ec') ? { keyUsage: [0] } : {});

const peerRecipe = (plan: PeerPlan, key: KeyName): CertificateRecipe => ({
  issuer: issuerOf(plan),
  key,
  subject: [
    ['countryName', 'GB'],
    ['organizationName', 'Example Corp'],
    ['commonName', plan.commonName],
  ],
  names: plan.names.map(altNameText),
  ...keyUsageOf(key),
  ...(plan.ca === 'public' && { extensions: [publicPolicy] }),
});

/** Signed by the private CA, as the guides tell. */
const clientRecipe = ({ peer: fqdn }: PeerPlan, key: KeyName): CertificateRecipe => ({
  issuer: 'issuing',
  key,
  subject: [['commonName', fqdn]],
  names: [`DNS:${fqdn}`],
  extendedKeyUsage: ['clientAuth'],
  ...keyUsageOf(key),
});

export const issuerOf = ({ ca: kind }: Pick<PeerPlan, 'ca'>): 'issuing' | 'publicIssuing' =>
  kind === 'public' ? 'publicIssuing' : 'issuing';

export const certificateFile = (fqdn: string): string => `issued/${fqdn}.pem`;
export const clientFile = (fqdn: string): string => `issued/${fqdn}/client.pem`;
export const keyFile = (fqdn: string): string => `keys/${fqdn}.key.pem`;
export const requestFile = (fqdn: string): string => `requests/${fqdn}.csr`;

const pem = (made: Made, ...entries: readonly string[]): string =>
  entries.map((entry) => made[entry]!.pem).join('');

/** What the trusted-CA lists of Expressways hold: every CA, and self-signed certificates of other products. */
export const trusted = ({ nodes }: Drawn): string[] => [
  'root',
  'issuing',
  'publicRoot',
  'publicIssuing',
  ...nodes.flatMap(({ path, recipe, isMet }) => (isMet && recipe.issuer === undefined ? [path] : [])),
];

/** The files of a sound folder. */
function layout(drawn: Drawn, made: Made): Folder {
  const { plan, nodes, deployment, shape, trustLists } = drawn;
  const corporate = pem(made, 'root', 'issuing');
  return {
    ...Object.fromEntries(plan.peers.flatMap((each) => filesOfPeer(each, drawn, made))),
    ...Object.fromEntries(nodes.map(({ path }) => [path, made[path]!.pem])),
    'ca/root.pem': pem(made, 'root'),
    'ca/issuing.pem': pem(made, 'issuing'),
    ...(shape.edgeCa === 'public' && { 'ca/public.pem': pem(made, 'publicRoot', 'publicIssuing') }),
    ...Object.fromEntries(
      deployment.clusters.map(({ id }) => [`trust/${id}.pem`, pem(made, ...trusted(drawn))]),
    ),
    ...Object.fromEntries(trustLists.map(({ file }) => [file, corporate])),
    ...(hasClientStore(shape) && {
      'trust/outside.pem': corporate + pem(made, 'publicRoot', 'publicIssuing'),
    }),
    ...(shape.hasRevocationLists && revocationLists()),
  };
}

function filesOfPeer(
  { peer: fqdn, custody, names: planned, commonName }: PeerPlan,
  { shape }: Drawn,
  made: Made,
) {
  const { pem: text, key } = made[fqdn]!;
  const request = () =>
    writePem(
      'CERTIFICATE REQUEST',
      buildRequest({
        key,
        names: planned.map(altNameText),
        subject: [
          ['countryName', 'GB'],
          ['organizationName', 'Example Corp'],
          ['commonName', commonName],
        ],
        ...(key.startsWith('ec') && { keyUsage: [0] }),
      }),
    );
  return [
    [certificateFile(fqdn), text] as const,
    custody === 'tool' ? ([keyFile(fqdn), keyText(key)] as const) : ([requestFile(fqdn), request()] as const),
    ...(hasClientStore(shape) ? [[clientFile(fqdn), made[clientOf(fqdn)]!.pem] as const] : []),
  ];
}

/** The CAs as the recipes of revocation lists want them. */
const revokers: Hierarchy = {
  root: { subject: 'CN=Corp Root CA', key: 'rsa-2048-b' },
  issuing: { subject: 'CN=Corp Issuing CA 2', key: 'rsa-2048-c', issuedBy: 'root' },
  publicRoot: { subject: 'CN=Public Root CA', key: 'rsa-3072' },
  publicIssuing: { subject: 'CN=Public TLS Issuing CA 7', key: 'rsa-2056', issuedBy: 'publicRoot' },
};
export type Revoker = 'root' | 'issuing' | 'publicRoot' | 'publicIssuing';
const revokerNames = Object.keys(revokers) as Revoker[];

export const revocationFile = (by: Revoker): string => `crl/${by}.crl`;

/** A current revocation list, DER. */
export const revocationList = (by: Revoker, revoked: readonly MadeCertificate[] = []): Uint8Array =>
  buildCrl(revokers, {
    issuedBy: by,
    // The key identifiers of the certificates are not made as the lists' recipes make theirs.
    without: ['authorityKeyIdentifier'],
    revoked: revoked.map(({ certificate }) => ({
      serial: BigInt(`0x${Buffer.from(certificate.serialNumber).toString('hex')}`),
    })),
  }).der;

export const revocationLists = (): Folder =>
  Object.fromEntries(revokerNames.map((by) => [revocationFile(by), revocationList(by)]));

/** The folder, sound but for the changes. */
export function folderOf(drawn: Drawn, { odd = {}, folder = () => ({}) }: Changes = {}): Folder {
  const recipes = { ...drawn.recipes, ...odd };
  const made = Object.keys(odd).length === 0 ? madeOf(drawn) : makeHierarchy(recipes);
  return { ...layout(drawn, made), ...folder(made) };
}

const soundOnes = new WeakMap<Drawn, Made>();

function madeOf(drawn: Drawn): Made {
  const known = soundOnes.get(drawn) ?? makeHierarchy(drawn.recipes);
  soundOnes.set(drawn, known);
  return known;
}
