import { html, nothing } from 'lit';
import { questionText } from '../../lib/front.ts';
import type { Question } from '../../lib/index.ts';
import type { Content } from '../element.ts';
import { statusText } from '../parts/icons.ts';
import { text, worded } from '../texts/text.ts';

/** What was not looked at, each question once with those it is open for. */
export function openQuestions(questions: readonly (Question & { readonly peer?: string })[]): Content {
  if (questions.length === 0) return nothing;
  const groups = new Map<string, string[]>();
  for (const { peer, ...question } of questions) {
    const key = questionText(question);
    groups.set(key, [...(groups.get(key) ?? []), ...(peer === undefined ? [] : [peer])]);
  }
  return html`<div class="open-questions">
    <h3>${statusText('unknown', text('checks.notChecked'))}</h3>
    <ul>
      ${[...groups].map(
        ([question, peers]) =>
          html`<li>
            ${worded(question)}${peers.length > 0 ? html`: <span class="mono" translate="no">${peers.join(', ')}</span>` : nothing}
          </li>`,
      )}
    </ul>
  </div>`;
}
