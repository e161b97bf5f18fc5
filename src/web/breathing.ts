import type { CheckProgress } from '../lib/index.ts';

/** How long the page may work before the browser gets its turn, and how often it shows how far it is; milliseconds. */
const longest = 16;
const shownEvery = 200;

/** Lets the browser draw and listen every now and then while the library works, and shows how far that is. */
export function breathing(
  show: (progress: CheckProgress) => void = () => {},
): (progress: CheckProgress) => void | Promise<void> {
  let since = performance.now();
  let shown = since;
  return (progress) => {
    const now = performance.now();
    if (now - since < longest) return undefined;
    if (now - shown >= shownEvery) {
      shown = now;
      show(progress);
    }
    return new Promise((resolve) =>
      setTimeout(() => {
        since = performance.now();
        resolve();
      }),
    );
  };
}
