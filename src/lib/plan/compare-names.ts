import { altNameKey, encode, type AltName, type PlannedName, type Reason } from '../san/required.ts';
import { sanTable } from '../san/table.ts';

/** A planned name that is there, but not as planned. */
export interface Rewritten {
  readonly planned: PlannedName;
  readonly found: AltName;
}

/** The names of a request or certificate beside those of the plan; every name stands in one list only. */
export interface NameComparison {
  readonly present: readonly PlannedName[];
  readonly missing: readonly PlannedName[];
  /** There in another of the forms the Expressway's page offers for it. */
  readonly inOtherForm: readonly Rewritten[];
  /** There only in a form in which nobody looks for it. */
  readonly inWrongForm: readonly Rewritten[];
  /** In the order of the request, none twice. */
  readonly extra: readonly AltName[];
}

/** Compares by type and value, letter case aside (RFC 4343). */
export function compareNames(planned: readonly PlannedName[], found: readonly AltName[]): NameComparison {
  const wanted = new Set(planned.map(altNameKey));
  const there = new Set(found.map(altNameKey));
  const extra = new Map(
    found.filter((name) => !wanted.has(altNameKey(name))).map((name) => [altNameKey(name), name]),
  );
  const take = (keys: readonly string[]): AltName | undefined => {
    const key = keys.find((each) => extra.has(each));
    const name = key === undefined ? undefined : extra.get(key);
    if (key !== undefined) extra.delete(key);
    return name;
  };

  const missing: PlannedName[] = [];
  const inOtherForm: Rewritten[] = [];
  const inWrongForm: Rewritten[] = [];
  for (const name of planned.filter((each) => !there.has(altNameKey(each)))) {
    const otherForm = take(otherForms(name));
    const wrongForm = otherForm
      ? undefined
      : take(name.reasons.flatMap((reason) => wrongForms(name, reason)));
    if (otherForm) inOtherForm.push({ planned: name, found: otherForm });
    else if (wrongForm) inWrongForm.push({ planned: name, found: wrongForm });
    else missing.push(name);
  }
  return {
    present: planned.filter((name) => there.has(altNameKey(name))),
    missing,
    inOtherForm,
    inWrongForm,
    extra: [...extra.values()],
  };
}

/** A name asked for twice is served by a form only that serves both. */
function otherForms({ reasons }: PlannedName): string[] {
  const [first = [], ...rest] = reasons.map(formsOf);
  return first.filter((key) => rest.every((keys) => keys.includes(key)));
}

function formsOf({ row, name }: Reason): string[] {
  const formats = sanTable.find(({ id }) => id === row)?.formats ?? [];
  return formats.map((format) => altNameKey(encode(name, format)));
}

/** Mistakes that look alike: another type for the same text, the SRVName of RFC 4985, the prefix typed by hand. */
function wrongForms({ value }: PlannedName, { name }: Reason): string[] {
  const types = ['DNS', 'XMPP', 'SRV'] as const;
  const values = [value, name, `collab-edge.${name}`, `_collab-edge._tls.${name}`, `_collab-edge.${name}`];
  return types.flatMap((type) => values.map((each) => altNameKey({ type, value: each })));
}
