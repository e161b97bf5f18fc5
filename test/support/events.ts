/** Collects what is told, and waits for what has not been told yet. */
export interface Told<Event> {
  readonly events: readonly Event[];
  readonly tell: (event: Event) => void;
  /** The next one that has not been waited for. */
  next(): Promise<Event>;
}

export function told<Event>(): Told<Event> {
  const events: Event[] = [];
  let taken = 0;
  let wake = (): void => {};
  return {
    events,
    tell(event) {
      events.push(event);
      wake();
    },
    async next() {
      while (taken >= events.length) await new Promise<void>((resolve) => (wake = resolve));
      return events[taken++]!;
    },
  };
}
