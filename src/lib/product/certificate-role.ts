import type { Service } from '../deployment/model.ts';
import type { Effect, Requirement } from '../findings/requirements.ts';
import type { Citation } from '../findings/sources.ts';
import type { NodeKind } from './products.ts';

/** For what an Expressway-C meets a certificate of another product. */
export interface CertificateUse {
  readonly product: NodeKind;
  readonly requirement: Extract<Requirement, 'trusts-unified-cm' | 'trusts-imp' | 'trusts-unity'>;
  readonly services: readonly Service[];
  /** What it does to the requirement when the Expressway-C cannot verify the certificate. */
  readonly effect: Exclude<Effect, 'remark'>;
  /** Only where this is planned. */
  readonly if?: 'phone security profiles';
  /** What the connection is. */
  readonly connection: string;
  readonly source: Citation;
}

interface RoleRow {
  /** Products that have a certificate of this name. */
  readonly products: readonly [NodeKind, ...NodeKind[]];
  /** There is one with an elliptic-curve key beside it, called -ECDSA or -EC. */
  readonly hasTwin: boolean;
  /** None: no Expressway ever meets it, and nobody needs to trust it for an Expressway's sake. */
  readonly uses: readonly CertificateUse[];
  /** A common name that only this certificate has. */
  readonly commonName?: RegExp;
}

const verifiedAlways: Citation = { source: 'tac', ref: '218018 and 225476' };
const trafficServer = { services: ['mra'], effect: 'fails', source: verifiedAlways } as const;

const httpsOfUnifiedCm: CertificateUse = {
  ...trafficServer,
  product: 'unifiedCm',
  requirement: 'trusts-unified-cm',
  connection: 'secure HTTP between Expressway-C and Unified CM',
};
const httpsOfImp: CertificateUse = {
  ...trafficServer,
  product: 'imp',
  requirement: 'trusts-imp',
  connection: 'secure HTTP between Expressway-C and IM and Presence',
};
const httpsOfUnity: CertificateUse = {
  ...trafficServer,
  product: 'unityConnection',
  requirement: 'trusts-unity',
  connection: 'secure HTTP between Expressway-C and Unity Connection',
};
const secureSip: CertificateUse = {
  product: 'unifiedCm',
  requirement: 'trusts-unified-cm',
  services: ['mra', 'b2b'],
  effect: 'fails',
  if: 'phone security profiles',
  connection: 'secure SIP between Expressway-C and Unified CM',
  source: { source: 'tac', ref: '213872' },
};
const xmpp = {
  product: 'imp',
  requirement: 'trusts-imp',
  connection: 'TLS between Expressway-C and the XCP router of IM and Presence',
  source: { source: 'guide', ref: 'Server Certificate Requirements for Unified Communications, page 9' },
} as const satisfies Partial<CertificateUse>;

const sipProxy: CertificateUse = {
  product: 'imp',
  requirement: 'trusts-imp',
  services: ['sipFederation'],
  effect: 'fails',
  connection: 'TLS between Expressway-C and the SIP proxy of IM and Presence',
  source: { source: 'imp-federation-guide', ref: 'certificates between IM and Presence and Expressway-C' },
};

const none = { uses: [], hasTwin: false } as const;
const ofUnifiedCm = { products: ['unifiedCm'] } as const satisfies Partial<RoleRow>;
const ofImp = { products: ['imp'], hasTwin: true } as const satisfies Partial<RoleRow>;

/**
 * Certificates of Unified CM, the IM and Presence Service and Unity Connection, by the names those products give them,
 * and what an Expressway meets each for. The longer names stand first, so that `cup-xmpp-s2s` is not taken for `cup`.
 */
const rows = {
  CallManager: { ...ofUnifiedCm, hasTwin: true, uses: [secureSip] },
  tomcat: {
    products: ['unifiedCm', 'imp', 'unityConnection'],
    hasTwin: true,
    uses: [httpsOfUnifiedCm, httpsOfImp, httpsOfUnity],
  },
  'cup-xmpp-s2s': { ...ofImp, uses: [] },
  'cup-xmpp': {
    ...ofImp,
    uses: [
      { ...xmpp, services: ['xmppFederation', 'groupChatTls'], effect: 'fails' },
      // Messages of Jabber on the road go the same way; that the rest of MRA ends with it is told nowhere.
      { ...xmpp, services: ['mra'], effect: 'not known' },
    ],
  },
  cup: { ...ofImp, uses: [sipProxy] },
  CAPF: { ...ofUnifiedCm, ...none, commonName: /^CAPF-[0-9a-f]+$/i },
  TVS: { ...ofUnifiedCm, ...none },
  ITLRecovery: { ...ofUnifiedCm, ...none, commonName: /^ITLRecovery_/i },
  authz: { ...ofUnifiedCm, ...none, commonName: /^AUTHZ_/i },
  ipsec: { products: ['unifiedCm', 'imp', 'unityConnection'], ...none },
  'phone-vpn': { ...ofUnifiedCm, ...none },
  'phone-sast': { ...ofUnifiedCm, ...none },
  'phone-ctl': { ...ofUnifiedCm, ...none },
  'phone-trust': { ...ofUnifiedCm, ...none },
} as const satisfies Readonly<Record<string, RoleRow>>;

