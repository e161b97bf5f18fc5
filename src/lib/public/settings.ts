import { momentOf, requireNumber, requireOptions, wrong } from './argument.ts';

/** Throws the TypeError that says what is wrong with a value that was given; undefined never comes here. */
export type Check = (argument: string, value: unknown) => void;

/** A check for every setting: one that is added to the type and not here does not compile. */
export type Checks<Settings> = { readonly [Name in keyof Settings]-?: Check };

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A check by a question. */
export const that =
  (expected: string, fits: (value: unknown) => boolean): Check =>
  (argument, value) => {
    if (!fits(value)) throw wrong(argument, expected, value);
  };

/** An object that has these, whatever they are. */
export const isObjectWith =
  (...names: readonly string[]) =>
  (value: unknown): boolean =>
    isObject(value) && names.every((name) => name in value);

export const yesNo = that('true or false', (value) => typeof value === 'boolean');
export const aFunction = that('a function', (value) => typeof value === 'function');
export const aText = that('a text', (value) => typeof value === 'string');
export const aMoment: Check = (argument, value) => void momentOf(argument, value as Date);

/** What is looked at where it is used. */
export const anything: Check = () => {};

/** Secrets are never repeated, not even their length. */
export const aPassphrase: Check = (argument, value) => {
  if (typeof value !== 'string') throw new TypeError(`${argument}: expected a text`);
};

export const passphrasesAre: Check = (argument, value) => {
  const isList = Array.isArray(value) && value.every((one) => typeof one === 'string');
  if (!isList) throw new TypeError(`${argument}: expected an array of texts`);
};

export function oneOf(...words: readonly string[]): Check {
  const expected = `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
  return that(expected, (value) => words.includes(value as string));
}

export const aDialbackState = oneOf('not yet done', 'valid', 'invalid', 'error');
export const aDialbackError = oneOf(
  'remote-connection-failed',
  'remote-server-not-found',
  'remote-server-timeout',
);

export const aPeerProfile = oneOf('xmpp-s2s', 'sip-domain', 'peer-subject');
export const aTlsaAnswer = that(
  'the answer of a resolver: { dnssec, records }',
  isObjectWith('dnssec', 'records'),
);

export const numberFrom =
  (least: number, kind?: 'whole'): Check =>
  (argument, value) => {
    requireNumber(argument, value as number, least, kind);
  };

export const each =
  (expected: string, check: Check): Check =>
  (argument, value) => {
    if (!Array.isArray(value)) throw wrong(argument, expected, value);
    value.forEach((one, at) => {
      check(`${argument}[${at}]`, one);
    });
  };

/**
 * An object with no others than these: what is misspelt would be taken for what is left out.
 *
 * @param needed those that may not be left out
 */
export const settingsWith =
  <Settings>(checks: Checks<Settings>, ...needed: readonly (keyof Settings & string)[]): Check =>
  (argument, value) => {
    requireOptions(argument, value);
    const known = checks as Readonly<Record<string, Check>>;
    for (const name of needed)
      known[name]!(`${argument}.${name}`, (value as Readonly<Record<string, unknown>>)[name]);
    for (const [name, given] of Object.entries(value as object)) {
      if (!Object.hasOwn(known, name))
        throw new TypeError(`${argument}: expected ${Object.keys(known).join(', ')}, found ${name}`);
      if (given !== undefined) known[name]!(`${argument}.${name}`, given);
    }
  };

export const texts = each('an array of texts', aText);

const names = (properties: readonly string[]): string => `an object with ${properties.join(', ')}`;

/** An object that has all of these. */
export const objectWith = <Value>(checks: Checks<Value>): Check => {
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
