import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeWith, runProgram } from '../support/programs.ts';
import { scratchFolder } from '../support/scratch.ts';
import {
  acceptFrom,
  contextWith,
  initiateTo,
  judge,
  ownCertificate,
  pemOf,
  plainContext,
} from '../support/tls-lab.ts';

const domain = 'server-only.example';

describe('a chain whose certificates and intermediate are for serverAuth alone', () => {
  it('is accepted of a server that connects to us', async () => {
    const { certificates: cert, key } = ownCertificate('server-only');
    const { peer } = await acceptFrom({ cert, key }, { context: contextWith('gateway') });
    expect(await judge(peer.chain, domain, { role: 'client' })).toMatchObject({ state: 'ok' });
  });
  it('is accepted of a server that we connect to', async () => {
    const { peer } = await initiateTo(plainContext('server-only'), { domain });
    expect(await judge(peer.chain, domain, { role: 'server' })).toMatchObject({ state: 'ok' });
  });
});

describeWith('openssl', 'what openssl says of the same chain', () => {
  const folder = scratchFolder();
  const place = (name: string, content: string) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  it.each([
    ['sslserver', 0],
    ['sslclient', 2],
  ])('as %s: status %i', (purpose, status) => {
    const args = [
      ...['-CAfile', place('root.pem', pemOf('root'))],
      ...['-untrusted', place('int.pem', pemOf('server-only-int'))],
      ...['-purpose', purpose, place('leaf.pem', pemOf('server-only'))],
    ];
    expect(runProgram('openssl', ['verify', ...args]).status).toBe(status);
  });
});
