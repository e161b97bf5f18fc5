import { stringify } from 'yaml';
import { deploymentJsonSchema } from '../src/lib/deployment/json-schema.ts';
import { keyTexts, textKey } from '../src/lib/deployment/key-texts.ts';
import { clusterRoles } from '../src/lib/deployment/model.ts';
import { renamedCodes } from '../src/lib/rules/renamed-codes.ts';

/** A part of the JSON Schema of the deployment file. */
export type SchemaPart = Readonly<Record<string, unknown>>;

/** A key of the deployment file: the way to it, and what the schema has there, once for each form of the value. */
export interface SchemaKey {
  readonly way: string;
  readonly forms: readonly SchemaPart[];
  /** The block that holds it cannot be without it. */
  readonly isRequired: boolean;
}

/** Every key, and every entry of a list (`[]`) or of a map with names of one's own (`*`), in the order of the schema. */
export function schemaKeys(schema: SchemaPart = deploymentJsonSchema()): SchemaKey[] {
  const found = new Map<string, SchemaPart[]>();
  const needed = new Set<string>();
  const visit = (part: SchemaPart, way: string): void => {
    found.set(way, [...(found.get(way) ?? []), part]);
    const below = (key: string) => (way === '' ? key : `${way}.${key}`);
    const { properties = {}, items, additionalProperties } = part as Record<string, SchemaPart | undefined>;
    for (const key of (part['required'] ?? []) as string[]) needed.add(below(key));
    for (const form of formsOf(part)) visit(form, way);
    for (const [key, each] of Object.entries(properties)) visit(each as SchemaPart, below(key));
    if (items) visit(items, `${way}[]`);
    if (typeof additionalProperties === 'object') visit(additionalProperties, below('*'));
  };
  visit(schema, '');
  return [...found].map(([way, forms]) => ({ way, forms, isRequired: needed.has(way) }));
}

const formsOf = ({ anyOf = [], oneOf = [] }: SchemaPart): SchemaPart[] => [
  ...(anyOf as SchemaPart[]),
  ...(oneOf as SchemaPart[]),
];

/** A key of a map, no entry of a list or of a map with names of one's own. */
export const isKey = ({ way }: SchemaKey): boolean => way !== '' && !/(?:\[\]|\*)$/.test(way);

/** An example of its value: the text's own, a word that is not the default, or what an entry of the list has. */
export function exampleOf({ way, forms }: SchemaKey): unknown {
  const [own] = ownExamples(way);
  if (own !== undefined) return own;
  const other = wordsOf(forms).find((word) => word !== defaultOf(forms));
  if (other !== undefined) return other;
  const [entry] = ownExamples(`${way}[]`);
  return entry === undefined ? undefined : [entry];
}

const ownExamples = (way: string): readonly unknown[] => keyTexts[textKey(way) ?? '']?.examples ?? [];

const defaultOf = (forms: readonly SchemaPart[]): unknown =>
  forms.map((form) => form['default']).find((value) => value !== undefined);

/** The values there are, where they are few. */
function wordsOf(forms: readonly SchemaPart[]): unknown[] {
  const words = forms.flatMap((form) => {
    if (form['enum']) return form['enum'] as unknown[];
    if (form['const'] !== undefined) return [form['const']];
    return form['type'] === 'boolean' ? [true, false] : [];
  });
  return [...new Set(words)];
}

interface Block {
  readonly way: string;
  readonly title: string;
  readonly about?: string;
}

const blocks: readonly Block[] = [
  { way: '', title: 'The whole file' },
  { way: 'services', title: 'Services' },
  {
    way: 'request',
    title: 'Requests',
    about:
      '`request` may stand in the deployment, in a cluster, in a peer and in `client`; the inner one is laid over the outer.',
  },
  { way: 'clusters.*', title: 'A cluster', about: 'Under a name of your choice, such as `core` and `edge`.' },
  { way: 'clusters.*.peers[]', title: 'A peer', about: 'Its FQDN alone, or a block.' },
  {
    way: 'clusters.*.client',
    title: 'The client certificate',
    about: 'From X15.5 on. `client` may stand in a cluster and in a peer.',
  },
  { way: 'nodes', title: 'Nodes of other products' },
  { way: 'trustStores', title: 'Trust stores of other sides' },
  { way: 'sipFederation', title: 'SIP federation' },
  { way: 'cmsWebProxy', title: 'Web proxy for Meeting Server' },
  { way: 'policy', title: 'Limits of your own' },
  { way: 'waivers[]', title: 'Waivers' },
  {
    way: 'federation',
    title: 'XMPP federation',
    about: 'With the words of the Expressway-E’s page; from `profile` on it has no such field.',
  },
  { way: 'federation.partners[]', title: 'A federation partner' },
];

