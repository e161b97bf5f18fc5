/** One line of a description: what it is, what it says, what it consists of. Plain data, the same for every face. */
export interface Description {
  readonly label: string;
  /** Absent where the children say all. */
  readonly value?: string;
  readonly children?: readonly Description[];
}

export function leaf(label: string, value: string): Description {
  return { label, value };
}

export function branch(label: string, children: readonly Description[], value?: string): Description {
  return { label, ...(value !== undefined && { value }), ...(children.length > 0 && { children }) };
}

/** The leaf, or nothing where there is no value: for optional fields. */
export function optional(label: string, value: string | undefined): Description[] {
  return value === undefined ? [] : [leaf(label, value)];
}

/** `2026-11-22T10:00:00Z`; RFC 5280 times have whole seconds. */
export function utc(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.000Z$/, 'Z');
}

export const yesNo = (value: boolean): string => (value ? 'yes' : 'no');

/** `1 certificate`, `2 certificates`, `2 entries`. */
export function count(number: number, noun: string): string {
  if (number === 1) return `1 ${noun}`;
  return `${number} ${noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`}`;
}