/** Roles of certificates of Unified CM and IM and Presence. */
export type BaseRole = keyof typeof rows;
/** Roles that have a second certificate, for EC keys. */
export type TwinRole = {
  [Role in BaseRole]: (typeof rows)[Role]['hasTwin'] extends true ? Role : never;
}[BaseRole];
/** What a certificate of Unified CM or IM and Presence is for, by the name that it has there. */
export type CertificateRole = BaseRole | `${TwinRole}-ECDSA`;

const baseRoles = Object.keys(rows) as BaseRole[];
const rowOf = (role: BaseRole): RoleRow => rows[role];

/** Those with elliptic-curve keys stand before the ones with RSA keys, whose names they contain. */
export const certificateRoles: readonly CertificateRole[] = baseRoles.flatMap((role): CertificateRole[] =>
  rowOf(role).hasTwin ? [`${role as TwinRole}-ECDSA`, role] : [role],
);

/** A role taken from a comment, a file name or a common name: nothing in a certificate says it, so it is a guess. */
export interface GuessedRole {
  readonly role: CertificateRole;
  readonly from: 'comment' | 'file name' | 'common name';
}

const patterns = certificateRoles.map((role) => {
  const text = role.replace(/-ECDSA$/, '-EC(DSA)?').replaceAll('-', '[-_ ]');
  return { role, pattern: new RegExp(`(?<![a-z0-9])${text}(?![a-z0-9])`, 'i') };
});

/** Most texts have none. */
const anyPattern = new RegExp(patterns.map(({ pattern }) => pattern.source).join('|'), 'i');

const roleIn = (text: string): CertificateRole | undefined =>
  anyPattern.test(text) ? patterns.find(({ pattern }) => pattern.test(text))?.role : undefined;

export const roleByCommonName = (commonNames: readonly string[]): CertificateRole | undefined =>
  baseRoles.find((role) => commonNames.some((name) => rowOf(role).commonName?.test(name)));

/**
 * A common name that one certificate alone has outweighs the comment above the entry, and that the name of the file,
 * which may hold several.
 */
export function guessRole(
  comment: string | undefined,
  file: string,
  commonNames: readonly string[] = [],
): GuessedRole | undefined {
  const byName = roleByCommonName(commonNames);
  if (byName) return { role: byName, from: 'common name' };
  const byComment = comment === undefined ? undefined : roleIn(comment);
  if (byComment) return { role: byComment, from: 'comment' };
  const byFile = roleIn(file.slice(file.lastIndexOf('/') + 1));
  return byFile && { role: byFile, from: 'file name' };
}

const baseOf = (role: CertificateRole): BaseRole => role.replace(/-ECDSA$/, '') as BaseRole;

/** Of an elliptic-curve twin: the products offer it beside the RSA one, and which is taken depends on cipher lists. */
const isTwin = (role: CertificateRole): boolean => role.endsWith('-ECDSA');

/** No Expressway meets a certificate of this role. */
export const isMetByNobody = (role: CertificateRole): boolean => rowOf(baseOf(role)).uses.length === 0;

export const productsWith = (role: CertificateRole): readonly NodeKind[] => rowOf(baseOf(role)).products;

/** On what a use bears. */
export type UseKind = Pick<CertificateUse, 'requirement' | 'services'>;

const kindKey = ({ requirement, services }: UseKind): string => [requirement, ...services].join(' ');

/** On what uses bear, each once: for rules that speak of whatever a certificate is met for. */
export const useKinds: readonly UseKind[] = [
  ...new Map(
    baseRoles
      .flatMap((role): readonly CertificateUse[] => rowOf(role).uses)
      .map(({ requirement, services }) => ({ requirement, services }))
      .map((kind) => [kindKey(kind), kind]),
  ).values(),
];

/** The use is of this kind. */
export const isOfKind =
  (kind: UseKind) =>
  (use: UseKind): boolean =>
    kindKey(use) === kindKey(kind);

/**
 * For what an Expressway-C meets the certificate. A product that is known narrows the role down; a certificate of a
 * known product whose role nobody said may be its tomcat. Neither that nor a twin is sure to be met: what is wrong with
 * them leaves a requirement open at worst.
 */
export function usesOf(
  role: CertificateRole | undefined,
  product: NodeKind | undefined,
  hasPhoneSecurityProfiles: boolean,
  hasEllipticCurveKey = false,
): readonly CertificateUse[] {
  const isSure = role !== undefined && !isTwin(role) && !hasEllipticCurveKey;
  return rowOf(baseOf(role ?? 'tomcat'))
    .uses.filter((use) => product === undefined || use.product === product)
    .filter((use) => use.if === undefined || hasPhoneSecurityProfiles)
    .map((use) => (isSure ? use : { ...use, effect: 'not known' }));
}

/** Certificates that a service meets behind a requirement, each of its own connection. Twins stand in for none of them. */
export const rolesMet = (
  requirement: CertificateUse['requirement'],
  service: Service,
  hasPhoneSecurityProfiles: boolean,
): readonly CertificateRole[] =>
  baseRoles.filter((role) =>
    rowOf(role).uses.some(
      (use) =>
        use.requirement === requirement &&
        use.services.includes(service) &&
        (use.if === undefined || hasPhoneSecurityProfiles),
    ),
  );

/** What fails when the Expressway does not trust the certificate of this role; undefined: nothing. */
export function serviceLostWith(role: CertificateRole): string | undefined {
  const [first, ...others] = rowOf(baseOf(role)).uses;
  if (!first) return undefined;
  return others.some(({ product }) => product !== first.product)
    ? 'secure HTTP between Expressway-C and Unified CM or IM and Presence'
    : first.connection;
}
