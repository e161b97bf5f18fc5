import { readApi, type Entry, type PublicName } from './public-api.ts';

const index = 'src/lib/index.ts';
const types = 'src/lib/types.ts';
const node = 'src/lib/node/index.ts';
const nodeTypes = 'src/lib/node/types.ts';

export type Api = ReturnType<typeof readPublicApi>;

export const readPublicApi = () => readApi(index, node, types, nodeTypes);

/** docs/api.md: every name of both entries with its signature, in the order of index.ts and node/index.ts. */
export function apiDocument(api: Api): string {
  const ofNode = new Map([...api[node].names].filter(([name]) => !api[index].names.has(name)));
  return [
    '<!-- Generated: npm run docs -->',
    '# The library, name by name',
    'A call that cannot be meant is a `TypeError` with argument, what was expected and what was found, at once or as a rejection.',
    'Moments are `Date`s called `at`; every other time is a number of milliseconds, since 1970 where it is a moment. Octets are',
    '`Uint8Array`. What is handed out is not to be changed.',
    '',
    ...contents([...api[index].sections, ...api[node].sections]),
    '',
    '# `expcert`',
    '',
    ...sectionsOf(api[index], api[index].names),
    '# `expcert/node`',
    '',
    'All names of `expcert`, and these.',
    '',
    ...sectionsOf(api[node], ofNode),
    '# Types in these signatures',
    '',
    'To be named where a program needs it. Of `expcert`:',
    '',
    ...[...api[types].names.values()].flatMap(typeLines),
    'Of `expcert/node`:',
    '',
    ...[...api[nodeTypes].names.values()].flatMap(typeLines),
  ].join('\n');
}

/** Names that stand in public signatures and that nobody can import, and types that are exported for no signature. */
export function unreachable(api: Api): {
  readonly missing: readonly string[];
  readonly idle: readonly string[];
} {
  const all = [...api[node].names.values()];
  const mentioned = new Set(all.flatMap(({ mentions }) => mentions));
  const asides = [...api[types].names.keys(), ...api[nodeTypes].names.keys()];
  return {
    missing: [...mentioned].filter((name) => !api[node].names.has(name)),
    idle: asides.filter((name) => !mentioned.has(name)),
  };
}

/** The names that one learns: those that stand in sections. */
export const taskNames = (api: Api): readonly PublicName[] =>
  [index, node].flatMap((file) => {
    const { sections, names } = api[file as typeof index];
    return sections.flatMap((section) => section.names.map((name) => names.get(name)!));
  });

const contents = (sections: Entry['sections']): string[] =>
  sections.map(
    ({ title, names }) =>
      `- [${title}](#${anchorOf(title)}): ${names.map((name) => `\`${name}\``).join(', ')}`,
  );

const anchorOf = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^\w -]/g, '')
    .replaceAll(' ', '-');

function sectionsOf({ sections }: Entry, names: Entry['names']): string[] {
  return sections.flatMap(({ title, text, names: list }) => {
    const described = list.map((name) => names.get(name)!);
    const examples = described.flatMap(({ example }) => (example ? ['', example, ''] : []));
    return [`## ${title}`, '', text, '', ...examples, ...described.flatMap(nameLines)];
  });
}

function nameLines({ name, signature, text, params, returns, throws, see }: PublicName): string[] {
  const list = [
    ...params.map((param) => `- \`${param.name}\`: ${oneLine(param.text)}`),
    ...(returns ? [`- Returns: ${oneLine(returns)}`] : []),
    ...throws.map((each) => `- Throws: ${oneLine(each)}`),
    ...see.map((each) => `- See: ${oneLine(each)}`),
  ];
  return [
    `### \`${name}\``,
    '',
    ...['```ts', signature, '```', ''],
    ...(text ? [text, ''] : []),
    ...(list.length > 0 ? [...list, ''] : []),
  ];
}

const typeLines = ({ text, signature }: PublicName): string[] => [
  ...(text ? [text, ''] : []),
  ...['```ts', signature, '```', ''],
];

const oneLine = (text: string): string => text.replaceAll(/\s*\n\s*/g, ' ');
