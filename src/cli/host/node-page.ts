import { spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ServedFile, Serving } from './io.ts';

/** Hands a file to the program that the system opens such files with. */
export function openFile(path: string, platform: string): Promise<boolean> {
  const [program, ...args] = openers[platform] ?? ['xdg-open'];
  return new Promise((resolve) => {
    const child = spawn(program!, [...args, path], { stdio: 'ignore', detached: true });
    child.on('error', () => resolve(false));
    child.on('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}

const openers: Readonly<Record<string, readonly string[]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

/** One file for every visitor of this machine, until the signal ends it. */
export async function serveFile(file: ServedFile, port: number, signal: AbortSignal): Promise<Serving> {
  const server = createServer(({ url, method, headers: { host = '' } }, response) => {
    // Another name that leads here would make it a page of somebody else's.
    const isOurs = /^(127\.0\.0\.1|localhost)(:\d+)?$/i.test(host);
    const isPage = /^\/(expcert\.html)?(\?|$)/.test(url ?? '');
    if (!isOurs || !isPage || !['GET', 'HEAD'].includes(method ?? '')) {
      response.writeHead(!isOurs ? 403 : isPage ? 405 : 404, { 'Content-Type': 'text/plain' }).end();
      return;
    }
    response.writeHead(200, { ...file.headers, 'Content-Length': file.content.length });
    response.end(method === 'HEAD' ? undefined : file.content);
  });
  await listen(server, port);
  const closed = new Promise<void>((resolve) => server.once('close', () => resolve()));
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  if (signal.aborted) close();
  else signal.addEventListener('abort', close, { once: true });
  return { port: (server.address() as AddressInfo).port, closed };
}

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
