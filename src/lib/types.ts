// Types that stand in the signatures of index.ts, and in those of each other: to be named where a program needs it, not to
// be learnt. What is missing or too much here fails test/public-api.test.ts.
export type { Deviation, Fault } from './asn1/der-reader.ts';
export type { StringType } from './asn1/strings.ts';
export type { Bytes } from './bytes.ts';
export type { KeyOwner } from './check/csr/options.ts';
export type { MatchedPeer, RequestSummary } from './check/csr/summary.ts';
export type { CheckFacts, FileFacts, PlaceFacts, ThingFacts, UnreadFacts } from './check/facts.ts';
export type { TrustListRole } from './check/file-roles.ts';
export type { CheckProgress, GatherOptions, JudgeOptions } from './check/options.ts';
export type { CheckPlanOptions } from './check/plan.ts';
export type { ReadDeploymentOptions, ReadDeploymentResult } from './check/read-deployment.ts';
export type {
  CheckedItem,
  CheckedList,
  CheckedRequest,
  ListEntry,
  ListVerification,
  NotChecked,
  OwnWay,
  ReportFinding,
  Unread,
} from './check/report.ts';
export type { WaiveOptions, Waived } from './check/waive-findings.ts';
export type { RequestedName } from './csr/build.ts';
export type { KeyKind, KeyOptions, RequestHash } from './csr/key-pair.ts';
export type { RequestAttribute } from './csr/parse.ts';
export type {
  CaKind,
  ClientStore,
  Cluster,
  CmsWebProxy,
  CommonNameMode,
  ConnectorHost,
  Curve as KeyCurve,
  Custody,
  DeclaredName,
  DomainCertificate,
  ExtendedKeyUsage,
  FederationPartner,
  FederationProfile,
  FederationSettings,
  Hash as RequestHashName,
  Issuance,
  IssuedBy,
  KeySpec,
  Nodes,
  PartnerPolicy,
  Peer,
  PeerUsage,
  PhoneSecurityProfile,
  Policy as DeploymentPolicy,
  Position as FilePosition,
  RegistrationDomain,
  RegistrationFormat,
  RequestSettings,
  RevocationCheck,
  Role,
  SecurityMode,
  Service,
  SipFederation,
  StarterMark,
  StoreFiles,
  SubjectAttribute,
  TrustStores,
  Waiver,
  XmppFormat,
  XmppName,
  Zone,
} from './deployment/model.ts';
export type { CodeFrame } from './deployment/reading/code-frame.ts';
export type { Description } from './describe/describe.ts';
export type { ShownName } from './describe/names.ts';
export type { Answer, Ask, CaaRecord, QuestionType } from './dns/answer.ts';
export type { DnsQuestions } from './dns/facts.ts';
export type {
  ObservedAddress,
  ObservedDns,
  ObservedPartner,
  ObservedRecord,
  ObservedTarget,
  ObservedZone,
} from './dns/observed.ts';
export type { AddressOf, Certainty, DnsView, RecordData, RecordNeed, ServiceTarget } from './dns/record.ts';
export type { DecodeErrorCode, DecodeErrorDetails } from './errors.ts';
export type { FactsMistake, FactsReading } from './facts-file.ts';
export type { AddressRefusal, ReachSettings } from './federation/address-refusal.ts';
export type { CaBinding, PartnerAnchors } from './federation/ca-binding.ts';
export type { ConnectionPlace, ConnectionPlacesOptions } from './federation/connection-places.ts';
export type { NotJudged } from './federation/decide.ts';
export type {
  CertificateState,
  DecisionRule,
  DecisionWarning,
  DialbackError,
  DialbackErrorCondition,
  DialbackState,
  Direction,
  StreamErrorCondition,
  StreamVerdict,
  TlsState,
  WireAnswer,
} from './federation/decision.ts';
export type { DialbackStream } from './federation/dialback.ts';
export type { OutboundAttemptsOptions } from './federation/outbound-attempts.ts';
export type { Dated, PeerCacheOptions } from './federation/peer-cache.ts';
export type { PeerProfile, PeerRole } from './federation/peer-facts.ts';
export type {
  AcceptedNames,
  CertificatePolicy,
  PolicyTowards,
  PrivacyPolicy,
  StreamPolicy,
} from './federation/policy.ts';
export type { NameVerdict, PresentedName } from './federation/presented-names.ts';
export type { PrivacyReason, PrivacyVerdict, RouteChoice } from './federation/privacy.ts';
export type { DaneState, TlsaAnswer, TlsaRecord } from './federation/tlsa.ts';
export type { AcceptedUntil, Detail, FindingBearing, Location, Subject, Value } from './findings/finding.ts';
export type { IdentifiedFinding } from './findings/ids.ts';
export type { Question } from './findings/question.ts';
export type { Bearing, CertificateStoreName, Effect, Requirement, Rows } from './findings/requirements.ts';
export type { OwnStep, RuleEntry, RuleText } from './findings/rule.ts';
export type { Citation, Source } from './findings/sources.ts';
export type { Armour, ArmourOddity } from './formats/armour.ts';
export type { TextName } from './formats/names-text.ts';
export type { OpenLimits, OpenOptions, OpenProgress } from './formats/open.ts';
export type { WorkLimits } from './formats/encryption/work.ts';
export type { OtherKind, PartPlace } from './formats/parts.ts';
export type { PartLimits } from './formats/pem.ts';
export type { PrivateKeyInfo, PrivateKeySyntax } from './formats/private-key-info.ts';
export type { ExportOptions, PrivateKeyFile, ReadPrivateKeyOptions } from './formats/private-key.ts';
export type { Asn1Kind } from './formats/recognise.ts';
export type { Place, Unrecognised } from './formats/recognised.ts';
export type { DomainFault } from './names/a-labels.ts';
export type { AddressKind } from './names/address-kind.ts';
export type { DnsNameProblem } from './names/dns-name.ts';
export type { PathLimits } from './path/budget.ts';
export type {
  OcspOptions,
  PathProfile,
  PathPurpose,
  PathSearch,
  PolicyInputs,
  RevocationScope,
} from './path/options.ts';
export type { PlanOptions } from './plan/plan.ts';
export type { BaseRole, CertificateRole, GuessedRole, TwinRole } from './product/certificate-role.ts';
export type {
  DatedFact,
  DatedFacts,
  FactId,
  FactValue,
  Mark as FactMark,
  Step as FactStep,
} from './product/facts/dated-facts.ts';
export type { NodeKind, OtherProduct, TrustedSide } from './product/products.ts';
export type { ProductTrustStore } from './product/trust-stores.ts';
export type { CheckTrustListOptions, NeededCertificate, TrustEntry } from './public/checks.ts';
export type { AnyBuffer } from './public/der-of.ts';
export type { ObserveDnsOptions } from './public/dns.ts';
export type { PrivateKeyObject } from './public/key-pair.ts';
export type { DerInputs } from './public/read.ts';
export type { PeerTrustMaterial } from './public/remote-server.ts';
export type { CreateCsrOptions, CsrToCheck, PrivateKeyInput } from './public/requests.ts';
export type { NotAsked, RevocationMaterial, RevocationSettings } from './public/validation.ts';
export type { PeerAssessment } from './remote-server/assess.ts';
export type { Turn } from './remote-server/chain.ts';
export type {
  CrlBreach,
  CrlEvidence,
  CrlProblem,
  OcspEvidence,
  OcspProblem,
  PlacedRevocationStatus,
  RevocationEvidence,
  UnusableCrl,
  UnusableEvidence,
  UnusableOcspResponse,
} from './revocation/status.ts';
export type { ListRequirement, NeededVerification, RestsOnList } from './rules/trust/facts.ts';
export type { AltName, PlannedName, Reason } from './san/required.ts';
export type { NameFormat, NameKind } from './san/table.ts';
export type { JudgedEntry, Namesakes, TrustFacts, TrustEntry as ReadTrustEntry } from './trust/facts.ts';
export type { TrustStoreKind } from './trust/reachable-entries.ts';
export type { JudgedCandidate } from './validation/validate-path.ts';
export type { Asking } from './verdict/asked.ts';
export type { VerdictService } from './verdict/services.ts';
export type { Evidence, RequirementState } from './verdict/verdict.ts';
export type { AlgorithmIdentifier } from './x509/algorithm-identifier.ts';
export type { Version as CertificateVersion } from './x509/certificate-fields.ts';
export type { GeneralSubtree, NameConstraints } from './x509/constraints.ts';
export type { RevocationReason } from './x509/distribution-points.ts';
export type {
  AnyExtension,
  Extension,
  ExtensionName,
  ExtensionValues,
  KnownExtension,
  UnknownExtension,
} from './x509/extensions.ts';
export type { GeneralName, MalformedForm, TextForm } from './x509/general-name.ts';
export type { Sha256 } from './x509/fingerprint.ts';
export type { HashName } from './x509/hash-algorithm.ts';
export type { KeyUsage } from './x509/key-usage.ts';
export type { Name, NameAttribute, RelativeName } from './x509/name.ts';
export type { OcspCertificateId, OcspSingleResponse } from './x509/ocsp-single-response.ts';
export type { BasicOcspResponse, OcspResponseStatus, ResponderId } from './x509/ocsp.ts';
export type { PssParameters } from './x509/pss-parameters.ts';
export type {
  CurveName,
  DsaPublicKey,
  EcPublicKey,
  EdwardsPublicKey,
  PublicKey,
  RsaPssPublicKey,
  RsaPublicKey,
  UnknownPublicKey,
  SubjectPublicKey,
} from './x509/public-key.ts';
export type { RevokedCertificate, RevokedCertificates } from './x509/revoked-certificates.ts';
export type { SignatureScheme, SignatureStatus } from './x509/signature.ts';
export type { AccessDescription } from './x509/access-descriptions.ts';
export type { AuthorityKeyIdentifier } from './x509/authority-key-identifier.ts';
export type { BasicConstraints, PolicyConstraints } from './x509/constraints.ts';
export type { CertificateTemplate } from './x509/certificate-template.ts';
export type { DirectoryAttribute } from './x509/directory-attributes.ts';
export type {
  DistributionPoint,
  DistributionPointName,
  IssuingDistributionPoint,
  ReasonFlag,
} from './x509/distribution-points.ts';
export type { NetscapeCertType } from './x509/key-usage.ts';
export type { PolicyInformation, PolicyMapping, PolicyQualifier, NoticeReference } from './x509/policies.ts';
export type { Resources as AddressResources, ResourceRange } from './x509/address-resources.ts';
export type { SignedCertificateTimestamp } from './x509/certificate-transparency.ts';
