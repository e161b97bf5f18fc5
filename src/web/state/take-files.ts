import type { InputFile } from '../../lib/index.ts';
import { text } from '../texts/text.ts';
import { openDeployment } from './deployment.ts';
import { addFiles } from './files.ts';
import type { Transition } from './state.ts';

/** Opens a deployment file where there is one among the files; everything else is added to the open files. */
export const takeFiles =
  (files: readonly InputFile[]): Transition =>
  (state) => {
    const deployment = files.find(isDeploymentFile);
    const others = files.filter((file) => !isDeploymentFile(file));
    const opened = deployment
      ? openDeployment(baseName(deployment.path), new TextDecoder().decode(deployment.bytes))(state)
      : state;
    const said = deployment ? text('deployment.opened', { file: deployment.path }) : state.said;
    return { ...(others.length > 0 ? addFiles(others)(opened) : opened), said };
  };

/** By name and by what it says: a certificate request in JSON, or a values.yaml of something else, is none. */
export const isDeploymentFile = ({ path, bytes }: InputFile): boolean =>
  /\.(ya?ml|json)$/i.test(path) && /^\s*"?(clusters|services|release)"?\s*:/m.test(start(bytes));

const start = (bytes: Uint8Array): string => new TextDecoder().decode(bytes.subarray(0, 65536));

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
