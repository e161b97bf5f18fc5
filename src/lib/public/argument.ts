/** The caller's mistake, in one form: which argument, what was expected, what was found. */
export function wrong(argument: string, expected: string, value: unknown, hint = ''): TypeError {
  return new TypeError(`${argument}: expected ${expected}, found ${found(value)}${hint && ` (${hint})`}`);
}

/** What a value is, in words. Texts are never repeated: they may be keys and passphrases. */
function found(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === 'string') {
    return value.includes('-----BEGIN ') ? 'PEM text' : `a text of ${value.length} characters`;
  }
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object') return `the ${typeof value} ${String(value)}`;
  if (Array.isArray(value)) return `an array of ${value.length}`;
  const kind = classOf(value);
  if (kind === 'Promise') return 'a Promise: await it';
  if (kind !== 'Object') return `an object of class ${kind}`;
  const names = Object.keys(value);
  if (names.length === 0) return 'an object without properties';
  return `an object with ${names.slice(0, 4).join(', ')}${names.length > 4 ? ', …' : ''}`;
}

/** `Date`, `Uint8Array`; of any realm, as instanceof is not. */
export function classOf(value: object): string {
  const tag = Object.prototype.toString.call(value).slice('[object '.length, -1);
  if (tag !== 'Object') return tag;
  const { constructor } = value as { readonly constructor?: unknown };
  return typeof constructor === 'function' && constructor.name ? constructor.name : tag;
}

export function requireText(argument: string, value: unknown, expected = 'a text'): void {
  if (typeof value !== 'string') throw wrong(argument, expected, value);
}

/** An object that has these properties: plans, deployments and reports are told apart by them. */
export function requireObject(
  argument: string,
  value: unknown,
  expected: string,
  ...properties: readonly string[]
): void {
  const isObject = typeof value === 'object' && value !== null;
  if (!isObject || properties.some((name) => !(name in value))) throw wrong(argument, expected, value);
}

/** The elements of any iterable but a text or bytes, which are iterable by mistake. */
export function listOf<Item>(argument: string, value: Iterable<Item>, expected: string): Item[] {
  const isList = typeof value === 'object' && value !== null && Symbol.iterator in value;
  if (!isList || ArrayBuffer.isView(value)) throw wrong(argument, expected, value);
  return [...value];
}

/** Where seconds since 1970 look like milliseconds: 1970-01-02 to 1973-03-03, before there were certificates. */
const looksLikeSeconds = (time: number): boolean => time >= 1e8 && time < 1e11;

const secondsHint = (time: number): string =>
  looksLikeSeconds(time) ? `seconds since 1970? new Date(${time} * 1000)` : '';

/** Milliseconds since 1970 of a moment that a caller has given. */
export function momentOf(argument: string, value: Date): number {
  const given: unknown = value;
  if (typeof given === 'number') {
    throw wrong(argument, 'a Date', given, secondsHint(given) || `new Date(${given})`);
  }
  if (typeof given !== 'object' || given === null || classOf(given) !== 'Date')
    throw wrong(argument, 'a Date', given);
  const time = value.getTime();
  if (Number.isNaN(time)) throw new TypeError(`${argument}: expected a valid Date, found an invalid one`);
  if (looksLikeSeconds(time)) {
    const day = value.toISOString().slice(0, 10);
    throw new TypeError(
      `${argument}: expected a moment with certificates, found ${day} (${secondsHint(time)})`,
    );
  }
  return time;
}

/** The options of a function, or the reason why they are none. */
export function requireOptions(argument: string, value: unknown): void {
  if (typeof value !== 'object' || value === null || classOf(value) === 'Date')
    throw wrong(argument, 'an object', value);
}

/** A number, where one is given; `whole`: without a fraction. */
export function requireNumber(
  argument: string,
  value: number | undefined,
  least: number,
  kind?: 'whole',
): void {
  if (value === undefined) return;
  const isNumber = kind ? Number.isInteger(value) : typeof value === 'number';
  if (!isNumber || !(value >= least))
    throw wrong(argument, `a ${kind ? `${kind} ` : ''}number from ${least}`, value);
}

/** What decides about federation: the policy, not the deployment it was made of. */
export function requirePolicy(policy: unknown, argument = 'policy'): void {
  requireObject(argument, policy, 'a policy of federationPolicy()', 'partners', 'privacy', 'stream');
}
