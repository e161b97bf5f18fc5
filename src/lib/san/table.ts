import {
  services,
  type Cluster,
  type DeclaredName,
  type Deployment,
  type Peer,
  type Position,
  type RegistrationFormat,
  type Role,
  type Service,
  type XmppFormat,
} from '../deployment/model.ts';
import type { Citation } from '../findings/sources.ts';
import { formField } from '../product/labels.ts';
import { sipTargets } from './sip-targets.ts';

/** How a name goes into a certificate. */
export type NameFormat = RegistrationFormat | XmppFormat;

/** `required`: the service fails without it. `allowed`: it does no harm and nothing asks for it. */
export type Need = 'required' | 'allowed' | 'not needed';

/** A name as the deployment has it, before a format was applied. */
export interface Declared extends DeclaredName {
  readonly format?: NameFormat;
}

/** The certificate whose names are asked for. */
export interface NamesOf {
  readonly deployment: Deployment;
  readonly cluster: Cluster;
  readonly peer: Peer;
}

/** An entry of a list of the deployment file; a phone security profile need not be a name. */
export interface Listed {
  readonly written: string;
  readonly name?: string;
  readonly format?: NameFormat;
  readonly position?: Position;
}

/** Where the deployment file lists names that some services look for. */
export interface NameList {
  /** Way to the list, `registrationDomains`. */
  readonly key: string;
  /** A service works without any. */
  readonly mayBeEmpty?: true;
  ofDeployment(deployment: Deployment): readonly Listed[];
  /** A cluster's own list, which stands in for the deployment's. */
  ofCluster?(cluster: Cluster): readonly Listed[] | undefined;
}

interface RoleEntry {
  readonly need: Readonly<Record<Service, Need>>;
  readonly citations: readonly [Citation, ...Citation[]];
  /** The page of this role has no field for it. */
  readonly noField?: true;
}

/** One kind of name: everything that is said of it anywhere. */
interface KindEntry {
  /** What the name is called in results. */
  readonly label: string;
  /** Field of the Generate CSR page that holds it. */
  readonly field: string;
  /** Choices of the "Format" list beside it; without: DNS. */
  readonly formats?: readonly NameFormat[];
  readonly onlyClustered?: true;
  /** Also in the certificate of the client store: by these names the other side looks for whoever opens a connection. */
  readonly forClient?: true;
  readonly list?: NameList;
  /** Its names, where they are not those of the list. */
  readonly names?: (of: NamesOf) => readonly Declared[];
  /** Only where the deployment wants it on this role. */
  readonly wanted?: (deployment: Deployment, role: Role) => boolean;
  readonly on: { readonly [R in Role]?: RoleEntry };
  /** What fails without the name, in a sentence. */
  missing(name: string): string;
}

const guideTable: Citation = { source: 'guide', ref: 'Expressway Certificates, page 9' };
const coreText: Citation = {
  source: 'guide',
  ref: 'Expressway-C Server Certificate Requirements, page 10, figure 2',
};
const edgeText: Citation = {
  source: 'guide',
  ref: 'Expressway-E Server Certificate Requirements, page 11, figure 3',
};
const tacRecipes: Citation = { source: 'tac', ref: '215670' };
const identityCheck: Citation = { source: 'certificate-guide', ref: 'Troubleshooting, peer address in SAN' };
const cvdNames: Citation = { source: 'collaboration-cvd', ref: 'tables 7-12 and 7-18' };
const profilesOnCore: Citation = {
  source: 'certificate-guide',
  ref: 'Server Certificate Requirements for Unified Communications',
};
const olderFormats: Citation = { source: 'tac', ref: '211304' };

function need(required: readonly Service[], otherwise: Need = 'not needed'): RoleEntry['need'] {
  return Object.fromEntries(
    services.map((service) => [service, required.includes(service) ? 'required' : otherwise]),
  ) as RoleEntry['need'];
}

const onBoth = (entry: RoleEntry) => ({ C: entry, E: entry });

/** A list of the deployment with this key, and a cluster's own with the same. */
function list(
  key: 'registrationDomains' | 'federationDomains' | 'chatNodeAliases' | 'phoneSecurityProfiles',
): NameList {
  return {
    key,
    ofDeployment: (deployment) => deployment[key],
    ofCluster: (cluster) => cluster[key],
  };
}

/**
 * Which name a certificate of which role needs for which service, in the order of the Generate CSR page's preview.
 *
 * The guide's own table puts phone security profile names and the cluster name on the Expressway-E alone;
 * its text, its figures and every later document say otherwise: docs/divergences.md.
 */
