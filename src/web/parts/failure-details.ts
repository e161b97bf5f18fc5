/** What a maintainer needs, and nothing of what was opened. */
export function failureDetails(error: unknown): string {
  const { name, message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  const frames = stack.split('\n').filter((line) => /^\s*at |@/.test(line));
  const text = [`expcert ${EXPCERT_VERSION}`, `${name}: ${message}`, ...frames.slice(0, 8)].join('\n');
  return text.replace(/-----BEGIN[\s\S]*?(?:-----END[^\n]*|$)/g, '(PEM left out)');
}
