import { html, type TemplateResult } from 'lit-html';
import { subjectLabels } from '../../lib/front.ts';
import { fieldId } from '../state/fields.ts';
import { textOf } from '../state/name-lists.ts';
import { text } from '../texts/text.ts';
import { selectField, textField, type Choice } from './field.ts';
import type { Form } from './form.ts';

const rsaLengths = ['2048', '3072', '4096'];
const curves: readonly Choice[] = [
  { value: 'p256', label: '256' },
  { value: 'p384', label: '384' },
  { value: 'p521', label: '521' },
];

/** Key, digest and subject of every request, with the labels of the Generate CSR page. */
export function requestFields(form: Form): TemplateResult {
  const { draft } = form;
  const isEc = draft.valueAt(['request', 'key', 'type']) === 'ec';
  const keyId = fieldId(['request', 'key']);
  return html`<details class="fold">
    <summary>${text('field.request')}</summary>
    <div class="fields">
      <div class="field-triple">
        ${selectField(form, {
          id: `${keyId}-algorithm`,
          label: text('field.keyAlgorithm'),
          value: isEc ? 'ec' : 'rsa',
          choices: [
            { value: 'rsa', label: 'RSA' },
            { value: 'ec', label: 'ECDSA' },
          ],
          set: (type) =>
            form.edit({
              path: ['request', 'key'],
              to: type === 'ec' ? { type: 'ec', curve: 'p256' } : { type: 'rsa', bits: 2048 },
            }),
        })}
        ${selectField(form, {
          id: keyId,
          label: text('field.request.key'),
          value: isEc ? curveOf(form) : textOf(draft.valueAt(['request', 'key', 'bits'])) || '2048',
          choices: isEc ? curves : rsaLengths.map((bits) => ({ value: bits, label: bits })),
          set: (length) =>
            form.edit({
              path: ['request', 'key'],
              to: isEc ? { type: 'ec', curve: length } : { type: 'rsa', bits: Number(length) },
            }),
        })}
        ${selectField(form, {
          id: fieldId(['request', 'hash']),
          label: text('field.request.hash'),
          value: textOf(draft.valueAt(['request', 'hash'])) || 'sha256',
          choices: ['256', '384', '512'].map((bits) => ({ value: `sha${bits}`, label: `SHA-${bits}` })),
          set: (hash) => form.edit({ path: ['request', 'hash'], to: hash }),
        })}
      </div>
      <div class="field-pair">
        ${Object.entries(subjectLabels).map(([type, label]) =>
          textField(form, { path: ['request', 'subject', type], label, isOptional: true }),
        )}
      </div>
    </div>
  </details>`;
}

/** `p256`, however the file writes it. */
const curveOf = ({ draft }: Form): string =>
  (textOf(draft.valueAt(['request', 'key', 'curve'])) || 'p256').toLowerCase().replace('-', '');
