// In the order of a user's tasks: read a deployment, plan, make requests, check them, explain.
export { readDeployment } from './check/read-deployment.ts';
export type { Deployment, RequestSettings, Role, Service, Waiver } from './deployment/model.ts';
export { readDraft, type Draft, type DraftPath } from './deployment/editing/draft.ts';
export { editDeployment, type DeploymentEdit } from './deployment/editing/edit.ts';
export type { EditValue } from './deployment/editing/edit-text.ts';
export { planDeployment, type PeerPlan, type Plan, type PlanOptions, type RequestPlan } from './plan/plan.ts';
export { datedFacts, type DatedFact, type DatedFacts } from './product/facts/dated-facts.ts';
export { readFacts } from './facts-file.ts';
export { checkPlan, type CheckPlanOptions } from './check/plan.ts';
export type { AltName, PlannedName, Reason } from './san/required.ts';
export type { NameFormat, NameKind } from './san/table.ts';
export { createCsr, csrContent, type CreateCsrOptions, type CreatedCsr } from './plan/create-csr.ts';
export { buildCsr, type CsrContent, type RequestedName } from './csr/build.ts';
export { generateKeyPair, type KeyKind, type KeyOptions, type RequestHash } from './csr/key-pair.ts';
export {
  exportPrivateKey,
  readPrivateKey,
  type ExportOptions,
  type PrivateKeyFile,
  type ReadPrivateKeyOptions,
} from './formats/private-key.ts';
export { writePem } from './formats/pem.ts';
export { publicKeyText } from './x509/public-key.ts';
export { checkCsr, checkCsrs, type CsrCheck } from './check/csr/check-csr.ts';
export type { CheckCsrOptions, KeyOwner } from './check/csr/options.ts';
export type { CsrToCheck } from './check/csr/facts.ts';
export type { MatchedPeer, RequestSummary } from './check/csr/summary.ts';
export { check } from './check/check.ts';
export { gather } from './check/gather.ts';
export { mergeFacts } from './check/merge-facts.ts';
export { judge } from './check/judge.ts';
export type { CheckFacts } from './check/facts.ts';
export type { CheckOptions, CheckProgress, FileToCheck } from './check/options.ts';
export type {
  CheckedItem,
  CheckedList,
  CheckedRequest,
  CheckReport,
  ListEntry,
  ListVerification,
  NotChecked,
  OwnWay,
  ReportFinding,
  Unread,
} from './check/report.ts';
export type { Evidence, RequirementState, ServiceVerdict, Verdict } from './verdict/verdict.ts';
export type { VerdictService } from './verdict/services.ts';
export type { Asking } from './verdict/asked.ts';
export type { Bearing, Effect, Requirement } from './findings/requirements.ts';
export type { TrustListRole } from './check/file-roles.ts';
export type { TrustEntry } from './trust/facts.ts';
export {
  checkTrustList,
  type CheckTrustListOptions,
  type NeededCertificate,
  type TrustListCheck,
} from './check/trust-list.ts';
export { readCsr, type CertificateRequest, type RequestAttribute } from './csr/parse.ts';
export { open, type InputFile, type Opened, type OpenLimits, type OpenOptions } from './formats/open.ts';
export type { PrivateKeyInfo } from './formats/private-key-info.ts';
export type { Place, Recognised, Thing, Unrecognised } from './formats/recognised.ts';
export { describe, type Description } from './describe/describe.ts';
export { namesOf } from './describe/facts.ts';
export { readCertificate, type Certificate } from './x509/certificate.ts';
export { readCrl, readCrlInSlices, type Crl } from './x509/crl.ts';
export { readOcspResponse, type OcspResponse } from './x509/ocsp.ts';
export {
  PathValidator,
  validatePath,
  type JudgedCandidate,
  type PathMaterial,
  type PathReport,
} from './validation/validate-path.ts';
export { matchIdentity } from './validation/match-identity.ts';
export {
  checkRevocation,
  type RevocationMaterial,
  type RevocationSettings,
} from './validation/check-revocation.ts';
export type { RevocationStatus } from './revocation/status.ts';
export {
  webCryptoVerifier,
  type SignatureScheme,
  type SignatureStatus,
  type SignatureVerifier,
} from './x509/signature.ts';
export type { PublicKey } from './x509/public-key.ts';
export type {
  OcspOptions,
  PathProfile,
  PathPurpose,
  PathSettings,
  PolicyInputs,
  RevocationScope,
} from './path/options.ts';
export type { PathLimits } from './path/budget.ts';
export type { ReferenceIdentity } from './path/reference-identity.ts';
export { printName } from './x509/name.ts';
export { waiveFindings, type Waived, type WaiveOptions } from './check/waive-findings.ts';
export {
  federationPolicy,
  partnerAnchorFiles,
  policyTowards,
  type FederationPolicy,
  type PolicyTowards,
} from './federation/policy.ts';
export type { DaneState, TlsaAnswer, TlsaRecord } from './federation/tlsa.ts';
export type { PartnerAnchors } from './federation/ca-binding.ts';
export { checkFederation } from './check/federation.ts';
export { toALabels, type DomainFault } from './names/a-labels.ts';
export {
  privacyOf,
  routeTo,
  type PrivacyReason,
  type PrivacyVerdict,
  type RouteChoice,
} from './federation/privacy.ts';
export { decide } from './federation/decide.ts';
export { tlsStateFor } from './federation/tls-state.ts';
export {
  certificateStates,
  type CertificateState,
  type Decision,
  type DecisionFacts,
  type DecisionRule,
  type DecisionWarning,
  type DialbackError,
  type DialbackState,
  type TlsState,
  type StreamVerdict,
  type WireAnswer,
} from './federation/decision.ts';
export { settingsEnding, streamEnding, type StreamEnding } from './federation/stream-ending.ts';
export { dialbackKey, DialbackSecrets, isDialbackKey, type DialbackStream } from './federation/dialback.ts';
export { verifyPeer, type PeerQuestion, type PeerReport } from './remote-server/verify.ts';
export type { PeerAssessment } from './remote-server/assess.ts';
export { chainLimits, type Turn } from './remote-server/chain.ts';
export { PeerTrust, type PeerTrustMaterial } from './remote-server/trust.ts';
export { judgeOwnCertificate, type OwnCertificateQuestion } from './own-server/certificate.ts';
export { judgeOwnTrust, trustedCas, type OwnTrustQuestion, type TrustedCa } from './own-server/trust.ts';
export type { OwnChain } from './rules/gateway/facts.ts';
export { PeerCache, type PeerCacheOptions } from './federation/peer-cache.ts';
export type { PeerProfile, PeerRole } from './federation/peer-facts.ts';
export {
  addressBlock,
  addressKind,
  addressRefusal,
  type AddressKind,
  type AddressRefusal,
  type ReachSettings,
} from './federation/address-kind.ts';
export {
  ConnectionPlaces,
  type ConnectionPlace,
  type ConnectionPlacesOptions,
} from './federation/connection-places.ts';
export {
  AttemptRefusedError,
  OutboundAttempts,
  type OutboundAttemptsOptions,
} from './federation/outbound-attempts.ts';
export type { NameVerdict, PresentedName } from './federation/presented-names.ts';
export { explain } from './rules/explain.ts';
export { catalogue } from './rules/catalogue.ts';
export type {
  AcceptedUntil,
  Detail,
  Finding,
  Location,
  Severity,
  Subject,
  Value,
} from './findings/finding.ts';
export { findingCodes, type FindingCode } from './findings/codes.ts';
export { expiryDays, type ExpiryDays, type ExpiryPolicy } from './deployment/expiry.ts';
export type { Question } from './findings/question.ts';
export type { OwnStep, RuleText } from './findings/rule.ts';
export { sources, type Citation } from './findings/sources.ts';
export { DecodeError, type DecodeErrorCode } from './errors.ts';
