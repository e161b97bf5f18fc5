import type { Finding, Location } from './finding.ts';

/** The id of what stands there: its file, and its number where that holds several things. */
export const itemId = ({ file, entry }: Pick<Location, 'file' | 'entry'>): string =>
  entry === undefined ? file : `${file}#${entry}`;

/** A finding as it stands in a report. */
export type IdentifiedFinding = Finding & {
  /** `cert/name-missing@expe1.example.com`; others of that code about the same have `~2`, `~3` … behind it. */
  readonly id: string;
  /** Id of the item it is about, where it is about one. */
  readonly item?: string;
};

/** Gives every finding that has none an id of its own, and the item it is about where that is not said. */
export function withIds(
  findings: readonly (Finding & Partial<IdentifiedFinding>)[],
  items: readonly { readonly id: string }[],
): IdentifiedFinding[] {
  const known = new Set(items.map(({ id }) => id));
  const taken = new Set(findings.map(({ id }) => id));
  const counts = new Map<string, number>();
  return findings.map((finding) => {
    if (isIdentified(finding)) return finding;
    const item = finding.item ?? itemAbout(finding, known);
    const { peer, cluster } = finding.subject;
    const name = `${finding.code}@${peer ?? item ?? cluster ?? 'deployment'}`;
    const id = nextId(name, counts, taken);
    return { ...finding, id, ...(item !== undefined && { item }) };
  });
}

/** Ids by the findings that were given to withIds(). */
export const idsOf = (
  findings: readonly Finding[],
  identified: readonly IdentifiedFinding[],
): ReadonlyMap<Finding, string> => new Map(findings.map((finding, at) => [finding, identified[at]!.id]));

const isIdentified = (finding: Finding & Partial<IdentifiedFinding>): finding is IdentifiedFinding =>
  finding.id !== undefined;

function nextId(name: string, counts: Map<string, number>, taken: ReadonlySet<string | undefined>): string {
  const count = (counts.get(name) ?? 0) + 1;
  counts.set(name, count);
  const id = count === 1 ? name : `${name}~${count}`;
  return taken.has(id) ? nextId(name, counts, taken) : id;
}

/**
 * What stands at its first place, else its file; an entry of a list belongs to the list. What is said of a cluster or of
 * all peers together names places, and is about none of them.
 */
function itemAbout({ locations: [place], subject }: Finding, known: ReadonlySet<string>): string | undefined {
  if (subject.peer === undefined && subject.file === undefined) return undefined;
  const candidates = [...(place ? [itemId(place), place.file] : []), ...(subject.file ? [subject.file] : [])];
  return candidates.find((id) => known.has(id));
}
