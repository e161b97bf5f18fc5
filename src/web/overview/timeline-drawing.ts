import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { Timeline, TimelineBar, TimelineMark } from '../../lib/index.ts';
import type { Content } from '../element.ts';
import { dateText, text } from '../texts/text.ts';

const width = 960;
const labelWidth = 250;
const rowHeight = 30;
const headHeight = 46;

/** What ends when: bars over time, and the same as a table. */
export function timelineDrawing(timeline: Timeline): Content {
  const { bars } = timeline;
  if (bars.length === 0) return nothing;
  const height = headHeight + bars.length * rowHeight + 6;
  return html`<section class="panel timeline" aria-labelledby="timeline-title">
    <h2 id="timeline-title">${text('timeline.title')}</h2>
    <div class="scroll timeline-picture">
      <svg
        viewBox="0 0 ${width} ${height}"
        role="img"
        aria-label=${text('timeline.picture', { n: bars.length })}
      >
        ${timeline.marks.map((mark) => markLine(mark, timeline, height))}
        ${bars.map((bar, i) => barOf(bar, headHeight + i * rowHeight, timeline))}
      </svg>
    </div>
    <details>
      <summary>${text('timeline.asTable')}</summary>
      ${timelineTable(timeline)}
    </details>
  </section>`;
}

const xOf = (time: number, { from, to }: Timeline): number => {
  const share = (Math.min(Math.max(time, from), to) - from) / (to - from);
  return labelWidth + share * (width - labelWidth - 8);
};

function markLine({ kind, at, days }: TimelineMark, timeline: Timeline, height: number): SVGTemplateResult {
  const x = xOf(at, timeline);
  const isRight = x > width - 190;
  const words = kind === 'today' ? text('timeline.today') : text('timeline.limit', { days: days! });
  return svg`<g class="timeline-mark timeline-${kind.replace(' ', '-')}">
    <line x1=${x} x2=${x} y1="24" y2=${height} />
    <text x=${isRight ? x - 5 : x + 5} y=${kind === 'today' ? 18 : 34} text-anchor=${isRight ? 'end' : 'start'}>${words}</text>
  </g>`;
}

function barOf(bar: TimelineBar, y: number, timeline: Timeline): SVGTemplateResult {
  const [start, end] = [xOf(bar.from, timeline), xOf(bar.to, timeline)];
  const name = nameOf(bar);
  const label = name.length > 30 ? `${name.slice(0, 29)}…` : name;
  return svg`<g class="timeline-bar ${urgency(bar)}">
    <text class="timeline-name" x="0" y=${y + 16}>${label}</text>
    <rect x=${start} y=${y + 3} width=${Math.max(end - start, 3)} height="18" rx="2" />
    <text class="timeline-days" x=${Math.min(end, width - 70) - 6} y=${y + 16} text-anchor="end">${daysText(bar)}</text>
  </g>`;
}

const urgency = ({ daysLeft }: TimelineBar): string =>
  daysLeft < 13 ? 'is-imminent' : daysLeft < 60 ? 'is-soon' : 'is-good';

const daysText = ({ daysLeft }: TimelineBar): string =>
  daysLeft < 0 ? text('timeline.ended') : text('timeline.days', { n: daysLeft });

const nameOf = ({ item: { peer, subject = '', file, store } }: TimelineBar): string => {
  const name = peer ?? (subject === '' ? file : subject);
  return store === 'client' ? text('timeline.client', { name }) : name;
};

const timelineTable = ({ bars }: Timeline): TemplateResult =>
  html`<div class="scroll" role="region" aria-labelledby="timeline-title" tabindex="0">
    <table role="table">
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader">${text('timeline.column.of')}</th>
          <th scope="col" role="columnheader">${text('timeline.column.from')}</th>
          <th scope="col" role="columnheader">${text('timeline.column.to')}</th>
          <th scope="col" role="columnheader">${text('timeline.column.left')}</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${bars.map(
          (bar) =>
            html`<tr role="row">
              <th scope="row" role="rowheader" class="mono" translate="no">${nameOf(bar)}</th>
              <td role="cell" data-column=${text('timeline.column.from')}>${dateText(new Date(bar.from))}</td>
              <td role="cell" data-column=${text('timeline.column.to')}>${dateText(new Date(bar.to))}</td>
              <td role="cell" data-column=${text('timeline.column.left')}>${daysText(bar)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
