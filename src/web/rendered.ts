import type { nothing } from 'lit-html';
import { render, type TemplateResult } from 'lit-html';

export type Content = TemplateResult | typeof nothing;

/**
 * An element that renders into itself, once, after properties of it were given other values. It renders into the
 * document, so that labels, descriptions and links to fields find each other across elements.
 */
export abstract class RenderedElement extends HTMLElement {
  /** Names of the properties whose values it shows. */
  static readonly shows: readonly string[] = [];
  #isWaiting = false;

  constructor() {
    super();
    for (const name of new.target.shows) this.#follow(name);
  }

  connectedCallback(): void {
    this.requestUpdate();
  }

  requestUpdate(): void {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    queueMicrotask(() => this.#isWaiting && this.isConnected && this.performUpdate());
  }

  /** Renders now. */
  performUpdate(): void {
    this.#isWaiting = false;
    render(this.render(), this);
    this.updated();
  }

  protected abstract render(): Content;

  /** What is to be done whenever it has been rendered. */
  protected updated(): void {}

  #follow(name: string): void {
    let value: unknown;
    Object.defineProperty(this, name, {
      get: () => value,
      set: (given: unknown) => {
        if (Object.is(value, given)) return;
        value = given;
        this.requestUpdate();
      },
    });
  }
}
