import { dirname, join } from 'node:path';
import { open, PeerTrust, type Recognised } from '../../lib/index.ts';
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
  if (names.length === 0) {
    throw new CommandError(2, 'there are no trusted CAs to judge by', {
      found: `no --trust, and no trustList of an Expressway-E cluster in ${loaded.reference.file}`,
      help: '--trust FILE, with the CAs as the Expressway trusts them',
    });
  }
  const anchors = await thingsIn(names, 'certificate', 'trusted-CA list', call);
  const crls = await thingsIn(crl, 'crl', 'revocation list', call);
  return new PeerTrust({
    anchors: anchors.flatMap((thing) => (thing.kind === 'certificate' ? [thing.certificate] : [])),
    crls: crls.flatMap((thing) => (thing.kind === 'crl' ? [thing.crl] : [])),
    verifier: nodeVerifier(),
  });
}

function declaredLists({ deployment, reference }: LoadedDeployment): readonly string[] {
  const folder = reference.file === 'stdin' ? '.' : dirname(reference.file);
  const lists = deployment.clusters.flatMap(({ role, trustList }) =>
    role === 'E' && trustList !== undefined ? [join(folder, trustList)] : [],
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
