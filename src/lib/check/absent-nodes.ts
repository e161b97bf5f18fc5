import type { Deployment } from '../deployment/model.ts';
import { declaredNodes, fitsPattern } from './file-roles.ts';
import { productNames, type NodeKind } from '../product/products.ts';
import type { Inventory } from './inventory.ts';
import type { Question } from './verdicts/questions.ts';

/** Certificates of another product that the deployment file names and that nobody has given, and how to ask for them. */
export interface AbsentNodes {
  readonly kind: NodeKind;
  readonly question: Question;
}

export function absentNodes(
  deployment: Deployment | undefined,
  { found }: Pick<Inventory, 'found'>,
): AbsentNodes[] {
  if (!deployment) return [];
  const paths = [...new Set(found.map(({ thing }) => thing.path))];
  return declaredNodes(deployment)
    .filter(({ pattern }) => !paths.some((path) => fitsPattern(path, pattern)))
    .map(({ kind, pattern, position }) => {
      const where = position ? `, ${deployment.file || 'deployment'}:${position.line}` : '';
      const question = {
        kind: 'absent-certificates',
        about: `${kind} ${pattern}`,
        what: `certificates of ${productNames[kind]}`,
        why: `no certificate at ${pattern}${where}`,
        answer: ['put them there, or mend talksTo in the deployment file'],
      } as const;
      return { kind, question };
    });
}
