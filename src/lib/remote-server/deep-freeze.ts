/**
 * Freezes a value and all that it is made of, what getters give included, so that one answer may be given to many. The
 * octets in arrays of bytes stay writable: no engine can freeze them.
 */
export function deepFreeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  // Parts come first, so whatever is frozen has been here before.
  if (Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) deepFreeze(part);
  for (const name of gettersOf(value)) deepFreeze((value as Readonly<Record<string, unknown>>)[name]);
  return Object.freeze(value);
}

/** Of certificates and names, which decode their parts when asked for them. */
function gettersOf(value: object): string[] {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (typeof prototype !== 'object' || prototype === null) return [];
  if (prototype === Object.prototype || Array.isArray(value)) return [];
  const properties = Object.entries(Object.getOwnPropertyDescriptors(prototype));
  return properties.filter(([, { get }]) => get !== undefined).map(([name]) => name);
}
