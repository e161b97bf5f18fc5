import { outlineOf, type Outline } from './paper.ts';
import { hashOf, screenOf, type ScreenId } from './state/screens.ts';

/**
 * The page that holds this one in its sealed frame. It is told title and screen, to show them in its window,
 * and what stands on the page as text, for the print of the browser's menu; and it tells the screen of its address.
 */
export const isFramed = globalThis.parent !== globalThis.self;

const tell = (message: Readonly<Record<string, string | boolean | Outline>>): void => {
  if (isFramed) globalThis.parent.postMessage(message, '*');
};

export const showTitle = (title: string): void => {
  document.title = title;
  tell({ title });
};

export const showScreen = (screen: ScreenId): void => tell({ hash: hashOf(screen) });

let telling: ReturnType<typeof setTimeout> | undefined;

/** The browser prints of a frame what is in sight: the page around it prints this in its place. */
export function showOnPaper(page: Element): void {
  if (!isFramed) return;
  clearTimeout(telling);
  telling = setTimeout(() => {
    // Screens that look otherwise on paper make themselves so.
    globalThis.dispatchEvent(new Event('beforeprint'));
    tell({ paper: outlineOf(page) });
    globalThis.dispatchEvent(new Event('afterprint'));
  }, 1000);
}

/** Follows the address of the page around. */
export function followAddress(signal: AbortSignal, onScreen: (screen: ScreenId) => void): void {
  if (!isFramed) return;
  globalThis.addEventListener(
    'message',
    ({ source, data }: MessageEvent<{ readonly hash?: unknown }>) => {
      const screen = source === globalThis.parent ? screenOf(String(data.hash)) : undefined;
      if (screen) onScreen(screen);
    },
    { signal },
  );
  tell({ isReady: true });
}
