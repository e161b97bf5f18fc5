export * from '../index.ts';
export { nodeVerifier } from './signature-verifier.ts';
export { captureChain } from './capture-chain.ts';
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
  connectOptions,
  gatewayContext,
  initiateOptions,
  type ConnectQuestion,
  type ContextChoice,
  type OwnCertificate,
} from './tls-options.ts';
export {
  peerGuard,
  type PeerGuard,
  type PeerGuardOptions,
  type StreamQuestion,
  type VerdictEvent,
} from './peer-guard.ts';
export { loadContexts, type LocalContexts, type LocalIdentity } from './local-contexts.ts';
export { loadTrust, type TrustFiles, type TrustStore } from './trust-store.ts';
export {
  LoadError,
  type FileProblem,
  type ReloadEvent,
  type Reloading,
  type ReloadOptions,
} from './reload.ts';
export { readSecret, type ReadSecretOptions, type SecretReference } from './secret.ts';
export {
  probe,
  ProbeError,
  type ClearStream,
  type ProbePhase,
  type ProbeQuestion,
  type ProbeReport,
  type ProbeTimeouts,
} from './probe.ts';
