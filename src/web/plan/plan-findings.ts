import { html, type TemplateResult } from 'lit-html';
import { lineButton } from '../file/text-editor.ts';
import { findingList } from '../parts/findings.ts';
import type { OpenDeployment } from '../state/open-deployment.ts';
import { hashOf } from '../state/screens.ts';
import { text } from '../texts/text.ts';
import { fieldLabel } from './field-words.ts';
import type { Form } from './form.ts';

/** What is to be said of the plan, with the field it is about; a line only where there is no field. */
export const planFindings = (form: Form): TemplateResult =>
  html`<section class="plan-findings" aria-labelledby="plan-findings">
    <h2 id="plan-findings">${text('plan.step.findings')}</h2>
    ${
      form.findings.length === 0
        ? html`<p class="hint">${text('plan.noFindingsHint')}</p>`
        : findingList(form.findings, (finding) => {
            const field = form.fieldOf(finding);
            const where =
              field === undefined
                ? lineButton(finding)
                : html`<a href="#${field}">${fieldLabel(form.pathOf(field)!)}</a>`;
            return { where };
          })
    }
  </section>`;

/** A file that is no YAML, and so has no form. */
export const fileMistakes = ({ findings }: OpenDeployment): TemplateResult =>
  html`<div class="fields">
    <p class="lead">${text('plan.notAForm')} <a href=${hashOf('file')}>${text('screen.file')}</a></p>
    ${findingList(findings, (finding) => ({ where: lineButton(finding) }))}
  </div>`;
