// In the order of a user's tasks: read a deployment, plan, make requests, check them, explain.
export { readDeployment } from './check/read-deployment.ts';
export type { Deployment, RequestSettings, Role, Service, Waiver } from './deployment/model.ts';
export {
  guessDeployment,
  type GuessedDeployment,
  type SampleCertificate,
} from './deployment/editing/guess.ts';
export { starterDeployment, type StarterAnswers, type StarterCluster } from './deployment/editing/starter.ts';
export { readDraft, type Draft, type DraftPath } from './deployment/editing/draft.ts';
export { editDeployment, type DeploymentEdit } from './deployment/editing/edit.ts';
export type { EditValue } from './deployment/editing/edit-text.ts';
export { wholeRelease } from './product/release.ts';
export { deploymentJsonSchema } from './deployment/json-schema.ts';
export { nearestWord } from './deployment/nearest-word.ts';
export { planDeployment, findPeer, type PeerPlan, type Plan } from './plan/plan.ts';
export { checkPlan, type CheckPlanOptions } from './check/plan.ts';
export { csrForm, type CsrForm, type FormField } from './plan/form.ts';
export { opensslRequest, type OpensslRequest } from './plan/openssl.ts';
export { altNameText, type AltName, type PlannedName, type Reason } from './san/required.ts';
export { formField, serviceLabels, subjectLabels } from './product/labels.ts';
export { sanTable, type NameFormat, type NameKind, type Need, type SanRow } from './san/table.ts';
export { createCsr, csrContent, type CreateCsrOptions, type CreatedCsr } from './plan/create-csr.ts';
export { buildCsr, checkCsrContent, type CsrContent, type RequestedName } from './csr/build.ts';
export {
  checkKeyKind,
  generateKeyPair,
  keyKindOf,
  keyKindText,
  rsaSizes,
  type KeyKind,
  type KeyOptions,
  type RequestHash,
} from './csr/key-pair.ts';
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
export {
  checkedAreas,
  checkParts,
  isOfNoKind,
  reportOnCheck,
  unreadPart,
  type ReportOnCheckOptions,
} from './check/report-on-check.ts';
export {
  coverageOf,
  type Coverage,
  type CoverageCell,
  type CoverageRow,
  type CoverageState,
  type CoveredPeer,
  type PeerStanding,
  type PeerState,
  type ServiceRow,
} from './overview/coverage.ts';
export {
  daysUntil,
  timelineOf,
  type Timeline,
  type TimelineBar,
  type TimelineMark,
} from './overview/timeline.ts';
export { countPeers, problemsOf, type PeerCounts } from './overview/peer-counts.ts';
export { expiryCalendar, type CalendarOptions } from './overview/calendar.ts';
export { chainSteps, isAbout, type ChainRole, type ChainStep } from './overview/chain-steps.ts';
export { findingsBehind } from './overview/findings-behind.ts';
export { belongingsOf, type Belonging, type Belongings } from './overview/belongings.ts';
export {
  trustMapOf,
  unknownProduct,
  type TrustArrow,
  type TrustMap,
  type TrustParty,
} from './overview/trust-map.ts';
export { checkKeyFile } from './check/key-file.ts';
export type { CheckOptions, CheckProgress, FileToCheck } from './check/options.ts';
export type { CheckedItem, CheckReport, NotChecked, Unread } from './check/report.ts';
export { servicesLost, type ServiceVerdict, type Verdict, type VerdictService } from './services/verdict.ts';
export {
  declaredNodes,
  declaredReaders,
  type DeclaredNodes,
  type TrustListRole,
} from './check/file-roles.ts';
export type { TrustEntry } from './trust/facts.ts';
export {
  checkTrustList,
  revocationNotAsked,
  type CheckTrustListOptions,
  type NeededCertificate,
  type TrustListCheck,
} from './check/trust-list.ts';
export { readCsr, type CertificateRequest, type RequestAttribute } from './csr/parse.ts';
export { publicKeyHash } from './x509/fingerprint.ts';
export {
  open,
  openLimits,
  type InputFile,
  type Opened,
  type OpenLimits,
  type OpenOptions,
} from './formats/open.ts';
export { thingText } from './formats/thing-text.ts';
export type { PrivateKeyInfo } from './formats/private-key-info.ts';
export type { Place, Recognised, RecognisedKind, Thing, Unrecognised } from './formats/recognised.ts';
export { describe, kindLabels, type Description } from './describe/describe.ts';
export { isOfPublicCa } from './certificate/issued-certificate.ts';
export { summarise, type Summary } from './describe/summary.ts';
export { describeAsn1, type Asn1Node } from './describe/asn1.ts';
export { namesOf, pemOf } from './describe/facts.ts';
export { readCertificate, type Certificate } from './x509/certificate.ts';
export { readCrl, type Crl } from './x509/crl.ts';
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
export {
  compareThings,
  neededFor,
  pairThings,
  type Comparable,
  type Comparison,
  type Difference,
} from './check/compare.ts';
export { waiveFindings, type Waived, type WaiveOptions } from './check/waive-findings.ts';
export {
  makeReport,
  reportedCitation,
  schemaVersion,
  type Report,
  type ReportContent,
  type ReportParts,
  type ReportedQuestion,
  type ReportedItem,
  type ReportedProblem,
  type ReportedService,
} from './report/report.ts';
export { shellWord, unreadProblem, type UnreadPart } from './report/unread.ts';
export { toJson } from './report/json.ts';
export { toSarif } from './report/sarif.ts';
export { toJunit, type JunitOptions } from './report/junit.ts';
export { toCsv } from './report/csv.ts';
export { toMarkdown } from './report/markdown.ts';
export { toHtml } from './report/html.ts';
export { printable } from './report/printable.ts';
export { federationPolicy, type FederationPolicy } from './federation/policy.ts';
export { checkFederation } from './check/federation.ts';
export { checkFederatedDomain } from './check/federated-domain.ts';
export { toALabels, type DomainFault } from './names/a-labels.ts';
export {
  effectiveLists,
  privacyOf,
  routeTo,
  type EffectiveLists,
  type PrivacyReason,
  type PrivacyVerdict,
  type RouteChoice,
} from './federation/privacy.ts';
export { decide } from './federation/decide.ts';
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
export {
  decideInWords,
  decisionCsv,
  decisionRow,
  decisionTable,
  decisionWords,
  howText,
  verdictWord,
  type DecisionInputs,
  type DecisionRow,
} from './federation/decision-table.ts';
export { dialbackKey, isDialbackKey, type DialbackStream } from './federation/dialback.ts';
export { verifyPeer, type PeerQuestion, type PeerReport } from './remote-server/verify.ts';
export type { PeerAssessment } from './remote-server/assess.ts';
export { chainLimits } from './remote-server/chain.ts';
export { PeerTrust, type PeerTrustMaterial } from './remote-server/trust.ts';
export { PeerCache, type PeerCacheOptions } from './federation/peer-cache.ts';
export type { PeerProfile, PeerRole } from './federation/peer-facts.ts';
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
export { questionText, type Question } from './findings/question.ts';
export type { RuleText } from './findings/rule.ts';
export { citationText, sources, type Citation } from './findings/sources.ts';
export { DecodeError, type DecodeErrorCode } from './errors.ts';
