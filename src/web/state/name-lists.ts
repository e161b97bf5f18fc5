import { formField, type DeploymentEdit, type Draft, type DraftPath } from '../../lib/front.ts';
import { pastedNames, type PastedName } from './pasted-names.ts';

/** A list of names of the Generate CSR page, and where the deployment file has it. */
export interface NameList {
  readonly path: DraftPath;
  /** The page's own label. */
  readonly label: string;
  /** Choices of the "Format" list beside it, the usual one first; absent where it has none. */
  readonly formats?: readonly string[];
}

export const nameLists: readonly NameList[] = [
  {
    path: ['registrationDomains'],
    label: formField.registrationDomain,
    formats: ['CollabEdgeDNS', 'DNS', 'SRVName'],
  },
  { path: ['federationDomains'], label: formField.federationDomain, formats: ['DNS', 'XMPPAddress'] },
  { path: ['chatNodeAliases'], label: formField.chatNodeAlias, formats: ['DNS', 'XMPPAddress'] },
  { path: ['phoneSecurityProfiles'], label: formField.phoneSecurityProfile },
];

/** An entry as it stands in the file: a name, or a map with name and format. */
export interface NameEntry {
  readonly name: string;
  readonly format: string;
  readonly namePath: DraftPath;
  readonly isMap: boolean;
}

export function entriesOf(draft: Draft, { path }: Pick<NameList, 'path'>): NameEntry[] {
  return Array.from({ length: draft.lengthAt(path) }, (_, at) => {
    const here = [...path, at];
    const isMap = draft.keysAt(here).length > 0;
    const namePath = isMap ? [...here, 'name'] : here;
    const format = isMap ? draft.valueAt([...here, 'format']) : undefined;
    return { name: textOf(draft.valueAt(namePath)), format: textOf(format ?? 'DNS'), namePath, isMap };
  });
}

/** The value as a field shows it; what is no single value shows as nothing. */
export const textOf = (value: unknown): string =>
  ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : '';

/** Gives an entry another format, in the way it is written. */
export function formatEdit({ path }: NameList, at: number, entry: NameEntry, format: string): DeploymentEdit {
  const here = [...path, at];
  return entry.isMap
    ? { path: [...here, 'format'], to: format }
    : { path: here, to: { name: entry.name, format } };
}

/** What is typed over an entry: a name, one with a prefix or a format, several, or nothing, which takes it out. */
export function entryEdits(draft: Draft, list: NameList, at: number, typed: string): DeploymentEdit[] {
  const here = [...list.path, at];
  if (typed === '') return [{ path: here, remove: true }];
  const { namePath, format: present } = entriesOf(draft, list)[at]!;
  const [{ name, format = present } = { name: typed }, ...others] = pastedNames(typed, list.formats ?? []);
  const isOther = format !== present && list.formats?.includes(format);
  return [
    isOther ? { path: here, to: { name, format } } : { path: namePath, to: name },
    ...addEdits(draft, list, others),
  ];
}

/** Adds names behind those there are. One without a format of its own gets that of the last entry, or the usual one. */
export function addEdits(draft: Draft, list: NameList, names: readonly PastedName[]): DeploymentEdit[] {
  const entries = entriesOf(draft, list);
  const keyOf = (name: string, format: string) => `${format} ${name.toLowerCase()}`;
  const known = new Set(entries.map(({ name, format }) => keyOf(name, format)));
  const usual = entries.at(-1)?.format ?? list.formats?.[0] ?? 'DNS';
  const added = names
    .map(({ name, format }) => ({ name, format: format && list.formats?.includes(format) ? format : usual }))
    .filter(({ name, format }) => !known.has(keyOf(name, format)));
  return added.map(({ name, format }, i) => ({
    path: [...list.path, entries.length + i],
    to: format === 'DNS' || !list.formats ? name : { name, format },
  }));
}
