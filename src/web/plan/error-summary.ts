import { html, nothing } from 'lit-html';
import type { Content } from '../element.ts';
import { lineButton } from '../file/text-editor.ts';
import { statusIcon } from '../parts/icons.ts';
import { text, worded } from '../texts/text.ts';
import type { Form } from './form.ts';

/** How many are told before the form; the rest is under Findings. */
const most = 5;

/** The first errors in one place, each a link to its field, or to its line where the form has no field for it. */
export function errorSummary(form: Form): Content {
  const errors = form.findings.filter(({ severity, waived }) => severity === 'error' && !waived);
  if (errors.length === 0) return nothing;
  return html`<section class="error-summary" aria-labelledby="error-summary">
    <h2 id="error-summary">
      ${statusIcon('error')} <span role="alert">${text('plan.problems', { n: errors.length })}</span>
    </h2>
    <ul>
      ${errors.slice(0, most).map((error) => {
        const field = form.fieldOf(error);
        return html`<li>
          ${
            field === undefined
              ? html`${worded(error.message)} ${lineButton(error)}`
              : html`<a href="#${field}">${worded(error.message)}</a>`
          }
        </li>`;
      })}
    </ul>
    ${
      errors.length > most
        ? html`<p><a href="#plan-findings">${text('plan.moreProblems', { n: errors.length - most })}</a></p>`
        : nothing
    }
  </section>`;
}
