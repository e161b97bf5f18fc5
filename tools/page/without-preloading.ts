import type { Plugin } from 'vite';

/** Vite's helper that fetches in advance what a module imports later; in one file all of it is there. */
export const withoutPreloading = (): Plugin => ({
  name: 'without-preloading',
  apply: 'build',
  transform: {
    filter: { id: /vite\/preload-helper/ },
    handler: () => ({ code: 'export const __vitePreload = (load) => load();', map: null }),
  },
});
