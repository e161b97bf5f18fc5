import type { Citation } from '../findings/sources.ts';
import type { CertificateStoreName } from '../findings/requirements.ts';
import type { ExtendedKeyUsage, Role, Service } from '../deployment/model.ts';

/** Negative where `a` is older than `b`; `X14.2` and `X14.2.0` are equal. */
export function compareReleases(a: string, b: string): number {
  const left = parts(a);
  const right = parts(b);
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** `X14.2` for `14.2`, `x14.2` or `v14.2`; undefined where the text is no version, or not a whole one. */
export function wholeRelease(text: string): string | undefined {
  const version = /^\s*[xv]?\s*(\d{1,2}(?:\.\d{1,3}){1,3})\s*$/i.exec(text);
  return version ? `X${version[1]}` : undefined;
}

const parts = (release: string): number[] => release.replace(/^X/i, '').split('.').map(Number);

export const isBefore = (release: string, other: string): boolean => compareReleases(release, other) < 0;

/** A run of Expressway releases. */
export interface ReleaseSpan {
  /** First release it holds for; absent: since the beginning. */
  readonly from?: string;
  /** First release it no longer holds for; absent: to this day. */
  readonly before?: string;
}

/** A fact that holds for some Expressway releases. */
export interface ReleaseFact extends ReleaseSpan {
  readonly citation: Citation;
}

export const holdsFor = ({ from, before }: ReleaseSpan, release: string): boolean =>
  (from === undefined || !isBefore(release, from)) && (before === undefined || isBefore(release, before));

/** What differs by release, as of this date. */
export const releaseFactsAsOf = '2026-08-01';

export const releaseFacts = {
  /** Of the subjectAltName text only the first 999 characters count. */
  sanTextLimit: { before: 'X8.10', citation: { source: 'bug', ref: 'CSCuq86376' } },
  /** Generate CSR refuses a phone security profile name that is no FQDN. */
  profileNamesMustBeFqdn: {
    from: 'X12.6',
    citation: { source: 'admin-guide', ref: 'Unified CM phone security profile names' },
  },
  /** Texts about the upload say that it refuses a CN, or a name, that is no FQDN. */
  fullNamesAtUpload: {
    from: 'X14.0.2',
    citation: { source: 'certificate-guide', ref: 'Loading a server certificate and private key' },
  },
  xmppFederation: {
    from: 'X8.2',
    citation: { source: 'guide', ref: 'Prerequisites for XMPP federation' },
  },
  /** SIP federation with Microsoft's products through IM and Presence. */
  sipFederation: {
    from: 'X8.9',
    citation: { source: 'guide', ref: 'IM and Presence Federation with Microsoft-Based Organizations' },
  },
  /** The Expressway-C looks the Expressway-E up in both directions when it connects to it. */
  reverseLookupOfEdge: { from: 'X8.8', citation: { source: 'mra-guide', ref: 'Requirements, DNS' } },
  /** Home clusters are found without `_cisco-uds`. */
  udsRecordOptional: { from: 'X12.5', citation: { source: 'mra-guide', ref: 'Requirements, DNS' } },
  /** Described by the guides; from then on they are silent about it. */
  jabberGuest: {
    before: 'X15.5',
    citation: { source: 'admin-guide', ref: 'Unified Communications, without Jabber Guest' },
  },
  /** ACME certificate service of the Expressway-E. */
  acme: { from: 'X12.5', citation: { source: 'certificate-guide', ref: 'Using ACME on Expressway-E' } },
  ecdsaCertificates: {
    from: 'X14.3',
    citation: { source: 'certificate-guide', ref: 'Generating a certificate signing request' },
  },
  /** `EnableServerEkuUpload` lets an Expressway-E take a certificate without clientAuth. */
  serverEkuUploadSwitch: { from: 'X15.4', before: 'X15.5', citation: { source: 'tac', ref: '225482' } },
  /** The traffic server verifies Unified CM and the products beside it with every request, TLS verify on or off. */
  nodesAlwaysVerified: { from: 'X14.2', citation: { source: 'tac', ref: '218018 and 225476' } },
  /** Server and client certificate live in stores of their own. */
  separateClientStore: { from: 'X15.5', citation: { source: 'tac', ref: '225693' } },
} as const satisfies Readonly<Record<string, ReleaseFact>>;

/**
 * Does it show a client certificate for this service? The Expressway-C opens the traversal zone and the SSH tunnels for
 * every one; for some an Expressway-E only accepts connections.
 */
export const opensConnections = (role: Role, service: Service): boolean =>
  role === 'C' || !onlyAccepted.includes(service);
const onlyAccepted: readonly Service[] = ['mra', 'jabberGuest', 'cmsWebProxy'];

export const hasClientStore = (release: string): boolean =>
  holdsFor(releaseFacts.separateClientStore, release);

/** Of which store those of the other role see the certificate: the Expressway-C opens the connections between the two. */
export const storeShownToOtherRole = (role: Role | undefined, release: string): CertificateStoreName =>
  role === 'C' && hasClientStore(release) ? 'client' : 'server';

/** Longest subjectAltName text that counts where `sanTextLimit` holds, in characters. */
export const sanTextLimitCharacters = 999;

/**
 * Does an Expressway-C verify the nodes of a product?
 *
 * @param mode its TLS verify mode towards them; undefined: nobody said
 */
export const verifiesNodes = (release: string, mode: boolean | undefined): boolean =>
  mode === true || holdsFor(releaseFacts.nodesAlwaysVerified, release);

/** Key usages a certificate must carry to be accepted on upload to a store. */
export function uploadDemands(
  role: Role,
  release: string,
  store: CertificateStoreName = 'server',
): readonly ExtendedKeyUsage[] {
  if (store === 'client') return ['clientAuth'];
  const { from } = role === 'E' ? releaseFacts.serverEkuUploadSwitch : releaseFacts.separateClientStore;
  return isBefore(release, from) ? ['serverAuth', 'clientAuth'] : ['serverAuth'];
}

/** Most peers of a cluster. */
export const mostPeers = 6;

/** RSA sizes the Generate CSR page offers, in bits. */
export const rsaBitsOnPage: readonly number[] = [2048, 4096];
/** RSA sizes expcert makes, in bits. Larger ones can keep SIP TLS zones down. */
export const rsaBitsMade: readonly number[] = [2048, 3072, 4096];

/** Object identifiers outside the usual subject attributes that SSH tunnels can bear: the EV jurisdiction ones. */
export const subjectOidsAllowed: readonly string[] = [
  '1.3.6.1.4.1.311.60.2.1.1',
  '1.3.6.1.4.1.311.60.2.1.2',
  '1.3.6.1.4.1.311.60.2.1.3',
];
