import { html, nothing, type TemplateResult } from 'lit-html';
import { chainSteps, type ChainRole } from '../../lib/front.ts';
import type { CheckedItem, CheckReport } from '../../lib/index.ts';
import type { Content } from '../element.ts';
import { statusIcon, type Status } from '../parts/icons.ts';
import { text } from '../texts/text.ts';

const statuses: Readonly<Record<ChainRole, Status>> = {
  server: 'ok',
  listed: 'ok',
  'to upload': 'warning',
  'at hand': 'notice',
  missing: 'error',
};

/**
 * Who signed whom, and what goes where: boxes in a row, which are a list to those who do not see them. What each is
 * stands in its box in words.
 */
export function chainDrawing(item: CheckedItem, report: CheckReport): Content {
  const steps = chainSteps(item, report);
  if (steps.length === 0) return nothing;
  return html`<section class="chain">
    <h3>${text('chain.title')}</h3>
    <ol>
      ${steps.map(({ subject, role }, i) => step(subject, role, item, i < steps.length - 1))}
    </ol>
  </section>`;
}

const step = (subject: string, role: ChainRole, { store }: CheckedItem, hasIssuer: boolean): TemplateResult =>
  html`<li class="chain-step chain-${role.replace(' ', '-')}">
    <span class="chain-box">
      <strong translate="no">${shortSubject(subject)}</strong>
      <span class="status status-${statuses[role]}"
        >${statusIcon(statuses[role])}<span
          >${text(`chain.role.${role === 'server' && store === 'client' ? 'client' : role}`)}</span
        ></span
      >
    </span>
    ${hasIssuer ? html`<span class="chain-arrow">${text('chain.signedBy')}</span>` : nothing}
  </li>`;

/** The CN of an RFC 4514 name, or the whole of it. */
const shortSubject = (subject: string): string =>
  /(?:^|[,+])CN=((?:\\.|[^,+\\])*)/i.exec(subject)?.[1] ?? subject;
