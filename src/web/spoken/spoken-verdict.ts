import { html, nothing, type TemplateResult } from 'lit-html';
import type { Content } from '../element.ts';
import { statusText } from '../parts/icons.ts';
import { shortened } from '../parts/shortened.ts';
import { text, worded } from '../texts/text.ts';
import type { Spoken, SpokenThing } from './spoken.ts';

/** As many as one takes in at once. */
const most = 3;

export function spokenVerdict(spoken: Spoken | undefined): Content {
  if (!spoken) return nothing;
  const { status, sentence, things, all } = spoken;
  const more = things.length - most;
  return html`<section class="spoken spoken-${status}" aria-label=${text('spoken.label')}>
    <p class="spoken-sentence">${statusText(status, sentence)}</p>
    ${
      things.length === 0
        ? nothing
        : html`<ul>
            ${things.slice(0, most).map((thing) => html`<li>${thingView(thing)}</li>`)}
            ${more <= 0 ? nothing : html`<li>${linked(all, text('spoken.more', { n: more }))}</li>`}
          </ul>`
    }
  </section>`;
}

const thingView = ({ words, about = [], target }: SpokenThing): TemplateResult =>
  html`${linked(target, worded(clipped(words)))}
  ${about.length === 0 ? nothing : html`<span class="hint mono" translate="no">${shortened(about, most, ', ')}</span>`}`;

/** A line or two: the whole of it stands where the link leads. */
const clipped = (words: string): string => (words.length > 160 ? `${words.slice(0, 140).trimEnd()}…` : words);

const linked = (target: string | undefined, words: string): TemplateResult =>
  target === undefined ? html`<span>${words}</span>` : html`<a href="#${target}">${words}</a>`;
