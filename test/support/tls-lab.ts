import { once } from 'node:events';
import {
  connect,
  createSecureContext,
  TLSSocket,
  type ConnectionOptions,
  type SecureContext,
} from 'node:tls';
import { onTestFinished } from 'vitest';
import { oid, sequence } from '../../src/lib/asn1/der-writer.ts';
import { writePem } from '../../src/lib/formats/pem.ts';
import { PeerTrust, verifyPeer, type PeerQuestion, type PeerReport } from '../../src/lib/index.ts';
import {
  acceptTls,
  gatewayContext,
  initiateTls,
  nodeVerifier,
  type AcceptTlsOptions,
  type InitiateTlsOptions,
  type OwnCertificate,
  type UnjudgedPeer,
} from '../../src/lib/node/index.ts';
import { extensionDer } from './certificate-der.ts';
import { labPolicy } from './federation-lab.ts';
import { privateKeyOf } from './keys.ts';
import { socketPair } from './loopback.ts';
import { buildPki, type CertificateRecipe, type Hierarchy } from './pki.ts';

/** OpenSSL looks at the clock of the machine, so these are valid whenever the tests run. */
const always = { notBefore: '2020-01-01', notAfter: '2099-12-31' } as const;

const leaf = (name: string, change: CertificateRecipe = {}): CertificateRecipe => ({
  ...always,
  issuedBy: 'int',
  subject: `CN=${name}`,
  eku: ['serverAuth', 'clientAuth'],
  san: [`dns:${name}.example`],
  ...change,
});

/** Certificates for handshakes; a leaf is for `<its name>.example`. */
const hierarchy = {
  root: { ...always, ca: true },
  int: { ...always, ca: true, issuedBy: 'root' },
  'other-root': { ...always, ca: true },
  'server-only-int': { ...always, ca: true, issuedBy: 'root', eku: ['serverAuth'] },
  'server-only': leaf('server-only', { issuedBy: 'server-only-int', eku: ['serverAuth'] }),
  'nc-ca': { ...always, ca: true, issuedBy: 'root', permitted: ['dns:permitted.example'] },
  'rsa-int': { ...always, ca: true, issuedBy: 'root', key: 'rsa-2048' },
  gateway: leaf('gateway'),
  renewed: leaf('gateway'),
  peer: leaf('peer'),
  stranger: leaf('peer', { issuedBy: 'other-root' }),
  'eku-server': leaf('eku-server', { eku: ['serverAuth'] }),
  'cn-only': leaf('cn-only', { subject: 'CN=cn-only.example', san: null }),
  'part-wildcard': leaf('part-wildcard', { san: ['dns:part-w*.wide.example'] }),
  xmppaddr: leaf('xmppaddr', { san: ['xmpp:xmppaddr.example'] }),
  'two-in-one': leaf('two-in-one', { san: ['dns:other.example, DNS:two-in-one.example'] }),
  expired: leaf('expired', { notAfter: '2021-01-01' }),
  'crit-ext': leaf('crit-ext', { more: [extensionDer('1.2.3.4', sequence(oid('1.2.3')), true)] }),
  'nc-bad': leaf('nc-bad', { issuedBy: 'nc-ca' }),
  sha1: leaf('sha1', { issuedBy: 'rsa-int', hash: 'sha1' }),
  rsa: leaf('rsa', { key: 'rsa-2048-b' }),
  rsa1024: leaf('rsa1024', { key: 'rsa-1024' }),
  rsa512: leaf('rsa512', { key: 'rsa-512' }),
} satisfies Hierarchy;

export type HandshakeName = keyof typeof hierarchy;

export const handshakePki = buildPki(hierarchy);
export const derOf = (name: HandshakeName): Uint8Array => handshakePki[name].der;
export const pemOf = (...names: readonly HandshakeName[]): string =>
  names.map((name) => writePem('CERTIFICATE', derOf(name))).join('');

export const keyPemOf = (name: HandshakeName): string => {
  const { key = name }: CertificateRecipe = hierarchy[name];
  return privateKeyOf(key).export({ format: 'pem', type: 'pkcs8' }) as string;
};

/** The certificate, and what is sent along with it. Default: the intermediate it has been issued by. */
export function ownCertificate(name: HandshakeName, ...others: readonly HandshakeName[]): OwnCertificate {
  const { issuedBy }: CertificateRecipe = hierarchy[name];
  const sent = others.length > 0 ? others : [issuedBy as HandshakeName];
  return { certificates: pemOf(name, ...sent), key: keyPemOf(name) };
}

export const contextWith = (name: HandshakeName, ...others: readonly HandshakeName[]): SecureContext =>
  gatewayContext(ownCertificate(name, ...others));

export const handshakeTrust = (): PeerTrust =>
  new PeerTrust({ anchors: [handshakePki.root], verifier: nodeVerifier() });

/** The moment of judging: the certificates are valid whenever. */
export const someTime = Date.parse('2030-01-01');

export const judge = (
  chain: readonly Uint8Array[],
  domain: string,
  question: Partial<PeerQuestion> = {},
): Promise<PeerReport> =>
  verifyPeer(chain, {
    ...{ role: 'client', domain, policy: labPolicy(), evidence: handshakeTrust() },
    ...{ at: new Date(someTime), dialback: 'valid' },
    ...question,
  });

/** Somebody who connects to us by plain node:tls, with what is wanted of him. */
export async function acceptFrom(
  theirs: ConnectionOptions,
  options: Partial<AcceptTlsOptions> = {},
): Promise<{
  readonly peer: UnjudgedPeer;
  readonly client: TLSSocket;
  /** The first that the server gives out: with TLS 1.3 after the handshake. */
  readonly session: Promise<Buffer>;
}> {
  const { near, far } = await socketPair();
  const client = connect({ rejectUnauthorized: false, ...theirs, socket: far });
  client.on('error', () => {});
  onTestFinished(() => void client.destroy());
  const isUp = once(client, 'secureConnect');
  isUp.catch(() => {});
  const session = new Promise<Buffer>((resolve) => client.once('session', resolve));
  const peer = await acceptTls(near, { context: contextWith('gateway'), ...options });
  onTestFinished(() => void peer.socket.destroy());
  await isUp;
  return { peer, client, session };
}

/** Somebody we connect to, by plain node:tls. */
export async function initiateTo(
  theirs: SecureContext,
  options: Partial<InitiateTlsOptions> = {},
): Promise<{ readonly peer: UnjudgedPeer; readonly server: TLSSocket }> {
  const { near, far } = await socketPair();
  const server = new TLSSocket(near, {
    ...{ isServer: true, requestCert: true, rejectUnauthorized: false, secureContext: theirs },
    // Without it, node:tls takes no server name at all.
    SNICallback: (_, done) => done(null, theirs),
  });
  server.on('error', () => {});
  onTestFinished(() => void server.destroy());
  const isUp = once(server, 'secure');
  isUp.catch(() => {});
  const peer = await initiateTls(far, {
    ...{ domain: 'peer.example', context: contextWith('gateway') },
    ...options,
  });
  onTestFinished(() => void peer.socket.destroy());
  await isUp;
  return { peer, server };
}

/** Plain contexts as node:tls makes them, with tickets. */
export const plainContext = (name: HandshakeName): SecureContext => {
  const { certificates: cert, key } = ownCertificate(name);
  return createSecureContext({ cert, key });
};
