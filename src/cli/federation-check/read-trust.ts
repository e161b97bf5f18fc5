import { dirname, isAbsolute, join } from 'node:path';
import {
  federationPolicy,
  open,
  partnerAnchorFiles,
  PeerTrust,
  type Certificate,
  type Recognised,
} from '../../lib/index.ts';
import { nodeVerifier } from '../../lib/node/index.ts';
import type { LoadedDeployment } from '../inputs/load-deployment.ts';
import { readFiles } from '../inputs/read-files.ts';
import type { Call } from '../program/command.ts';
import { CommandError } from '../program/command-error.ts';

export interface TrustFlags {
  readonly trust?: readonly string[] | undefined;
  readonly crl?: readonly string[] | undefined;
}

/** Trusted CAs and revocation lists of the call, else the lists of the clusters that federate. */
export async function readTrust(
  { trust, crl = [] }: TrustFlags,
  loaded: LoadedDeployment,
  call: Call,
): Promise<PeerTrust> {
  const names = trust ?? declaredLists(loaded);
  const ofPartners = partnerAnchorFiles(federationPolicy(loaded.deployment)!);
  if (names.length === 0 && ofPartners.length === 0) {
    throw new CommandError(2, 'there are no trusted CAs to judge by', {
      found: `no --trust, and no trustList of an Expressway-E cluster in ${loaded.reference.file}`,
      help: '--trust FILE, with the CAs as the Expressway trusts them',
    });
  }
  const anchors = await thingsIn(names, 'certificate', 'trusted-CA list', call);
  const crls = await thingsIn(crl, 'crl', 'revocation list', call);
  const partners = [];
  for (const { domains, anchors: file } of ofPartners) {
    const own = await thingsIn([placed(loaded, file)], 'certificate', "partner's CA list", call);
    partners.push({ domains, anchors: certificatesOf(own) });
  }
  return new PeerTrust({
    anchors: certificatesOf(anchors),
    partners,
    crls: crls.flatMap((thing) => (thing.kind === 'crl' ? [thing.crl] : [])),
    verifier: nodeVerifier(),
  });
}

const certificatesOf = (things: readonly Recognised[]): Certificate[] =>
  things.flatMap((thing) => (thing.kind === 'certificate' ? [thing.certificate] : []));

function placed({ reference }: LoadedDeployment, file: string): string {
  const folder = reference.file === 'stdin' ? '.' : dirname(reference.file);
  return isAbsolute(file) ? file : join(folder, file);
}

function declaredLists(loaded: LoadedDeployment): readonly string[] {
  const lists = loaded.deployment.clusters.flatMap(({ role, trustList }) =>
    role === 'E' && trustList !== undefined ? [placed(loaded, trustList)] : [],
  );
  return [...new Set(lists)];
}

/** What was named must be what it was named for, or nothing can be said. */
async function thingsIn(
  names: readonly string[],
  kind: Recognised['kind'],
  purpose: string,
  call: Call,
): Promise<readonly Recognised[]> {
  if (names.length === 0) return [];
  const { files, unread } = await readFiles(names, purpose, call);
  if (unread.length > 0) throw new CommandError(3, unread);
  const { recognised } = await open(files, { decrypt: false });
  const things = recognised.filter((thing) => thing.kind === kind);
  if (things.length > 0) return things;
  throw new CommandError(3, `there is no ${purpose} in ${names.join(', ')}`, {
    help: 'what is in a file:  expcert show FILE',
  });
}
