import { createHash } from 'node:crypto';

/** Source of a script element for a policy: only this text runs. */
export const hashOf = (script: string): string =>
  `'sha256-${createHash('sha256').update(script).digest('base64')}'`;

/**
 * What the page may do: run its one script, and nothing else. Style sheets are made by the script and need no
 * permission; nothing is fetched, sent, framed or navigated to.
 *
 * @param frames where a frame in it may be led: `'none'`
 */
export const pagePolicy = (scripts: readonly string[], frames = "'none'"): string =>
  [
    "default-src 'none'",
    `script-src ${[...new Set(scripts.map(hashOf))].join(' ')}`,
    "style-src 'none'",
    'img-src data:',
    "connect-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
    `frame-src ${frames}`,
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
