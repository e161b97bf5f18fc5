import type { Draft, DraftPath, Finding } from '../../lib/index.ts';

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
        ...['role', 'name', 'peers', 'additionalNames'].map((key) => [...cluster, key]),
        ...entries([...cluster, 'peers']).flatMap((path) => [path, [...path, 'name']] as DraftPath[]),
        ...entries([...cluster, 'additionalNames']),
      ];
    }),
  ];
}

/** Which field a finding is about: the one whose value stands where the finding points. */
export function fieldFinder(draft: Draft): (finding: Finding) => string | undefined {
  const byPlace = new Map<string, string>();
  const byLine = new Map<number, string>();
  for (const path of fieldPaths(draft)) {
    const id = instead(fieldId(path));
    for (const position of [draft.positionAt(path), draft.keyPositionAt(path)]) {
      if (!position) continue;
      byPlace.set(placeKey(position), id);
      if (!byLine.has(position.line)) byLine.set(position.line, id);
    }
  }
  return ({ locations: [location], params }) => {
    const { line, column } = location ?? {};
    const missing = params['key'];
    if (typeof missing === 'string' && fixedFields.some(([first, second]) => first === missing && !second)) {
      return fieldId([missing]);
    }
    if (line === undefined) return undefined;
    return byPlace.get(placeKey({ line, column: column ?? 1 })) ?? byLine.get(line);
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
