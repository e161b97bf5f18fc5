const widest = 104;
/** The root zone has had more since 2015; fewer are another document, or half of one. */
const fewest = 1000;

/**
 * The text of src/lib/product/root-zone.ts for a list of IANA: its day and its names.
 *
 * @throws where the text is no such list
 */
export function rootZoneModule(list: string): string {
  const [head = '', ...names] = list.trim().split(/\r?\n/);
  const [, updated] = /^# Version \d+, Last Updated (.+)$/.exec(head) ?? [];
  const day = new Date(updated ?? '');
  const isList = names.length >= fewest && names.every((name) => /^[A-Z\d-]+$/i.test(name));
  if (Number.isNaN(day.getTime()) || !isList) throw new Error('this is not the list of top-level domains');
  const words = [...new Set(names.map((name) => name.toLowerCase()))].sort();
  return `/** Top-level domains of the IANA root zone in A-label form, as of this date (data.iana.org). */
export const rootZoneAsOf = '${day.toISOString().slice(0, 10)}';

export const rootZoneTlds: ReadonlySet<string> = new Set(
  \`
${filled(words)}
\`
    .trim()
    .split(/\\s+/),
);
`;
}

function filled(words: readonly string[]): string {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > widest) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.join('\n');
}
