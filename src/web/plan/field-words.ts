import { formField, subjectLabels, type Draft, type DraftPath } from '../../lib/front.ts';
import type { Finding } from '../../lib/index.ts';
import { nameLists, textOf } from '../state/name-lists.ts';
import { text } from '../texts/text.ts';

/** Releases the page proposes; any other can be typed. */
export const releases = ['X12.7', 'X14.0', 'X14.2', 'X14.3', 'X15.0', 'X15.2', 'X15.3', 'X15.4', 'X15.5'];

/** What texts about a value are called by: `release`, `request.key`, `clusters.role`. */
function keyOf([first, second, third]: DraftPath): string {
  const key = first === 'clusters' ? third : first === 'request' ? second : undefined;
  return key === undefined ? String(first) : `${first}.${key}`;
}

/** What the form calls the field of a value: `FQDNs of the peers, 2, edge`. */
export function fieldLabel(path: DraftPath): string {
  const [first, second, third, at] = path;
  const subject = subjectLabels[third as keyof typeof subjectLabels];
  if (first === 'request' && subject) return subject;
  const label =
    third === 'additionalNames'
      ? formField.additional
      : (nameLists.find((list) => list.path[0] === first)?.label ??
        text(`field.${keyOf(path) as 'name' | 'clusters.role'}`));
  if (first === 'request') return label;
  return part(part(label, at), second);
}

const part = (label: string, of: DraftPath[number] | undefined): string =>
  of === undefined ? label : text('field.entryOf', { label, n: typeof of === 'number' ? of + 1 : of });

const needed = ['name', 'release', 'services', 'clusters', 'clusters.role', 'clusters.peers'] as const;

/** What to fill in, where the rule speaks of a key that whoever looks at the form does not see; else undefined. */
export function fieldMessage({ code }: Finding, path: DraftPath, draft: Draft): string | undefined {
  const value = draft.valueAt(path);
  // A cluster as a whole has no field of its own.
  const key = path.length === 2 ? undefined : needed.find((each) => each === keyOf(path));
  if (key && (value === '' || value === null || /missing-key|nothing-listed|no-service/.test(code))) {
    return text(`missing.${key}`, { id: path[1] ?? '' });
  }
  const [, major] = (key === 'release' && /^x?(\d{1,2})$/i.exec(textOf(value))) || [];
  const examples = releases.filter((each) => each.startsWith(`X${major}.`)).join(', ');
  return examples === '' ? undefined : text('field.releaseWhole', { examples });
}
