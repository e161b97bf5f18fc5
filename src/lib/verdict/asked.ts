import { services, type Cluster, type Role } from '../deployment/model.ts';
import {
  hasClientStore,
  holdsFor,
  opensConnections,
  releaseFacts,
  type ReleaseSpan,
} from '../product/release.ts';
import type { CertificateStoreName, Requirement } from '../findings/requirements.ts';
import type { NodeKind, TrustedSide } from '../product/products.ts';
import { isUpload, type VerdictService } from './services.ts';

/**
 * How a service asks: `required`: without it the service fails. `doubtful`: it is asked, but no text says that its
 * failure ends the service, so that a failure leaves the verdict open.
 */
export type Asking = 'required' | 'doubtful';

/** On what it depends whether a row of the table asks at all. */
export type AskedIf =
  /** The deployment names the product, or something of it was given. */
  | { readonly named: NodeKind | TrustedSide }
  /** Certificates of that product were given that are met in the service. */
  | { readonly given: NodeKind }
  /** The deployment file says that TLS verify mode towards the product is on. */
  | { readonly verified: NodeKind }
  /** It does not say that it is off. */
  | { readonly notUnverified: NodeKind }
  /** Some list of revoked certificates or OCSP response was given. */
  | 'revocation evidence'
  /** The deployment names phone security profiles: SIP to Unified CM is then encrypted. */
  | 'phone security profiles'
  /** The deployment has Expressways of the other role. */
  | 'other role'
  /** The zones of the other side look at the usages of clients: "ExtendedKeyUsage Checking Mode" is On. */
  | 'usages checked';

export interface AskedRow extends ReleaseSpan {
  readonly requirement: Requirement;
  readonly services: readonly VerdictService[];
  /** Absent: both. */
  readonly role?: Role;
  /** Absent: whichever is presented. */
  readonly store?: CertificateStoreName;
  readonly asking: Asking;
  readonly if?: readonly AskedIf[];
}

const chat: readonly VerdictService[] = ['xmppFederation', 'groupChatTls'];
/** Those that need the traversal zone, and those of them that need its SSH tunnels. */
const tunnels: readonly VerdictService[] = ['mra', ...chat, 'cmsWebProxy'];
const traversal: readonly VerdictService[] = [...tunnels, 'sipFederation'];
const untold: readonly VerdictService[] = ['jabberGuest', 'b2b'];
/** Of Webex hybrid services no text says what they ask of a certificate beyond what the upload asks, and trust. */
const told: readonly VerdictService[] = services.filter((service) => service !== 'webexHybrid');
/** IM and Presence takes a self-signed Expressway-C for SIP federation. */
const withCa: readonly VerdictService[] = told.filter((service) => service !== 'sipFederation');
const uploads: readonly VerdictService[] = ['upload', 'uploadClient'];

const required = (
  requirement: Requirement,
  of: readonly VerdictService[],
  more: Partial<AskedRow> = {},
): AskedRow => ({ requirement, services: of, asking: 'required', ...more });
const doubtful = (
  requirement: Requirement,
  of: readonly VerdictService[],
  more: Partial<AskedRow> = {},
): AskedRow => ({ ...required(requirement, of, more), asking: 'doubtful' });

/** From here on Unified CM must have the CA of the Expressway-C, secure SIP or not. */
const alwaysVerified = 'X14.0.2';

/** Cisco's texts disagree from which of these on the Expressway-C verifies nodes whatever is set. */
const perhapsAlwaysVerified = 'X14.0.8';

/** Before nodes are verified in any case: where TLS verify mode is on; in doubt where nobody said that it is off. */
function untilAlwaysVerified(requirement: Requirement, kind: NodeKind): AskedRow[] {
  const of = { role: 'C', before: releaseFacts.nodesAlwaysVerified.from } as const;
  return [
    required(requirement, ['mra'], { ...of, if: [{ verified: kind }] }),
    doubtful(requirement, ['mra'], { ...of, from: perhapsAlwaysVerified, if: [{ given: kind }] }),
    doubtful(requirement, ['mra'], { ...of, if: [{ given: kind }, { notUnverified: kind }] }),
    // From then on where its certificates are there although nobody named it.
    doubtful(requirement, ['mra'], {
      ...{ role: 'C', from: releaseFacts.nodesAlwaysVerified.from },
      if: [{ given: kind }],
    }),
  ];
}

/**
 * Who asks for what. Of several rows that fit, the first decides. A service asks besides for everything that the upload
 * asks for, but for the form of the file: that can be rewritten in a minute, a certificate cannot.
 */
