import { chmod } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import manifest from './package.json' with { type: 'json' };

/** The command line as one file to start with and chunks that are read when a command needs them. */
export default defineConfig({
  publicDir: false,
  define: { EXPCERT_VERSION: JSON.stringify(manifest.version) },
  // Everything is bundled: start-up reads two or three files instead of several hundred.
  ssr: { target: 'node', noExternal: true },
  build: {
    ssr: true,
    outDir: 'dist/cli',
    target: 'node20.19',
    minify: false,
    license: { fileName: 'THIRD-PARTY-LICENCES.md' },
    rolldownOptions: {
      // A thread of --jobs starts from a file of its own.
      input: { main: 'src/cli/main.ts', 'gather-thread': 'src/cli/check/gather-thread.ts' },
      output: {
        format: 'es',
        entryFileNames: '[name].js',
        // Sixteen chunks would be called "command" in a stack trace.
        chunkFileNames: ({ name, facadeModuleId }) =>
          `chunks/${name === 'command' && facadeModuleId ? basename(dirname(facadeModuleId)) : '[name]'}-[hash].js`,
        banner: (chunk) => (chunk.name === 'main' ? '#!/usr/bin/env node' : ''),
      },
    },
  },
  plugins: [executable('main.js')],
});

function executable(fileName: string): Plugin {
  return {
    name: 'executable',
    async writeBundle(output) {
      await chmod(join(output.dir!, fileName), 0o755);
    },
  };
}
