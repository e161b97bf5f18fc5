import { html, nothing, type TemplateResult } from 'lit-html';
import { PageElement, type Content } from '../element.ts';
import { dropArea } from '../parts/drop-area.ts';
import { emptyScreen } from '../parts/empty-screen.ts';
import { findingList } from '../parts/findings.ts';
import { statusText } from '../parts/icons.ts';
import { screenHeading } from '../parts/screen-heading.ts';
import { lineButton, textEditor } from '../file/text-editor.ts';
import { versionPanel } from '../file/version-panel.ts';
import { changeText, closeDeployment, markSaved } from '../state/deployment.ts';
import { isUnsaved, type OpenDeployment } from '../state/open-deployment.ts';
import { hashOf } from '../state/screens.ts';
import { text } from '../texts/text.ts';

/** How long after the last stroke the text is read, in milliseconds. */
const pause = 250;

/** Deployment file: its text, with what is wrong in it beside the line. Keeps what was typed until it is read. */
export class FileScreen extends PageElement {
  #typing: ReturnType<typeof setTimeout> | undefined;

  protected override view(): Content {
    const { deployment } = this.state;
    if (!deployment) return html`${screenHeading('file')} ${emptyScreen('file', this.desk)}`;
    return html`${screenHeading('file', { summary: deployment.file, actions: this.#actions(deployment) })}
      ${versionPanel(deployment, this.desk)}
      <div class="file-columns">
        <div class="file-text">
          <p class="hint" id="file-hint">${text('file.hint')}</p>
          ${
            deployment.deployment
              ? nothing
              : html`<p><a href="#file-problems">${problemsText(deployment)}</a></p>`
          }
          ${textEditor(deployment, {
            onInput: (typed) => {
              clearTimeout(this.#typing);
              this.#typing = setTimeout(() => this.#read(typed), pause);
            },
            onChange: (typed) => this.#read(typed),
          })}
        </div>
        <div class="file-said">${this.#said(deployment)} ${this.#others()}</div>
      </div>`;
  }

  disconnectedCallback(): void {
    clearTimeout(this.#typing);
  }

  #read(typed: string): void {
    clearTimeout(this.#typing);
    this.desk.change(changeText(typed));
  }

  #actions(deployment: OpenDeployment): TemplateResult {
    const { desk } = this;
    const close = () => {
      const isLost = isUnsaved(deployment);
      if (isLost && !globalThis.confirm(text('file.closeUnsaved', { file: deployment.file }))) return;
      desk.change(closeDeployment);
    };
    return html`<button
        type="button"
        class="primary"
        @click=${() => {
          desk.save(deployment.file, deployment.text, 'application/yaml');
          desk.change(markSaved);
        }}
      >
        ${text('deployment.save')}
      </button>
      <button type="button" @click=${close}>${text('file.close')}</button>`;
  }

  #said(open: OpenDeployment): Content {
    const { deployment, findings, plan } = open;
    if (deployment && plan) {
      const clusters = text('file.clusters', { n: deployment.clusters.length });
      const peers = text('file.peers', { n: plan.peers.length });
      return html`<p>${statusText('ok', text('file.good'))}</p>
        <p class="hint">
          ${text('file.goodHint', { clusters, peers })} <a href=${hashOf('plan')}>${text('screen.plan')}</a>
        </p>`;
    }
    return html`<h2 id="file-problems">${problemsText(open)}</h2>
      ${findingList(findings, (finding) => ({ where: lineButton(finding) }))}`;
  }

  #others(): TemplateResult {
    return html`<details class="fold">
      <summary>${text('file.open')}</summary>
      ${dropArea(this.desk)}
    </details>`;
  }
}

const problemsText = ({ findings }: OpenDeployment): string => text('file.problems', { n: findings.length });
