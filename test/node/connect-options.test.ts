import { once } from 'node:events';
import {
  connect,
  TLSSocket,
  type ConnectionOptions,
  type PeerCertificate,
  type SecureContext,
} from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { connectOptions } from '../../src/lib/node/index.ts';
import { named } from '../support/deployment.ts';
import { certificateOf, labPolicy, type LabName } from '../support/federation-lab.ts';
import { socketPair } from '../support/loopback.ts';
import {
  handshakeTrust,
  keyPemOf,
  ownCertificate,
  plainContext,
  type HandshakeName,
} from '../support/tls-lab.ts';

describe('plain clients', () => {
  async function dial(theirs: SecureContext, options: ConnectionOptions): Promise<TLSSocket> {
    const { near, far } = await socketPair();
    new TLSSocket(near, { isServer: true, secureContext: theirs }).on('error', () => {});
    const client = connect({ ...options, socket: far });
    onTestFinished(() => void client.destroy());
    await once(client, 'secureConnect');
    return client;
  }
  const optionsFor = (domain: string) => connectOptions(labPolicy(), { domain, trust: handshakeTrust() });

  it('get a connection where chain and name are good', async () => {
    expect((await dial(plainContext('peer'), optionsFor('peer.example'))).authorized).toBe(true);
  });
  it.each<[HandshakeName, string]>([
    ['stranger', 'self-signed certificate in certificate chain'],
    ['expired', 'certificate has expired'],
    ['cn-only', 'the certificate does not name cn-only.example in its subjectAltName'],
    ['part-wildcard', 'the certificate does not name part-wildcard.example in its subjectAltName'],
    ['gateway', 'the certificate does not name peer.example in its subjectAltName'],
  ])('get none from %s: %s', async (name, message) => {
    const domain = name === 'stranger' || name === 'gateway' ? 'peer.example' : `${name}.example`;
    await expect(dial(plainContext(name), optionsFor(domain))).rejects.toMatchObject({ message });
  });
  it('judge every connection anew', async () => {
    const theirs = plainContext('peer');
    const options = optionsFor('peer.example');
    let asked = 0;
    const check = options.checkServerIdentity!;
    const counting: ConnectionOptions = {
      ...options,
      checkServerIdentity: (...args) => {
        asked++;
        return check(...args);
      },
    };
    for (const _ of [1, 2]) expect((await dial(theirs, counting)).isSessionReused()).toBe(false);
    expect(asked).toBe(2);
    expect(options).not.toHaveProperty('session');
  });
  it.each<[LabName, string, string]>([
    ['rsa1024', 'rsa1024.lab.example', 'RSA key of 1024 bits; at least 2048 are asked for'],
    ['ca-leaf', 'ca-leaf.lab.example', 'the certificate is that of a CA'],
  ])('refuse %s for %s: %s', (name, domain, message) => {
    const raw = Buffer.from(certificateOf(name).der);
    const { checkServerIdentity } = optionsFor(domain);
    expect(checkServerIdentity!(domain, { raw } as PeerCertificate)?.message).toContain(message);
  });
  it('are refused options for a domain that the policy keeps out', () => {
    const policy = labPolicy({ privacyMode: 'Deny list', denyList: [named('peer.example')] });
    expect(() => connectOptions(policy, { domain: 'peer.example', trust: handshakeTrust() })).toThrow(
      TypeError,
    );
  });
  it('want revocation lists where the policy wants them', () => {
    const policy = labPolicy({ revocationCheck: 'always' });
    expect(() => connectOptions(policy, { domain: 'peer.example', trust: handshakeTrust() })).toThrow(
      TypeError,
    );
  });
  it('cannot be had where the policy takes other usages of servers', () => {
    const { certificates, ...rest } = labPolicy();
    const usages = { inbound: ['clientAuth'], outbound: ['xmppAddr'] } as const;
    const policy = { ...rest, certificates: { ...certificates, usages } };
    expect(() => connectOptions(policy, { domain: 'peer.example', trust: handshakeTrust() })).toThrow(
      'the policy takes no server certificates for serverAuth',
    );
  });
  it('present what they are given', () => {
    const own = ownCertificate('gateway');
    const options = connectOptions(labPolicy(), { domain: 'peer.example', trust: handshakeTrust(), own });
    expect(options).toMatchObject({ cert: own.certificates, key: keyPemOf('gateway') });
  });
});
