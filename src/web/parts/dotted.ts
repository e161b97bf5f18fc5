import { html, type TemplateResult } from 'lit-html';

/** A name that may be broken before its dots, where there is no room for it on one line. */
export const dotted = (name: string): TemplateResult | string =>
  name.includes('.') ? html`<span translate="no">${labelsOf(name)}</span>` : name;

const labelsOf = (name: string): TemplateResult =>
  html`${name.split(/(?=\.)/).map((label, at) => (at === 0 ? label : html`<wbr />${label}`))}`;