export const askedRows: readonly AskedRow[] = [
  required('certificate-known', uploads),
  required('file-accepted', uploads),
  required('key-held', uploads),
  doubtful('names-well-formed', ['uploadClient']),
  doubtful('names-well-formed', ['upload'], { before: releaseFacts.fullNamesAtUpload.from }),
  required('names-well-formed', ['upload']),
  required('upload-usage', uploads),
  required('own-list-verifies', uploads),
  required('chain-complete', uploads),
  doubtful('in-date', uploads),
  required('in-date', told),
  required('key-accepted', uploads),
  doubtful('ca-signed', ['b2b'], { role: 'C' }),
  required('ca-signed', withCa),
  required('ca-signed', ['sipFederation'], { role: 'E' }),
  doubtful('no-wildcard', uploads),
  required('no-wildcard', told),
  required('subject-accepted', tunnels),
  doubtful('subject-accepted', ['jabberGuest', 'sipFederation']),
  doubtful('common-name', ['upload'], { before: 'X8.10' }),
  required('common-name', ['mra', 'jabberGuest', 'cmsWebProxy']),
  doubtful('common-name', ['sipFederation'], { role: 'C' }),
  required('names-present', told),
  doubtful('server-usage', [...chat, ...untold, 'cmsWebProxy'], { role: 'C' }),
  required('server-usage', told),
  required('client-usage', ['mra'], { role: 'E', before: releaseFacts.serverEkuUploadSwitch.from }),
  required('client-usage', tunnels, { role: 'C' }),
  required('client-usage', ['sipFederation'], { role: 'C', if: ['usages checked'] }),
  doubtful('client-usage', ['sipFederation'], { role: 'C' }),
  doubtful('client-usage', [...chat, 'b2b', 'sipFederation'], { role: 'E' }),
  doubtful('client-usage', untold, { role: 'C', if: ['usages checked'] }),
  required('not-revoked', told, { if: ['revocation evidence'] }),
  doubtful('not-revoked', ['webexHybrid'], { if: ['revocation evidence'] }),
  required('trusted-by-other-expressway', traversal),
  doubtful('trusted-by-other-expressway', [...untold, 'webexHybrid'], { if: ['other role'] }),
  required('trusts-other-expressway', traversal),
  doubtful('trusts-other-expressway', [...untold, 'webexHybrid'], { if: ['other role'] }),
  required('trusted-by-unified-cm', ['mra'], {
    role: 'C',
    from: alwaysVerified,
    if: [{ named: 'unifiedCm' }],
  }),
  required('trusted-by-unified-cm', ['mra'], {
    role: 'C',
    if: [{ named: 'unifiedCm' }, 'phone security profiles'],
  }),
  doubtful('trusted-by-unified-cm', ['b2b'], { role: 'C', if: [{ named: 'unifiedCm' }] }),
  required('trusts-unified-cm', ['mra'], { role: 'C', from: releaseFacts.nodesAlwaysVerified.from }),
  ...untilAlwaysVerified('trusts-unified-cm', 'unifiedCm'),
  doubtful('trusts-unified-cm', ['b2b'], { role: 'C', if: [{ given: 'unifiedCm' }] }),
  required('trusted-by-imp', ['sipFederation'], { role: 'C', if: [{ named: 'imp' }] }),
  doubtful('trusted-by-imp', ['mra', ...chat], { role: 'C', if: [{ named: 'imp' }] }),
  required('trusts-imp', ['sipFederation'], { role: 'C', if: [{ named: 'imp' }] }),
  required('trusts-imp', ['mra'], {
    role: 'C',
    from: releaseFacts.nodesAlwaysVerified.from,
    if: [{ named: 'imp' }],
  }),
  ...untilAlwaysVerified('trusts-imp', 'imp'),
  doubtful('trusts-imp', chat, { role: 'C', if: [{ named: 'imp' }] }),
  doubtful('trusts-unity', ['mra'], {
    role: 'C',
    from: releaseFacts.nodesAlwaysVerified.from,
    if: [{ named: 'unityConnection' }],
  }),
  ...untilAlwaysVerified('trusts-unity', 'unityConnection'),
  doubtful('trusts-meeting-server', ['cmsWebProxy'], { role: 'C', if: [{ named: 'meetingServer' }] }),
  // The cloud is there where the service is.
  doubtful('trusts-webex', ['webexHybrid'], { role: 'E' }),
  // A SIP neighbor need not ask for the certificate of the Expressway-E that connects to it.
  doubtful('trusted-from-outside', ['b2b'], { role: 'E', store: 'client' }),
  required('trusted-from-outside', told, { role: 'E' }),
  doubtful('trusted-from-outside', ['webexHybrid'], { role: 'E' }),
];

