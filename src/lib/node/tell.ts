/** Hooks that have failed: strangers choose how often they would. */
const failed = new WeakSet<object>();

/**
 * Tells an event to whoever wants to know. What goes wrong there is a warning of the process, the first time: metrics and logs
 * must not be able to end a stream, or to change what becomes of it.
 */
export function tell<Event>(hook: ((event: Event) => unknown) | undefined, event: Event): void {
  if (!hook) return;
  const onFailure = (error: unknown): void => {
    if (!failed.has(hook)) warn(error);
    failed.add(hook);
  };
  try {
    Promise.resolve(hook(event)).catch(onFailure);
  } catch (error) {
    onFailure(error);
  }
}

export function warn(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : String(error));
}
