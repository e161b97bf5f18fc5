import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit-html';
import type { Timeline, TimelineBar } from '../../lib/front.ts';
import type { Content } from '../element.ts';
import { dataTable } from '../parts/data-table.ts';
import { statusText } from '../parts/icons.ts';
import { portionedList } from '../parts/portioned-list.ts';
import { dateText, direction, monthText, text } from '../texts/text.ts';
import { monthTicks, shareOf, type Tick } from './timeline-scale.ts';

/** A certificate, or the want of one, as both the drawing and the table show it. */
interface Row {
  readonly name: string;
  readonly drawing: Content;
  /** Empty where there is no certificate. */
  readonly end: string;
  readonly left: TemplateResult;
  /** Start, reminders and end in words. */
  readonly dates: readonly string[];
}

/** What ends when: bars over time, and the same as a table. */
export function timelineDrawing(timeline: Timeline): Content {
  const { bars, without } = timeline;
  if (bars.length === 0) return nothing;
  const x = (time: number): string => xOf(time, timeline);
  const rowOf = (each: TimelineBar | string): Row =>
    typeof each === 'string' ? emptyRow(each) : barRow(each, x);
  return html`<section class="panel timeline" aria-labelledby="timeline-title">
    <h2 id="timeline-title">${text('timeline.title')}</h2>
    ${portionedList([...bars, ...without], (shown) => portion(shown.map(rowOf), timeline, x))}
  </section>`;
}

function portion(rows: readonly Row[], timeline: Timeline, x: (time: number) => string): TemplateResult {
  const { reminders, marks, today } = timeline;
  return html`<div class="timeline-plot">
      <svg class="timeline-axis" aria-hidden="true" translate="no">
        ${monthTicks(timeline, today).map(({ at, label }) =>
          rule(label, x(at), label === 'none' ? '' : monthText(new Date(at))),
        )}
        ${marks.map(({ at, days }) => (days ? rule('limit', x(at)) : rule('today', x(at), text('timeline.today'))))}
      </svg>
      <ul>
        ${rows.map(
          ({ name, drawing, end, left }) =>
            html`<li>
              ${nameText(name)} ${drawing}
              <span class="timeline-end"><span>${end}</span>${left}</span>
            </li>`,
        )}
      </ul>
    </div>
    <ul class="timeline-legend hint">
      ${(['warning', 'error'] as const).map((kind, i) =>
        legend(reminderMarks[i]!, text(`timeline.${kind}`, { n: reminders[i]! })),
      )}
      ${marks.map(({ at, days }) =>
        days ? legend(limitMark, text('timeline.limit', { date: dateText(new Date(at)), days })) : nothing,
      )}
    </ul>
    <details class="fold">
      <summary>${text('timeline.asTable')}</summary>
      ${dataTable({
        label: text('timeline.title'),
        columns: [
          text('timeline.column.of'),
          text('timeline.column.from'),
          text('timeline.column.warning'),
          text('timeline.column.error'),
          text('timeline.column.to'),
          text('timeline.column.left'),
        ],
        rows: rows.map(({ name, dates, left }) => ({ head: nameText(name), cells: [...dates, left] })),
      })}
    </details>`;
}

/** Time runs as one reads. What lies outside is cut off at the edge, so that a bar is seen to go on. */
function xOf(time: number, timeline: Timeline): string {
  const share = shareOf(time, timeline);
  return `${100 * (direction === 'rtl' ? 1 - share : share)}%`;
}

/** A line through all rows; what it is stands at its head, that of today above the months. */
function rule(kind: Tick['label'] | 'limit' | 'today', x: string, words = ''): SVGTemplateResult {
  const y = kind === 'today' ? 11 : 32;
  return svg`<g class="timeline-${kind}">
    <line x1=${x} x2=${x} y1=${y + 6} y2="100%" />
    <text x=${x} y=${y}>${words}</text>
  </g>`;
}

function barRow(bar: TimelineBar, x: (time: number) => string): Row {
  const { from, to, daysLeft, urgency, remindAt } = bar;
  const dates = [from, ...remindAt, to].map((time) => dateText(new Date(time)));
  const words = daysLeft < 0 ? text('timeline.ended') : text('timeline.days', { n: daysLeft });
  const drawing = html`<svg class="timeline-bar icon-${urgency}" aria-hidden="true">
    <line x1=${x(from)} x2=${x(to)} y1="11" y2="11" />
    ${remindAt.map((at, i) => svg`<svg x=${x(at)} y="11" overflow="visible">${reminderMarks[i]}</svg>`)}
  </svg>`;
  return { name: nameOf(bar), drawing, end: dates.at(-1)!, left: statusText(urgency, words), dates };
}

function emptyRow(name: string): Row {
  const left = statusText('unknown', text('overview.noCertificate'));
  return {
    name,
    drawing: nothing,
    end: '',
    left,
    dates: Array<string>(4).fill(text('overview.cell.not needed')),
  };
}

/** Of two shapes, so that they are told apart without colour. */
const reminderMarks = [
  svg`<path class="icon-warning" d="M-6-5H6L0 6z" />`,
  svg`<path class="icon-error" d="M0-7 6 0 0 7-6 0z" />`,
];
const limitMark = svg`<g class="timeline-limit"><line y1="-8" y2="8" /></g>`;

const legend = (mark: SVGTemplateResult, words: string): TemplateResult =>
  html`<li><svg viewBox="-7 -7 14 14" aria-hidden="true">${mark}</svg>${words}</li>`;

const nameText = (name: string): TemplateResult =>
  html`<span class="timeline-name mono" translate="no">${name}</span>`;

const nameOf = ({ item: { peer, subject = '', file, store } }: TimelineBar): string => {
  const name = peer ?? (subject === '' ? file : subject);
  return store === 'client' || store === 'older' ? text(`timeline.${store}`, { name }) : name;
};
