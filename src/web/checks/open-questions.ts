import { html, nothing } from 'lit-html';
import { alikeQuestions } from '../../lib/front.ts';
import type { NotChecked } from '../../lib/index.ts';
import type { Content } from '../element.ts';
import { statusText } from '../parts/icons.ts';
import { text, worded } from '../texts/text.ts';
import { readerName } from '../trust/readers.ts';

/**
 * What was not looked at, each question once with those it is open for, and how to answer it.
 *
 * @param options `isSaid`: what they are about stands above them; `anchor`: something leads to them
 */
export function openQuestions(
  questions: readonly NotChecked[],
  { isSaid = false, anchor }: { readonly isSaid?: boolean; readonly anchor?: string } = {},
): Content {
  if (questions.length === 0) return nothing;
  const idOf = (at?: number) => (anchor === undefined ? nothing : questionId(anchor, at));
  return html`<div class="open-questions">
    <h3 id=${idOf()}>${statusText('unknown', text('checks.notChecked'))}</h3>
    <ul>
      ${alikeQuestions(questions).map(
        ({ text: question, about, questions: alike }, at) =>
          html`<li id=${idOf(at)}>
            ${worded(question)}${isSaid || about.length === 0 ? nothing : html`: <span class="mono" translate="no">${about.join(', ')}</span>`}
            ${waysFold(waysToAnswer(alike))}
          </li>`,
      )}
    </ul>
  </div>`;
}

/** Of a question by its number among alike ones, or of their heading. */
export const questionId = (anchor: string, at?: number): string => `${anchor}-question-${at ?? 'all'}`;

const waysFold = (ways: readonly string[]): Content =>
  ways.length === 0
    ? nothing
    : html`<div class="finding-more">
        <details>
          <summary>${text('question.answer')}</summary>
          <ul>
            ${ways.map((way) => html`<li>${way}</li>`)}
          </ul>
        </details>
      </div>`;

/** Each way once. This page has a way of its own to say whose list a file is. */
export const waysToAnswer = (questions: readonly NotChecked[]): string[] => [
  ...new Set(questions.flatMap(({ answer, ownWay }) => [...answer.map(worded), ...wayHere(ownWay)])),
];

function wayHere(way: NotChecked['ownWay']): string[] {
  if (way?.what !== 'trust-list') return [];
  const { of, file } = way;
  return file === undefined
    ? [text('question.chooseReader', { reader: readerName(of) })]
    : [text('question.chooseReaderOf', { file })];
}
