import { needsOwnClient, ownClient } from '../../product/client-store.ts';
import {
  compareReleases,
  hasClientStore,
  holdsFor,
  isBefore,
  releaseFacts,
  uploadDemands,
} from '../../product/release.ts';
import { services, type Cluster, type Deployment, type Peer, type Role } from '../model.ts';
import { decodeText } from '../reading/decode-text.ts';
import { readDeploymentText } from '../reading/read.ts';
import { readDraft, type Draft, type DraftPath } from './draft.ts';
import { editDeployment } from './edit.ts';
import type { EditValue } from './edit-text.ts';

/** A value that a newer release wants in the file, and why. */
export interface UpgradeStep {
  readonly path: DraftPath;
  readonly to: EditValue;
  /** What stood there; undefined where nothing did. */
  readonly before?: EditValue;
  readonly why: string;
}

export interface Upgrade {
  /** The file with every step made; every other character is as it was. */
  readonly text: string;
  readonly steps: readonly UpgradeStep[];
}

/** What the steps look at: the file as it is by now, and as it was written. */
interface Looked {
  readonly deployment: Deployment;
  readonly draft: Draft;
}

/**
 * Adds to a deployment file what its release wants, or the one it is to be upgraded to. A second time there is nothing
 * to add. Undefined where the file has a mistake.
 *
 * @param to `X15.5`; not before the release that the file has. Without it the file's own counts.
 */
export function upgradeDeployment(input: string | Uint8Array, to?: string): Upgrade | undefined {
  const decoded = typeof input === 'string' ? { text: input } : decodeText(input);
  if (!('text' in decoded)) return undefined;
  const steps: UpgradeStep[] = [];
  let text = decoded.text;
  // One after the other: what a release wants of a client certificate follows from the usages of the server's.
  for (const wanted of [releaseSteps(to), usageSteps, clientSteps, switchSteps]) {
    const looked = look(text);
    if (!looked) return undefined;
    for (const step of wanted(looked)) {
      text = editDeployment(text, step);
      steps.push(step);
    }
  }
  return look(text) && { text, steps };
}

function look(text: string): Looked | undefined {
  const { deployment } = readDeploymentText(text, '');
  const draft = readDraft(text);
  return deployment && draft && { deployment, draft };
}

const releaseSteps =
  (to: string | undefined) =>
  ({ deployment, draft }: Looked): UpgradeStep[] => {
    if (to === undefined) return [];
    const clusters = deployment.clusters.map(({ id, release }) => ({
      path: ['clusters', id, 'release'],
      release,
    }));
    return [{ path: ['release'], release: deployment.release }, ...clusters]
      .filter(({ release }) => release !== undefined && compareReleases(release, to) < 0)
      .map(({ path }) => ({
        path,
        to,
        ...beforeAt(path, draft),
        why: `The release to upgrade to is ${to}.`,
      }));
  };

const releaseOf = ({ release }: Cluster, deployment: Deployment): string => release ?? deployment.release;

const asksClientAuth = ({ request }: Peer): boolean => request.extendedKeyUsage.includes('clientAuth');

/**
 * A public CA is not asked for what it stops issuing, as soon as the server store does without: on the Expressway-E from
 * X15.4 on, on both from X15.5 on.
 */
function usageSteps({ deployment, draft }: Looked): UpgradeStep[] {
  return deployment.clusters.flatMap((cluster) => {
    const release = releaseOf(cluster, deployment);
    const isEnough = !uploadDemands(cluster.role, release).includes('clientAuth');
    if (cluster.ca !== 'public' || !isEnough) return [];
    const ofCluster: DraftPath = ['clusters', cluster.id, 'request', 'extendedKeyUsage'];
    const paths = cluster.peers.flatMap((peer, at): DraftPath[] => {
      if (!asksClientAuth(peer)) return [];
      const own: DraftPath = ['clusters', cluster.id, 'peers', at, 'request', 'extendedKeyUsage'];
      return [draft.valueAt(own) === undefined ? ofCluster : own];
    });
    return different(paths).map((path) => ({
      path,
      to: ['serverAuth'],
      ...beforeAt(path, draft),
      why: hasClientStore(release)
        ? 'Public CAs stop issuing clientAuth, and from X15.5 on the server certificate does without it.'
        : 'Public CAs stop issuing clientAuth, and X15.4 takes a certificate of an Expressway-E without it. Where partners look at the usages of a client, wait for X15.5.',
    }));
  });
}

/** Plain data, as everything that an upgrade changes. */
function beforeAt(path: DraftPath, draft: Draft): Pick<UpgradeStep, 'before'> {
  const before = draft.valueAt(path);
  return before === undefined ? {} : { before: before as EditValue };
}

const different = (paths: readonly DraftPath[]): DraftPath[] => [
  ...new Map(paths.map((path) => [path.join('.'), path])).values(),
];

/** From X15.5 on there is a client store, and what is in it has to be said. */
function clientSteps({ deployment }: Looked): UpgradeStep[] {
  return deployment.clusters
    .filter((cluster) => holdsFor(releaseFacts.separateClientStore, releaseOf(cluster, deployment)))
    .filter(({ peers }) => !peers.some(({ client }) => client))
    .map((cluster) => ({ path: ['clusters', cluster.id, 'client'], ...clientOf(cluster, deployment) }));
}

const storeOfItsOwn = 'From X15.5 on the client certificate is kept in a store of its own.';

function clientOf(
  { role, ca, peers, issuedBy }: Cluster,
  { services: isUsed }: Deployment,
): Pick<UpgradeStep, 'to' | 'why'> {
  const hasClientAuth = peers.every(asksClientAuth);
  const used = services.filter((service) => isUsed[service]);
  if (needsOwnClient({ role, ca, services: used, hasClientAuth })) {
    return { to: ownClient(issuedBy), why: `${storeOfItsOwn} ${whyOwn[role]}` };
  }
  const whyCopy = hasClientAuth
    ? 'The server certificate has clientAuth, so that a copy does.'
    : 'An Expressway-E works with a copy of a certificate for serverAuth alone, where it only accepts connections.';
  return { to: 'copy of the server certificate', why: `${storeOfItsOwn} ${whyCopy}` };
}

const whyOwn: Readonly<Record<Role, string>> = {
  C: 'Without clientAuth in it an Expressway-C has no SSH tunnels and no traversal zone, and a private CA issues it.',
  E: 'Partners that this Expressway-E connects to may look for clientAuth in it, and a private CA issues it: have them add that CA to their trust first. Where they do not look for clientAuth, a copy of the server certificate does without.',
};

/** X15.4 takes serverAuth alone on an Expressway-E whose switch is on. */
function switchSteps({ deployment, draft }: Looked): UpgradeStep[] {
  return deployment.clusters
    .map((cluster) => ({ cluster, path: ['clusters', cluster.id, 'serverEkuUpload'] }))
    .filter(({ cluster, path }) => {
      const isThere = holdsFor(releaseFacts.serverEkuUploadSwitch, releaseOf(cluster, deployment));
      const isOpen = draft.valueAt(path) === undefined;
      return isThere && isOpen && cluster.role === 'E' && !cluster.peers.every(asksClientAuth);
    })
    .map(({ path }) => ({
      path,
      to: true,
      why: 'X15.4 takes a certificate for serverAuth alone where this is on: xConfiguration XCP TLS Certificate CVS EnableServerEkuUpload: On',
    }));
}

/** The release that the file has, where `to` lies before it: nothing is upgraded to what was. */
export const isDowngrade = ({ release }: Pick<Deployment, 'release'>, to: string): boolean =>
  isBefore(to, release);
