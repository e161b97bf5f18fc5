import { html, type TemplateResult } from 'lit-html';
import type { Desk } from '../desk.ts';
import { exampleDeployment, exampleHandover, exampleTime, newDeploymentText } from '../example.ts';
import { goToScreen } from '../navigation.ts';
import { newDeployment, openDeployment } from '../state/deployment.ts';
import { setTime } from '../state/files.ts';
import { type ScreenId } from '../state/screens.ts';
import { text } from '../texts/text.ts';
import { dropArea } from './drop-area.ts';
import { rosette } from './rosette.ts';

/** Before anything was opened: what the screen is for, and the ways to begin. */
export const emptyScreen = (screen: ScreenId, desk: Desk): TemplateResult =>
  html`<section class="empty">
    <div class="empty-head">
      <p class="empty-purpose">${text(`empty.${screen}`)}</p>
      ${rosette('large')}
    </div>
    ${dropArea(desk)}
    <p class="empty-ways">
      <button type="button" @click=${() => openExample(screen, desk)}>${text('deployment.example')}</button>
      <button
        type="button"
        @click=${() => {
          desk.change(newDeployment('expcert.yaml', newDeploymentText));
          goToScreen('plan');
        }}
      >
        ${text('deployment.new')}
      </button>
    </p>
  </section>`;

/** Where something is checked, also what there is to check. */
function openExample(screen: ScreenId, desk: Desk): void {
  if (screen === 'plan' || screen === 'file') {
    desk.change(openDeployment('example.yaml', exampleDeployment));
    return;
  }
  desk.open(exampleHandover());
  desk.change(setTime(exampleTime));
}
