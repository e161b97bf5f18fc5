// In the order of a user's tasks: read a deployment, plan, make requests, check them, explain.
export {
  federationPolicy,
  editDeployment,
  planDeployment,
  readDeployment,
  readDraft,
  readFacts,
} from './public/deployments.ts';
export type { ReadDeploymentOptions, ReadDeploymentResult } from './check/read-deployment.ts';
export type { Deployment, RequestSettings, Role, Service, Waiver } from './deployment/model.ts';
export type { Draft, DraftPath } from './deployment/editing/draft.ts';
export type { DeploymentEdit } from './deployment/editing/edit.ts';
export type { EditValue } from './deployment/editing/edit-text.ts';
export type { PeerPlan, Plan, PlanOptions, RequestPlan } from './plan/plan.ts';
export { datedFacts, type DatedFact, type DatedFacts } from './product/facts/dated-facts.ts';
export type { FactsReading } from './facts-file.ts';
export type { CheckPlanOptions } from './check/plan.ts';
export type { AltName, PlannedName, Reason } from './san/required.ts';
export type { NameFormat, NameKind } from './san/table.ts';
export { csrContent, type CreatedCsr } from './plan/create-csr.ts';
export type { CsrContent, RequestedName } from './csr/build.ts';
export type { KeyKind, KeyOptions, RequestHash } from './csr/key-pair.ts';
export type { ExportOptions, PrivateKeyFile, ReadPrivateKeyOptions } from './formats/private-key.ts';
export {
  buildCsr,
  checkCsr,
  checkCsrs,
  createCsr,
  exportPrivateKey,
  generateKeyPair,
  readPrivateKey,
  type CheckCsrOptions,
  type CreateCsrOptions,
  type CsrToCheck,
} from './public/requests.ts';
export type { KeyPairInput, PrivateKeyObject } from './public/key-pair.ts';
export type { CsrCheck } from './check/csr/check-csr.ts';
export type { KeyOwner } from './check/csr/options.ts';
export type { MatchedPeer, RequestSummary } from './check/csr/summary.ts';
export {
  check,
  checkFederation,
  checkPlan,
  checkTrustList,
  describe,
  gather,
  judge,
  mergeFacts,
  open,
  waiveFindings,
  type CheckTrustListOptions,
  type FileInput,
  type NeededCertificate,
} from './public/checks.ts';
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
export type { TrustListCheck } from './check/trust-list.ts';
export type { CertificateRequest, RequestAttribute } from './csr/parse.ts';
export type { InputFile, Opened, OpenLimits, OpenOptions } from './formats/open.ts';
export type { PrivateKeyInfo } from './formats/private-key-info.ts';
export type { Place, Recognised, Thing, Unrecognised } from './formats/recognised.ts';
export type { Description } from './describe/describe.ts';
export type { AnyBuffer, DerInput } from './public/der-of.ts';
export { readCertificate, readCrl, readCsr, readOcspResponse, type DerInputs } from './public/read.ts';
export type { Certificate } from './x509/certificate.ts';
export type { Crl } from './x509/crl.ts';
export type { OcspResponse } from './x509/ocsp.ts';
export { readCrlInSlices } from './x509/crl.ts';
export {
  checkRevocation,
  matchIdentity,
  PathValidator,
  validatePath,
  type NotAsked,
  type PathMaterial,
  type PathReport,
  type PathSettings,
  type RevocationMaterial,
  type RevocationSettings,
} from './public/validation.ts';
export type { JudgedCandidate } from './validation/validate-path.ts';
export type { RevocationStatus } from './revocation/status.ts';
export {
  webCryptoVerifier,
  type SignatureScheme,
  type SignatureStatus,
  type SignatureVerifier,
} from './x509/signature.ts';
export type { PublicKey } from './x509/public-key.ts';
export type { OcspOptions, PathProfile, PathPurpose, PolicyInputs, RevocationScope } from './path/options.ts';
export type { PathLimits } from './path/budget.ts';
export type { ReferenceIdentity } from './path/reference-identity.ts';
export type { Waived, WaiveOptions } from './check/waive-findings.ts';
export type { FederationPolicy } from './federation/policy.ts';
export type { DomainFault } from './names/a-labels.ts';
export type { PrivacyReason, PrivacyVerdict, RouteChoice } from './federation/privacy.ts';
export { partnerAnchorFiles, policyTowards, type PolicyTowards } from './federation/policy.ts';
export type { DaneState, TlsaAnswer, TlsaRecord } from './federation/tlsa.ts';
export type { PartnerAnchors } from './federation/ca-binding.ts';
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
export { DialbackSecrets, type DialbackStream } from './federation/dialback.ts';
export { PeerTrust, verifyPeer, type PeerQuestion, type PeerTrustMaterial } from './public/remote-server.ts';
export type { PeerReport } from './remote-server/verify.ts';
export type { PeerAssessment } from './remote-server/assess.ts';
export { chainLimits, type Turn } from './remote-server/chain.ts';
export { judgeOwnCertificate, type OwnCertificateQuestion } from './own-server/certificate.ts';
export { judgeOwnTrust, trustedCas, type OwnTrustQuestion, type TrustedCa } from './own-server/trust.ts';
export type { OwnChain } from './rules/gateway/facts.ts';
export { PeerCache, type PeerCacheOptions } from './federation/peer-cache.ts';
export type { PeerProfile, PeerRole } from './federation/peer-facts.ts';
export { addressBlock, addressKind, type AddressKind } from './names/address-kind.ts';
export { addressRefusal, type AddressRefusal, type ReachSettings } from './federation/address-refusal.ts';
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
export {
  dialbackKey,
  explain,
  isDialbackKey,
  namesOf,
  printName,
  privacyOf,
  publicKeyText,
  routeTo,
  toALabels,
  writePem,
} from './public/words.ts';
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
