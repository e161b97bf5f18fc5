import { momentOf, requireNumber, requireOptions, wrong } from './argument.ts';

/** Throws the TypeError that says what is wrong with a value that was given; undefined never comes here. */
export type Check = (argument: string, value: unknown) => void;

/** A check for every setting: one that is added to the type and not here does not compile. */
export type Checks<Settings> = { readonly [Name in keyof Settings]-?: Check };

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A check by a question. */
export const that = /* @__NO_SIDE_EFFECTS__ */ (expected: string, fits: (value: unknown) => boolean): Check =>
  (argument, value) => {
    if (!fits(value)) throw wrong(argument, expected, value);
  };

/** An object that has these, whatever they are. */
export const isObjectWith = /* @__NO_SIDE_EFFECTS__ */ (...names: readonly string[]) =>
  (value: unknown): boolean =>
    isObject(value) && names.every((name) => name in value);

export const yesNo = that('true or false', (value) => typeof value === 'boolean');
export const aFunction = that('a function', (value) => typeof value === 'function');
export const aText = that('a text', (value) => typeof value === 'string');
export const aMoment: Check = (argument, value) => void momentOf(argument, value as Date);

export const aSet = that('a Set', (value) => isObjectWith('has', 'size')(value));

/** Functions that are asked again and again, in milliseconds since 1970. */
export const aClock = that('a function such as Date.now', (value) => typeof value === 'function');

/** Whatever it is: it is looked at where it is read. */
export const readLater: Check = () => {};

/* @__NO_SIDE_EFFECTS__ */
export function oneOf(...words: readonly string[]): Check {
  const expected = `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
  return that(expected, (value) => words.includes(value as string));
}

export const numberFrom = /* @__NO_SIDE_EFFECTS__ */ (least: number, kind?: 'whole'): Check =>
  (argument, value) => {
    requireNumber(argument, value as number, least, kind);
  };

export const each = /* @__NO_SIDE_EFFECTS__ */ (expected: string, check: Check): Check =>
  (argument, value) => {
    if (!Array.isArray(value)) throw wrong(argument, expected, value);
    value.forEach((one, at) => {
      check(`${argument}[${at}]`, one);
    });
  };

/**
 * An object that has what is needed and may lack the rest, and has nothing else: what is misspelt would be taken for what
 * is left out.
 */
export const settingsWith = /* @__NO_SIDE_EFFECTS__ */ <Settings>(
    checks: Checks<Settings>,
    ...needed: readonly (keyof Settings & string)[]
  ): Check =>
  (argument, value) => {
    requireOptions(argument, value);
    const known = checks as Readonly<Record<string, Check>>;
    for (const name of needed) known[name]!(`${argument}.${name}`, (value as typeof known)[name]);
    for (const [name, given] of Object.entries(value as object)) {
      if (!Object.hasOwn(known, name))
        throw new TypeError(`${argument}: expected ${Object.keys(known).join(', ')}, found ${name}`);
      if (given !== undefined) known[name]!(`${argument}.${name}`, given);
    }
  };

const names = (properties: readonly string[]): string => `an object with ${properties.join(', ')}`;

export const dialbackState = oneOf('not yet done', 'valid', 'invalid', 'error');
export const dialbackError = oneOf(
  'remote-connection-failed',
  'remote-server-not-found',
  'remote-server-timeout',
);

/** Which peer has which key: of a manifest. */
export const keyOwners = each(
  'an array of { peer, publicKeyHash }',
  that('{ peer, publicKeyHash }', isObjectWith('peer', 'publicKeyHash')),
);

/** An object that has all of these. */
export const objectWith = /* @__NO_SIDE_EFFECTS__ */ <Value>(checks: Checks<Value>): Check => {
  const known = Object.entries<Check>(checks);
  return (argument, value) => {
    if (!isObject(value)) throw wrong(argument, names(Object.keys(checks)), value);
    for (const [name, check] of known) check(`${argument}.${name}`, value[name]);
  };
};

export const aVerifier = that(
  'a verifier such as webCryptoVerifier()',
  (value) => isObject(value) && typeof value.verify === 'function',
);
