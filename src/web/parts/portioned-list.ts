import { html, nothing, type TemplateResult } from 'lit-html';
import { RenderedElement } from '../rendered.ts';
import { text } from '../texts/text.ts';
import { focusLater } from '../navigation.ts';

/** Shows the first of many things, and more of them when asked. Keeps how many. */
export class PortionedList<Thing> extends RenderedElement {
  static override readonly shows: readonly string[] = ['things', 'view', 'portion', 'steps'];
  declare things: readonly Thing[];
  declare view: (shown: readonly Thing[]) => TemplateResult;
  /** How many are shown at first, and with every step: few enough to be there at once. */
  declare portion: number;
  declare steps: number;

  constructor() {
    super();
    this.things = [];
    this.portion = 25;
    this.steps = 1;
  }

  protected override render(): TemplateResult {
    const shown = this.steps * this.portion;
    const left = this.things.length - shown;
    return html`${this.view(this.things.slice(0, shown))}
    ${
      left <= 0
        ? nothing
        : html`<p class="more">
            <button type="button" @click=${() => this.#showMore()}>
              ${text('list.more', { n: Math.min(this.portion, left), left })}
            </button>
          </p>`
    }`;
  }

  #showMore(): void {
    this.steps++;
    focusLater(() => this.querySelector('.more button'));
  }
}

/** Many things in portions; `view` makes the list of those that are shown. */
export const portionedList = <Thing>(
  things: readonly Thing[],
  view: (shown: readonly Thing[]) => TemplateResult,
  portion = 25,
): TemplateResult =>
  html`<portioned-list .things=${things} .view=${view} .portion=${portion}></portioned-list>`;
