import { html, nothing } from 'lit';
import type { Finding } from '../../lib/index.ts';
import type { Content } from '../element.ts';
import { text, worded } from '../texts/text.ts';
import { statusIcon } from '../parts/icons.ts';
import type { Form } from './form.ts';

/** The errors of the form in one place, each a link to its field. */
export function errorSummary(findings: readonly Finding[], form: Form): Content {
  const errors = findings.filter(({ severity, waived }) => severity === 'error' && !waived);
  if (errors.length === 0) return nothing;
  return html`<section class="error-summary" aria-labelledby="error-summary">
    <h2 id="error-summary">${statusIcon('error')} ${text('plan.problems', { n: errors.length })}</h2>
    <ul>
      ${errors.map((error) => {
        const field = form.fieldOf(error);
        return html`<li>
          ${field === undefined ? worded(error.message) : html`<a href="#${field}">${worded(error.message)}</a>`}
        </li>`;
      })}
    </ul>
  </section>`;
}
