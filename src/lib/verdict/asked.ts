import { services, type Role } from '../deployment/model.ts';
import { holdsFor, releaseFacts, type ReleaseSpan } from '../product/release.ts';
import type { CertificateStoreName, Requirement } from '../findings/requirements.ts';
import type { NodeKind } from '../product/products.ts';
import { isUpload, type VerdictService } from './services.ts';

/**
 * How a service asks: `required`: without it the service fails. `doubtful`: it is asked, but no text says that its
 * failure ends the service, so that a failure leaves the verdict open.
 */
export type Asking = 'required' | 'doubtful';

/** On what it depends whether a row of the table asks at all. */
export type AskedIf =
  /** The deployment names Unified CM, IM and Presence or Unity Connection, or something of theirs was given. */
  | { readonly named: NodeKind }
  /** Certificates of that product were given that are met in the service. */
  | { readonly given: NodeKind }
  /** Some list of revoked certificates or OCSP response was given. */
  | 'revocation evidence'
  /** The deployment names phone security profiles: SIP to Unified CM is then encrypted. */
  | 'phone security profiles'
  /** The deployment has Expressways of the other role. */
  | 'other role';

export interface AskedRow extends ReleaseSpan {
  readonly requirement: Requirement;
  readonly services: readonly VerdictService[];
  /** Absent: both. */
  readonly role?: Role;
  readonly asking: Asking;
  readonly if?: readonly AskedIf[];
}

const chat: readonly VerdictService[] = ['xmppFederation', 'groupChatTls'];
const traversal: readonly VerdictService[] = ['mra', ...chat];
const untold: readonly VerdictService[] = ['jabberGuest', 'b2b'];
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

/** From here on the texts about CN and names say that the page refuses what is no FQDN. */
const namesTold = 'X14.0.2';
/** From here on Unified CM must have the CA of the Expressway-C, secure SIP or not. */
const alwaysVerified = 'X14.0.2';

/**
 * Who asks for what. Of several rows that fit, the first decides. A service asks besides for everything that the upload
 * asks for, but for the form of the file: that can be rewritten in a minute, a certificate cannot.
 */
export const askedRows: readonly AskedRow[] = [
  required('certificate-known', uploads),
  required('file-accepted', uploads),
  required('key-held', uploads),
  doubtful('names-well-formed', ['uploadClient']),
  doubtful('names-well-formed', ['upload'], { before: namesTold }),
  required('names-well-formed', ['upload']),
  required('upload-usage', uploads),
  required('own-list-verifies', uploads),
  required('chain-complete', uploads),
  doubtful('in-date', uploads),
  required('in-date', services),
  required('key-accepted', uploads),
  doubtful('ca-signed', ['b2b'], { role: 'C' }),
  required('ca-signed', services),
  doubtful('no-wildcard', uploads),
  required('no-wildcard', services),
  required('subject-accepted', traversal),
  doubtful('subject-accepted', ['jabberGuest']),
  doubtful('common-name', ['upload'], { before: 'X8.10' }),
  required('common-name', ['mra', 'jabberGuest']),
  required('names-present', services),
  doubtful('server-usage', [...chat, ...untold], { role: 'C' }),
  required('server-usage', services),
  required('client-usage', ['mra'], { role: 'C' }),
  required('client-usage', ['mra'], { role: 'E', before: releaseFacts.serverEkuUploadSwitch.from }),
  required('client-usage', chat, { role: 'C' }),
  doubtful('client-usage', [...chat, 'b2b'], { role: 'E' }),
  doubtful('client-usage', untold, { role: 'C' }),
  required('not-revoked', services, { if: ['revocation evidence'] }),
  required('trusted-by-other-expressway', traversal),
  doubtful('trusted-by-other-expressway', untold, { if: ['other role'] }),
  required('trusts-other-expressway', traversal),
  doubtful('trusts-other-expressway', untold, { if: ['other role'] }),
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
  doubtful('trusts-unified-cm', ['mra'], { role: 'C', if: [{ given: 'unifiedCm' }] }),
  doubtful('trusts-unified-cm', ['b2b'], { role: 'C', if: [{ given: 'unifiedCm' }] }),
  doubtful('trusted-by-imp', ['mra', ...chat], { role: 'C', if: [{ named: 'imp' }] }),
  required('trusts-imp', ['mra'], {
    role: 'C',
    from: releaseFacts.nodesAlwaysVerified.from,
    if: [{ named: 'imp' }],
  }),
  doubtful('trusts-imp', ['mra'], { role: 'C', if: [{ given: 'imp' }] }),
  doubtful('trusts-imp', chat, { role: 'C', if: [{ named: 'imp' }] }),
  doubtful('trusts-unity', ['mra'], {
    role: 'C',
    from: releaseFacts.nodesAlwaysVerified.from,
    if: [{ named: 'unityConnection' }],
  }),
  doubtful('trusts-unity', ['mra'], { role: 'C', if: [{ given: 'unityConnection' }] }),
  required('trusted-from-outside', services, { role: 'E' }),
];

/** What is asked about is not the certificate of one store, but what lies around it. */
const ofServerAlone: ReadonlySet<Requirement> = new Set(['server-usage', 'trusted-from-outside']);
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
  readonly named: ReadonlySet<NodeKind>;
  readonly given: ReadonlySet<NodeKind>;
  readonly hasRevocationEvidence: boolean;
  readonly hasPhoneSecurityProfiles: boolean;
  readonly hasOtherRole: boolean;
  /** The client store has a copy of the server certificate: no page was asked whether it takes it. */
  readonly isClientCopied: boolean;
}

/** Stores whose certificates a service presents, or into which a file is uploaded. */
export function storesOf(service: VerdictService, { role, release }: AskContext): CertificateStoreName[] {
  if (service === 'uploadClient') return ['client'];
  const hasTwo = holdsFor(releaseFacts.separateClientStore, release);
  const opensNothing = role === 'E' && (service === 'mra' || service === 'jabberGuest');
  return service === 'upload' || !hasTwo || opensNothing ? ['server'] : ['server', 'client'];
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
  const own = rowFor(requirement, service, context)?.asking;
  if (own !== undefined || isUpload(service) || requirement === 'file-accepted') return own;
  return rowFor(requirement, store === 'client' ? 'uploadClient' : 'upload', context)?.asking;
}

const rowFor = (
  requirement: Requirement,
  service: VerdictService,
  context: AskContext,
): AskedRow | undefined =>
  askedRows.find(
    (row) =>
      row.requirement === requirement &&
      row.services.includes(service) &&
      (row.role === undefined || row.role === context.role) &&
      holdsFor(row, context.release) &&
      (row.if ?? []).every((condition) => isMet(condition, context)),
  );

function isMet(condition: AskedIf, context: AskContext): boolean {
  if (condition === 'revocation evidence') return context.hasRevocationEvidence;
  if (condition === 'phone security profiles') return context.hasPhoneSecurityProfiles;
  if (condition === 'other role') return context.hasOtherRole;
  return 'named' in condition ? context.named.has(condition.named) : context.given.has(condition.given);
}

function distinct(list: readonly Omit<Asked, 'asking'>[]): Omit<Asked, 'asking'>[] {
  return [...new Map(list.map((each) => [`${each.requirement} ${each.store}`, each])).values()];
}
