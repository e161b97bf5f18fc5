import { html } from 'lit-html';
import type { Desk } from './desk.ts';
import { failurePanel } from './parts/failure.ts';
import { RenderedElement, type Content } from './rendered.ts';
import type { State } from './state/state.ts';

export type { Content } from './rendered.ts';

/**
 * A part of the page that is given the state and the desk, and keeps nothing of its own but what is half typed.
 * What goes wrong in it stays in it.
 */
export abstract class PageElement extends RenderedElement {
  static override readonly shows: readonly string[] = ['state', 'desk'];
  declare state: State;
  declare desk: Desk;

  protected override render(): Content {
    try {
      return this.view();
    } catch (error) {
      return failurePanel(error, this.desk);
    }
  }

  /** What is shown of the state. */
  protected abstract view(): Content;
}

/** A panel whose failure leaves the others standing. */
export function guarded(view: () => Content, desk: Desk): Content {
  try {
    return view();
  } catch (error) {
    return html`${failurePanel(error, desk)}`;
  }
}
