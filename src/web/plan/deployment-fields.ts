import { html, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { serviceLabels, wholeRelease } from '../../lib/front.ts';
import type { Service } from '../../lib/index.ts';
import { fieldId } from '../state/fields.ts';
import { textOf } from '../state/name-lists.ts';
import { serviceName, text } from '../texts/text.ts';
import { describedBy, fieldFindings, radioField, textField } from './field.ts';
import { releases } from './field-words.ts';
import type { Form } from './form.ts';

const services = Object.keys(serviceLabels) as Service[];

/** What the deployment is, and what must work. */
export const deploymentFields = (form: Form): TemplateResult =>
  html`<div class="field-pair">
      ${textField(form, { path: ['name'], label: text('field.name'), hint: text('field.nameHint') })}
      ${textField(form, {
        path: ['release'],
        label: text('field.release'),
        hint: text('field.releaseHint'),
        suggestions: releases,
        read: (typed) => wholeRelease(typed) ?? typed,
      })}
    </div>
    ${serviceFields(form)}
    <div class="field-pair">
      ${radioField(form, {
        path: ['custody'],
        label: text('field.custody'),
        hint: text('field.custodyHint'),
        value: textOf(form.draft.valueAt(['custody'])) || 'tool',
        choices: (['expressway', 'tool'] as const).map((value) => ({
          value,
          label: text(`field.custody.${value}`),
        })),
      })}
      ${radioField(form, {
        path: ['ca'],
        label: text('field.ca'),
        value: textOf(form.draft.valueAt(['ca'])) || 'private',
        choices: (['private', 'public'] as const).map((value) => ({
          value,
          label: text(`field.ca.${value}`),
        })),
      })}
    </div>`;

function serviceFields(form: Form): TemplateResult {
  const id = fieldId(['services']);
  return html`<fieldset id=${id} aria-describedby=${describedBy(form, id, false)}>
    <legend>${text('field.services')}</legend>
    <div class="choices">
      ${services.map(
        (service) =>
          html`<label class="check"
            ><input
              type="checkbox"
              .checked=${live(form.draft.valueAt(['services', service]) === true)}
              @change=${(event: Event) =>
                form.edit({ path: ['services', service], to: (event.target as HTMLInputElement).checked })}
            />${serviceName(service)}</label
          >`,
      )}
    </div>
    ${fieldFindings(form, id)}
  </fieldset>`;
}

/** The library's labels stand within sentences. */
