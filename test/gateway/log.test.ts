import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { eventLog } from '../../examples/gateway/log.ts';
import type { GatewayEvent } from '../../examples/gateway/site.ts';

let lines: string[] = [];
const closed = (why = 'refused by R7'): GatewayEvent => ({
  kind: 'closed',
  id: 'a',
  direction: 'in',
  phase: 'header',
  why,
});
const opened: GatewayEvent = {
  ...{ kind: 'opened', id: 'a', direction: 'in', local: 'a.example', remote: 'b.example' },
} as const;

beforeEach(() => {
  lines = [];
  vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());

const log = () => eventLog((line) => lines.push(line), Date.now);
const flood = (tell: (event: GatewayEvent) => void, count: number) => {
  for (let i = 0; i < count; i++) tell(closed());
};

it('an event is a line', () => {
  log()(opened);
  expect(lines).toEqual(['opened {"id":"a","direction":"in","local":"a.example","remote":"b.example"}']);
});

it('a thousand of one kind are twenty lines, and how many were left out', () => {
  flood(log(), 1000);
  expect(lines).toHaveLength(20);
  vi.advanceTimersByTime(1000);
  expect(lines.slice(20)).toEqual(['left out {"kind":"closed","lines":980}']);
});

it('other kinds are told meanwhile, and the same one a second later', () => {
  const tell = log();
  flood(tell, 21);
  tell(opened);
  vi.advanceTimersByTime(1000);
  tell(closed());
  expect(lines.slice(20).map((line) => line.split(' ', 1)[0])).toEqual(['opened', 'left', 'closed']);
});

it('what a stranger has written is cut', () => {
  log()(closed('x'.repeat(64_000)));
  expect(lines[0]!.length).toBeLessThan(400);
  expect(lines[0]).toContain('(64000 characters)');
});
