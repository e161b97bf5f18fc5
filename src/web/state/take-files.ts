import {
  declaredReaders,
  isZip,
  maxRatio,
  textEncoding,
  zipEntries,
  type InputFile,
} from '../../lib/front.ts';
import { text } from '../texts/text.ts';
import { openDeployment } from './deployment.ts';
import { addFiles, setTrustList } from './files.ts';
import type { State, Transition } from './state.ts';

export interface TakeFilesOptions {
  /** They are what trusted-CA lists must be able to verify, and no lists themselves. */
  readonly isToBeVerified?: boolean;
  /** The deployment file in an archive among them. */
  readonly archived?: InputFile | undefined;
}

/** Opens a deployment file where there is one among the files; everything else is added to the open files. */
export const takeFiles =
  (files: readonly InputFile[], { isToBeVerified = false, archived }: TakeFilesOptions = {}): Transition =>
  (state) => {
    const deployment = deploymentAmong(files) ?? archived;
    const others = files.filter((file) => file !== deployment);
    const opened = deployment
      ? openDeployment(baseName(deployment.path), decoded(deployment.bytes))(state)
      : state;
    const said = deployment ? text('deployment.opened', { file: deployment.path }) : state.said;
    const added = others.length > 0 ? addFiles(others)(opened) : opened;
    if (isToBeVerified) {
      const mustVerify = [...added.mustVerify, ...others.map(({ path }) => path)];
      return { ...added, mustVerify, said };
    }
    const lists =
      state.screen === 'trust' ? others.filter((file) => holdsSeveral(file) && !isDeclared(file, added)) : [];
    return { ...lists.reduce((now, { path }) => withList(path)(now), added), said };
  };

/** Where trusted-CA lists are looked at, a file with several certificates is taken for one. */
const holdsSeveral = ({ bytes }: InputFile): boolean =>
  bytes.length <= largest && decoded(bytes).split('-----BEGIN CERTIFICATE-----').length > 2;

/** The deployment file says whose list it is. */
const isDeclared = ({ path }: InputFile, { deployment }: State): boolean =>
  deployment?.deployment !== undefined && declaredReaders(path, deployment.deployment).length > 0;

const withList =
  (file: string): Transition =>
  (state) =>
    state.trustLists.some((role) => role.file === file) ? state : setTrustList({ file })(state);

/** The one called expcert.yaml before any other. */
export function deploymentAmong(files: readonly InputFile[]): InputFile | undefined {
  const found = files.filter(isDeploymentFile);
  return found.find(({ path }) => usualName.test(path)) ?? found[0];
}

const usualName = /(^|[\\/])expcert\.(ya?ml|json)$/i;
/** Larger than any deployment file that is read. */
const largest = 2_000_000;

/** By name and by what it says: values of something else in YAML are none. */
export const isDeploymentFile = ({ path, bytes }: InputFile): boolean =>
  /\.(ya?ml|json)$/i.test(path) &&
  bytes.length <= largest &&
  /^\s*["']?(clusters|services|release)["']?\s*:/m.test(decoded(bytes)) &&
  !/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(decoded(bytes));

/** The one in an archive, where none lies open. */
export async function archivedDeployment(files: readonly InputFile[]): Promise<InputFile | undefined> {
  if (deploymentAmong(files)) return undefined;
  for (const { path, bytes } of files) {
    if (!isZip(bytes)) continue;
    try {
      const entry = zipEntries(bytes).find(({ name }) => usualName.test(name));
      const unpacked = await entry?.read({ bytes: largest, ratio: maxRatio });
      if (entry && unpacked) return { path: `${path}!/${entry.name}`, bytes: unpacked };
    } catch {
      // A damaged archive is told by those who read all of it.
    }
  }
  return undefined;
}

const decoded = (bytes: Uint8Array): string => new TextDecoder(textEncoding(bytes).label).decode(bytes);

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
