import { fileSystemReason } from '../host/file-system-reason.ts';
import type { Call } from '../program/command.ts';
import { CommandError } from '../program/command-error.ts';

/**
 * What a server says with the page. The policy of the file itself forbids everything but its own scripts; these are
 * what a file cannot say: that nobody may frame it, and that no copy is kept.
 */
export const pageHeaders: Readonly<Record<string, string>> = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': "frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  'Cache-Control': 'no-cache',
};

/** Serves the page to this machine until Ctrl-C. */
export async function serve(page: Uint8Array, port: number, { io, terminal }: Pick<Call, 'io' | 'terminal'>) {
  let server;
  try {
    server = await io.serve({ content: page, headers: pageHeaders }, port);
  } catch (error) {
    throw new CommandError(4, `port ${port}: ${fileSystemReason(error)}`, {
      help: 'choose another port, or leave it out for any that is free',
    });
  }
  terminal.say(`serving the page at http://127.0.0.1:${server.port}/  (Ctrl-C ends it)`);
  await server.closed;
}
