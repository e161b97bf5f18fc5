// The public names, in the order of a user's tasks; docs/api.md is made of this file. types.ts has the types that stand
// in their signatures besides.
export type * from './types.ts';

// # Read a deployment file
// What is deployed and what it is to do, in one file, and what has changed in the world since this version was made.
export { readDeployment, readFacts } from './public/deployments.ts';
export type { Deployment } from './deployment/model.ts';

// # Plan names
// What each certificate is to hold, and why; and what speaks against it before any key is made.
export { planDeployment } from './public/deployments.ts';
export { checkPlan } from './public/checks.ts';
export type { PeerPlan, Plan, RequestPlan } from './plan/plan.ts';

// # DNS records
// Which records the deployment needs, outside and inside, and what a resolver says of them.
export { planDns, zoneText, observeDns, dnsQuestions, checkDns } from './public/dns.ts';
export type { DnsRecord } from './dns/record.ts';

// # Keys and requests
// Keys are made by WebCrypto, of the platform or of the provider given.
export {
  createCsr,
  csrContent,
  buildCsr,
  generateKeyPair,
  exportPrivateKey,
  readPrivateKey,
} from './public/requests.ts';
export { writePem } from './public/words.ts';
export type { CreatedCsr } from './plan/create-csr.ts';
export type { CsrContent } from './csr/build.ts';
export type { KeyPairInput } from './public/key-pair.ts';

// # Check requests
// Before they go to a CA.
export { checkCsr, checkCsrs, type CheckCsrOptions } from './public/requests.ts';
export type { CsrCheck } from './check/csr/check-csr.ts';

// # Judge what came back
// Files of any kind against the deployment, with a verdict for each peer and service.
export {
  check,
  gather,
  mergeFacts,
  judge,
  checkTrustList,
  waiveFindings,
  type FileInput,
} from './public/checks.ts';
export type { CheckOptions } from './check/options.ts';
export type { CheckReport } from './check/report.ts';
export type { ServiceVerdict, Verdict } from './verdict/verdict.ts';
export type { TrustListCheck } from './check/trust-list.ts';

// # Read what is in a file
// Nothing is judged or verified.
export { open, describe } from './public/checks.ts';
export { readCertificate, readCrl, readCsr, readOcspResponse } from './public/read.ts';
export { namesOf, printName, publicKeyText } from './public/words.ts';
export { DecodeError } from './errors.ts';
export type { Opened } from './formats/open.ts';
export type { Recognised, Thing } from './formats/recognised.ts';
export type { DerInput } from './public/der-of.ts';
export type { Certificate } from './x509/certificate.ts';
export type { CertificateRequest } from './csr/parse.ts';
export type { Crl } from './x509/crl.ts';
export type { OcspResponse } from './x509/ocsp.ts';

// # Judge a certificate by itself
// Its path, its name, its revocation; nothing is fetched.
export {
  validatePath,
  PathValidator,
  matchIdentity,
  checkRevocation,
  webCryptoVerifier,
  type PathMaterial,
  type PathReport,
  type PathSettings,
} from './public/validation.ts';
export type { ReferenceIdentity } from './path/reference-identity.ts';
export type { RevocationStatus } from './revocation/status.ts';
export type { SignatureVerifier } from './x509/signature.ts';

// # What findings mean
// One registry: the same codes and words in every front end.
export { explain } from './public/words.ts';
export { catalogue } from './rules/catalogue.ts';
export { sources } from './findings/sources.ts';
export type { Finding, Severity } from './findings/finding.ts';
export type { FindingCode } from './findings/codes.ts';

// # Federation: whom, and over which way
// What the deployment file says of XMPP federation, made ready to decide by.
export { federationPolicy } from './public/deployments.ts';
export { checkFederation } from './public/checks.ts';
export { partnerAnchorFiles, policyTowards, privacyOf, routeTo, toALabels } from './public/federation.ts';
export type { FederationPolicy } from './federation/policy.ts';

// # Federation: judge a server
// The chain that a federated server presents, and what becomes of its stream.
export { PeerTrust, verifyPeer, type PeerQuestion } from './public/remote-server.ts';
export { decide, PeerCache } from './public/federation.ts';
export type { PeerReport } from './remote-server/verify.ts';
export type { Decision, DecisionFacts } from './federation/decision.ts';

// # Federation: keep a gateway's doors
// Dialback without memory, addresses not to knock at, and limits for strangers.
export { addressRefusal, ConnectionPlaces, DialbackSecrets, OutboundAttempts } from './public/federation.ts';
export { AttemptRefusedError } from './federation/outbound-attempts.ts';
