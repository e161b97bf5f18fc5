import type { DeploymentEdit, Draft, Finding } from '../../lib/index.ts';
import type { Desk } from '../desk.ts';
import { edit } from '../state/deployment.ts';
import { fieldFinder } from '../state/fields.ts';
import type { OpenDeployment } from '../state/open-deployment.ts';

/** What the fields of the form need: the values, what is to be said of them, and the way to change them. */
export interface Form {
  readonly draft: Draft;
  readonly desk: Desk;
  /** Findings beside a field, by its id. */
  readonly findingsAt: ReadonlyMap<string, readonly Finding[]>;
  fieldOf(finding: Finding): string | undefined;
  edit(...edits: DeploymentEdit[]): void;
}

export function formOf({ draft, findings }: OpenDeployment, desk: Desk): Form | undefined {
  if (!draft) return undefined;
  const fieldOf = fieldFinder(draft);
  const findingsAt = new Map<string, Finding[]>();
  for (const finding of findings) {
    const field = fieldOf(finding);
    if (field === undefined || finding.waived) continue;
    findingsAt.set(field, [...(findingsAt.get(field) ?? []), finding]);
  }
  return { draft, desk, findingsAt, fieldOf, edit: (...edits) => desk.change(edit(edits)) };
}
