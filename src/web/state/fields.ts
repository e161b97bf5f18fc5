import type { Draft, DraftPath } from '../../lib/front.ts';
import type { Finding } from '../../lib/index.ts';

/** Id of the field that shows a value of the deployment file. */
export const fieldId = (path: DraftPath): string => `field-${path.join('-')}`;

/** Single values the form always has a field for. */
const fixedFields: readonly DraftPath[] = [
  ['name'],
  ['release'],
  ['services'],
  ['custody'],
  ['ca'],
  ['request', 'key'],
  ['request', 'key', 'bits'],
  ['request', 'key', 'curve'],
  ['request', 'hash'],
  ...['C', 'ST', 'L', 'O', 'OU', 'emailAddress'].map((type) => ['request', 'subject', type]),
  ...['registrationDomains', 'federationDomains', 'chatNodeAliases', 'phoneSecurityProfiles', 'clusters'].map(
    (key) => [key],
  ),
];

/** What has no field of its own is shown with the one it belongs to. */
const fieldInstead: readonly (readonly [RegExp, string])[] = [
  [/^field-(registrationDomains|federationDomains|chatNodeAliases)-(\d+)-(name|format)$/, 'field-$1-$2'],
  [/^field-request-key-(bits|curve|type)$/, 'field-request-key'],
];

/** Every field of the form, by path. */
function fieldPaths(draft: Draft): DraftPath[] {
  const entries = (path: DraftPath): DraftPath[] =>
    Array.from({ length: draft.lengthAt(path) }, (_, at) => [...path, at]);
  const names = ['registrationDomains', 'federationDomains', 'chatNodeAliases', 'phoneSecurityProfiles'];
  return [
    ...fixedFields,
    ...names.flatMap((key) =>
      entries([key]).flatMap((path) => [path, [...path, 'name'], [...path, 'format']] as DraftPath[]),
    ),
    ...draft.keysAt(['clusters']).flatMap((id): DraftPath[] => {
      const cluster = ['clusters', id];
      return [
        cluster,
        ...['role', 'name', 'peers', 'additionalNames', 'client'].map((key) => [...cluster, key]),
        ...entries([...cluster, 'peers']).flatMap((path) => [path, [...path, 'name']] as DraftPath[]),
        ...entries([...cluster, 'additionalNames']),
      ];
    }),
  ];
}

/** The fields of the form, by what they show and by what is said of them. */
export interface Fields {
  /** The value that a field shows, by the field's id. */
  pathOf(id: string): DraftPath | undefined;
  /** Which field a finding is about: the one whose value stands where the finding points. */
  fieldOf(finding: Finding): string | undefined;
}

export function fieldsOf(draft: Draft): Fields {
  const byId = new Map<string, DraftPath>();
  const byPlace = new Map<string, string>();
  const byLine = new Map<number, string>();
  for (const path of fieldPaths(draft)) {
    const id = instead(fieldId(path));
    if (!byId.has(id)) byId.set(id, path);
    for (const position of [draft.positionAt(path), draft.keyPositionAt(path)]) {
      if (!position) continue;
      byPlace.set(placeKey(position), id);
      if (!byLine.has(position.line)) byLine.set(position.line, id);
    }
  }
  return {
    pathOf: (id) => byId.get(id),
    fieldOf({ locations: [location], params }) {
      const { line, column } = location ?? {};
      const missing = params['key'];
      if (
        typeof missing === 'string' &&
        fixedFields.some(([first, second]) => first === missing && !second)
      ) {
        return fieldId([missing]);
      }
      if (line === undefined) return undefined;
      const id = byPlace.get(placeKey({ line, column: column ?? 1 })) ?? byLine.get(line);
      // Of a cluster that lacks something, the place is that of the cluster.
      const lacking = `${id}-${String(missing)}`;
      return byId.has(lacking) ? lacking : id;
    },
  };
}

const placeKey = ({ line, column }: { readonly line: number; readonly column: number }): string =>
  `${line}:${column}`;

function instead(id: string): string {
  for (const [pattern, other] of fieldInstead) {
    if (pattern.test(id)) return id.replace(pattern, other);
  }
  return id.replace(/^(field-clusters-.*-peers-\d+)-name$/, '$1');
}
