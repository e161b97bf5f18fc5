import { toHex } from '../bytes.ts';
import type { Extension, ExtensionName, ExtensionValues } from '../x509/extensions.ts';
import {
  describeAccess,
  describeAuthorityKeyIdentifier,
  describeBasicConstraints,
  describeConstraints,
  describeDistributionPoints,
  describeIssuingDistributionPoint,
  describePolicies,
  describePolicyMappings,
  describeResources,
  describeTemplate,
  describeTimestamps,
} from './extension-values.ts';
import { branch, count, leaf, optional, utc, yesNo, type Description } from './description.ts';
import { describeGeneralNames, textOrHex, withOid } from './names.ts';

/** What an extension says: in one line, or as its parts. */
export type Said = string | readonly Description[];

interface Words<Value> {
  /** As the tools title it. */
  readonly title: string;
  say(value: Value): Said;
}

const names = describeGeneralNames;
const list = (words: readonly string[]): string => words.join(', ');

const words: { readonly [Name in ExtensionName]: Words<ExtensionValues[Name]> } = {
  subjectAltName: { title: 'Subject Alternative Name', say: names },
  issuerAltName: { title: 'Issuer Alternative Name', say: names },
  keyUsage: { title: 'Key Usage', say: list },
  extKeyUsage: { title: 'Extended Key Usage', say: (purposes) => list(purposes.map(withOid)) },
  basicConstraints: { title: 'Basic Constraints', say: describeBasicConstraints },
  subjectKeyIdentifier: { title: 'Subject Key Identifier', say: (octets) => toHex(octets) },
  authorityKeyIdentifier: { title: 'Authority Key Identifier', say: describeAuthorityKeyIdentifier },
  certificatePolicies: { title: 'Certificate Policies', say: describePolicies },
  policyMappings: { title: 'Policy Mappings', say: describePolicyMappings },
  policyConstraints: {
    title: 'Policy Constraints',
    say: ({ requireExplicitPolicy, inhibitPolicyMapping }) => [
      ...optional('require explicit policy after', numberText(requireExplicitPolicy)),
      ...optional('inhibit policy mapping after', numberText(inhibitPolicyMapping)),
    ],
  },
  inhibitAnyPolicy: {
    title: 'Inhibit anyPolicy',
    say: (certificates) => `after ${count(certificates, 'certificate')}`,
  },
  nameConstraints: { title: 'Name Constraints', say: describeConstraints },
  subjectDirectoryAttributes: {
    title: 'Subject Directory Attributes',
    say: (attributes) =>
      attributes.map(({ type, values }) => leaf(withOid(type), list(values.map(textOrHex)))),
  },
  cRLDistributionPoints: { title: 'CRL Distribution Points', say: describeDistributionPoints },
  freshestCRL: { title: 'Freshest CRL', say: describeDistributionPoints },
  authorityInfoAccess: { title: 'Authority Information Access', say: describeAccess },
  subjectInfoAccess: { title: 'Subject Information Access', say: describeAccess },
  ipAddrBlocks: { title: 'IP Address Blocks', say: describeResources },
  autonomousSysIds: { title: 'Autonomous System Numbers', say: describeResources },
  cRLNumber: { title: 'CRL Number', say: String },
  deltaCRLIndicator: { title: 'Delta CRL Indicator', say: (base) => `changes since CRL number ${base}` },
  issuingDistributionPoint: { title: 'Issuing Distribution Point', say: describeIssuingDistributionPoint },
  cRLReason: { title: 'CRL Reason', say: String },
  invalidityDate: { title: 'Invalidity Date', say: utc },
  certificateIssuer: { title: 'Certificate Issuer', say: names },
  holdInstructionCode: { title: 'Hold Instruction', say: withOid },
  signedCertificateTimestamps: { title: 'Signed Certificate Timestamps', say: describeTimestamps },
  precertificatePoison: { title: 'Precertificate Poison', say: () => 'this is a precertificate' },
  tlsFeature: { title: 'TLS Feature', say: (features) => list(features.map(tlsFeatureText)) },
  ocspNoCheck: { title: 'OCSP No Check', say: () => 'not checked for revocation' },
  certificateTemplateName: { title: 'Microsoft Certificate Template Name', say: String },
  certificateTemplate: { title: 'Microsoft Certificate Template', say: describeTemplate },
  applicationPolicies: { title: 'Microsoft Application Policies', say: describePolicies },
  netscapeCertType: { title: 'Netscape Certificate Type', say: list },
  netscapeComment: { title: 'Netscape Comment', say: String },
};

const numberText = (number: number | undefined): string | undefined =>
  number === undefined ? undefined : count(number, 'certificate');

const tlsFeatureText = (feature: number): string =>
  feature === 5 ? 'status_request (must staple)' : String(feature);

/** The extension's title: `Key Usage`; of one that is not known its name or identifier. */
export function extensionTitle(extension: Extension): string {
  const name = extension.name ?? extension.malformed;
  return name === undefined ? withOid(extension.id) : words[name].title;
}

/** What it says; the hex of its value where it is not known. */
export function extensionSays(extension: Extension): Said {
  if (extension.name === undefined) return toHex(extension.der);
  // Name and value belong together by the type of Extension; TypeScript does not follow them through the table.
  const { say } = words[extension.name] as Words<unknown>;
  return say(extension.value);
}

/** One extension with everything about it: none is left out, known or not. */
export function describeExtension(extension: Extension): Description {
  const said = extensionSays(extension);
  const facts = [leaf('critical', yesNo(extension.critical)), leaf('identifier', extension.id)];
  if (typeof said === 'string') return branch(extensionTitle(extension), facts, said);
  return branch(extensionTitle(extension), [...facts, ...said]);
}

export function describeExtensions(label: string, extensions: readonly Extension[]): Description[] {
  return extensions.length === 0 ? [] : [branch(label, extensions.map(describeExtension))];
}

/** An extension as one line with the label `extension`. */
export function extensionRow(extension: Extension): Description {
  const said = extensionSays(extension);
  const text = typeof said === 'string' ? said : said.map(labelled).join(', ');
  return leaf('extension', `${extensionTitle(extension)}${extension.critical ? ' (critical)' : ''}: ${text}`);
}

/** A branch as one line: `policy 2.5.29.32.0 (CPS http://…)`. */
function labelled(description: Description): string {
  return `${description.label} ${oneLine(description)}`.trimEnd();
}

/** Distinguished names: their children only say the same again, attribute by attribute. */
const spelledOut: readonly string[] = ['directory name', 'responder', 'issuer', 'subject'];

export function oneLine({ label, value, children = [] }: Description): string {
  if (children.length === 0 || (value !== undefined && spelledOut.includes(label))) return value ?? '';
  const inside = children.map(labelled).join(', ');
  return value === undefined ? inside : `${value} (${inside})`;
}
