import { createHash } from 'node:crypto';
import { get } from 'node:http';
import { describe, expect, it } from 'vitest';
import { serveFile } from '../../src/cli/host/node-page.ts';
import { pageHeaders } from '../../src/cli/page/serve.ts';
import { version } from '../../src/cli/program/version.ts';
import { expcertIn } from '../support/io.ts';

const content = '<!doctype html><title>page</title>';
const hash = createHash('sha256').update(content).digest('hex');
const files = { '/expcert/page/expcert.html': content, 'taken.html': 'something else' };

describe('expcert page', () => {
  it('opens the page', async () => {
    const { code, opened } = await expcertIn({ files, opensFiles: true }, 'page');
    expect([code, opened]).toEqual([0, ['/expcert/page/expcert.html']]);
  });
  it('says where the page is where there is no program to open it with', async () => {
    const { code, stderr } = await expcertIn({ files }, 'page');
    expect(code).toBe(0);
    expect(stderr).toContain('no browser could be started; open /expcert/page/expcert.html');
  });
  it('writes the page byte for byte, and says its SHA-256', async () => {
    const { code, stderr, files: left } = await expcertIn({ files }, 'page', '--out', 'new.html');
    expect(code).toBe(0);
    expect(new TextDecoder().decode(left.get('new.html')!.content)).toBe(content);
    expect(stderr).toContain(`SHA-256 ${hash}`);
  });
  it('writes it to stdout', async () => {
    expect(await expcertIn({ files }, 'page', '--out', '-')).toMatchObject({ code: 0, stdout: content });
  });
  it('replaces nothing', async () => {
    const { code, stderr } = await expcertIn({ files }, 'page', '--out', 'taken.html');
    expect(code).toBe(4);
    expect(stderr).toContain('taken.html exists; nothing was written');
  });
  it('replaces a file that may be replaced', async () => {
    const { code, files: left } = await expcertIn({ files }, 'page', '--out', 'taken.html', '--force');
    expect(code).toBe(0);
    expect(new TextDecoder().decode(left.get('taken.html')!.content)).toBe(content);
  });
  it('serves the page, and nobody may frame it', async () => {
    const { code, stderr, served } = await expcertIn({ files }, 'page', '--serve');
    expect(code).toBe(0);
    expect(stderr).toContain('http://127.0.0.1:40000/');
    expect(new TextDecoder().decode(served[0]!.content)).toBe(content);
    expect(served[0]!.headers).toMatchObject({ 'Content-Security-Policy': "frame-ancestors 'none'" });
  });
  it.each([
    ['a port that is taken', ['--serve', '8080'], 4, 'port 8080'],
    ['what is no port', ['--serve', '70000'], 2, 'Expected a port, 1 to 65535.'],
    ['two things to do', ['--serve', '--out', 'a.html'], 2, '--out and --serve are two things to do'],
  ])('refuses %s', async (_, flags, code, says) => {
    const outcome = await expcertIn({ files, takenPort: 8080 }, 'page', ...flags);
    expect(outcome.code).toBe(code);
    expect(outcome.stderr).toContain(says);
  });
  it.each([[[]], [['--out', 'new.html']], [['--serve']]])('says how to build the page: %j', async (flags) => {
    const { code, stderr } = await expcertIn({ opensFiles: true }, 'page', ...flags);
    expect(code).toBe(3);
    expect(stderr).toContain('in a clone run: npm run build');
  });
});

describe('expcert --version --page-hash', () => {
  it('prints what sha256sum says of the page', async () => {
    const { code, stdout } = await expcertIn({ files }, '--version', '--page-hash');
    expect([code, stdout]).toEqual([0, `${version}\n${hash}  expcert.html\n`]);
  });
  it('says so where there is no page', async () => {
    expect((await expcertIn({}, '--version', '--page-hash')).code).toBe(3);
  });
});

describe('the server', () => {
  const file = { content: new TextEncoder().encode(content), headers: pageHeaders };
  const ask = (port: number, path: string, headers = {}) =>
    new Promise<{ status: number | undefined; text: string; policy: unknown }>((resolve, reject) => {
      get({ host: '127.0.0.1', port, path, headers, agent: false }, (response) => {
        let text = '';
        response.on('data', (data: Buffer) => (text += data.toString()));
        const policy = response.headers['content-security-policy'];
        response.on('end', () => resolve({ status: response.statusCode, text, policy }));
      }).on('error', reject);
    });

  it('hands out the page and nothing else, to this machine and to no other name, until it is stopped', async () => {
    const stop = new AbortController();
    const { port, closed } = await serveFile(file, 0, stop.signal);
    expect(await ask(port, '/')).toMatchObject({
      status: 200,
      text: content,
      policy: "frame-ancestors 'none'",
    });
    expect(await ask(port, '/expcert.html')).toMatchObject({ status: 200 });
    expect(await ask(port, '/etc/passwd')).toMatchObject({ status: 404, text: '' });
    expect(await ask(port, '/', { host: 'rebound.example.com' })).toMatchObject({ status: 403, text: '' });
    await expect(serveFile(file, port, stop.signal)).rejects.toMatchObject({ code: 'EADDRINUSE' });
    stop.abort();
    await closed;
    await expect(ask(port, '/')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});
