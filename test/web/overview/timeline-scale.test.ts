import { describe, expect, it } from 'vitest';
import { monthTicks, shareOf } from '../../../src/web/overview/timeline-scale.ts';

const time = (date: string): number => Date.parse(`${date}T00:00:00Z`);
const labels = (from: string, to: string, today: string, kind: 'month' | 'wide' | 'none'): string[] =>
  monthTicks({ from: time(from), to: time(to) }, time(today))
    .filter(({ label }) => label === kind)
    .map(({ at }) => new Date(at).toISOString().slice(0, 7));

describe('the ticks of the time axis', () => {
  it.each<[string, string, string, string, readonly string[], readonly string[]]>([
    [
      'of half a year are months, every other of which is written where there is little room',
      '2026-10-23',
      '2027-04-16',
      '2026-11-22',
      ['2027-01', '2027-03'],
      ['2026-11', '2026-12', '2027-02', '2027-04'],
    ],
    [
      'of a year and a half are every other month and half years',
      '2026-10-23',
      '2028-04-16',
      '2026-11-22',
      ['2027-07', '2028-01'],
      ['2027-01', '2027-03', '2027-05', '2027-09', '2027-11', '2028-03'],
    ],
    [
      'of more than two years are quarters and years',
      '2026-10-23',
      '2029-01-31',
      '2026-11-22',
      ['2028-01'],
      ['2027-04', '2027-07', '2027-10', '2028-04', '2028-07', '2028-10', '2029-01'],
    ],
    ['are none where no month begins', '2026-11-02', '2026-11-30', '2026-11-10', [], []],
  ])('%s', (_, from, to, today, month, wide) => {
    expect(labels(from, to, today, 'month')).toEqual(month);
    expect(labels(from, to, today, 'wide')).toEqual(wide);
  });

  it('are not written where the line of today runs through', () => {
    expect(labels('2026-10-23', '2027-04-16', '2026-12-03', 'none')).toEqual(['2026-12']);
  });

  it.each([90, 135, 200, 300, 398, 500, 650, 830])('never overlap: %i days', (days) => {
    const from = time('2026-10-23');
    for (let later = 0; later < 400; later += 13) {
      const span = { from: from + later * 86_400_000, to: from + (later + days) * 86_400_000 };
      const ticks = monthTicks(span, span.from + 30 * 86_400_000);
      const gaps = (shown: readonly string[]): number[] =>
        ticks
          .filter(({ label }) => shown.includes(label))
          .map(({ at }) => shareOf(at, span))
          .flatMap((share, i, all) => (i > 0 ? [share - all[i - 1]!] : []));
      expect(Math.min(1, ...gaps(['month', 'wide']))).toBeGreaterThan(0.09);
      expect(Math.min(1, ...gaps(['month']))).toBeGreaterThan(0.2);
    }
  });
});

describe('a moment', () => {
  it.each([
    ['stands at the start', '2026-01-01', 0],
    ['between the ends', '2026-01-03', 0.5],
    ['before the start', '2025-12-30', -0.5],
  ])('%s', (_, date, share) =>
    expect(shareOf(time(date), { from: time('2026-01-01'), to: time('2026-01-05') })).toBe(share),
  );
});
