import type { nothing } from 'lit';
import { html, LitElement, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Desk } from './desk.ts';
import { failurePanel } from './parts/failure.ts';
import type { State } from './state/state.ts';

export type Content = TemplateResult | typeof nothing;

/**
 * A part of the page that is given the state and the desk, and keeps nothing of its own but what is half typed.
 * It renders into the document itself, so that labels, descriptions and links to fields find each other across
 * parts; and what goes wrong in it stays in it.
 */
export abstract class PageElement extends LitElement {
  static override properties: PropertyDeclarations = {
    state: { attribute: false },
    desk: { attribute: false },
  };
  declare state: State;
  declare desk: Desk;

  override createRenderRoot(): this {
    return this;
  }

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