/** What is asked about is not the certificate of one store, but what lies around it. */
const ofServerAlone: ReadonlySet<Requirement> = new Set(['server-usage']);
/** Asked of the certificate that is shown when the Expressway opens a connection. */
const ofOpener: ReadonlySet<Requirement> = new Set([
  'client-usage',
  'trusted-by-unified-cm',
  'trusted-by-imp',
]);
/** Asked of what others present. */
const ofOthers: ReadonlySet<Requirement> = new Set([
  'trusts-other-expressway',
  'trusts-unified-cm',
  'trusts-imp',
  'trusts-unity',
  'trusts-meeting-server',
  'trusts-webex',
]);

/** A requirement of a service. From X15.5 on it is asked of each store whose certificate the service presents. */
export interface Asked {
  readonly requirement: Requirement;
  readonly asking: Asking;
  /** Of which certificate; for what others present: the store whose list verifies them. */
  readonly store: CertificateStoreName;
}

export interface AskContext {
  readonly role: Role;
  readonly release: string;
  readonly named: ReadonlySet<NodeKind | TrustedSide>;
  readonly given: ReadonlySet<NodeKind>;
  readonly hasRevocationEvidence: boolean;
  readonly hasPhoneSecurityProfiles: boolean;
  readonly hasOtherRole: boolean;
  /** The client store has a copy of the server certificate: no page was asked whether it takes it. */
  readonly isClientCopied: boolean;
  /** TLS verify mode towards each product; absent: nobody said. */
  readonly tlsVerify: Cluster['tlsVerify'];
  /** Zones look at the usages of the client that opens them. */
  readonly areUsagesChecked: boolean;
}

/** Stores whose certificates a service presents, or into which a file is uploaded. */
export function storesOf(service: VerdictService, { role, release }: AskContext): CertificateStoreName[] {
  if (service === 'uploadClient') return ['client'];
  const isClient = service !== 'upload' && hasClientStore(release) && opensConnections(role, service);
  return isClient ? ['server', 'client'] : ['server'];
}

/** Everything that a service asks of a peer, in the order of the list of requirements. */
export function askedBy(service: VerdictService, context: AskContext): Asked[] {
  const stores = storesOf(service, context);
  return distinct(
    askedRows
      .map(({ requirement }) => requirement)
      .flatMap((requirement) =>
        storesAsked(requirement, stores, context).map((store) => ({ requirement, store })),
      ),
  ).flatMap(({ requirement, store }): Asked[] => {
    const asking = askingFor(requirement, service, store, context);
    return asking ? [{ requirement, asking, store }] : [];
  });
}

function storesAsked(
  requirement: Requirement,
  stores: readonly CertificateStoreName[],
  { role, isClientCopied }: AskContext,
): readonly CertificateStoreName[] {
  const opener = stores.includes('client') ? 'client' : 'server';
  if (isClientCopied && requirement === 'upload-usage') return stores.filter((store) => store === 'server');
  if (ofServerAlone.has(requirement)) return stores.includes('server') ? ['server'] : [];
  if (ofOthers.has(requirement)) return ['server'];
  if (ofOpener.has(requirement)) return [opener];
  // The Expressway-C opens the zone, the Expressway-E accepts it.
  if (requirement === 'trusted-by-other-expressway') return [role === 'C' ? opener : 'server'];
  return stores;
}

function askingFor(
  requirement: Requirement,
  service: VerdictService,
  store: CertificateStoreName,
  context: AskContext,
): Asking | undefined {
  const own = rowFor(requirement, service, store, context)?.asking;
  if (own !== undefined || isUpload(service) || requirement === 'file-accepted') return own;
  return rowFor(requirement, store === 'client' ? 'uploadClient' : 'upload', store, context)?.asking;
}

const rowFor = (
  requirement: Requirement,
  service: VerdictService,
  store: CertificateStoreName,
  context: AskContext,
): AskedRow | undefined =>
  askedRows.find(
    (row) =>
      row.requirement === requirement &&
      row.services.includes(service) &&
      (row.role === undefined || row.role === context.role) &&
      (row.store === undefined || row.store === store) &&
      holdsFor(row, context.release) &&
      (row.if ?? []).every((condition) => isMet(condition, context)),
  );

function isMet(condition: AskedIf, context: AskContext): boolean {
  if (condition === 'revocation evidence') return context.hasRevocationEvidence;
  if (condition === 'phone security profiles') return context.hasPhoneSecurityProfiles;
  if (condition === 'other role') return context.hasOtherRole;
  if (condition === 'usages checked') return context.areUsagesChecked;
  if ('verified' in condition) return context.tlsVerify[condition.verified] === true;
  if ('notUnverified' in condition) return context.tlsVerify[condition.notUnverified] !== false;
  return 'named' in condition ? context.named.has(condition.named) : context.given.has(condition.given);
}

function distinct(list: readonly Omit<Asked, 'asking'>[]): Omit<Asked, 'asking'>[] {
  return [...new Map(list.map((each) => [`${each.requirement} ${each.store}`, each])).values()];
}
