import { html, type TemplateResult } from 'lit-html';
import type { Desk } from '../desk.ts';
import type { State } from '../state/state.ts';

/** The screen that the state names. */
export function screenView(state: State, desk: Desk): TemplateResult {
  switch (state.screen) {
    case 'overview':
      return html`<overview-screen .state=${state} .desk=${desk}></overview-screen>`;
    case 'plan':
      return html`<plan-screen .state=${state} .desk=${desk}></plan-screen>`;
    case 'csr':
      return html`<csr-screen .state=${state} .desk=${desk}></csr-screen>`;
    case 'certificates':
      return html`<certificates-screen .state=${state} .desk=${desk}></certificates-screen>`;
    case 'trust':
      return html`<trust-screen .state=${state} .desk=${desk}></trust-screen>`;
    case 'file':
      return html`<file-screen .state=${state} .desk=${desk}></file-screen>`;
  }
}
