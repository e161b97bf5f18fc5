/** Words for JSON Schema (draft 7). */

export type Schema = Readonly<Record<string, unknown>>;

const described = (description: string | undefined): Schema =>
  description === undefined ? {} : { description };

export const text = (description?: string): Schema => ({ type: 'string', ...described(description) });
export const number = (description?: string): Schema => ({
  type: 'integer',
  minimum: 0,
  ...described(description),
});
export const flag = (description?: string): Schema => ({ type: 'boolean', ...described(description) });
export const list = (items: Schema, description?: string): Schema => ({
  type: 'array',
  items,
  ...described(description),
});

/** One of a closed list. */
export const words = (...values: readonly string[]): Schema => ({ enum: values });
/** One of a list that may grow within a major version. */
export const wordSoFar = (values: readonly string[], description = 'so far'): Schema =>
  text(`${description}: ${values.join(', ')}`);

export const time = (description?: string): Schema => ({
  type: 'string',
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z$',
  ...described(description),
});
export const fingerprint: Schema = { type: 'string', pattern: '^([0-9A-F]{2}:){31}[0-9A-F]{2}$' };
export const hex: Schema = { type: 'string', pattern: '^-?[0-9a-f]+$' };
export const publicKeyHash: Schema = { type: 'string', pattern: '^sha256:' };

/** An object; names ending in `?` may be absent. Further names may come with a higher minor version. */
export function object(properties: Readonly<Record<string, Schema>>, description?: string): Schema {
  const names = Object.keys(properties);
  return {
    type: 'object',
    ...described(description),
    required: names.filter((name) => !name.endsWith('?')),
    properties: Object.fromEntries(names.map((name) => [name.replace(/\?$/, ''), properties[name]])),
  };
}

type IsOptional<Type, Name extends keyof Type> =
  Partial<Pick<Type, Name>> extends Pick<Type, Name> ? true : false;

/** A schema for every property of a type, and for no other; the names of those that may be absent end in `?`. */
export type Described<Type> = {
  readonly [Name in keyof Type & string as IsOptional<Type, Name> extends true ? `${Name}?` : Name]-?: Schema;
};

/** The same for a type: what it has and the schema has not, or the other way round, does not compile. */
export const objectOf =
  <Type>() =>
  (properties: Described<Type>, description?: string): Schema =>
    object(properties, description);

/** An object in which anything may stand. */
export const free = (description: string): Schema => ({
  type: 'object',
  description,
  additionalProperties: true,
});
