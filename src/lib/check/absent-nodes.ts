import type { Deployment } from '../deployment/model.ts';
import { declaredNodes, fitsPattern } from './file-roles.ts';
import { productNames } from '../product/products.ts';
import type { Inventory } from './inventory.ts';
import type { NotChecked } from './report.ts';

/** Certificates of other products that the deployment file names and that nobody has given. */
export function absentNodes(
  deployment: Deployment | undefined,
  { found }: Pick<Inventory, 'found'>,
): NotChecked[] {
  if (!deployment) return [];
  const paths = [...new Set(found.map(({ thing }) => thing.path))];
  return declaredNodes(deployment)
    .filter(({ pattern }) => !paths.some((path) => fitsPattern(path, pattern)))
    .map(({ kind, pattern, position }) => ({
      what: `certificates of ${productNames[kind]}`,
      why: `no certificate at ${pattern}${position ? `, ${deployment.file || 'deployment'}:${position.line}` : ''}`,
    }));
}
