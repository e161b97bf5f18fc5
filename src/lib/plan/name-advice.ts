import type { Custody } from '../deployment/model.ts';
import { altNameText, type PlannedName } from '../san/required.ts';
import { formField } from '../product/labels.ts';
import { sanTable, type NameFormat, type NameKind } from '../san/table.ts';
import { csrForm, type FormField } from './form.ts';
import type { RequestPlan } from './plan.ts';

/** How to get a planned name into a request, as plain data. */
export type NameAdvice = {
  readonly peer: string;
  readonly custody: Custody;
  /** Way to the page. */
  readonly menu: string;
  /** Label of the page's field; null where the page puts the name in by itself. */
  readonly field: string | null;
  /** All that the field must hold, the name among it. */
  readonly value: string;
  /** Choice of the "Format" list beside the field; null where it has none. */
  readonly format: NameFormat | null;
};

export function adviseOnName(peer: RequestPlan, name: PlannedName): NameAdvice {
  const { menu, alternativeName } = csrForm(peer);
  const field = fieldFor(name, alternativeName);
  // A single Expressway writes its own name, the CN, into every request.
  const isAutomatic = field?.label === formField.subjectAlternativeNames && !peer.clustered;
  return {
    peer: peer.peer,
    custody: peer.custody,
    menu,
    field: isAutomatic ? null : (field?.label ?? formField.additional),
    value: field?.value ?? name.value,
    format: field?.format ?? null,
  };
}

function fieldFor(name: PlannedName, fields: readonly FormField[]): FormField | undefined {
  const holds = (label: string | undefined, value: string): FormField | undefined =>
    fields.find((field) => field.label === label && field.value.split(',').includes(value));
  for (const { kind, row, name: typed } of name.reasons) {
    const label = sanTable.find(({ id }) => id === row)?.field;
    const isOwn = kind === 'peer' || kind === 'cluster';
    const field = isOwn ? fields.find((each) => each.label === label) : holds(label, typed);
    if (field) return field;
  }
  return holds(formField.additional, name.value);
}

/** The advice as steps: first the Expressway's own page, then what else makes requests where expcert makes the keys. */
export function stepsFor({ peer, custody, menu, field, value, format }: NameAdvice): string[] {
  const setting =
    field === null ? '' : `, set "${field}" to ${value}${format === null ? '' : `, Format ${format}`}`;
  const onPage = `on ${peer} open ${menu}${setting}, and send the new request`;
  return custody === 'tool' ? [onPage, 'or make it from the deployment file'] : [onPage];
}

/** Planned, but no service fails without it: profile names on an Expressway-E. */
export const isOptional = ({ reasons }: PlannedName): boolean =>
  reasons.every(({ kind, neededFor }) => kind === 'phoneSecurityProfile' && neededFor.length === 0);

/** What a finding about a planned name says of it. */
export type AdvisedName = NameAdvice & {
  /** `DNS:collab-edge.example.com` */
  readonly name: string;
  readonly reasons: readonly { readonly kind: NameKind; readonly written: string }[];
};

export const advisedName = (peer: RequestPlan, name: PlannedName): AdvisedName => ({
  name: altNameText(name),
  reasons: name.reasons.map(({ kind, written }) => ({ kind, written })),
  ...adviseOnName(peer, name),
});

/** What fails without a name, by what the name is to the Expressway. */
const consequences: Readonly<Record<NameKind, (name: string) => string>> = {
  peer: (name) => `Zones, peers and clients that reach this Expressway as ${name} refuse its certificate.`,
  cluster: (name) => `Zones, peers and clients that reach the cluster as ${name} refuse the certificate.`,
  additional: (name) => `Whoever reaches this Expressway as ${name} refuses its certificate.`,
  registrationDomain: (name) =>
    `Clients look for it when they sign in from outside: MRA sign-in fails for ${name} on phones, and Jabber warns its users.`,
  federationDomain: (name) => `Federated servers look for it: XMPP federation fails for ${name}.`,
  chatNodeAlias: (name) => `Federated servers look for it: group chat over TLS fails for rooms on ${name}.`,
  phoneSecurityProfile: (name) =>
    `Unified CM looks for it when an encrypted phone registers through the Expressway: phones with the profile ${name} cannot register.`,
};

/** What fails without the name, for each reason that asks for it. */
export const consequenceOf = ({ reasons }: AdvisedName): string =>
  reasons.map(({ kind, written }) => consequences[kind](written)).join(' ');
