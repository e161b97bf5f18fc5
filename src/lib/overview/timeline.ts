import { publicLifetimes } from '../deployment/ca-rules.ts';
import type { CheckedItem, CheckReport } from '../tasks/check-report.ts';

/** How long one certificate is valid. Days are whole days of 86,400 seconds. */
export type TimelineBar = {
  readonly item: CheckedItem;
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
  /** Rounded down; negative when it is over. */
  readonly daysLeft: number;
};

export type TimelineMark = {
  readonly kind: 'today' | 'public limit';
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Longest lifetime that public CAs issue from then on. */
  readonly days?: number;
};

export type Timeline = {
  /** Those that end first stand first. */
  readonly bars: readonly TimelineBar[];
  readonly marks: readonly TimelineMark[];
  /** What the drawing spans, milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
};

const day = 86_400_000;

/** Whole days from the time of judgement to the end. */
export const daysUntil = (notAfter: string, at: Date): number =>
  Math.floor((Date.parse(notAfter) - at.getTime()) / day);

/** The certificates of Expressways over time, from a month before the time of judgement to the last end. */
export function timelineOf({ items }: Pick<CheckReport, 'items'>, at: Date): Timeline {
  const bars = items.flatMap((item): TimelineBar[] => {
    const { kind, notBefore, notAfter } = item;
    if (kind !== 'certificate' || notBefore === undefined || notAfter === undefined) return [];
    const [from, to] = [Date.parse(notBefore), Date.parse(notAfter)];
    return [{ item, from, to, daysLeft: daysUntil(notAfter, at) }];
  });
  const today = at.getTime();
  const from = today - 30 * day;
  const last = Math.max(today + 90 * day, ...bars.map((bar) => bar.to));
  // A certificate for decades would leave nothing to see of the others.
  const to = Math.min(last + 15 * day, today + 800 * day);
  const limits = publicLifetimes.map(({ from: since, days }): TimelineMark => {
    return { kind: 'public limit', at: Date.parse(since), days };
  });
  const marks: readonly TimelineMark[] = [{ kind: 'today', at: today }, ...limits];
  return {
    bars: bars.sort((a, b) => a.to - b.to),
    marks: marks.filter((mark) => mark.at > from && mark.at < to),
    from,
    to,
  };
}
