import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

/** Source of a script element for a policy: only this text runs. */
export const hashOf = (script: string): string =>
  `'sha256-${createHash('sha256').update(script).digest('base64')}'`;

/**
 * What the page may do: run its one script, and nothing else. Style sheets are made by the script and need no
 * permission; nothing is fetched, sent, framed or navigated to.
 */
export const pagePolicy = (scripts: readonly string[]): string =>
  [
    "default-src 'none'",
    `script-src ${scripts.map(hashOf).join(' ')}`,
    "style-src 'none'",
    'img-src data:',
    "connect-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-src 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');

/** Every inline script of a document. */
export const scriptsOf = (html: string): string[] =>
  [...html.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(([, script]) => script!);

/** Puts a policy in front of everything else in the head. */
export const withPolicy = (html: string, policy: string): string =>
  html.replace(
    /<meta charset="utf-8"\s*\/?>/,
    (charset) => `${charset}\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`,
  );

/** Writes the policy with the script's hash into the one file, after everything has been put into it. */
export function contentSecurity(): Plugin {
  return {
    name: 'content-security',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        for (const file of Object.values(bundle)) {
          if (file.type !== 'asset' || !file.fileName.endsWith('.html')) continue;
          const html = String(file.source);
          file.source = withPolicy(html, pagePolicy(scriptsOf(html)));
        }
      },
    },
  };
}
