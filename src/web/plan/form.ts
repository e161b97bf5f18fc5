import type { DeploymentEdit, Draft } from '../../lib/front.ts';
import type { Finding } from '../../lib/index.ts';
import type { Desk } from '../desk.ts';
import { edit } from '../state/deployment.ts';
import { fieldsOf, type Fields } from '../state/fields.ts';
import type { OpenDeployment } from '../state/open-deployment.ts';
import { fieldMessage } from './field-words.ts';

/** What the fields of the form need: the values, what is to be said of them, and the way to change them. */
export interface Form extends Fields {
  readonly draft: Draft;
  readonly desk: Desk;
  /** In the words of the form, each once. */
  readonly findings: readonly Finding[];
  /** Findings beside a field, by its id. */
  readonly findingsAt: ReadonlyMap<string, readonly Finding[]>;
  edit(...edits: DeploymentEdit[]): void;
}

export function formOf({ draft, findings }: OpenDeployment, desk: Desk): Form | undefined {
  if (!draft) return undefined;
  const { fieldOf, pathOf } = fieldsOf(draft);
  const inForm = onceEach(
    findings.map((finding) => {
      const path = pathOf(fieldOf(finding) ?? '');
      const message = path && fieldMessage(finding, path, draft);
      return message ? { ...finding, message, params: { ...finding.params, expected: null } } : finding;
    }),
  );
  const findingsAt = new Map<string, Finding[]>();
  for (const finding of inForm) {
    const field = fieldOf(finding);
    if (field === undefined || finding.waived) continue;
    findingsAt.set(field, [...(findingsAt.get(field) ?? []), finding]);
  }
  const change = (...edits: DeploymentEdit[]) => desk.change(edit(edits));
  return { draft, desk, findings: inForm, findingsAt, fieldOf, pathOf, edit: change };
}

/** The names of a deployment are judged for each cluster, whose certificates share them; the form has them once. */
const onceEach = (findings: readonly Finding[]): Finding[] => [
  ...new Map(
    findings.map((finding) => {
      const { code, message, waived, locations, subject } = finding;
      const place = locations.length > 0 ? locations : subject;
      return [JSON.stringify([code, message, waived, place]), finding];
    }),
  ).values(),
];
