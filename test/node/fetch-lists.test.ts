import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  fetchedLists,
  loadTrust,
  type FetchEvent,
  type FetchedListsOptions,
} from '../../src/lib/node/index.ts';
import { writeFileSync } from 'node:fs';
import { writePem } from '../../src/lib/formats/pem.ts';
import type { CertificateState } from '../../src/lib/federation/decision.ts';
import { buildCrl, type CrlRecipe } from '../support/crls.ts';
import { buildPki, judgedAt } from '../support/pki.ts';
import { scratchFolder } from '../support/scratch.ts';

const hierarchy = (url: string) => ({
  root: { ca: true },
  leaf: { issuedBy: 'root', distributionPoints: [{ names: [`uri:${url}`] }] },
  stranger: { ca: true },
});

const listDer = (change: Partial<CrlRecipe> = {}): Uint8Array =>
  buildCrl(hierarchy(''), { issuedBy: 'root', number: 5, revoked: [77], ...change }).der;

/** A server that answers, and how often it was asked; `url` is where the certificate says that the list is. */
async function serve(answer: RequestListener) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/root.crl`, asked };
}

async function fetcher(url: string, options: Partial<FetchedListsOptions> = {}) {
  const folder = join(scratchFolder(), 'fetched');
  const events: FetchEvent[] = [];
  const lists = await fetchedLists({
    ...{ folder, now: () => judgedAt, mayFetch: () => true, onEvent: (event) => events.push(event) },
    ...options,
  });
  const pki = buildPki(hierarchy(url));
  const report = (state: CertificateState, reachesAnchor = true) => ({
    ...{ state, reachesAnchor },
    path: [pki.leaf, pki.root],
  });
  return { lists, folder, events, pki, report };
}

describe('a list is fetched from where a verified certificate says', () => {
  it('and is there for the next peer', async () => {
    const { url } = await serve((_, response) => response.end(listDer()));
    const { lists, folder, events, report, pki } = await fetcher(url);
    const anchors = [join(folder, '..', 'root.pem')];
    writeFileSync(anchors[0]!, writePem('CERTIFICATE', pki.root.der));
    const trust = await loadTrust({ anchors, fetchedCrls: folder }, { watch: false });
    expect(trust.current.hasCrls).toBe(false);
    lists.learn(report('rev-unknown'));
    await lists.refresh();
    await trust.reload();
    expect(events).toEqual([{ kind: 'fetched', url, nextUpdate: expect.any(Number) as number }]);
    expect(trust.current.crls.map(({ revoked }) => revoked.count)).toEqual([1]);
  });

  it('once, until it is due again', async () => {
    const { url, asked } = await serve((_, response) => response.end(listDer()));
    let time = judgedAt;
    const { lists, report } = await fetcher(url, { now: () => time });
    for (let i = 0; i < 3; i++) {
      lists.learn(report('ok'));
      await Promise.all([lists.refresh(), lists.refresh()]);
    }
    expect(asked).toHaveLength(1);
    time += 24 * 60 * 60 * 1000;
    await lists.refresh();
    expect(asked).toHaveLength(2);
  });

  it.each<[string, CertificateState, boolean]>([
    ['nobody trusted', 'untrusted', false],
    ['nobody trusted, though it is called good', 'ok', false],
    ['a trusted CA, and it is expired', 'expired', true],
    ['a trusted CA, for another name', 'san-mismatch', true],
  ])('but not from a certificate of %s', async (_, state, reachesAnchor) => {
    const { url, asked } = await serve((_request, response) => response.end(listDer()));
    const { lists, report } = await fetcher(url);
    lists.learn(report(state, reachesAnchor));
    await lists.refresh();
    expect(asked).toEqual([]);
  });

  it('and from settings', async () => {
    const { url, asked } = await serve((_, response) => response.end(listDer()));
    const { pki } = await fetcher(url);
    const { lists } = await fetcher(url, { sources: [{ url, issuer: pki.root }] });
    await lists.refresh();
    expect(asked).toEqual(['/root.crl']);
  });

  it.each([
    ['http://127.0.0.1:1/a.crl', 'leads to 127.0.0.1, which is not connected to'],
    ['http://[::1]/a.crl', 'leads to ::1, which is not connected to'],
    ['http://10.1.2.3/a.crl', 'leads to 10.1.2.3, which is not connected to'],
    [
      'http://localhost/a.crl',
      expect.stringMatching(/^leads to (?:127\.0\.0\.1|::1), which is not connected to$/),
    ],
    ['ldap://ca.example/a', undefined],
    ['file:///etc/passwd', undefined],
  ])('but by itself not from %s', async (url, why: unknown) => {
    const { lists, events, report } = await fetcher(url, { mayFetch: undefined as never });
    lists.learn(report('ok'));
    await lists.refresh();
    expect(events).toEqual(why === undefined ? [] : [{ kind: 'not fetched', url, why }]);
  });

  it('and from a name only if its addresses may be connected to', async () => {
    const { url, asked } = await serve((_, response) => response.end(listDer()));
    const named = url.replace('127.0.0.1', 'localhost');
    const { lists, events, report } = await fetcher(named, {
      mayFetch: (address) => address === '127.0.0.1',
    });
    lists.learn(report('ok'));
    await lists.refresh();
    expect([asked, events.map(({ kind }) => kind)]).toEqual([['/root.crl'], ['fetched']]);
  });
});

describe('what comes is not used if it', () => {
  it.each<[string, RequestListener, Partial<FetchedListsOptions>, string]>([
    [
      'is signed by somebody else',
      (_, response) => response.end(listDer({ signedWith: 'stranger' })),
      {},
      'is not signed by the CA of the certificate',
    ],
    [
      'is that of another CA',
      (_, response) => response.end(listDer({ issuedBy: 'stranger' })),
      {},
      'is not signed by the CA of the certificate',
    ],
    [
      'is out of date',
      (_, response) => response.end(listDer({ nextUpdate: '2026-11-01' })),
      {},
      'is out of date',
    ],
    ['is none', (_, response) => response.end('<html>'), {}, 'is no revocation list'],
    ['is not found', (_, response) => response.writeHead(404).end(), {}, 'is answered with status 404'],
    [
      'comes from another host',
      (_, response) => response.writeHead(302, { location: 'http://elsewhere.example/' }).end(),
      {},
      'leads to another host',
    ],
    [
      'is never there',
      (_, response) => response.writeHead(302, { location: '/root.crl' }).end(),
      {},
      'leads from one address to the next',
    ],
    [
      'is too long',
      (_, response) => response.end(Buffer.alloc(2000)),
      { maxBytes: 1000 },
      'is longer than 1000 octets',
    ],
    ['does not come', () => {}, { timeout: 50 }, 'has not come in time'],
  ])('%s', async (_, answer, options, why) => {
    const { url } = await serve(answer);
    const { lists, folder, events, report } = await fetcher(url, options);
    lists.learn(report('ok'));
    await lists.refresh();
    expect(events).toEqual([{ kind: 'not fetched', url, why }]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is older than what was fetched before, also by another process', async () => {
    let number = 5;
    const { url } = await serve((_, response) => response.end(listDer({ number })));
    let time = judgedAt;
    const first = await fetcher(url, { now: () => time });
    first.lists.learn(first.report('ok'));
    await first.lists.refresh();
    number = 4;
    time += 24 * 60 * 60 * 1000;
    await first.lists.refresh();
    const second = await fetcher(url, { now: () => time, folder: first.folder });
    second.lists.learn(second.report('ok'));
    await second.lists.refresh();
    const refused = { kind: 'not fetched', url, why: 'is older than the list in force' };
    expect(first.events.slice(1)).toEqual([refused]);
    expect(second.events).toEqual([refused]);
  });

  it('comes by a way on the same host it is used', async () => {
    const { url } = await serve((request, response) =>
      request.url === '/root.crl'
        ? response.writeHead(301, { location: '/new.crl' }).end()
        : response.end(listDer()),
    );
    const { lists, events, report } = await fetcher(url);
    lists.learn(report('ok'));
    await lists.refresh();
    expect(events.map(({ kind }) => kind)).toEqual(['fetched']);
  });
});
