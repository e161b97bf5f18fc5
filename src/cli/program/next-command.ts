import { shellWord } from '../../lib/front.ts';
import type { DeploymentReference } from './report.ts';

export { shellWord };

/** Read where no other is named. */
export const defaultDeploymentFile = 'expcert.yaml';

/** ` -d FILE` for a suggested command, as a shell takes it; nothing for the file that is read anyway. */
export function deploymentArgument({ file }: Pick<DeploymentReference, 'file'>): string {
  if (file === defaultDeploymentFile) return '';
  return ` -d ${file === 'stdin' ? '-' : shellWord(file)}`;
}
