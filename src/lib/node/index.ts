export * from '../index.ts';
export { nodeSha256 } from './sha256.ts';
export { nodeVerifier, threadVerifier } from './signature-verifier.ts';
export { captureChain } from './capture-chain.ts';
export { connectOptions, type ConnectQuestion } from './connect-options.ts';
export { PeerTlsError, type PeerTlsErrorCode } from './peer-tls-error.ts';
export {
  acceptTls,
  initiateTls,
  type AcceptTlsOptions,
  type HandshakeOptions,
  type InitiateTlsOptions,
  type UnjudgedPeer,
} from './handshake.ts';
export {
  acceptOptions,
  gatewayContext,
  initiateOptions,
  type ContextChoice,
  type GatewayConnectionOptions,
  type TlsSettings,
} from './tls-options.ts';
export {
  peerGuard,
  type PeerGuard,
  type PeerGuardOptions,
  type StreamQuestion,
  type VerifyOptions,
} from './peer-guard.ts';
export { telemetryOf, type EndingEvent, type HandshakeEvent, type VerdictEvent } from './guard-events.ts';
export type { AcceptOptions, ConnectOptions, JudgedPeer, Receive } from './judged-peer.ts';
export { PeerRefusedError } from './peer-refused-error.ts';
export { refusalBeforeTls, type StreamJudgement, type StreamPair } from './stream-judgement.ts';
export type { StreamWatch } from './stream-watches.ts';
export { TurnQueue, type TurnQueueOptions } from './turn-queue.ts';
export { pairCertificate, type OwnCertificate, type PairedCertificate } from './own-certificate.ts';
export {
  loadContexts,
  type ContextOptions,
  type DomainStatus,
  type LocalContexts,
} from './local-contexts.ts';
export type { LocalIdentity } from './local-identity.ts';
export {
  loadTrust,
  type CaStatus,
  type PartnerFile,
  type TrustFiles,
  type TrustOptions,
  type TrustStatus,
  type TrustStore,
} from './trust-store.ts';
export type { ReloadedThing, ReloadEvent, Reloading, ReloadOptions, ReloadRequest } from './reload.ts';
export {
  fetchedLists,
  type FetchedLists,
  type FetchedListsOptions,
  type FetchEvent,
  type ListSource,
} from './fetch-lists.ts';
export { LoadError, type FileProblem } from './load-error.ts';
export { readSecret, readSecrets, type ReadSecretOptions, type SecretReference } from './secret.ts';
export { probe, type ProbeQuestion, type ProbeReport, type ProbeTimeouts } from './probe.ts';
export { ProbeError, type ProbePhase } from './probe-error.ts';
export type { ClearStream } from './clear-stream.ts';
