import { defineConfig } from 'vite';

/**
 * The library for Node: its entries in a few files, which are read in half the time that several hundred take. Bundlers
 * for browsers get them one by one, to leave out what a program does not use.
 */
export default defineConfig({
  publicDir: false,
  build: {
    ssr: true,
    outDir: 'dist/node',
    target: 'node20.19',
    minify: false,
    rolldownOptions: {
      preserveEntrySignatures: 'strict',
      input: {
        index: 'src/lib/index.ts',
        node: 'src/lib/node/index.ts',
        issue: 'src/lib/issue/index.ts',
      },
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});
