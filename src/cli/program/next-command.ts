import { fileArgument, shellWord } from '../../lib/front.ts';
import type { FileSystem } from '../host/io.ts';
import type { PassphraseFlags } from './passphrase-flags.ts';
import type { DeploymentReference } from './report.ts';

export { fileArgument, shellWord };

/** Read where no other is named. */
export const defaultDeploymentFile = 'expcert.yaml';

/** `csr`, or `csr-2`, `csr-3`, …: the first that is not there, so that nothing is in the way of a suggested command. */
export async function newFolder(name: string, fs: FileSystem): Promise<string> {
  for (let number = 1; number < 100; number++) {
    const folder = number === 1 ? name : `${name}-${number}`;
    if ((await fs.status(folder)) === undefined) return folder;
  }
  return name;
}

/** ` --key-passphrase-file FILE` for a suggested command over the same files. */
export function passphraseArgument({
  keyPassphraseFile: file,
  keyPassphraseFd: descriptor,
}: PassphraseFlags): string {
  if (file !== undefined) return ` --key-passphrase-file ${file === '-' ? '-' : shellWord(file)}`;
  return descriptor === undefined ? '' : ` --key-passphrase-fd ${descriptor}`;
}

/** ` -d FILE` for a suggested command, as a shell takes it; nothing for the file that is read anyway. */
export function deploymentArgument({ file }: Pick<DeploymentReference, 'file'>): string {
  if (file === defaultDeploymentFile) return '';
  return ` -d ${file === 'stdin' ? '-' : shellWord(file)}`;
}
