import { holdsFor, releaseFacts } from '../product/release.ts';
import { nameKinds, sanTable, type NameFormat, type NameKind, type SanRow } from '../san/table.ts';
import { formField, subjectLabels } from '../product/labels.ts';
import { altNameKey, altNameText, type PlannedName, type Reason } from '../san/required.ts';
import { isClientStoreCopied, type PeerPlan, type RequestPlan } from './plan.ts';

/** One line of the Generate CSR page, label and value as they stand there. */
export interface FormField {
  readonly label: string;
  readonly value: string;
  /** Choice of the "Format" list beside the field. */
  readonly format?: NameFormat;
}

/** What to type into an Expressway's page to get the planned request. */
export interface CsrForm {
  readonly menu: string;
  /** Section "Alternative name". */
  readonly alternativeName: readonly FormField[];
  /** "Alternative name as it will appear", to be compared before pressing Generate CSR. */
  readonly preview: readonly string[];
  /** Key, hash and subject. */
  readonly request: readonly FormField[];
  /** Names that had to go to another field than one would expect, and why. */
  readonly notes: readonly string[];
}

const menus = {
  server: 'Maintenance > Security > Server certificate > Generate CSR',
  client: 'Maintenance > Security > Client certificate',
  domain: 'Maintenance > Security > Domain certificates',
} as const;

const isOwnName = ({ field }: SanRow): boolean => field === formField.subjectAlternativeNames;
const isOfOwnName = ({ row }: Reason): boolean => sanTable.some((each) => each.id === row && isOwnName(each));
const isAdditional = ({ field }: SanRow): boolean => field === formField.additional;

/** Formats whose names no other field can make come first; a plain DNS name fits "Additional" as well. */
const formatsByNeed: readonly NameFormat[] = ['SRVName', 'XMPPAddress', 'CollabEdgeDNS', 'DNS'];

interface Entry {
  readonly planned: PlannedName;
  readonly reason: Reason;
}

export function csrForm(planned: PeerPlan | RequestPlan): CsrForm {
  if (planned.domain !== undefined) return domainForm(planned, planned.domain);
  return planned.store === 'client' ? clientForm(planned) : serverForm(planned);
}

/** The page takes the domain first, then makes a request for it. */
function domainForm(planned: RequestPlan, domain: string): CsrForm {
  const further = planned.names.filter(({ value }) => value.toLowerCase() !== domain.toLowerCase());
  return {
    menu: menus.domain,
    alternativeName: [
      { label: formField.domain, value: domain },
      { label: formField.additional, value: further.map(({ value }) => value).join(',') },
    ],
    preview: planned.names.map(altNameText),
    request: requestFields(planned).filter(({ label }) => label !== 'Common name'),
    notes: ['Add the domain on this page of the peer first; its fields are taken from the guides.'],
  };
}

/**
 * The client certificate page has no lists: its fields as the guides of X15.5 name them. Nobody has tried it on a box; how
 * it takes a name besides the FQDN is not known.
 */
function clientForm(planned: RequestPlan): CsrForm {
  const { names, peer } = planned;
  const further = names.filter(({ value }) => value.toLowerCase() !== peer.toLowerCase());
  return {
    menu: menus.client,
    alternativeName: [
      { label: formField.copyOfServer, value: 'No' },
      { label: formField.clientAlternativeName, value: names.map(altNameText).join(',') },
    ],
    preview: names.map(altNameText),
    request: requestFields(planned),
    notes: [
      'These fields are taken from the guides of X15.5; the page was not tried.',
      ...(further.length > 0
        ? [
            `The guides name the FQDN alone. Where the page does not take ${further.map(altNameText).join(', ')}, use the request that custody: tool makes.`,
          ]
        : []),
    ],
  };
}

const copyNote = `When the certificate is uploaded, tick "${formField.copyOfServer}" (${menus.client}).`;

const isCopied = (planned: PeerPlan | RequestPlan): boolean =>
  'client' in planned && isClientStoreCopied(planned);

function serverForm(peer: PeerPlan | RequestPlan): CsrForm {
  const additional = new Map<string, string>();
  const addTo = (planned: PlannedName): void => void additional.set(altNameKey(planned), planned.value);
  const rows = sanTable.filter(({ role }) => role === peer.role);
  for (const { kind } of rows.filter(isAdditional)) {
    // The choice above puts the names of peer and cluster in, whatever asks for them besides.
    for (const { planned } of entriesOf(peer, kind)) if (!planned.reasons.some(isOfOwnName)) addTo(planned);
  }

  const notes: string[] = [];
  const lists: FormField[] = [];
  for (const { kind, field, formats } of rows.filter((row) => !isOwnName(row) && !isAdditional(row))) {
    const entries = entriesOf(peer, kind);
    if (field === undefined) {
      for (const { planned } of entries) {
        addTo(planned);
        notes.push(
          `${planned.value}: this page has no field "${nameKinds[kind].field}", so it goes to "${formField.additional}".`,
        );
      }
      continue;
    }
    const format =
      formatsByNeed.find((each) => entries.some(({ reason }) => reason.format === each)) ?? 'DNS';
    for (const { planned, reason } of entries.filter((entry) => entry.reason.format !== format)) {
      addTo(planned);
      notes.push(onePerField(planned, reason));
    }
    const values = entries.filter(({ reason }) => reason.format === format).map(({ reason }) => reason.name);
    lists.push({
      label: field,
      value: values.join(','),
      ...(formats.length > 1 && values.length > 0 && { format }),
    });
  }

  return {
    menu: menus.server,
    alternativeName: [
      {
        label: formField.subjectAlternativeNames,
        value: peer.clustered ? 'FQDN of Expressway cluster plus FQDN of this peer' : 'None',
      },
      { label: formField.additional, value: [...additional.values()].join(',') },
      ...lists,
    ],
    preview: peer.names.map(altNameText),
    request: requestFields(peer),
    notes: [...notes, ...(isCopied(peer) ? [copyNote] : [])],
  };
}

function onePerField(planned: PlannedName, { kind, name, format }: Reason): string {
  const takesAsTyped = planned.value === name ? '' : ` as ${planned.value}`;
  return (
    `${name} is a ${nameKinds[kind].label} with format ${format}. The page takes one format per field, ` +
    `so it goes to "${formField.additional}"${takesAsTyped}. The order on the page may differ; order does not matter.`
  );
}

/** Names of this kind that no field further up has taken: one name asked for twice is typed once. */
function entriesOf({ names }: RequestPlan, kind: NameKind): Entry[] {
  return names.flatMap((planned) =>
    planned.reasons.filter((reason) => reason.kind === kind).map((reason) => ({ planned, reason })),
  );
}

function requestFields({ request, subject, commonNameFrom, release }: RequestPlan): FormField[] {
  const { key, hash } = request;
  return [
    {
      label: 'Common name',
      value: commonNameFrom === 'cluster' ? 'FQDN of Expressway cluster' : 'FQDN of Expressway',
    },
    ...(ecdsaOnPage(release)
      ? [{ label: 'Public key algorithm', value: key.type === 'rsa' ? 'RSA' : 'ECDSA' }]
      : []),
    { label: 'Key length (in bits)', value: key.type === 'rsa' ? String(key.bits) : key.curve.slice(2) },
    { label: 'Digest algorithm', value: `SHA-${hash.slice(3)}` },
    ...subject.flatMap(({ type, value }) =>
      subjectLabels[type] ? [{ label: subjectLabels[type], value }] : [],
    ),
  ];
}

const ecdsaOnPage = (release: string): boolean => holdsFor(releaseFacts.ecdsaCertificates, release);
