import * as v from 'valibot';
import { parseDnsName, type DnsNameRules } from '../names/dns-name.ts';

/**
 * What the schema of the deployment file is put together from. The message of a check is the name of the value
 * problem in mistakes.ts; titles carry their article, as messages need it; metadata is for messages and stays out
 * of the JSON Schema.
 */

/** What a list of words tells messages besides itself. */
export interface WordHints {
  /** Words to propose, where some are only kept for older files. */
  readonly offered?: readonly string[];
  readonly note?: string;
}

/** What a text is in this place. */
export interface TextHints {
  readonly isRelease?: boolean;
}

/** What a DNS name is in this place, and its rules. */
export interface NameHints extends DnsNameRules {
  readonly names: string;
}

/** valibot takes a list for an object with the keys 0, 1, 2; here it is none. */
export function noList<Schema extends v.GenericSchema>(schema: Schema): Schema {
  return {
    ...schema,
    '~run'(dataset: v.UnknownDataset, config: v.Config<v.BaseIssue<unknown>>) {
      if (!Array.isArray(dataset.value)) return schema['~run'](dataset, config);
      v._addIssue(this, 'type', dataset, config);
      return dataset as unknown as v.FailureDataset<v.BaseIssue<unknown>>;
    },
  };
}

/** An object of known keys. (valibot's strictObject reports only the first of several unknown keys.) */
export function closed<const Entries extends v.ObjectEntries>(title: string, entries: Entries) {
  const schema = noList(v.objectWithRest(entries, v.never()));
  return v.pipe(schema as unknown as v.StrictObjectSchema<Entries, undefined>, v.title(title));
}

export function words<const Words extends readonly string[]>(options: Words, hints: WordHints = {}) {
  return v.pipe(v.picklist(options), v.metadata({ ...hints }));
}

export function wholeNumber(least: number, most: number) {
  return v.pipe(
    v.number(),
    v.integer('number-range'),
    v.minValue(least, 'number-range'),
    v.maxValue(most, 'number-range'),
  );
}

/** Text for one line. */
export function text(longest: number) {
  return v.pipe(
    v.string(),
    v.nonEmpty('text-empty'),
    v.regex(/^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$/, 'text-one-line'),
    v.maxLength(longest, 'text-too-long'),
  );
}

export function name(names: string, rules: DnsNameRules = {}) {
  return v.pipe(
    v.string(),
    v.check((input) => 'name' in parseDnsName(input, rules), rules.labels === 1 ? 'host-name' : 'dns-name'),
    v.metadata({ names, ...rules }),
  );
}

export const fileName = text(4096);

/** `X14.2`; `VCS X8.11.4` as the older product had it. */
export const releaseText = v.pipe(
  v.string(),
  v.regex(/^(?:VCS )?X\d{1,2}(?:\.\d{1,3}){1,3}$/, 'release'),
  v.metadata({ isRelease: true }),
);

/** A list whose entries are names, or names with a format. */
export function namesWithFormat<const Formats extends readonly ['DNS', ...string[]]>(
  names: string,
  formats: Formats,
  hints: WordHints,
) {
  const entry = name(names, { wildcard: true });
  return v.array(
    v.union([
      entry,
      closed(`a ${names}`, {
        name: entry,
        format: v.optional(words(formats, hints), 'DNS'),
      }),
    ]),
  );
}
