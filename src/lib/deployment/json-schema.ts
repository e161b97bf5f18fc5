import { toJsonSchema, type ConversionConfig, type JsonSchema } from '@valibot/to-json-schema';
import { keyText } from './key-texts.ts';
import { services } from './model.ts';
import { objectIdentifier } from './request-schema.ts';
import { deploymentSchema } from './schema.ts';

/** Signs that no label of a DNS name has. (Patterns here do without lookaround, which not every validator knows.) */
const foreign = '\\s.:/@?#%\\\\\\[\\]_*,;';
const labelEnd = `(?:[^${foreign}]{0,61}[^${foreign}-])?`;
/**
 * DNS names as far as a pattern can tell. The reading is stricter: it also knows addresses, the length of the whole,
 * and which letters may stand in an internationalised name.
 */
const lastLabel = `[^${foreign}0-9-]${labelEnd}$`;
const dnsName = `^(?:\\*\\.)?(?:[^${foreign}-]${labelEnd}\\.)+${lastLabel}`;
/** The domain may be missing. */
const hostName = `^(?:[^${foreign}-]${labelEnd}\\.)*${lastLabel}`;

/** A name or an address. */
const host = `^(?:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]+|[^${foreign}-][^\\s:/@?#%_*,;]*)$`;

/** What JSON Schema can say of the checks that have no keyword of their own, by the name of the problem. */
const checks: Readonly<Record<string, JsonSchema>> = {
  'dns-name': { pattern: dnsName },
  'host-name': { pattern: hostName },
  'calendar-date': { pattern: '^\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])$' },
  address: { pattern: host },
  node: { pattern: host },
  'ip-address': { pattern: '^(?:[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]+)$' },
  'usage-twice': { uniqueItems: true },
  'one-place': { minProperties: 1, maxProperties: 1 },
  'no-service': {
    anyOf: services.map((service) => ({ properties: { [service]: { const: true } }, required: [service] })),
  },
};

type SchemaContext = Parameters<NonNullable<ConversionConfig['overrideSchema']>>[0];
type ActionContext = Parameters<NonNullable<ConversionConfig['overrideAction']>>[0];

function overrideSchema({ jsonSchema }: SchemaContext): JsonSchema | undefined {
  const { additionalProperties } = jsonSchema;
  if (typeof additionalProperties !== 'object') return undefined;
  const isClosed = 'not' in additionalProperties;
  return isClosed ? { ...jsonSchema, additionalProperties: false } : undefined;
}

function overrideAction({ valibotAction, jsonSchema }: ActionContext): JsonSchema | undefined {
  const { type, message, title } = valibotAction as { type: string; message?: unknown; title?: string };
  if (type === 'check') return { ...jsonSchema, ...checks[String(message)] };
  // Other attributes of a subject are named by object identifiers.
  if (type === 'raw_check') {
    const { additionalProperties = true, ...rest } = jsonSchema;
    return {
      ...rest,
      patternProperties: { [objectIdentifier.source]: additionalProperties },
      additionalProperties: false,
    };
  }
  // Messages need the article, an editor does not.
  if (type === 'title') return { ...jsonSchema, title: (title ?? '').replace(/^(?:an?|the) /, '') };
  return undefined;
}

/**
 * JSON Schema (draft 7) of the deployment file, for editors: completion, descriptions, and most of the checks
 * that reading makes.
 *
 * @returns a plain JSON object, made anew on each call.
 */
export function deploymentJsonSchema(): Record<string, unknown> {
  const schema = toJsonSchema(deploymentSchema, {
    target: 'draft-07',
    typeMode: 'input',
    ignoreActions: ['metadata'],
    overrideSchema,
    overrideAction,
  });
  const head = { $id: 'urn:expcert:deployment:1', title: 'Deployment file of expcert' };
  const plain = JSON.parse(JSON.stringify({ ...head, ...schema })) as JsonSchema;
  return described(plain, '') as Record<string, unknown>;
}

/** With the text of every key. */
function described(schema: JsonSchema, way: string): JsonSchema {
  const { says, examples } = keyText(way) ?? {};
  const { properties, additionalProperties, items, anyOf, oneOf, ...rest } = schema;
  const below = (key: string): string => (way === '' ? key : `${way}.${key}`);
  return {
    ...rest,
    ...(says !== undefined && { description: says }),
    ...(examples && { examples: [...examples] as NonNullable<JsonSchema['examples']> }),
    ...(anyOf && { anyOf: anyOf.map((each) => inOption(each as JsonSchema, way)) }),
    ...(oneOf && { oneOf: oneOf.map((each) => inOption(each as JsonSchema, way)) }),
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([key, each]) => [key, described(each as JsonSchema, below(key))]),
      ),
    }),
    ...(items !== undefined && { items: described(items as JsonSchema, `${way}[]`) }),
    ...(additionalProperties !== undefined && {
      additionalProperties:
        typeof additionalProperties === 'object'
          ? described(additionalProperties, below('*'))
          : additionalProperties,
    }),
  };
}

/** One of several forms of a value: its keys are described, the value itself is by the whole. */
function inOption(schema: JsonSchema, way: string): JsonSchema {
  const { description: _whole, examples: _ofWhole, ...rest } = described(schema, way);
  return rest;
}
