// What needs Node, in the order of a gateway's life, and all of index.ts besides; docs/api.md is made of this file.
export * from '../index.ts';
export type * from './types.ts';

// # On Node: signatures
// Several times as fast as WebCrypto where there are many, and at once.
export { nodeSha256 } from './sha256.ts';
export { nodeVerifier, threadVerifier } from './signature-verifier.ts';

// # On Node: what a gateway keeps in files
// Trust, certificates and secrets: the last good content stays in force until the new one is good.
export { loadTrust, type TrustStore } from './trust-store.ts';
export { loadContexts, type LocalContexts } from './local-contexts.ts';
export { pairCertificate, type PairedCertificate } from './own-certificate.ts';
export { fetchedLists, type FetchedLists } from './fetch-lists.ts';
export { readSecret, readSecrets } from './secret.ts';
export type { ReloadOptions } from './reload.ts';
export { LoadError } from './load-error.ts';

// # On Node: federate
// Every stream with its verdict, and no socket without one.
export { peerGuard, type PeerGuard } from './peer-guard.ts';
export type { JudgedPeer } from './judged-peer.ts';
export { refusalBeforeTls, type StreamJudgement } from './stream-judgement.ts';
export { telemetryOf } from './guard-events.ts';
export { TurnQueue } from './turn-queue.ts';
export { PeerRefusedError } from './peer-refused-error.ts';
export { PeerTlsError } from './peer-tls-error.ts';

// # On Node: TLS by your own hand
// The handshake without the verdict, for programs that ask verifyPeer() themselves.
export { acceptTls, initiateTls, type UnjudgedPeer } from './handshake.ts';
export { acceptOptions, gatewayContext, initiateOptions } from './tls-options.ts';
export { captureChain } from './capture-chain.ts';
export { connectOptions } from './connect-options.ts';

// # On Node: audit a server
// What it presents and what becomes of it; no connection is left to use.
export { probe, type ProbeReport } from './probe.ts';
export { ProbeError } from './probe-error.ts';
