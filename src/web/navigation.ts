import { hashOf, screenOf, type ScreenId } from './state/screens.ts';

/** The screen that the address names. */
export const addressedScreen = (): ScreenId => screenOf(location.hash) ?? 'overview';

/**
 * Follows links within the page: those to screens through the address, so that Back works; those to a field by
 * going there. A framed page resolves `#plan` against the page around it, so the browser's own way would leave.
 */
export function followLinks(
  root: HTMLElement,
  signal: AbortSignal,
  onScreen: (screen: ScreenId) => void,
): void {
  root.addEventListener(
    'click',
    (event) => {
      const link = (event.target as Element).closest?.('a[href^="#"]');
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const hash = link.getAttribute('href')!;
      const screen = screenOf(hash);
      if (screen === undefined) goToField(hash.slice(1));
      else if (location.hash === hash) onScreen(screen);
      else goToScreen(screen);
    },
    { signal },
  );
  globalThis.addEventListener('hashchange', () => onScreen(addressedScreen()), { signal });
}

/**
 * Through the address, so that Back leads away again.
 *
 * @param then what to do there, once the screen has come up and its heading has had the focus
 */
export function goToScreen(screen: ScreenId, then?: () => void): void {
  if (then) globalThis.addEventListener('hashchange', () => setTimeout(then), { once: true });
  location.hash = hashOf(screen);
}

/** Moves the reader to a field, and opens what it is folded into. */
function goToField(id: string): void {
  const field = document.getElementById(id);
  if (!field) return;
  for (let fold = field.closest('details'); fold; fold = fold.parentElement?.closest('details') ?? null) {
    fold.open = true;
  }
  if (field.tabIndex < 0 && !field.hasAttribute('tabindex')) field.tabIndex = -1;
  field.focus();
  field.scrollIntoView({ block: 'center' });
}

const focusable = 'button, a[href], input, select, textarea, summary, [tabindex]';

/**
 * Where what had the focus goes away and nobody says where the focus goes instead, it goes to what is next to it: who
 * works by keyboard or by ear would begin again at the top of the page.
 */
export function keepFocus(root: HTMLElement, signal: AbortSignal): void {
  let around: Element[] = [];
  let at = 0;
  root.addEventListener(
    'focusin',
    ({ target }) => {
      around = [];
      for (let each = target as Element | null; each && each !== root; each = each.parentElement)
        around.push(each);
      const [own, list] = around;
      at = list ? [...list.querySelectorAll(focusable)].indexOf(own!) : 0;
    },
    { signal },
  );
  const mend = (): void => {
    const [own] = around;
    const isLost = own && (!own.isConnected || own.matches(':disabled'));
    if (!isLost || document.activeElement !== document.body) return;
    const place = around.find((each) => each !== own && each.isConnected) ?? root;
    const others = [...place.querySelectorAll<HTMLElement>(focusable)].filter((each) =>
      each.matches(':enabled, a, summary, [tabindex]'),
    );
    (others[Math.min(at, others.length - 1)] ?? root.querySelector<HTMLElement>('h1'))?.focus();
  };
  // What is to have the focus gets it a moment after the change.
  new MutationObserver(() => setTimeout(mend, 20)).observe(root, {
    childList: true,
    subtree: true,
    attributeFilter: ['disabled'],
  });
}

/** Moves the focus to what the change in hand brings forth: it is rendered part by part, a moment later. */
export function focusLater(find: () => HTMLElement | null | undefined): void {
  setTimeout(() => find()?.focus());
}
