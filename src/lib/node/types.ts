// Types that stand in the signatures of node/index.ts, besides those of the library's types.ts.
export type { StreamEnding } from '../federation/stream-ending.ts';
export type { OwnChain } from '../rules/gateway/facts.ts';
export type { ConnectQuestion } from './connect-options.ts';
export type { PeerTlsErrorCode } from './peer-tls-error.ts';
export type { AcceptTlsOptions, HandshakeOptions, InitiateTlsOptions } from './handshake.ts';
export type { ContextChoice, GatewayConnectionOptions, TlsSettings } from './tls-options.ts';
export type { PeerGuardOptions, StreamQuestion, VerifyOptions } from './peer-guard.ts';
export type {
  Attribute,
  Attributes,
  EndingEvent,
  GuardEvent,
  HandshakeEvent,
  VerdictEvent,
} from './guard-events.ts';
export type { AcceptOptions, ConnectOptions, Parting, Receive } from './judged-peer.ts';
export type { StreamPair } from './stream-judgement.ts';
export type { StreamWatch } from './stream-watches.ts';
export type { TurnQueueOptions } from './turn-queue.ts';
export type { OwnCertificate } from './own-certificate.ts';
export type { ContextOptions, DomainStatus } from './local-contexts.ts';
export type { LocalIdentity } from './local-identity.ts';
export type { CaStatus, PartnerFile, TrustFiles, TrustOptions, TrustStatus } from './trust-store.ts';
export type { ReloadedThing, ReloadEvent, Reloading, ReloadRequest } from './reload.ts';
export type { FetchedListsOptions, FetchEvent, ListSource } from './fetch-lists.ts';
export type { FileProblem } from './load-error.ts';
export type { ReadSecretOptions, SecretReference } from './secret.ts';
export type { ProbeQuestion, ProbeTimeouts } from './probe.ts';
export type { ProbePhase } from './probe-error.ts';
export type { ClearStream } from './clear-stream.ts';
