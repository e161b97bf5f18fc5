import type { DeploymentReference } from './report.ts';

/** Read where no other is named. */
export const defaultDeploymentFile = 'expcert.yaml';

/** ` -d FILE` for a suggested command, as a shell takes it; nothing for the file that is read anyway. */
export function deploymentArgument({ file }: Pick<DeploymentReference, 'file'>): string {
  if (file === defaultDeploymentFile) return '';
  return ` -d ${file === 'stdin' ? '-' : shellWord(file)}`;
}

/** A word as POSIX shells take it literally. */
export function shellWord(word: string): string {
  return /^[\w%+,./:=@~-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
