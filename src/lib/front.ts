/**
 * What the command line and the page need of the library besides the public names of index.ts. No entry of the package:
 * names come and go with the two front ends.
 *
 * @internal
 */
export { isDamage, unsupportedCodes } from './errors.ts';
export { guessDeployment } from './deployment/editing/guess.ts';
export { flowText } from './deployment/editing/edit-text.ts';
export { isDowngrade, upgradeDeployment, type UpgradeStep } from './deployment/editing/upgrade.ts';
export { starterDeployment, type StarterAnswers, type StarterCluster } from './deployment/editing/starter.ts';
export { factText } from './product/facts/dated-facts.ts';
export { everyFact } from './product/facts/every-fact.ts';
export { hasClientStore, isBefore, wholeRelease } from './product/release.ts';
export { deploymentJsonSchema } from './deployment/json-schema.ts';
export { currentCode } from './rules/renamed-codes.ts';
export { textEncoding } from './text-encoding.ts';
export { faultKinds, type FaultKind } from './x509/fault-kinds.ts';
export { nearestWord } from './deployment/nearest-word.ts';
export { subjectText } from './findings/subject-text.ts';
export { findPeer, isClientStoreCopied, isMadeHere, unplannedClientRequest } from './plan/plan.ts';
export { isCalledClient, requestName, requestText } from './plan/request-name.ts';
export { csrForm, type FormField } from './plan/form.ts';
export { opensslRequest } from './plan/openssl.ts';
export { altNameText } from './san/required.ts';
export { formField, serviceLabels, shortServiceLabels, subjectLabels } from './product/labels.ts';
export { sanTable } from './san/table.ts';
export { buildCsr, checkCsrContent } from './csr/build.ts';
export { checkKeyKind, keyKindOf, keyKindText, rsaSizes } from './csr/key-pair.ts';
export { labFolders, labPolicy, labProducts, labTrustLists, rehearsalOf } from './check/rehearsal.ts';
export { checkedAreas, checkParts, isOfNoKind, reportOnCheck, unreadPart } from './check/report-on-check.ts';
export {
  coverageOf,
  type Coverage,
  type CoverageCell,
  type CoverageRow,
  type CoveredPeer,
  type PeerStanding,
  type PeerState,
} from './overview/coverage.ts';
export { daysUntil, endOf, timelineOf, type Timeline, type TimelineBar } from './overview/timeline.ts';
export { countPeers, problemsOf } from './overview/peer-counts.ts';
export { expiryCalendar } from './overview/calendar.ts';
export {
  blocksOf,
  isJudged,
  peersAskedBy,
  peersOf,
  type CertificateBlock,
} from './overview/certificate-blocks.ts';
export { chainSteps, type ChainRole } from './overview/chain-steps.ts';
export { belongingsOf, type Belonging } from './overview/belongings.ts';
export {
  trustMapOf,
  unknownProduct,
  type TrustArrow,
  type TrustMap,
  type TrustParty,
} from './overview/trust-map.ts';
export { productNames } from './product/products.ts';
export { reportOnLists, type ListToReport } from './check/lists-of-report.ts';
export { reportOnRequests } from './check/requests-of-report.ts';
export { checkKeyFile } from './check/key-file.ts';
export { conclusionText } from './report/conclusion-text.ts';
export { conclusionOf, type Conclusion } from './verdict/conclusion.ts';
export {
  failingServices,
  failingUploads,
  openVerdicts,
  reasonsOf,
  waiveVerdicts,
} from './verdict/reasons.ts';
export {
  declaredLists,
  declaredNodes,
  declaredOtherSides,
  declaredReaders,
  partnerFiles,
  type DeclaredList,
} from './check/file-roles.ts';
export { verdictOnceRewritten } from './verdict/rewritten.ts';
export { holderOf } from './x509/ca-or-server.ts';
export { mergeAllFacts } from './check/merge-facts.ts';
export { isPublicPem } from './formats/public-pem.ts';
export { publicKeyHash } from './x509/fingerprint.ts';
export { openLimits, type InputFile } from './formats/open.ts';
export type { FileToCheck } from './check/options.ts';
export { thingText } from './formats/thing-text.ts';
export { isZip } from './formats/file-kinds.ts';
export { maxRatio, zipEntries } from './formats/zip.ts';
export { storedZip } from './formats/zip-writer.ts';
export { isOfPublicCa } from './certificate/issued-certificate.ts';
export { summarise, type Summary } from './describe/summary.ts';
export { describeAsn1, type Asn1Node } from './describe/asn1.ts';
export { pemOf } from './describe/facts.ts';
export {
  compareThings,
  neededFor,
  pairThings,
  type Comparable,
  type Comparison,
  type Difference,
} from './check/compare.ts';
export {
  makeReport,
  reportedCitation,
  schemaVersion,
  type Report,
  type ReportParts,
  type FindingToReport,
  type ReportedFinding,
  type ItemToReport,
  type ReportedProblem,
} from './report/report.ts';
export { fileArgument, shellWord, unreadProblem, type UnreadPart } from './report/unread.ts';
export { toJson } from './report/json.ts';
export { toSarif } from './report/sarif.ts';
export { toJunit } from './report/junit.ts';
export { toCsv } from './report/csv.ts';
export { toMarkdown } from './report/markdown.ts';
export { toHtml } from './report/html.ts';
export { printable } from './report/printable.ts';
export { checkFederatedDomain } from './check/federated-domain.ts';
export { isFederationOnImp } from './deployment/services-in-use.ts';
export { certificateStates } from './federation/decision.ts';
export { effectiveLists } from './federation/privacy.ts';
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
export { questionText } from './findings/question.ts';
export { citationText } from './findings/sources.ts';
export { withIds } from './findings/ids.ts';
export { alikeQuestions, ReasonTexts, verdictText, waiverText } from './report/words.ts';
export { requirements } from './findings/requirements.ts';
export { isUpload, serviceText, shortServiceText, verdictServices } from './verdict/services.ts';
export { notCovered, requirementTexts } from './verdict/requirement-texts.ts';
export { typeWords as dnsTypeWords, viewWords, wantedOf } from './dns/facts.ts';

// The public functions as they are behind the door, for the page: the compiler has looked at its arguments.
export { check } from './check/check.ts';
export { checkPlan } from './check/plan.ts';
export { readDeployment } from './check/read-deployment.ts';
export { waiveFindings } from './check/waive-findings.ts';
export { readDraft, type Draft, type DraftPath } from './deployment/editing/draft.ts';
export { editDeployment, type DeploymentEdit } from './deployment/editing/edit.ts';
export { describe } from './describe/describe.ts';
export { open } from './formats/open.ts';
export { writePem } from './formats/pem.ts';
export { exportPrivateKey } from './formats/private-key.ts';
export { createCsr } from './plan/create-csr.ts';
export { planDeployment } from './plan/plan.ts';
