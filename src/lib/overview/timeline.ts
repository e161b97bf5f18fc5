import { datedFacts } from '../product/facts/dated-facts.ts';
import type { Plan } from '../plan/plan.ts';
import type { CheckedItem, CheckReport } from '../check/report.ts';
import { peersOf } from './certificate-blocks.ts';
import { expiryDays } from '../deployment/expiry.ts';

/** How long one certificate is valid. Days are whole days of 86,400 seconds. */
export type TimelineBar = {
  readonly item: CheckedItem;
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
  /** Rounded down; negative when it is over. */
  readonly daysLeft: number;
  /** How near the end is, by its lifetime or by the policy. */
  readonly urgency: 'ok' | 'warning' | 'error';
  /** From when on it is a warning, and an error; milliseconds since 1970. */
  readonly remindAt: readonly number[];
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
  /** Peers of the plan without a certificate, in its order. */
  readonly without: readonly string[];
  /** Days before the end: from then on a warning, and an error, for a certificate of a year or more. */
  readonly reminders: readonly [warning: number, error: number];
  readonly marks: readonly TimelineMark[];
  /** Time of judgement, milliseconds since 1970. */
  readonly today: number;
  /** What the drawing spans, milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
};

const day = 86_400_000;

/** Whole days from the time of judgement to the end. */
export const daysUntil = (notAfter: string, at: Date): number =>
  Math.floor((Date.parse(notAfter) - at.getTime()) / day);

/** The first end on its chain, where that is known: from then on nobody accepts it. */
export const endOf = ({ notAfter, chainEnds }: CheckedItem): string | undefined =>
  chainEnds?.notAfter ?? notAfter;

/**
 * The certificates of Expressways over time, from a month before the time of judgement to the last end. The limits of
 * public CAs are marked where one of them signs, or has signed.
 */
export function timelineOf({ items }: Pick<CheckReport, 'items'>, at: Date, plan?: Plan): Timeline {
  const policy = plan?.deployment.policy;
  const bars = items.flatMap((item): TimelineBar[] => {
    const { kind, notBefore, notAfter } = item;
    const end = endOf(item);
    if (kind !== 'certificate' || notBefore === undefined || notAfter === undefined || end === undefined)
      return [];
    const [from, to] = [Date.parse(notBefore), Date.parse(end)];
    const left = to - at.getTime();
    const { warn, error } = expiryDays(policy, { notBefore: from, notAfter: Date.parse(notAfter) });
    const urgency = left <= error * day ? 'error' : left <= warn * day ? 'warning' : 'ok';
    const remindAt = [warn, error].map((days) => to - days * day);
    return [{ item, from, to, daysLeft: daysUntil(end, at), urgency, remindAt }];
  });
  const most = expiryDays(policy);
  const today = at.getTime();
  const from = today - 30 * day;
  const last = Math.max(today + 90 * day, ...bars.map((bar) => bar.to));
  // A certificate for decades would leave nothing to see of the others.
  const to = Math.min(last + 15 * day, today + 800 * day);
  const isPublic =
    plan?.peers.some(({ ca }) => ca === 'public') || bars.some(({ item }) => item.issuedBy === 'public');
  const lifetimes = (plan?.facts ?? datedFacts)['lifetime-days/public-ca'].value;
  const limits = (isPublic ? lifetimes : []).map(({ from: since = '', value: days }): TimelineMark => {
    return { kind: 'public limit', at: Date.parse(since), days };
  });
  const held = new Set(
    bars.filter(({ item }) => item.store === 'server').flatMap(({ item }) => peersOf(item)),
  );
  const marks: readonly TimelineMark[] = [{ kind: 'today', at: today }, ...limits];
  return {
    bars: bars.sort((a, b) => a.to - b.to),
    without: (plan?.peers ?? []).flatMap(({ peer }) => (held.has(peer) ? [] : [peer])),
    reminders: [most.warn, most.error],
    marks: marks.filter((mark) => mark.at > from && mark.at < to),
    ...{ today, from, to },
  };
}
