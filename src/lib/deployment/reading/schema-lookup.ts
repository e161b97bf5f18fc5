import * as v from 'valibot';
import type { NameHints, TextHints, WordHints } from '../schema-parts.ts';
import { listed } from '../wording.ts';

/** As much of a valibot schema as is needed to find the part that judged a value. */
export type AnySchema = v.GenericSchema & {
  readonly entries?: Readonly<Record<string, AnySchema>>;
  readonly rest?: AnySchema;
  readonly item?: AnySchema;
  readonly value?: AnySchema;
  /** Schemas of a union or variant, words of a picklist. */
  readonly options?: readonly (AnySchema | string)[];
  readonly wrapped?: AnySchema;
  readonly literal?: string | number;
  readonly pipe?: readonly { readonly type: string; readonly requirement?: unknown }[];
};

/** A step of a path, with the value it was taken from. */
export interface Step {
  readonly key: string | number;
  readonly input: unknown;
}

/** A complaint of the schema, and the way from the root to what it is about. */
export interface Issue {
  /** `schema`: another type of value is needed. `validation`: the type is right, the value is not. */
  readonly kind: v.BaseIssue<unknown>['kind'];
  /** What complained: `picklist`, `regex`. */
  readonly type: string;
  /** Of a validation: the problem, as the schema names it. */
  readonly message: string;
  readonly path: readonly Step[];
  /** Whether it is about the last key of the path, not about the value there. */
  readonly isAboutKey: boolean;
}

/** `clusters.core.peers`; an entry of a list is called by the list. */
export function pathText(path: readonly Step[]): string {
  const names = path.filter(({ key }) => typeof key === 'string').map(({ key }) => key);
  return typeof path.at(-1)?.key === 'number' ? `an entry of ${names.join('.')}` : names.join('.');
}

/** What the last key of a path stands in: `clusters.core`, `a waiver`, `the deployment file`. */
export function ownerText(schema: AnySchema, path: readonly Step[]): string {
  const owner = path.slice(0, -1);
  const isNamed = typeof owner.at(-1)?.key === 'string';
  return isNamed ? pathText(owner) : titleOf(ownerSchema(schema, path));
}

export const unwrapped = (schema: AnySchema): AnySchema =>
  schema.wrapped ? unwrapped(schema.wrapped) : schema;

/**
 * The part of a schema that a path leads to; undefined below a key the schema does not know.
 *
 * @param value what stands there, to tell the options of a union apart.
 */
export function schemaAt(schema: AnySchema, path: readonly Step[], value: unknown): AnySchema | undefined {
  let current: AnySchema | undefined = unwrapped(schema);
  for (const { key, input } of path) {
    const below: AnySchema | undefined = current && schemaBelow(optionFor(current, input), key);
    current = below && unwrapped(below);
  }
  return current && optionFor(current, value);
}

/** The part that judged the map or list in which a path ends. */
export const ownerSchema = (schema: AnySchema, path: readonly Step[]): AnySchema | undefined =>
  schemaAt(schema, path.slice(0, -1), path.at(-1)?.input);

function schemaBelow(schema: AnySchema, key: string | number): AnySchema | undefined {
  if (schema.entries) return entryOf(schema.entries, key) ?? schema.rest;
  return schema.item ?? (schema.type === 'record' ? schema.value : undefined);
}

/** The option of a union or variant that a value is judged by; the whole where none fits. */
const optionFor = (schema: AnySchema, value: unknown): AnySchema =>
  schemaOptions(schema).find((option) => fits(option, value)) ?? schema;

const entryOf = (
  entries: Readonly<Record<string, AnySchema>>,
  key: string | number,
): AnySchema | undefined => (Object.hasOwn(entries, key) ? entries[key] : undefined);

export const schemaOptions = (schema: AnySchema): readonly AnySchema[] =>
  (schema.options ?? []).filter((option): option is AnySchema => typeof option !== 'string');

function fits(option: AnySchema, input: unknown): boolean {
  if (option.type === 'string') return typeof input === 'string';
  if (option.type === 'array') return Array.isArray(input);
  if (!option.entries || typeof input !== 'object' || input === null) return false;
  const tag = Object.entries(option.entries).find(([, { literal }]) => literal !== undefined);
  return !tag || (input as Readonly<Record<string, unknown>>)[tag[0]] === tag[1].literal;
}

/** Words a value must be one of; none where it is not about words. */
export function wordsOf(schema: AnySchema): readonly string[] {
  if (schema.type === 'picklist') return (schema.options ?? []).filter((word) => typeof word === 'string');
  return typeof schema.literal === 'string' ? [schema.literal] : [];
}

/** Words of the key that tells a variant's options apart. */
export const wordsUnder = (variant: AnySchema, key: string | number): readonly string[] =>
  schemaOptions(variant).flatMap(({ entries }) => (entries?.[key] ? wordsOf(entries[key]) : []));

export const titleOf = (schema: AnySchema | undefined): string => (schema && v.getTitle(schema)) ?? '';
export const hintsOf = (schema: AnySchema): WordHints & TextHints & Partial<NameHints> =>
  v.getMetadata(schema);

/** Titles of everything in the schema that has this key. */
export function ownersOf(schema: AnySchema, key: string): string[] {
  const inner = unwrapped(schema);
  const own = inner.entries && Object.hasOwn(inner.entries, key) ? [titleOf(inner)] : [];
  const parts = [...Object.values(inner.entries ?? {}), ...schemaOptions(inner), inner.item, inner.value];
  return [...own, ...parts.flatMap((part) => (part ? ownersOf(part, key) : []))];
}

/** Smallest and largest number, or longest text, that a schema takes. */
export function boundsOf(schema: AnySchema | undefined): { least?: number; most?: number } {
  const bounds: { least?: number; most?: number } = {};
  for (const { type, requirement } of schema?.pipe ?? []) {
    if (typeof requirement !== 'number') continue;
    if (type === 'min_value') bounds.least = requirement;
    if (type === 'max_value' || type === 'max_length') bounds.most = requirement;
  }
  return bounds;
}

/** What a schema takes, in words. */
export function expectationOf(schema: AnySchema): string {
  const inner = unwrapped(schema);
  switch (inner.type) {
    case 'boolean':
      return 'true or false';
    case 'number':
      return 'a whole number';
    case 'array':
      return 'a list';
    case 'string':
      return textExpectation(hintsOf(inner));
    case 'picklist':
      return listed(hintsOf(inner).offered ?? wordsOf(inner));
    case 'literal':
      return String(inner.literal);
    case 'union':
      return listed(schemaOptions(inner).map(expectationOf));
    default:
      return 'keys with values';
  }
}

function textExpectation({ names, isRelease }: Partial<NameHints> & TextHints): string {
  if (isRelease) return 'a release, such as X14.2';
  return names === undefined ? 'text' : 'a fully qualified name';
}
