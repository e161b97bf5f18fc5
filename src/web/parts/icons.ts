import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit-html';

/** How something is: always shown as a shape and a word, coloured on top. */
export type Status = 'ok' | 'error' | 'warning' | 'notice' | 'unknown';

/** Shapes differ in outline, so that they are told apart without colour. */
const shapes: Readonly<Record<Status, SVGTemplateResult>> = {
  ok: svg`<circle cx="8" cy="8" r="7" /><path class="mark" d="M4.6 8.3 7 10.7l4.5-5.2" />`,
  error: svg`<path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z" /><path class="mark" d="m5.4 5.4 5.2 5.2m0-5.2-5.2 5.2" />`,
  warning: svg`<path d="M8 1.2 15.4 14.6H.6z" /><path class="mark" d="M8 6v4m0 2.1v.3" />`,
  notice: svg`<rect x="1.5" y="1.5" width="13" height="13" rx="2" /><path class="mark" d="M8 7.2v4.4M8 4.2v.3" />`,
  unknown: svg`<circle class="dashed" cx="8" cy="8" r="6.5" /><path class="mark" d="M4.8 8h6.4" />`,
};

/** The shape alone; whoever uses it writes the word beside it. */
export const statusIcon = (status: Status): TemplateResult =>
  html`<svg class="icon icon-${status}" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
    ${shapes[status]}
  </svg>`;

/** Shape and word. */
export const statusText = (status: Status, word: string): TemplateResult =>
  html`<span class="status status-${status}">${statusIcon(status)}<span>${word}</span></span>`;
