import type { Finding, Location } from '../findings/finding.ts';
import type { CheckedItem, ReportFinding } from './report.ts';

/** The id of what stands there: its file, and its number where that holds several things. */
export const itemId = ({ file, entry }: Pick<Location, 'file' | 'entry'>): string =>
  entry === undefined ? file : `${file}#${entry}`;

/** Gives every finding an id of its own, and the item it is about. */
export function withIds(findings: readonly Finding[], items: readonly CheckedItem[]): ReportFinding[] {
  const known = new Set(items.map(({ id }) => id));
  const counts = new Map<string, number>();
  return findings.map((finding) => {
    const item = itemAbout(finding, known);
    const { peer, cluster } = finding.subject;
    const name = `${finding.code}@${peer ?? item ?? cluster ?? 'deployment'}`;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return {
      ...finding,
      id: count === 1 ? name : `${name}~${count}`,
      ...(item !== undefined && { item }),
    };
  });
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
