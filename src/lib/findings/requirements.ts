/**
 * What a service asks of an Expressway's certificate and of what surrounds it, as a closed list. A verdict is made of
 * nothing else: each holds by evidence, fails by findings, or is not known. docs/requirements.md is this list in words.
 */
export const requirements = [
  'certificate-known',
  'file-accepted',
  'key-held',
  'names-well-formed',
  'upload-usage',
  'own-list-verifies',
  'chain-complete',
  'in-date',
  'ca-signed',
  'key-accepted',
  'no-wildcard',
  'subject-accepted',
  'common-name',
  'names-present',
  'server-usage',
  'client-usage',
  'not-revoked',
  'trusted-by-other-expressway',
  'trusts-other-expressway',
  'trusted-by-unified-cm',
  'trusts-unified-cm',
  'trusted-by-imp',
  'trusts-imp',
  'trusts-unity',
  'trusts-meeting-server',
  'trusts-webex',
  'trusted-from-outside',
] as const;
/** What a service asks for; docs/requirements.md lists them. */
export type Requirement = (typeof requirements)[number];

/**
 * What a finding does to a requirement: it `fails`, it is `not known` as long as the finding stands, or the finding is
 * a `remark` that explains and decides nothing.
 */
export type Effect = 'fails' | 'not known' | 'remark';

/** What one finding says of one requirement. */
export type Bearing = { readonly requirement: Requirement; readonly effect: Effect };

/** The rows of verdicts that a finding speaks of; what is absent means all. */
export type Rows = {
  /** FQDNs of Expressway peers; absent: the peer that is the subject of the finding. */
  readonly peers?: readonly string[];
  /** Only where one of these services is asked about. */
  readonly services?: readonly string[];
  /** Only of the certificate in this store. */
  readonly store?: CertificateStoreName;
};

/** Into which store of an Expressway a certificate goes; there is one, the server's, before X15.5. */
export type CertificateStoreName = 'server' | 'client';
