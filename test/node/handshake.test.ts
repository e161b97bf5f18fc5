import type { Socket } from 'node:net';
import { createServer } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { acceptTls, gatewayContext, initiateTls } from '../../src/lib/node/index.ts';
import { beginTls, socketPair } from '../support/loopback.ts';
import { acceptFrom, contextWith, initiateTo, ownCertificate } from '../support/tls-lab.ts';

describe('handshakes', () => {
  it('ask for the domain as A-labels, and for xmpp-server', async () => {
    const { peer, server } = await initiateTo(contextWith('peer'), { domain: 'Bücher.example.' });
    expect(server.servername).toBe('xn--bcher-kva.example');
    expect(peer.socket.getProtocol()).toBe('TLSv1.3');
  });
  it.each(['192.0.2.1', 'a..b', 'faß.example', ''])(
    'are ended where they begin with %j, which is no domain',
    async (domain) => {
      const { far } = await socketPair();
      await expect(initiateTls(far, { domain, context: gatewayContext() })).rejects.toThrow(TypeError);
      expect(far.destroyed).toBe(true);
    },
  );
  it('answer ALPN with xmpp-server', async () => {
    const { client } = await acceptFrom({ ALPNProtocols: ['xmpp-server'] });
    expect(client.alpnProtocol).toBe('xmpp-server');
  });
  it('do without a certificate of ours outbound', async () => {
    const { server } = await initiateTo(contextWith('peer'), { context: gatewayContext() });
    expect(server.getPeerX509Certificate()).toBeUndefined();
  });
  it('are not done with TLS 1.1', async () => {
    const old = { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    await expect(acceptFrom(old)).rejects.toMatchObject({ code: 'handshake-failed' });
  });
  it('bring a stapled OCSP response', async () => {
    const { near, far } = await socketPair();
    const { certificates: cert, key } = ownCertificate('peer');
    const response = Buffer.from('a response');
    const server = createServer({ cert, key });
    server.on('OCSPRequest', (_certificate, _issuer, answer: (error: null, response: Buffer) => void) =>
      answer(null, response),
    );
    beginTls(server, near);
    const { stapledOcsp } = await initiateTls(far, { domain: 'peer.example', context: gatewayContext() });
    expect(stapledOcsp).toEqual(response);
  });

  describe('that fail destroy the socket', () => {
    it.each<[string, string, (far: Socket) => void]>([
      ['what comes is no TLS', 'handshake-failed', (far) => void far.write('<presence/>'.repeat(20))],
      ['the other side hangs up', 'closed', (far) => void far.end()],
      ['the other side resets', 'closed', (far) => void far.resetAndDestroy()],
    ])('%s', async (_, code, act) => {
      const { near, far } = await socketPair();
      const handshake = acceptTls(near, { context: contextWith('gateway') });
      act(far);
      await expect(handshake).rejects.toMatchObject({ name: 'PeerTlsError', code });
      expect(near.destroyed).toBe(true);
    });
    it('the caller calls it off, before or in the middle', async () => {
      for (const isEarly of [true, false]) {
        const { near } = await socketPair();
        const calledOff = new AbortController();
        if (isEarly) calledOff.abort();
        const handshake = acceptTls(near, { context: contextWith('gateway'), signal: calledOff.signal });
        calledOff.abort();
        await expect(handshake).rejects.toMatchObject({ code: 'aborted' });
        expect(near.destroyed).toBe(true);
      }
    });
    it('the socket was closed already', async () => {
      const { near } = await socketPair();
      near.destroy();
      await expect(acceptTls(near, { context: contextWith('gateway') })).rejects.toMatchObject({
        code: 'closed',
      });
    });
  });

  it.each([
    ['in', async () => (await acceptFrom({})).peer.socket],
    ['out', async () => (await initiateTo(contextWith('peer'))).peer.socket],
  ])('that are done leave errors to those who listen, and end no process: %s', async (_, secured) => {
    const socket = await secured();
    const isClosed = new Promise((resolve) => socket.once('close', resolve));
    expect(() => socket.emit('error', new Error('late'))).not.toThrow();
    socket.destroy();
    await isClosed;
  });
});
