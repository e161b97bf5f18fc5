import type { TemplateResult } from 'lit-html';
import type { InputFile } from '../lib/front.ts';
import type { Desk, TakeOptions } from './desk.ts';
import { guarded } from './element.ts';
import { judgeWhenNeeded } from './judge.ts';
import { addressedScreen, focusLater, followLinks, goToScreen, keepFocus } from './navigation.ts';
import { frameView, takeBack } from './parts/frame.ts';
import { RenderedElement } from './rendered.ts';
import { droppedFiles, readFiles, type FoundFile } from './read-files.ts';
import { saveFile } from './save.ts';
import { screenView } from './screens/screens.ts';
import { filesRead, leaveOut, readingFiles, setTime, tellClosedFolders } from './state/files.ts';
import { isUnsaved } from './state/open-deployment.ts';
import { archivedDeployment, deploymentAmong, takeFiles, type TakeFilesOptions } from './state/take-files.ts';
import { keptKeys } from './state/key-making.ts';
import { initialState, type State, type Transition } from './state/state.ts';
import { followAddress, showOnPaper, showScreen, showTitle } from './surroundings.ts';
import { text } from './texts/text.ts';

/** Owns the state, and hands it down. */
export class App extends RenderedElement implements Desk {
  static override readonly shows: readonly string[] = ['state'];
  declare state: State;
  #connection = new AbortController();
  #shown: State['screen'];

  constructor() {
    super();
    this.state = initialState(new Date(), addressedScreen());
    this.#shown = this.state.screen;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    followLinks(this, signal, (screen) => this.#goTo(screen));
    followAddress(signal, goToScreen);
    keepFocus(this, signal);
    globalThis.addEventListener('beforeunload', (event) => this.#askBeforeLeaving(event), { signal });
    this.ownerDocument.addEventListener('keydown', printFrame, { signal });
    this.ownerDocument.addEventListener('keydown', (event) => this.#undoByKey(event), { signal });
    // A file dropped beside a drop area would otherwise take the place of the page.
    this.ownerDocument.addEventListener('dragover', (event) => event.preventDefault(), { signal });
    this.ownerDocument.addEventListener('drop', (event) => void this.#takeDropped(event), { signal });
  }

  disconnectedCallback(): void {
    this.#connection.abort();
  }

  change(transition: Transition): void {
    const before = this.state;
    this.state = transition(before);
    judgeWhenNeeded(before, this);
  }

  async take(found: readonly FoundFile[], options: TakeOptions = {}): Promise<void> {
    this.change(tellClosedFolders(options.closedFolders ?? []));
    if (found.length === 0) return;
    const { files, leftOut } = await readFiles(found, (done, name) =>
      this.change(readingFiles({ done, total: found.length, name })),
    );
    const archived = await archivedDeployment(files);
    this.change(filesRead);
    this.open(files, { ...options, archived });
    if (leftOut.length > 0) this.change(leaveOut(leftOut));
  }

  open(files: readonly InputFile[], options: TakeFilesOptions = {}): void {
    const { deployment } = this.state;
    const replacing = deploymentAmong(files) ?? options.archived;
    const replaces = deployment && isUnsaved(deployment) && replacing !== undefined;
    if (replaces && !globalThis.confirm(text('deployment.replaceUnsaved', { file: deployment.file }))) return;
    this.change((state) => takeFiles(files, options)(setTime(new Date())(state)));
    this.#unsayLater(this.state.said);
  }

  say(said: string): void {
    this.change((state) => ({ ...state, said }));
    this.#unsayLater(said);
  }

  save(name: string, content: string | Uint8Array, type?: string): void {
    saveFile(name, content, type);
    this.say(text('state.saveHandedOver', { file: name }));
  }

  async copy(copied: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(copied);
      this.say(text('state.copied'));
    } catch {
      this.say(text('state.notCopied'));
    }
  }

  protected override render(): TemplateResult {
    const { state } = this;
    return frameView(
      state,
      this,
      guarded(() => screenView(state, this), this),
    );
  }

  protected override updated(): void {
    const { deployment, screen, theme } = this.state;
    this.ownerDocument.documentElement.dataset['theme'] = theme;
    const star = deployment && isUnsaved(deployment) ? '* ' : '';
    const file = deployment ? `${deployment.file} – ` : '';
    showTitle(`${star}${file}${text('app.title')}`);
    showScreen(screen);
    if (screen !== this.#shown) this.#focusHeading();
    this.#shown = screen;
    showOnPaper(this);
  }

  /** A field undoes what was typed into it, itself. */
  #undoByKey(event: KeyboardEvent): void {
    const isUndo = event.key === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
    if (!isUndo || (event.target as Element).matches('input, textarea')) return;
    event.preventDefault();
    takeBack(this);
  }

  async #takeDropped(event: DragEvent): Promise<void> {
    event.preventDefault();
    if (!event.dataTransfer) return;
    const { files, closedFolders } = await droppedFiles(event.dataTransfer);
    await this.take(files, { closedFolders });
  }

  #unsayLater(said: string): void {
    setTimeout(() => {
      if (this.state.said === said) this.change((state) => ({ ...state, said: '' }));
    }, 6000);
  }

  #goTo(screen: State['screen']): void {
    if (screen === this.state.screen) this.#focusHeading();
    else this.change((state) => ({ ...state, screen, said: '' }));
  }

  #focusHeading(): void {
    focusLater(() => this.querySelector<HTMLElement>('h1'));
  }

  #askBeforeLeaving(event: BeforeUnloadEvent): void {
    const { deployment, keys } = this.state;
    if (keptKeys(keys) > 0 || (deployment && isUnsaved(deployment))) event.preventDefault();
  }
}

/** The browser would print the page around the frame, and of this one only what is in sight. */
function printFrame(event: KeyboardEvent): void {
  if (event.key !== 'p' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
  event.preventDefault();
  globalThis.print();
}
