import { hashOf, screenOf, type ScreenId } from './state/screens.ts';

/**
 * The page that holds this one in its sealed frame. It is told title and screen, to show them in its window, and
 * tells the screen of its address; nothing else goes either way.
 */
export const isFramed = globalThis.parent !== globalThis.self;

const tell = (message: Readonly<Record<string, string | boolean>>): void => {
  if (isFramed) globalThis.parent.postMessage(message, '*');
};

export const showTitle = (title: string): void => {
  document.title = title;
  tell({ title });
};

export const showScreen = (screen: ScreenId): void => tell({ hash: hashOf(screen) });

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
