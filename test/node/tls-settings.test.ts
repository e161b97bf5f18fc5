import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { acceptTls, gatewayContext, type TlsSettings } from '../../src/lib/node/index.ts';
import { serveOnLoopback } from '../support/loopback.ts';
import { describeWith } from '../support/programs.ts';
import { initiateTo, ownCertificate, plainContext } from '../support/tls-lab.ts';
import { createSecureContext } from 'node:tls';

/** What openssl s_client and we have agreed upon; undefined: nothing. */
async function agreedWith(
  settings: TlsSettings | undefined,
  offer: readonly string[],
): Promise<string | undefined> {
  const context = gatewayContext(ownCertificate('rsa'), settings);
  let settle: (cipher: string | undefined) => void;
  const agreed = new Promise<string | undefined>((resolve) => (settle = resolve));
  const port = await serveOnLoopback((socket) => {
    acceptTls(socket, { context }).then(
      ({ socket: tls }) => {
        settle(tls.getCipher().standardName);
        tls.destroy();
      },
      () => settle(undefined),
    );
  });
  const client = spawn('openssl', ['s_client', '-connect', `127.0.0.1:${port}`, ...offer], {
    stdio: 'ignore',
  });
  const [answer] = await Promise.all([agreed, once(client, 'exit')]);
  return answer;
}

const old: TlsSettings = { ciphers: 'all of OpenSSL' };

describeWith('openssl', 'what is agreed upon with openssl s_client', () => {
  it.each<[string, readonly string[], TlsSettings | undefined, string | undefined]>([
    ['no static RSA', ['-tls1_2', '-cipher', 'AES128-SHA'], undefined, undefined],
    ['no static RSA with AEAD', ['-tls1_2', '-cipher', 'AES256-GCM-SHA384'], undefined, undefined],
    ['no CBC', ['-tls1_2', '-cipher', 'ECDHE-RSA-AES256-SHA'], undefined, undefined],
    ['no tag of 8 octets', ['-tls1_2', '-cipher', 'AES128-CCM8'], undefined, undefined],
    ['nothing of TLS 1.1', ['-tls1_1', '-cipher', 'ALL:@SECLEVEL=0'], undefined, undefined],
    [
      'TLS 1.2 with forward secrecy',
      ['-tls1_2', '-cipher', 'ECDHE-RSA-AES128-GCM-SHA256'],
      undefined,
      'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
    ],
    ['TLS 1.3', [], undefined, 'TLS_AES_256_GCM_SHA384'],
    ['no TLS 1.2 where 1.3 is asked for', ['-tls1_2'], { minVersion: 'TLSv1.3' }, undefined],
    ['TLS 1.3 where it is asked for', [], { minVersion: 'TLSv1.3' }, 'TLS_AES_256_GCM_SHA384'],
    [
      'static RSA with a partner that has nothing better',
      ['-tls1_2', '-cipher', 'AES128-SHA'],
      old,
      'TLS_RSA_WITH_AES_128_CBC_SHA',
    ],
  ])('%s', async (_, offer, settings, expected) => {
    expect(await agreedWith(settings, offer)).toBe(expected);
  });
});

describe('towards a server that has nothing but static RSA', () => {
  const { certificates: cert, key } = ownCertificate('rsa');
  const theirs = () =>
    createSecureContext({ cert, key, maxVersion: 'TLSv1.2', ciphers: 'AES256-GCM-SHA384' });

  it('there is no handshake', async () => {
    await expect(initiateTo(theirs())).rejects.toMatchObject({ code: 'handshake-failed' });
  });
  it('but where old ciphers are agreed', async () => {
    const context = gatewayContext(undefined, old);
    const { peer } = await initiateTo(theirs(), { context });
    expect(peer.socket.getCipher().name).toBe('AES256-GCM-SHA384');
  });
  it('a server as node:tls has it is reached as before', async () => {
    expect((await initiateTo(plainContext('rsa'))).peer.chain).toHaveLength(2);
  });
});
