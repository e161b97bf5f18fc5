import {
  ca,
  makeHierarchy,
  type CertificateRecipe,
  type MadeCertificate,
} from '../../fixtures/recipes/certificates.ts';
import { extension, generalName, keyText, type KeyName } from '../../fixtures/recipes/requests.ts';
import { oid, sequence, tlv } from '../../src/lib/asn1/der-writer.ts';
import { extensionId, policyId } from '../../src/lib/asn1/oids.ts';
import { explicit } from '../../src/lib/asn1/tags.ts';
import type { Bytes } from '../../src/lib/bytes.ts';
import type { Cluster, Deployment } from '../../src/lib/deployment/model.ts';
import { planDeployment, type PeerPlan } from '../../src/lib/plan/plan.ts';
import { altNameText } from '../../src/lib/san/required.ts';
import { core, edge, sound } from './deployment.ts';

export const judgedAt = new Date('2026-11-22T10:00:00Z');

/** Marks of a public CA: the policy of domain validation. */
export const publicPolicy: Bytes = extension(
  extensionId.certificatePolicies,
  sequence(sequence(oid(policyId.domainValidated))),
);

/** cRLDistributionPoints with these addresses. */
export const crlAt = (...addresses: readonly string[]): Bytes =>
  extension(
    extensionId.cRLDistributionPoints,
    sequence(
      sequence(tlv(explicit(0), tlv(explicit(0), ...addresses.map((text) => generalName(`URI:${text}`))))),
    ),
  );

/** The deployment of test/support/deployment.ts with a trusted-CA list for each cluster. */
export const corp = (
  rest: Partial<Deployment> = {},
  clusters: readonly Partial<Cluster>[] = [],
): Deployment => ({
  ...sound,
  clusters: [
    { ...core, trustList: 'trust/core.pem', ...clusters[0] },
    { ...edge, trustList: 'trust/edge.pem', ...clusters[1] },
  ],
  ...rest,
});

const cas = {
  root: ca({ key: 'rsa-2048-b', subject: [['commonName', 'Corp Root CA']] }),
  issuing: ca({ key: 'rsa-2048-c', issuer: 'root', subject: [['commonName', 'Corp Issuing CA 2']] }),
  publicRoot: ca({ key: 'rsa-3072', subject: [['commonName', 'Public Root CA']] }),
  publicIssuing: ca({
    key: 'rsa-2056',
    issuer: 'publicRoot',
    subject: [['commonName', 'Public Issuing CA']],
  }),
  otherRoot: ca({ key: 'rsa-3072', subject: [['commonName', 'Other Root CA']] }),
} as const;
export type CaName = keyof typeof cas;

/** One key for each peer, so that none is shared. */
export const peerKeys: Readonly<Record<string, KeyName>> = {
  'expc1.example.com': 'rsa-2048',
  'expc2.example.com': 'rsa-2048-d',
  'expe1.example.com': 'rsa-2048-e',
  'expe2.example.com': 'rsa-2048-f',
};

/** What a CA would hand over for each peer of a plan; `odd` says what is wrong, by peer. */
export function issue(
  deployment: Deployment,
  odd: Readonly<Record<string, CertificateRecipe>> = {},
  all: CertificateRecipe = {},
): Record<string, MadeCertificate> {
  const recipes: Record<string, CertificateRecipe> = { ...cas };
  for (const name of Object.keys(cas)) if (odd[name]) recipes[name] = odd[name];
  for (const peer of planDeployment(deployment).peers) {
    recipes[peer.peer] = { ...recipeFor(peer), ...all, ...odd[peer.peer] };
  }
  for (const [name, recipe] of Object.entries(odd)) recipes[name] ??= recipe;
  return makeHierarchy(recipes);
}

export const recipeFor = (peer: PeerPlan): CertificateRecipe => ({
  issuer: peer.ca === 'public' ? 'publicIssuing' : 'issuing',
  key: peerKeys[peer.peer] ?? 'rsa-2048',
  subject: [
    ['countryName', 'GB'],
    ['organizationName', 'Example Corp'],
    ['commonName', peer.commonName],
  ],
  names: peer.names.map(altNameText),
  ...(peer.ca === 'public' && {
    notBefore: '2026-11-01',
    notAfter: '2027-05-19T23:59:59Z',
    extensions: [publicPolicy],
  }),
});

export interface Folder {
  /** Content by path; undefined takes a file of the sound folder away. */
  readonly [path: string]: string | Uint8Array | undefined;
}

const text = new TextEncoder();

export const filesOf = (folder: Folder): { path: string; bytes: Uint8Array }[] =>
  Object.entries(folder).flatMap(([path, content]) =>
    content === undefined
      ? []
      : [{ path, bytes: typeof content === 'string' ? text.encode(content) : content }],
  );

/** Certificates, keys, CAs and both trusted-CA lists. */
export function handover(deployment: Deployment, made: Readonly<Record<string, MadeCertificate>>): Folder {
  const pem = (...names: readonly CaName[]) => names.map((name) => made[name]!.pem).join('');
  const isPublic = deployment.clusters.some((cluster) => cluster.ca === 'public');
  const list = isPublic ? pem('root', 'issuing', 'publicRoot', 'publicIssuing') : pem('root', 'issuing');
  const peers = deployment.clusters.flatMap((cluster) => cluster.peers.map(({ name }) => name.name));
  return {
    ...Object.fromEntries(peers.map((peer) => [`issued/${peer}.pem`, made[peer]!.pem])),
    ...Object.fromEntries(peers.map((peer) => [`keys/${peer}.key.pem`, keyText(made[peer]!.key)])),
    'ca/root.pem': pem('root'),
    'ca/issuing.pem': pem('issuing'),
    'trust/core.pem': list,
    'trust/edge.pem': list,
  };
}
