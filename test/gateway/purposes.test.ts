import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeWith, runProgram } from '../support/programs.ts';
import { scratchFolder } from '../support/scratch.ts';
import { Authority } from './lab/authority.ts';

// Why a gateway must not leave it to OpenSSL who may connect to it; that ours accepts these is tested with real servers.
describeWith('openssl', "OpenSSL's own purposes", () => {
  const folder = scratchFolder('expcert-purposes-');
  const authority = new Authority(folder);
  const verify = (purpose: string, name: 'server-auth' | 'server-auth-ca') => {
    const file = join(folder, `${name}.pem`);
    writeFileSync(file, authority.odd(name, 'peer.example').chain);
    return runProgram('openssl', [
      ...['verify', '-purpose', purpose, '-CAfile', join(folder, 'root.pem'), '-untrusted', file, file],
    ]);
  };
  describe.each([
    ['a certificate good for serverAuth alone', 'server-auth', 'error 26 at 0 depth'],
    ['one from a CA good for serverAuth alone', 'server-auth-ca', 'error 26 at'],
  ] as const)('let %s', (_, name, error) => {
    it('serve', () => expect(verify('sslserver', name).stdout).toContain(': OK'));
    it('not connect', () => {
      const { status, stderr } = verify('sslclient', name);
      expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(error) as string });
    });
  });
});
