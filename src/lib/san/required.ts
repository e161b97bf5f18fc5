import type {
  Cluster,
  DeclaredName,
  Deployment,
  DomainCertificate,
  Peer,
  Position,
  Role,
  Service,
} from '../deployment/model.ts';
import { services } from '../deployment/model.ts';
import { servicesInUse } from '../deployment/services-in-use.ts';
import {
  declaredNames,
  nameKinds,
  sanTable,
  type Declared,
  type NameFormat,
  type NameKind,
  type NamesOf,
  type SanRow,
} from './table.ts';

/** A subjectAltName entry, in the words of the Expressway page's preview: `DNS:`, `SRV:`, `XMPP:`. */
export type AltName = {
  readonly type: 'DNS' | 'SRV' | 'XMPP';
  readonly value: string;
};

/** Why a certificate carries a name. */
export interface Reason {
  /** Id of the row of san/table.ts that asks for it. */
  readonly row: string;
  readonly kind: NameKind;
  /** What was written in the deployment file, before a format was applied. */
  readonly written: string;
  /** The ASCII name behind it, before a format was applied. */
  readonly name: string;
  readonly format: NameFormat;
  /** Services in use that need the name; empty where it is only allowed. */
  readonly neededFor: readonly Service[];
  readonly position?: Position;
}

/** A name that a certificate is to have, and why. */
export interface PlannedName extends AltName {
  readonly reasons: readonly Reason[];
}

/** `DNS:example.com`: how names are shown everywhere. */
export const altNameText = ({ type, value }: AltName): string => `${type}:${value}`;

/** The name that altNameText() writes so; none where it is no such text. */
export function parseAltName(text: string): AltName[] {
  const [, type, value] = /^(DNS|SRV|XMPP):(.+)$/.exec(text) ?? [];
  return type === undefined || value === undefined ? [] : [{ type: type as AltName['type'], value }];
}

/** Names that differ only in letter case are one name (RFC 4343; the appliance folds them too). */
export const altNameKey = (name: AltName): string => altNameText(name).toLowerCase();

/** What a name becomes in a certificate (domain facts: `collab-edge.` prefix; SRVName as Expressway issues it). */
export function encode(name: string, format: NameFormat): AltName {
  switch (format) {
    case 'DNS':
      return { type: 'DNS', value: name };
    case 'CollabEdgeDNS':
      return { type: 'DNS', value: `collab-edge.${name}` };
    case 'SRVName':
      return { type: 'SRV', value: `_collab-edge._tls.${name}` };
    case 'XMPPAddress':
      return { type: 'XMPP', value: name };
  }
}

/** Declared names as they go into certificates, by the row that asks for them: worked out once for all peers. */
export type EncodedNames = Map<SanRow, Map<Declared, { readonly key: string; readonly name: PlannedName }>>;

/**
 * The subjectAltName entries of one peer in the order of the Expressway page's preview (figures 2 and 3 of the
 * guide), every name once, each with all the reasons that ask for it.
 *
 * @param encoded given again for the other peers of the deployment, it saves working out the names they share
 */
export function namesFor(
  deployment: Deployment,
  cluster: Cluster,
  peer: Peer,
  encoded: EncodedNames = new Map(),
): PlannedName[] {
  const rows = rowsByRole[cluster.role].filter((row) => isWanted(row, deployment));
  return namesOfRows(rows, { deployment, cluster, peer }, encoded);
}

/**
 * What the client certificate page puts into its request, the peer's own name; what the file adds to it; and what zones
 * on the other side look for.
 */
export function namesForClient(
  deployment: Deployment,
  cluster: Cluster,
  peer: Peer,
  additionalNames: readonly DeclaredName[],
): PlannedName[] {
  const rows = rowsByRole[cluster.role].filter(({ kind }) => nameKinds[kind].forClient);
  const asked = {
    deployment,
    cluster: { ...cluster, additionalNames: [] },
    peer: { ...peer, additionalNames },
  };
  return namesOfRows(rows, asked, new Map());
}

/** The domain of a domain certificate, and what the file adds to it. */
export function namesForDomain(
  deployment: Deployment,
  cluster: Cluster,
  { domain, additionalNames }: DomainCertificate,
): PlannedName[] {
  const rowOf = (kind: NameKind): SanRow => rowsByRole[cluster.role].find((row) => row.kind === kind)!;
  const named = (declared: DeclaredName, kind: NameKind): PlannedName => ({
    ...encode(declared.name, 'DNS'),
    reasons: [reasonFor(rowOf(kind), declared, deployment)],
  });
  const names = [
    named(domain, 'domainCertificate'),
    ...additionalNames.map((each) => named(each, 'additional')),
  ];
  const once = new Map([...names].reverse().map((each) => [altNameKey(each), each]));
  return names.filter((each) => once.get(altNameKey(each)) === each);
}

function namesOfRows(rows: readonly SanRow[], of: NamesOf, encoded: EncodedNames): PlannedName[] {
  const planned = new Map<string, PlannedName>();
  for (const row of rows) {
    for (const declared of declaredNames(row.kind, of)) {
      const { key, name } = encodedName(row, declared, of.deployment, encoded);
      const known = planned.get(key);
      planned.set(key, known ? { ...known, reasons: [...known.reasons, ...name.reasons] } : name);
    }
  }
  return [...planned.values()];
}

function encodedName(row: SanRow, declared: Declared, deployment: Deployment, encoded: EncodedNames) {
  let ofRow = encoded.get(row);
  if (!ofRow) encoded.set(row, (ofRow = new Map()));
  let entry = ofRow.get(declared);
  if (!entry) {
    const altName = encode(declared.name, declared.format ?? 'DNS');
    const name = { ...altName, reasons: [reasonFor(row, declared, deployment)] };
    ofRow.set(declared, (entry = { key: altNameKey(altName), name }));
  }
  return entry;
}

function reasonFor(row: SanRow, declared: Declared, deployment: Deployment): Reason {
  const { name, written, position, format = 'DNS' } = declared;
  const neededFor = servicesInUse(deployment).filter((service) => row.need[service] === 'required');
  return { row: row.id, kind: row.kind, written, name, format, neededFor, ...(position && { position }) };
}

/** A table row's order is the order of kinds on the page, so the rows of one role need no sorting. */
const rowsByRole: Readonly<Record<Role, readonly SanRow[]>> = {
  C: sanTable.filter((row) => row.role === 'C'),
  E: sanTable.filter((row) => row.role === 'E'),
};

function isWanted({ kind, role, need }: SanRow, deployment: Deployment): boolean {
  const isAsked = (service: Service): boolean => need[service] !== 'not needed';
  // What every service may have is in every certificate, services or not.
  const isOfService = services.every(isAsked) || servicesInUse(deployment).some(isAsked);
  return isOfService && (nameKinds[kind].wanted?.(deployment, role) ?? true);
}

/** A cluster's own list of chat node aliases stands in for the deployment's. */
export const chatNodeAliasesOf = (deployment: Deployment, cluster: Cluster): Deployment['chatNodeAliases'] =>
  cluster.chatNodeAliases ?? deployment.chatNodeAliases;
