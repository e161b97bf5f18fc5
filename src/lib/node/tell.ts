/**
 * Tells an event to whoever wants to know. What goes wrong there is a warning of the process: metrics and logs must not be able
 * to end a stream, or to change what becomes of it.
 */
export function tell<Event>(hook: ((event: Event) => unknown) | undefined, event: Event): void {
  try {
    Promise.resolve(hook?.(event)).catch(warn);
  } catch (error) {
    warn(error);
  }
}

function warn(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : String(error));
}