const kinds = {
  peer: {
    label: 'this peer',
    field: formField.subjectAlternativeNames,
    forClient: true,
    names: ({ peer }) => [peer.name],
    on: {
      C: { need: need(services), citations: [identityCheck, coreText] },
      E: { need: need(services), citations: [identityCheck, edgeText] },
    },
    missing: (name) =>
      `Zones, peers and clients that reach this Expressway as ${name} refuse its certificate.`,
  },
  cluster: {
    label: 'cluster name',
    field: formField.subjectAlternativeNames,
    forClient: true,
    onlyClustered: true,
    names: ({ cluster }) => (cluster.name ? [cluster.name] : []),
    on: {
      C: { need: need(services), citations: [coreText, guideTable, tacRecipes] },
      E: { need: need(services), citations: [edgeText, guideTable, tacRecipes] },
    },
    missing: (name) => `Zones, peers and clients that reach the cluster as ${name} refuse the certificate.`,
  },
  additional: {
    label: 'additional name',
    field: formField.additional,
    forClient: true,
    names: ({ cluster, peer }) => [...cluster.additionalNames, ...peer.additionalNames],
    on: onBoth({
      need: need([], 'allowed'),
      citations: [
        { source: 'admin-guide', ref: 'Server certificate requirements for Unified Communications' },
      ],
    }),
    missing: (name) => `Whoever reaches this Expressway as ${name} refuses its certificate.`,
  },
  /** In no certificate but the one for the domain. */
  domainCertificate: {
    label: 'domain of a domain certificate',
    field: formField.additional,
    names: () => [],
    on: onBoth({
      need: need([]),
      citations: [{ source: 'certificate-guide', ref: 'Domain certificates and server name indication' }],
    }),
    missing: (name) => `Clients that ask for ${name} (SNI) refuse the domain certificate.`,
  },
  zonePeerAddress: {
    label: 'peer address of a zone',
    field: formField.additional,
    names: ({ cluster }) => cluster.zones.map(({ peerAddress }) => peerAddress),
    on: onBoth({ need: need(services), citations: [identityCheck] }),
    missing: (name) => `The zone with the peer address ${name} stays down.`,
  },
  tlsVerifySubjectName: {
    label: 'TLS verify subject name of a zone',
    field: formField.additional,
    forClient: true,
    names: ({ cluster }) => cluster.zones.flatMap(({ tlsVerifySubjectName: name }) => (name ? [name] : [])),
    on: onBoth({
      need: need(services),
      citations: [identityCheck, { source: 'tac', ref: '213872' }],
    }),
    missing: (name) => `The zone with the TLS verify subject name ${name} stays down.`,
  },
  guestAccountClientUri: {
    label: 'Guest account client URI',
    field: formField.additional,
    list: {
      key: 'cmsWebProxy.guestAccountClientUris',
      ofDeployment: ({ cmsWebProxy }) => cmsWebProxy?.guestAccountClientUris ?? [],
    },
    on: {
      E: {
        need: need(['cmsWebProxy']),
        citations: [{ source: 'admin-guide', ref: 'alarm 40051' }],
      },
    },
    missing: (name) => `Guests who open ${name} in a browser are refused, and alarm 40051 is raised.`,
  },
  sipFederationTarget: {
    label: 'SIP federation target',
    field: formField.additional,
    list: {
      key: 'sipFederation.domains',
      ofDeployment: ({ sipFederation }) => sipFederation?.domains ?? [],
    },
    names: ({ deployment: { sipFederation } }) => (sipFederation ? sipTargets(sipFederation) : []),
    on: {
      E: {
        need: need(['sipFederation']),
        citations: [
          {
            source: 'guide',
            ref: 'IM and Presence Federation with Microsoft-based Organizations, DNS SRV record',
          },
        ],
      },
    },
    missing: (name) => `Partners connect to ${name} and refuse another certificate (ms-diagnostics 1010).`,
  },
  registrationDomain: {
    label: 'registration domain',
    field: formField.registrationDomain,
    formats: ['DNS', 'CollabEdgeDNS', 'SRVName'],
    list: list('registrationDomains'),
    on: { E: { need: need(['mra']), citations: [guideTable, edgeText, olderFormats] } },
    missing: (name) =>
      `Clients look for it when they sign in from outside: MRA sign-in fails for ${name} on phones, and Jabber warns its users.`,
  },
  federationDomain: {
    label: 'federation domain',
    field: formField.federationDomain,
    formats: ['DNS', 'XMPPAddress'],
    list: list('federationDomains'),
    on: { E: { need: need(['xmppFederation']), citations: [guideTable, edgeText] } },
    missing: (name) => `Federated servers look for it: XMPP federation fails for ${name}.`,
  },
  chatNodeAlias: {
    label: 'chat node alias',
    field: formField.chatNodeAlias,
    formats: ['DNS', 'XMPPAddress'],
    list: list('chatNodeAliases'),
    on: {
      C: { need: need(['groupChatTls']), citations: [guideTable, coreText, cvdNames] },
      E: { need: need(['groupChatTls']), citations: [guideTable, edgeText, cvdNames] },
    },
    missing: (name) => `Federated servers look for it: group chat over TLS fails for rooms on ${name}.`,
  },
  phoneSecurityProfile: {
    label: 'phone security profile',
    field: formField.phoneSecurityProfile,
    list: { ...list('phoneSecurityProfiles'), mayBeEmpty: true },
    wanted: ({ phoneSecurityProfilesOn }, role) => phoneSecurityProfilesOn.includes(role),
    on: {
      C: { need: need(['mra']), citations: [coreText, profilesOnCore, cvdNames] },
      E: { need: { ...need([]), mra: 'allowed' }, citations: [guideTable], noField: true },
    },
    missing: (name) =>
      `Unified CM looks for it when an encrypted phone registers through the Expressway: phones with the profile ${name} cannot register.`,
  },
} as const satisfies Readonly<Record<string, KindEntry>>;

