import { html, type TemplateResult } from 'lit-html';
import type { Desk } from '../desk.ts';
import { reportFormats, saveReport } from '../reports.ts';
import { text } from '../texts/text.ts';

/** Every way to take the results along. */
export const reportMenu = (desk: Desk): TemplateResult =>
  html`<details class="menu">
      <summary class="button">${text('report.download')}</summary>
      <ul>
        ${reportFormats.map(
          (format) =>
            html`<li>
              <button type="button" class="link" @click=${() => void saveReport(format, desk)}>
                ${text(`report.${format}`)}
              </button>
            </li>`,
        )}
      </ul>
    </details>
    <button type="button" @click=${() => globalThis.print()}>${text('plan.print')}</button>`;
