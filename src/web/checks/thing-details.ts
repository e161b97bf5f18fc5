import { html, nothing, type TemplateResult } from 'lit-html';
import { type Asn1Node, describe, describeAsn1, pemOf } from '../../lib/front.ts';
import type { Description, Recognised } from '../../lib/index.ts';
import { RenderedElement, type Content } from '../rendered.ts';
import { text, worded } from '../texts/text.ts';

/** Everything that is in a certificate or request: in words, as PEM, as ASN.1. Looked up when it is opened. */
export class ThingDetails extends RenderedElement {
  static override readonly shows: readonly string[] = ['thing', 'described', 'isRawOpen'];
  declare thing: Recognised;
  declare described: { readonly thing: Recognised; readonly description: Description } | undefined;
  declare isRawOpen: boolean;

  constructor() {
    super();
    this.isRawOpen = false;
  }

  protected override render(): TemplateResult {
    const { described, thing } = this;
    return html`<details
        class="fold"
        @toggle=${(event: Event) => (event.target as HTMLDetailsElement).open && void this.#describe()}
      >
        <summary>${text('details.words')}</summary>
        ${described?.thing === thing ? descriptionList(described.description.children ?? []) : nothing}
      </details>
      <details
        class="fold"
        @toggle=${(event: Event) => (this.isRawOpen = (event.target as HTMLDetailsElement).open)}
      >
        <summary>${text('details.raw')}</summary>
        ${this.isRawOpen ? rawView(this.thing) : nothing}
      </details>`;
  }

  async #describe(): Promise<void> {
    const { thing } = this;
    const description = await describe(thing);
    if (this.thing === thing) this.described = { thing, description };
  }
}

const descriptionList = (children: readonly Description[]): TemplateResult =>
  html`<dl class="description">
    ${children.map(
      ({ label, value, children: inner = [] }) =>
        html`<div>
          <dt>${worded(label)}</dt>
          <dd>
            ${value === undefined ? nothing : html`<code translate="no">${value}</code>`}
            ${inner.length > 0 ? descriptionList(inner) : nothing}
          </dd>
        </div>`,
    )}
  </dl>`;

function rawView(thing: Recognised): Content {
  const pem = pemOf(thing);
  return html`${pem === undefined ? nothing : html`<pre class="raw" tabindex="0" translate="no">${pem}</pre>`}
    <pre class="raw" tabindex="0" translate="no">${asn1Lines(describeAsn1(thing)).join('\n')}</pre>`;
}

const asn1Lines = (nodes: readonly Asn1Node[], depth = 0): string[] =>
  nodes.flatMap((node) => [
    `${'  '.repeat(depth)}${node.tag}${node.value === undefined ? '' : `  ${node.value}`}`,
    ...asn1Lines(node.children, depth + 1),
  ]);
