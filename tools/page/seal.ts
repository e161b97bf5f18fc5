import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { minifySync, type Plugin } from 'vite';
import { pagePolicy, scriptsOf, withPolicy } from './content-security.ts';
import { scan } from './scan.ts';

/** Line breaks are left in style sheets alone, where one blank is as good. */
const script = (name: string): string =>
  minifySync(name, readFileSync(join(import.meta.dirname, name), 'utf8'), { module: true })
    .code.trim()
    .replace(/\n\s*/g, ' ');

/** What the frame may do: nothing leads out of it, not even navigation, which no policy covers. */
const sandbox = 'allow-scripts allow-downloads allow-modals';

/** In an attribute between single quotes, of which a page has few; what one letter follows stands for no other sign. */
export const escaped = (html: string): string =>
  html.replace(/&(?=#|[a-z][a-z\d])/gi, '&amp;').replaceAll("'", '&#39;');

/** In a comment, a paragraph on a line: licences that say the same then do so in the same letters. */
const commented = (text: string): string =>
  `<!--\n${text
    .replaceAll('--', '- -')
    .replace(/[“”]/g, '"')
    .replace(/(?<=\S)[ \t]*\n(?=[^\n#])/g, ' ')}\n-->`;

/** Puts what takes WebRTC away in front of every other script of the page. */
export const withFirstScript = (html: string): string =>
  html.replace(/<script/, `<script>${script('first.js')}</script>\n    <script`);

/**
 * The page in a sandboxed frame of a page that does nothing else. The frame inherits the outer policy besides its
 * own, so the outer one allows the scripts of both.
 */
export function seal(page: string, title: string, licences: string): string {
  const first = script('first.js');
  const outer = script('outer.js');
  const inner = withPolicy(page, pagePolicy(scriptsOf(page)));
  const around = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="referrer" content="no-referrer" />
    <title>${title}</title>
    <link rel="icon" href="data:," />
    <script>${first}</script>
  </head>
  <body>
    <main>
      <h1>${title}</h1>
      <p id="reason">
        If you see only this, the file was changed on its way, or scripts are turned off in this browser. Get it again, compare its
        SHA-256 with the published one, and allow scripts for it: all that they need is in the file.
      </p>
      <div id="paper"></div>
      <iframe title="${title}" sandbox="${sandbox}" allow="clipboard-write" srcdoc='FRAMED'></iframe>
    </main>
    <script>${outer}</script>
  </body>
</html>
`;
  const [before, after] = around.replace(/\n +/g, '\n').split('FRAMED');
  const document = `${before}${escaped(inner)}${after}${commented(licences)}\n`;
  // Firefox takes a download for navigation until it has begun. What the frame makes itself has its policy, too.
  return withPolicy(document, pagePolicy([first, outer, ...scriptsOf(page)], 'blob:'));
}

/** Writes the one file that is handed out, after everything has been put into it. */
export function sealed(fileName: string): Plugin {
  return {
    name: 'sealed',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const page = bundle['index.html'];
        const licences = bundle['THIRD-PARTY-LICENCES.md'];
        if (page?.type !== 'asset' || licences?.type !== 'asset') throw new Error('the page was not built');
        const html = withFirstScript(String(page.source));
        const found = scriptsOf(html).flatMap(scan);
        if (found.length > 0) throw new Error(`the page could reach a network: ${found.join(', ')}`);
        const [, title = ''] = /<title>(.*?)<\/title>/.exec(html) ?? [];
        delete bundle['index.html'];
        delete bundle['THIRD-PARTY-LICENCES.md'];
        const source = seal(html, title, String(licences.source));
        this.emitFile({ type: 'asset', fileName, source });
        // As sha256sum writes and reads it.
        const sha256 = createHash('sha256').update(source).digest('hex');
        this.emitFile({ type: 'asset', fileName: `${fileName}.sha256`, source: `${sha256}  ${fileName}\n` });
      },
    },
  };
}
