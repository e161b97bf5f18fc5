import { html, nothing, type TemplateResult } from 'lit-html';
import type { Desk } from '../desk.ts';
import type { Content } from '../element.ts';
import type { SureDialog } from '../proof/sure-dialog.ts';
import { markSaved, undo } from '../state/deployment.ts';
import { fileLimits } from '../state/files.ts';
import type { Progress } from '../state/judgement.ts';
import { keptKeys } from '../state/key-making.ts';
import { isUnsaved } from '../state/open-deployment.ts';
import { hashOf, screenIds, screenTitle } from '../state/screens.ts';
import { themes, type State } from '../state/state.ts';
import { dateText, text } from '../texts/text.ts';
import { failurePanel } from './failure.ts';
import { helpDialog, showHelp } from './help-dialog.ts';
import { rosette } from './rosette.ts';

/** What is around every screen. */
export const frameView = (state: State, desk: Desk, screen: Content): TemplateResult =>
  html`<a class="skip" href="#content">${text('app.skip')}</a>
    <header class="masthead">
      <p class="brand">${rosette('small')}<span>${text('app.title')}</span></p>
      ${deploymentView(state, desk)}
    </header>
    <nav class="tabs" aria-label=${text('app.screens')}>
      <ul>
        ${screenIds.map(
          (id) =>
            html`<li>
              <a href=${hashOf(id)} aria-current=${id === state.screen ? 'page' : nothing}
                >${text(screenTitle[id])}</a
              >
            </li>`,
        )}
      </ul>
    </nav>
    ${noticeBars(state)} ${unusableBar(state)}
    <main id="content" tabindex="-1" aria-busy=${Boolean(state.reading ?? state.judging)}>
      ${state.judgingFailure === undefined ? nothing : failurePanel(state.judgingFailure, desk)} ${screen}
    </main>
    ${footerView(state, desk)} ${helpDialog()}
    <sure-dialog .state=${state} .desk=${desk}></sure-dialog>
    <p class="said" role="status">${state.said}</p>`;

function deploymentView({ deployment }: State, desk: Desk): TemplateResult {
  if (!deployment) {
    return html`<p class="open-file">
      <span class="open-file-label">${text('deployment.label')}</span> ${text('deployment.none')}
    </p>`;
  }
  const isChanged = isUnsaved(deployment);
  return html`<p class="open-file">
    <span class="open-file-label">${text('deployment.label')}</span>
    <a href=${hashOf('file')} translate="no">${deployment.file}</a>
    ${isChanged ? html`<span class="open-file-mark">${text('deployment.unsaved')}</span>` : nothing}
    ${
      deployment.earlier?.length
        ? html`<button type="button" aria-keyshortcuts="Control+Z" @click=${() => takeBack(desk)}>
            ${text('deployment.undo')}
          </button>`
        : nothing
    }
    <button
      type="button"
      @click=${() => {
        desk.save(deployment.file, deployment.text, 'application/yaml');
        desk.change(markSaved);
      }}
    >
      ${text('deployment.save')}
    </button>
  </p>`;
}

/** Takes the last change of the deployment file back, and says so. */
export function takeBack(desk: Desk): void {
  if (!desk.state.deployment?.earlier?.length) return;
  desk.change(undo);
  desk.say(text('deployment.undone', { n: desk.state.deployment?.earlier?.length ?? 0 }));
}

function noticeBars({ keys, reading, judging, leftOut, closedFolders }: State): Content {
  const kept = keptKeys(keys);
  return html`${
    globalThis.crypto?.subtle ? nothing : html`<p class="bar bar-error">${text('state.noCrypto')}</p>`
  }
  ${progressBar(reading ?? judging)}
  ${
    closedFolders.length > 0
      ? html`<p class="bar bar-warning" role="alert">
          ${text('drop.closedFolders', { folders: closedFolders.join(', ') })}
        </p>`
      : nothing
  }
  ${leftOut.length > 0 ? leftOutBar(leftOut) : nothing}
  ${
    kept > 0
      ? html`<p class="bar bar-warning">
          ${text('keys.kept', { n: kept })} <a href=${hashOf('plan')}>${text('screen.plan')}</a>
        </p>`
      : nothing
  }`;
}

/** Without its plan much goes unchecked; that is told wherever a verdict is shown, and the mistakes are not. */
const unusableBar = ({ deployment, screen }: State): Content =>
  !deployment || deployment.plan || screen === 'file' || screen === 'plan'
    ? nothing
    : html`<p class="bar bar-error" role="alert">
        ${text('deployment.unusable', { file: deployment.file, n: deployment.findings.length })}
        <a href=${hashOf('file')}>${text('deployment.showMistakes')}</a>
      </p>`;

/** Shown only where it takes longer than a moment. Its status is there before: one that comes with its text is not read out. */
const progressBar = (progress: Progress | undefined): TemplateResult =>
  html`<div class=${progress ? 'bar bar-progress' : ''}>
    <span role="status">${progress ? progressText(progress) : nothing}</span>
    ${
      progress
        ? html`<progress max=${progress.total} .value=${progress.done} aria-hidden="true"></progress>`
        : nothing
    }
  </div>`;

const progressText = ({ done, total, name }: Progress): string =>
  name === undefined
    ? text('state.judging', { done, total })
    : text('state.reading', { n: done + 1, total, file: name });

const leftOutBar = (paths: readonly string[]): TemplateResult =>
  html`<details class="bar bar-warning">
    <summary>
      ${text('drop.tooMuch', {
        n: paths.length,
        files: fileLimits.files,
        size: text('files.megabytes', { n: fileLimits.bytes / 1_000_000 }),
      })}
    </summary>
    <ul translate="no">
      ${paths.map((path) => html`<li>${path}</li>`)}
    </ul>
  </details>`;

/** The newest day on which somebody looked up what ages. */
const factsDay = dateText(new Date(EXPCERT_FACTS_DAY));

/** Of the script that runs: the browser has compared it with the policy before. Absent where the page is served while one works on it. */
const scriptHash = document
  .querySelector<HTMLMetaElement>('meta[http-equiv="Content-Security-Policy"]')
  ?.content.match(/sha256-[^']+/g)
  ?.at(-1);

const footerView = (state: State, desk: Desk): TemplateResult =>
  html`<footer class="foot">
    <p>
      ${text('app.local')}
      <button
        type="button"
        class="link"
        aria-haspopup="dialog"
        @click=${() => document.querySelector<SureDialog>('sure-dialog')?.show()}
      >
        ${text('app.howSure')}
      </button>
    </p>
    <fieldset class="theme">
      <legend>${text('theme.label')}</legend>
      ${themes.map(
        (each) =>
          html`<label
            ><input
              type="radio"
              name="theme"
              .checked=${each === state.theme}
              @change=${() => desk.change((now) => ({ ...now, theme: each }))}
            /><span>${text(`theme.${each}`)}</span></label
          >`,
      )}
    </fieldset>
    <p>
      <button type="button" class="link" aria-haspopup="dialog" @click=${showHelp}>
        ${text('app.help')}
      </button>
    </p>
    <p class="version">
      <span>${text('app.version', { version: EXPCERT_VERSION })}</span>
      <span>${text('app.facts', { date: factsDay })}</span>
      ${scriptHash === undefined ? nothing : html`<span>${text('app.script')} <code translate="no">${scriptHash}</code></span>`}
    </p>
  </footer>`;
