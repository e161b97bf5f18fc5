import {
  services,
  type RegistrationFormat,
  type Role,
  type Service,
  type XmppFormat,
} from '../deployment/model.ts';
import type { Citation } from '../findings/sources.ts';
import { formField } from '../product/labels.ts';

/** What a name is to an Expressway; the order is that of the Generate CSR page's preview. */
export type NameKind =
  | 'peer'
  | 'cluster'
  | 'additional'
  | 'registrationDomain'
  | 'federationDomain'
  | 'chatNodeAlias'
  | 'phoneSecurityProfile';

export type NameFormat = RegistrationFormat | XmppFormat;

/** `required`: the service fails without it. `allowed`: it does no harm and nothing asks for it. */
export type Need = 'required' | 'allowed' | 'not needed';

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

function need(required: readonly Service[], otherwise: Need = 'not needed'): SanRow['need'] {
  return Object.fromEntries(
    services.map((service) => [service, required.includes(service) ? 'required' : otherwise]),
  ) as SanRow['need'];
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

function row(
  kind: NameKind,
  role: Role,
  rest: Omit<SanRow, 'id' | 'kind' | 'role' | 'onlyClustered'> & { readonly onlyClustered?: boolean },
): SanRow {
  return { id: `${kind}/${role}`, kind, role, onlyClustered: false, ...rest };
}

/**
 * Which name a certificate of which role needs for which service.
 *
 * The guide's own table puts phone security profile names and the cluster name on the Expressway-E alone;
 * its text, its figures and every later document say otherwise: docs/divergences.md.
 */
export const sanTable: readonly SanRow[] = [
  ...(['C', 'E'] as const).flatMap((role): SanRow[] => [
    row('peer', role, {
      label: 'this peer',
      field: formField.subjectAlternativeNames,
      need: need(services),
      formats: ['DNS'],
      citations: [identityCheck, role === 'C' ? coreText : edgeText],
    }),
    row('cluster', role, {
      label: 'cluster name',
      field: formField.subjectAlternativeNames,
      need: need(services),
      onlyClustered: true,
      formats: ['DNS'],
      citations: [role === 'C' ? coreText : edgeText, guideTable, tacRecipes],
    }),
    row('additional', role, {
      label: 'additional name',
      field: formField.additional,
      need: need([], 'allowed'),
      formats: ['DNS'],
      citations: [
        { source: 'admin-guide', ref: 'Server certificate requirements for Unified Communications' },
      ],
    }),
  ]),
  row('registrationDomain', 'E', {
    label: 'registration domain',
    field: formField.registrationDomain,
    need: need(['mra']),
    formats: ['DNS', 'CollabEdgeDNS', 'SRVName'],
    citations: [guideTable, edgeText, olderFormats],
  }),
  row('federationDomain', 'E', {
    label: 'federation domain',
    field: formField.federationDomain,
    need: need(['xmppFederation']),
    formats: ['DNS', 'XMPPAddress'],
    citations: [guideTable, edgeText],
  }),
  row('chatNodeAlias', 'C', {
    label: 'chat node alias',
    field: formField.chatNodeAlias,
    need: need(['groupChatTls']),
    formats: ['DNS', 'XMPPAddress'],
    citations: [guideTable, coreText, cvdNames],
  }),
  row('chatNodeAlias', 'E', {
    label: 'chat node alias',
    field: formField.chatNodeAlias,
    need: need(['groupChatTls']),
    formats: ['DNS', 'XMPPAddress'],
    citations: [guideTable, edgeText, cvdNames],
  }),
  row('phoneSecurityProfile', 'C', {
    label: 'phone security profile',
    field: formField.phoneSecurityProfile,
    need: need(['mra']),
    formats: ['DNS'],
    citations: [coreText, profilesOnCore, cvdNames],
  }),
  row('phoneSecurityProfile', 'E', {
    label: 'phone security profile',
    need: need([], 'allowed'),
    formats: ['DNS'],
    citations: [guideTable],
  }),
];