/** docs/deployment-file.md: how a deployment file is made, then every key of it. */
export function deploymentDocument(): string {
  const keys = schemaKeys();
  const shown = keys.filter((key) => isKey(key) && explainedAt(key.way, keys) === key.way);
  return [
    '# The deployment file',
    '',
    '<!-- Generated: npm run docs -->',
    '',
    ...design(),
    '',
    '## Every key',
    '',
    '“Page” is the field of the page’s Plan; what has none is changed in the text, on Deployment file. “Box” is the page and the field',
    'of the Expressway, or of the product named. “Tried on a box: no” is said of what is known from Cisco’s documents alone.',
    ...blocks.flatMap(({ way, title, about }) => [
      '',
      `### ${title}${way === '' ? '' : `: \`${way}\``}`,
      '',
      ...(about === undefined ? [] : [about, '']),
      ...shown.filter((key) => blockOf(key.way) === way).map((key) => keyLine(key, way)),
    ]),
    '',
  ].join('\n');
}

/** The shortest way to what has this text: a block that stands in several places is explained once. */
function explainedAt(way: string, keys: readonly SchemaKey[]): string {
  const text = textKey(way);
  const ways = keys.map((key) => key.way).filter((other) => textKey(other) === text);
  return ways.reduce((best, other) => (other.length < best.length ? other : best), way);
}

/** The innermost block of the document that holds the key. */
const blockOf = (key: string): string =>
  blocks
    .map(({ way }) => way)
    .filter((way) => way === '' || key.startsWith(`${way}.`))
    .reduce((best, way) => (way.length > best.length ? way : best), '');

function keyLine(key: SchemaKey, block: string): string {
  const { says = '', field, onBox, isUntried = false } = keyTexts[textKey(key.way)!]!;
  const name = block === '' ? key.way : key.way.slice(block.length + 1);
  const values = valuesText(key.forms);
  return [
    `- **\`${name}\`**: ${escaped(says)}`,
    ...(key.isRequired ? ['Required.'] : []),
    ...(values === '' ? [] : [`${values}.`]),
    `Example: ${code(`${key.way.split('.').at(-1)!}: ${flow(exampleOf(key))}`)}.`,
    ...(field === undefined ? [] : [`Page: “${field}”.`]),
    ...(onBox === undefined ? [] : [`Box: ${onBox}.`]),
    ...(isUntried ? ['Tried on a box: no.'] : []),
  ].join(' ');
}

function valuesText(forms: readonly SchemaPart[]): string {
  const words = wordsOf(forms).map((word) => code(flow(word)));
  const [range] = forms.filter((form) => form['minimum'] !== undefined);
  const byDefault = defaultOf(forms);
  const hasDefault = byDefault !== undefined && !/^(?:\{\}|\[\])$/.test(JSON.stringify(byDefault));
  const values =
    words.length > 1 ? [words.join(', ')] : range ? [`${range['minimum']} to ${range['maximum']}`] : [];
  const parts = [...values, ...(hasDefault ? [`default ${code(flow(byDefault))}`] : [])];
  return parts.join('; ').replace(/^default/, 'Default');
}

const code = (text: string): string => `\`${text}\``;

/** As the file has it, on one line. */
const flow = (value: unknown): string =>
  stringify(value, { collectionStyle: 'flow', lineWidth: 0 })
    .trim()
    .replace(/\[ /g, '[')
    .replace(/ \]/g, ']');

/** Characters that Markdown would take for markup. */
const escaped = (text: string): string => text.replace(/[*_<>|]/g, '\\$&');

/** What is said where, and which of two values counts: this document says it first. */
function design(): string[] {
  const [oldCode, newCode] = [...renamedCodes][0]!;
  return `A deployment file says once what a deployment is like: which Expressways there are, what has to work, who signs. The names, usages and
subjects of all requests follow from it, and everything that comes back is judged by it. It is YAML or JSON, \`version: 1\`.
[examples/corp.yaml](../examples/corp.yaml) is a whole one, \`expcert init\` writes one to start from, \`expcert schema deployment --out FILE\`
a JSON Schema for editors, and \`expcert deployment upgrade FILE\` adds what a newer release wants.

## What is said where

| what | where |
| --- | --- |
| the Expressways | \`clusters\`: each cluster with its \`role\`, its \`name\` and its \`peers\`; a single Expressway is a cluster of one peer without a name |
| what has to work | \`services\`, and for each service its names: \`registrationDomains\`, \`federationDomains\`, \`chatNodeAliases\`, \`phoneSecurityProfiles\`, \`sipFederation\`, \`cmsWebProxy\` |
| the server certificate | the keys of the deployment, the cluster and the peer: \`ca\`, \`issuer\`, \`issuedBy\`, \`custody\`, \`request\`, \`additionalNames\` |
| the client certificate | \`client\` in a cluster or a peer, with the same keys: from X15.5 on an Expressway keeps it in a store of its own |
| who signs | \`ca\`: \`private\` or \`public\`, which decides who trusts it and what it may issue; \`issuer\`: the organization of that CA, which decides the dates that hold for it |
| who carries | \`issuedBy\`: \`files\`, people carry requests and certificates; \`expressway-acme\`, the Expressway gets them itself |
| who makes the key | \`custody\`: \`tool\`, expcert; \`expressway\`, the box, which never hands it out |
| whom an Expressway trusts | \`trustList\` of a cluster or of a peer, since lists are not replicated |
| the other sides | \`talksTo\` and \`zones\` of a cluster; \`nodes\`, by the names that the Expressway-C has for them; \`trustStores\`, what other products and those outside trust |
| partners | \`federation.partners\` for XMPP (what they say of themselves, and under \`policy\` what holds towards them), \`sipFederation.partners\` for SIP |
| what is none of our business | \`ignore\`: files that are not looked at; \`waivers\`: findings that are accepted until a day |

## Which value counts

1. What a peer says counts before what its cluster says, and that before what the deployment says.
2. \`request\` is laid over key by key, its \`subject\` attribute by attribute. What no block says has its default.
3. A cluster's own \`registrationDomains\`, \`federationDomains\`, \`chatNodeAliases\` or \`phoneSecurityProfiles\` take the place of the deployment's list;
   nothing is added to it. \`additionalNames\` of a cluster and of a peer are added to each other.
4. A cluster's own \`release\` counts for that cluster: during an upgrade the clusters differ.
5. A cluster or a \`client\` with another \`ca\` is not known by the \`issuer\` of the outer one; it may have its own.
6. \`client\` begins with what holds for the server certificate of the same peer, but for the usages (clientAuth alone), the common name
   (the peer's, unless \`client.request.commonName\` is \`cluster\`) and the names (the peer's own and the cluster's); what it says itself is laid over that. A peer's \`client\` is laid over its cluster's. Before X15.5 it
   changes nothing.
7. Without \`client\` there is one request for each peer, for its server store.
8. \`federation.partners[].policy\` counts towards that partner in the place of the settings of \`federation\`.

## What a later version may add

New keys, all of them optional, and new words where there is a list of words. A file of today gives the same requests then; \`version\` stays 1.
A key that this version does not know is a mistake and not passed over: a file for a newer expcert is not read as if it said less.

## Other words for the same

| written | means |
| --- | --- |
| \`expe1.example.com\` in \`peers\` | \`{ name: expe1.example.com }\` |
| \`example.com\` in a list of domains or aliases | \`{ name: example.com, format: DNS }\` |
| \`client: copy of the server certificate\` | \`client: { copyOfServer: true }\` |
| ${words(clusterRoles.slice(2, 6))} as \`role\` | \`C\` and \`E\`, as VCS had them |
| \`connector\` as \`role\` | a connector host for Webex services: neither C nor E; nothing is planned for it |
| \`VCS X8.11.4\` as \`release\` | \`X8.11.4\` |
| \`P-256\`, \`P256\` as \`curve\` | \`p256\` |
| \`format: SRVName\` | as older releases wrote registration domains; a public CA cannot issue it |
| \`format: XMPPAddress\` | an XMPP address instead of a DNS name; discouraged |
| one file in \`talksTo\` | a list of that file |
| \`${oldCode}\` in a waiver | \`${newCode}\`: mistakes of the file had codes of \`plan/\` before |`.split(
    '\n',
  );
}

const words = (list: readonly string[]): string => list.map(code).join(', ');
