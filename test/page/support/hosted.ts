import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pageFile } from './desk.ts';

/** A server on loopback that hands out the page, and remembers everything it is asked for. */
export interface Host {
  /** Of the page. */
  readonly address: string;
  readonly origin: string;
  /** Paths asked for, the page's own included. */
  readonly hits: string[];
  close(): Promise<void>;
}

export async function hostPage(file: string = pageFile): Promise<Host> {
  const hits: string[] = [];
  const server = createServer((request, response) => {
    hits.push(`${request.method} ${request.url}`);
    if (request.url !== '/expcert.html') return void response.writeHead(404).end();
    response.setHeader('content-type', 'text/html; charset=utf-8');
    void readFile(file).then((html) => response.end(html));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    address: `${origin}/expcert.html`,
    origin,
    hits,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
