import { execFileSync } from 'node:child_process';
import { defineConfig } from 'vite';
import { viteSingleFile } from 'vite-plugin-singlefile';
import manifest from './package.json' with { type: 'json' };
import { everyFact } from './src/lib/product/facts/every-fact.ts';
import { alikeTogether } from './tools/page/alike-together.ts';
import { calculatedConstants } from './tools/page/calculated-constants.ts';
import { frontCodedWords } from './tools/page/front-coded-words.ts';
import { groupedCodes, listedCodes } from './tools/page/grouped-codes.ts';
import { sealed } from './tools/page/seal.ts';
import { withoutExplanations, withoutUnreadFields } from './tools/page/without-explanations.ts';
import { withoutIndentation } from './tools/page/without-indentation.ts';
import { withoutLaterLoading } from './tools/page/without-later-loading.ts';
import { withoutSpareYaml, withoutYamlMessages } from './tools/page/without-spare-yaml.ts';
import { withoutWebPki } from './tools/page/without-web-pki.ts';

/** The web page as one file: a browser runs no script from beside a file that was opened from disk. */
export default defineConfig({
  root: 'src/web',
  base: './',
  publicDir: false,
  define: {
    EXPCERT_VERSION: JSON.stringify(manifest.version),
    EXPCERT_SOURCE_DATE: JSON.stringify(sourceDate()),
    EXPCERT_FACTS_DAY: JSON.stringify(factsDay()),
    EXPCERT_LOCALE: JSON.stringify(process.env['EXPCERT_LOCALE'] ?? 'en'),
  },
  build: {
    target: 'es2022',
    // The browsers of 2024 that README names.
    cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
    outDir: '../../dist/page',
    emptyOutDir: true,
    // Its polyfill uses fetch.
    modulePreload: false,
    assetsInlineLimit: Number.MAX_SAFE_INTEGER,
    rolldownOptions: {
      treeshake: { propertyReadSideEffects: false },
      optimization: { inlineConst: { mode: 'smart', pass: 3 } },
    },
    license: { fileName: 'THIRD-PARTY-LICENCES.md' },
  },
  plugins: [
    withoutExplanations(),
    withoutUnreadFields(),
    withoutIndentation(),
    withoutLaterLoading(),
    withoutSpareYaml(),
    withoutYamlMessages(),
    withoutWebPki(),
    calculatedConstants(),
    frontCodedWords(),
    groupedCodes(),
    listedCodes(),
    alikeTogether(),
    viteSingleFile({ removeViteModuleLoader: true }),
    sealed('expcert.html'),
  ],
});

/** Not the day of the build: the same sources are to give the same file, and so the same SHA-256. */
function sourceDate(): string {
  try {
    const log = ['log', '-1', '--format=%cs', '--', 'src', 'examples', 'tools/page'];
    return execFileSync('git', log, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return 'an archive without dates';
  }
}

/** The newest day on which somebody looked up what ages. */
function factsDay(): string {
  return everyFact()
    .map(({ asOf }) => asOf)
    .sort()
    .at(-1)!;
}