/** What a name is to an Expressway. */
export type NameKind = keyof typeof kinds;

export const nameKinds: Readonly<Record<NameKind, KindEntry>> = kinds;

/** A kind of name on one role. */
export interface SanRow {
  /** Stable: `kind/role`. */
  readonly id: string;
  readonly kind: NameKind;
  readonly role: Role;
  /** What the name is called in results. */
  readonly label: string;
  /** Field of the Generate CSR page that holds it on this role; absent where the page has none. */
  readonly field?: string;
  readonly need: Readonly<Record<Service, Need>>;
  readonly onlyClustered: boolean;
  readonly formats: readonly NameFormat[];
  readonly citations: readonly [Citation, ...Citation[]];
}

/** A row for each kind and role, in the order of the page's preview. */
export const sanTable: readonly SanRow[] = (Object.keys(kinds) as NameKind[]).flatMap((kind) =>
  (['C', 'E'] as const).flatMap((role) => rowOf(kind, role)),
);

function rowOf(kind: NameKind, role: Role): SanRow[] {
  const { label, field, formats = ['DNS'], onlyClustered = false, on } = nameKinds[kind];
  const entry = on[role];
  if (!entry) return [];
  const { need, citations, noField } = entry;
  const shared = { label, need, onlyClustered, formats, citations };
  return [{ id: `${kind}/${role}`, kind, role, ...(noField ? {} : { field }), ...shared }];
}

/** A kind of name with its list in the deployment file. */
export interface ListedKind {
  readonly kind: NameKind;
  readonly list: NameList;
}

/** Kinds that the deployment file lists, in the order of the table. */
export const listedKinds: readonly ListedKind[] = (Object.keys(kinds) as NameKind[]).flatMap((kind) => {
  const { list } = nameKinds[kind];
  return list ? [{ kind, list }] : [];
});

/** Services that look for names of a kind, on any role. */
export const servicesOf = (kind: NameKind): Service[] =>
  services.filter((service) => sanTable.some((row) => row.kind === kind && row.need[service] === 'required'));

/** Kinds that the file must list for a service to work on a role. */
export const kindsDemanded = (service: Service, role: Role): readonly ListedKind[] =>
  listedKinds.filter(
    ({ kind, list }) => !list.mayBeEmpty && nameKinds[kind].on[role]?.need[service] === 'required',
  );

/** What a list holds for a cluster: its own, where it has one, else the deployment's. */
export const listedFor = (
  { ofDeployment, ofCluster }: NameList,
  deployment: Deployment,
  cluster: Cluster,
): readonly Listed[] => ofCluster?.(cluster) ?? ofDeployment(deployment);

/** Names of a kind for one certificate, before their formats are applied. */
export function declaredNames(kind: NameKind, of: NamesOf): readonly Declared[] {
  const { names, list } = nameKinds[kind];
  if (names) return names(of);
  const listed = list ? listedFor(list, of.deployment, of.cluster) : [];
  return listed.filter((each): each is Declared => each.name !== undefined);
}
