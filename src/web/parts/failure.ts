import { html, type TemplateResult } from 'lit';
import type { Desk } from '../desk.ts';
import { text } from '../texts/text.ts';

/** In the place of a panel that failed. */
export function failurePanel(error: unknown, desk: Desk): TemplateResult {
  const details = failureDetails(error);
  return html`<section class="panel failure" role="alert">
    <p class="panel-title">${text('state.broken')}</p>
    <p>${text('state.brokenHint')}</p>
    <pre class="failure-details" translate="no">${details}</pre>
    <button type="button" @click=${() => desk.copy(details)}>${text('state.copyDetails')}</button>
  </section>`;
}

/** What a maintainer needs, and nothing of what was opened. */
export function failureDetails(error: unknown): string {
  const { name, message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  const frames = stack.split('\n').filter((line) => /^\s*at |@/.test(line));
  const text = [`expcert ${EXPCERT_VERSION}`, `${name}: ${message}`, ...frames.slice(0, 8)].join('\n');
  return text.replace(/-----BEGIN[\s\S]*?(?:-----END[^\n]*|$)/g, '(PEM left out)');
}
