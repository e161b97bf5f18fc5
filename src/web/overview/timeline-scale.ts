/** Milliseconds since 1970. */
interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Tick {
  /** First moment of a month, UTC. */
  readonly at: number;
  /** Where it is written: `month` on every window, `wide` where there is room, `none` where today's line runs through. */
  readonly label: 'month' | 'wide' | 'none';
}

const month = 2_629_746_000;
/** Months between two ticks; each of them begins at a January. */
const steps = [1, 2, 3, 6, 12] as const;
/** Labels that have room beside each other: on a wide window, and on a telephone. */
const most = { wide: 10, narrow: 4 };
/** Half a label, as a share of the drawing. */
const half = { wide: 0.05, narrow: 0.1 };

/** Where a moment stands between the ends, from 0 to 1. */
export const shareOf = (time: number, { from, to }: Span): number => (time - from) / (to - from);

/** Beginnings of months, quarters, half years or years, whose labels overlap neither each other nor the line of today. */
export function monthTicks(span: Span, today: number): Tick[] {
  const step = stepFor(span, most.wide, 1);
  const sparse = stepFor(span, most.narrow, step);
  const start = new Date(span.from);
  const ticks: Tick[] = [];
  for (let number = Math.floor(start.getUTCMonth() / step) * step; ; number += step) {
    const at = Date.UTC(start.getUTCFullYear(), number);
    if (at >= span.to) return ticks;
    const share = shareOf(at, span);
    const distance = Math.abs(share - shareOf(today, span));
    const isNarrow = number % sparse === 0 && Math.min(distance, share, 1 - share) > half.narrow;
    const label = isNarrow ? 'month' : distance > half.wide ? 'wide' : 'none';
    if (share > 0) ticks.push({ at, label });
  }
}

const stepFor = ({ from, to }: Span, count: number, multipleOf: number): number =>
  steps.find((step) => (to - from) / month / step <= count && step % multipleOf === 0) ?? 12;
