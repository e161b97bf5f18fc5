/** The documents a rule may cite. */
export const sources = {
  guide: {
    title: 'Chat and Presence Federation Using Cisco Expressway (X14.0.2)',
    publisher: 'Cisco',
  },
  'certificate-guide': {
    title: 'Cisco Expressway Certificate Creation and Use Deployment Guide (X15.5)',
    publisher: 'Cisco',
  },
  'admin-guide': { title: 'Cisco Expressway Administrator Guide (X15.5)', publisher: 'Cisco' },
  'mra-guide': { title: 'Mobile and Remote Access Through Cisco Expressway (X15.2)', publisher: 'Cisco' },
  'imp-guide': {
    title: 'Configuration and Administration of IM and Presence Service, Release 15',
    publisher: 'Cisco',
  },
  'imp-federation-guide': {
    title: 'Interdomain Federation on IM and Presence Service, Release 15',
    publisher: 'Cisco',
  },
  'ucm-security-guide': {
    title: 'Security Guide for Cisco Unified Communications Manager, Release 15',
    publisher: 'Cisco',
  },
  'collaboration-cvd': {
    title: 'Cisco Collaboration Enterprise On-Premises CVD, Release 14',
    publisher: 'Cisco',
  },
  tac: {
    title: 'Cisco TAC document',
    publisher: 'Cisco',
    url: 'https://www.cisco.com/c/en/us/support/docs/',
  },
  'field-notice': { title: 'Cisco field notice', publisher: 'Cisco' },
  bug: { title: 'Cisco bug', publisher: 'Cisco', url: 'https://bst.cloudapps.cisco.com/bugsearch/bug/' },
  'baseline-requirements': {
    title: 'CA/Browser Forum TLS Baseline Requirements 2.2.6',
    publisher: 'CA/Browser Forum',
    url: 'https://cabforum.org/working-groups/server/baseline-requirements/requirements/',
  },
  'chrome-root-policy': { title: 'Chrome Root Program Policy 1.8', publisher: 'Google' },
  'lets-encrypt': {
    title: "Let's Encrypt, documentation and announcements",
    publisher: 'Internet Security Research Group',
    url: 'https://letsencrypt.org/docs/',
  },
  digicert: {
    title: 'DigiCert knowledge base',
    publisher: 'DigiCert',
    url: 'https://knowledge.digicert.com/',
  },
  sectigo: { title: 'Sectigo, announcements', publisher: 'Sectigo', url: 'https://www.sectigo.com/' },
  'google-trust-services': {
    title: 'Google Trust Services documentation',
    publisher: 'Google',
    url: 'https://pki.goog/',
  },
  iana: {
    title: 'IANA root zone database',
    publisher: 'IANA',
    url: 'https://data.iana.org/TLD/',
  },
  rfc: { title: 'RFC', publisher: 'IETF', url: 'https://www.rfc-editor.org/rfc/rfc' },
  xep: { title: 'XEP', publisher: 'XMPP Standards Foundation', url: 'https://xmpp.org/extensions/xep-' },
  openssl: {
    title: 'OpenSSL 3.0, openssl-verification-options',
    publisher: 'OpenSSL',
    url: 'https://docs.openssl.org/3.0/man1/openssl-verification-options/',
  },
  x690: { title: 'ITU-T X.690 (DER)', publisher: 'ITU-T' },
  yaml: {
    title: 'YAML 1.2.2',
    publisher: 'YAML language development team',
    url: 'https://yaml.org/spec/1.2.2/',
  },
  /** Experience nobody has written down; never the source of an error. */
  'field-experience': { title: 'field experience', publisher: 'expcert' },
  /** A decision of this product about its own files. */
  product: { title: 'expcert, the deployment file', publisher: 'expcert' },
} as const satisfies Readonly<Record<string, { title: string; publisher: string; url?: string }>>;

/** Documents that findings cite. */
export type Source = keyof typeof sources;

/** Where something is written: a document, and section, page or number in it. */
export interface Citation {
  readonly source: Source;
  /** Number, section or page inside the source: `5280 section 4.2.1.6`, `213872`, `CSCve56019`. */
  readonly ref: string;
}

/** A citation as people write it: title and place. */
export function citationText({ source, ref }: Citation): string {
  return source === 'rfc' || source === 'xep'
    ? `${sources[source].title} ${ref}`
    : `${sources[source].title}, ${ref}`;
}
