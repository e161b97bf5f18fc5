import type { Deployment } from '../deployment/model.ts';
import { declaredNodes, declaredOtherSides, fitsPattern, isFilePattern } from './file-roles.ts';
import { productNames, type OtherProduct } from '../product/products.ts';
import type { Inventory } from './inventory.ts';
import type { Question } from './verdicts/questions.ts';

/** Certificates of another product that the deployment file names and that nobody has given, and how to ask for them. */
export interface AbsentNodes {
  readonly kind: OtherProduct;
  readonly question: Question;
}

export function absentNodes(
  deployment: Deployment | undefined,
  { found }: Pick<Inventory, 'found'>,
): AbsentNodes[] {
  if (!deployment) return [];
  const paths = [...new Set(found.map(({ thing }) => thing.path))];
  const sides = declaredOtherSides(deployment)
    .filter(({ pattern }) => isFilePattern(pattern))
    .map(({ product, ...rest }) => ({ kind: product, ...rest }));
  return [...declaredNodes(deployment).map((each) => ({ ...each, link: each.kind })), ...sides]
    .filter(({ pattern }) => !paths.some((path) => fitsPattern(path, pattern)))
    .map(({ kind, link, pattern, position }) => {
      const where = position ? `, ${deployment.file || 'deployment'}:${position.line}` : '';
      const question = {
        kind: 'absent-certificates',
        about: `${link} ${pattern}`,
        what: `certificates of ${kind === 'other' ? link : productNames[kind]}`,
        why: `no certificate at ${pattern}${where}`,
        answer: ['put them there, or mend talksTo in the deployment file'],
      } as const;
      return { kind, question };
    });
}
