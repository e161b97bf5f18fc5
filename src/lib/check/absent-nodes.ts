import type { Deployment } from '../deployment/model.ts';
import { declaredNodes, fitsPattern } from './file-roles.ts';
import { productNames } from '../product/products.ts';
import type { Inventory } from './inventory.ts';
import type { Questions } from './verdicts/questions.ts';

/** Asks for certificates of other products that the deployment file names and that nobody has given. */
export function askForAbsentNodes(
  deployment: Deployment | undefined,
  { found }: Pick<Inventory, 'found'>,
  questions: Questions,
): void {
  if (!deployment) return;
  const paths = [...new Set(found.map(({ thing }) => thing.path))];
  for (const { kind, pattern, position } of declaredNodes(deployment)) {
    if (paths.some((path) => fitsPattern(path, pattern))) continue;
    const where = position ? `, ${deployment.file || 'deployment'}:${position.line}` : '';
    questions.ask({
      kind: 'absent-certificates',
      about: `${kind} ${pattern}`,
      what: `certificates of ${productNames[kind]}`,
      why: `no certificate at ${pattern}${where}`,
      answer: ['put them there, or mend talksTo in the deployment file'],
    });
  }
}
