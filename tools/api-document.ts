import { readApi, type Entry, type PublicName } from './public-api.ts';

const index = 'src/lib/index.ts';
const types = 'src/lib/types.ts';
const node = 'src/lib/node/index.ts';
const nodeTypes = 'src/lib/node/types.ts';
const issue = 'src/lib/issue/index.ts';
const issueTypes = 'src/lib/issue/types.ts';

export type Api = ReturnType<typeof readPublicApi>;

export const readPublicApi = () => readApi(index, node, types, nodeTypes, issue, issueTypes);

/** docs/api.md: every name of the entries with its signature, in the order of their files. */
export function apiDocument(api: Api): string {
  const ofNode = new Map([...api[node].names].filter(([name]) => !api[index].names.has(name)));
  return [
    '<!-- Generated: npm run docs -->',
    '# The library, name by name',
    'A call that cannot be meant is a `TypeError` with argument, what was expected and what was found, at once or as a rejection.',
    'Moments are `Date`s called `at`; every other time is a number of milliseconds, since 1970 where it is a moment. Octets are',
    '`Uint8Array`. What is handed out is not to be changed.',
    '',
    ...contents([...api[index].sections, ...api[node].sections, ...api[issue].sections]),
    '',
    '# `expcert`',
    '',
    ...sectionsOf(api[index], api[index].names),
    '# `expcert/node`',
    '',
    'All names of `expcert`, and these.',
    '',
    ...sectionsOf(api[node], ofNode),
    '# `expcert/issue`',
    '',
    'These alone. It needs packages that `expcert` does without: [private-ca.md](private-ca.md).',
    '',
    ...sectionsOf(api[issue], api[issue].names),
    '# Types in these signatures',
    '',
    'To be named where a program needs it. Of `expcert`:',
    '',
    ...[...api[types].names.values()].flatMap(typeLines),
    'Of `expcert/node`:',
    '',
    ...[...api[nodeTypes].names.values()].flatMap(typeLines),
    'Of `expcert/issue`:',
    '',
    ...[...api[issueTypes].names.values()].flatMap(typeLines),
  ].join('\n');
}

/** Names that stand in public signatures and that nobody can import, and types that are exported for no signature. */
export function unreachable(api: Api): {
  readonly missing: readonly string[];
  readonly idle: readonly string[];
} {
  const mentionedBy = ({ names }: Entry): string[] => [...names.values()].flatMap(({ mentions }) => mentions);
  const mentioned = new Set([...mentionedBy(api[node]), ...mentionedBy(api[issue])]);
  const asides = [types, nodeTypes, issueTypes].flatMap((file) => [
    ...api[file as typeof types].names.keys(),
  ]);
  // Whoever issues has expcert itself as well.
  const missing = [
    ...mentionedBy(api[node]).filter((name) => !api[node].names.has(name)),
    ...mentionedBy(api[issue]).filter((name) => !api[issue].names.has(name) && !api[index].names.has(name)),
  ];
  return { missing: [...new Set(missing)], idle: asides.filter((name) => !mentioned.has(name)) };
}

/** The names of an entry that one learns: those that stand in sections. */
export const taskNames = ({ sections, names }: Entry): readonly PublicName[] =>
  sections.flatMap((section) => section.names.map((name) => names.get(name)!));

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
