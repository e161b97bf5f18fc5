/** The same JSON Schema in which objects have no further properties, but for those that say so. */
export function strict(schema: unknown): object {
  if (Array.isArray(schema)) return schema.map(strictValue);
  const changed = Object.fromEntries(
    Object.entries(schema as object).map(([name, value]) => [name, strictValue(value)]),
  );
  const isClosed = 'properties' in changed && !('additionalProperties' in changed);
  return isClosed && changed['type'] === 'object' ? { ...changed, additionalProperties: false } : changed;
}

const strictValue = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? strict(value) : value;
