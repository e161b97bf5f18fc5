import { html, nothing } from 'lit';
import type { CheckedItem, CheckReport, ServiceVerdict, Verdict } from '../../lib/index.ts';
import type { Content } from '../element.ts';
import { statusText, type Status } from '../parts/icons.ts';
import { text, worded } from '../texts/text.ts';

export const verdictStatus: Readonly<Record<Verdict, Status>> = {
  yes: 'ok',
  no: 'error',
  'not known': 'unknown',
};
export const verdictText = (verdict: Verdict): string => text(`verdict.${verdict}`);

/** A line for each service of the peer: yes, no, not known, and what it rests on. */
export function willItWork({ peer, store }: CheckedItem, { services }: CheckReport): Content {
  const own = store === 'server' ? services.filter((each) => each.peer === peer) : [];
  if (own.length === 0) return nothing;
  return html`<section class="verdicts">
    <h3>${text('verdict.title')}</h3>
    <dl>
      ${own.map(
        (each) =>
          html`<div>
            <dt>${text(`service.${each.service}`)}</dt>
            <dd>
              ${statusText(verdictStatus[each.verdict], verdictText(each.verdict))}
              <span class="hint">${reasonOf(each)}</span>
            </dd>
          </div>`,
      )}
    </dl>
  </section>`;
}

function reasonOf({ because, open, waitsFor }: ServiceVerdict): string {
  if (waitsFor) return text('verdict.waits');
  return [
    ...because,
    ...(open.length > 0 ? [text('verdict.open', { what: open.map(worded).join('; ') })] : []),
  ].join('; ');
}
