import { holdsFor, releaseFacts } from '../product/release.ts';
import { nameKinds, sanTable, type NameFormat, type NameKind, type SanRow } from '../san/table.ts';
import { formField, subjectLabels } from '../product/labels.ts';
import { altNameKey, altNameText, type PlannedName, type Reason } from '../san/required.ts';
import type { PeerPlan } from './plan.ts';

/** One line of the Generate CSR page, label and value as they stand there. */
export interface FormField {
  readonly label: string;
  readonly value: string;
  /** Choice of the "Format" list beside the field. */
  readonly format?: NameFormat;
}

/** What to type into an Expressway's Generate CSR page to get the planned request. */
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

const menu = 'Maintenance > Security > Server certificate > Generate CSR';

const isOwnName = ({ field }: SanRow): boolean => field === formField.subjectAlternativeNames;
const isAdditional = ({ field }: SanRow): boolean => field === formField.additional;

/** Formats whose names no other field can make come first; a plain DNS name fits "Additional" as well. */
const formatsByNeed: readonly NameFormat[] = ['SRVName', 'XMPPAddress', 'CollabEdgeDNS', 'DNS'];

interface Entry {
  readonly planned: PlannedName;
  readonly reason: Reason;
}

export function csrForm(peer: PeerPlan): CsrForm {
  const additional = new Map<string, string>();
  const addTo = (planned: PlannedName): void => void additional.set(altNameKey(planned), planned.value);
  const rows = sanTable.filter(({ role }) => role === peer.role);
  for (const { kind } of rows.filter(isAdditional)) {
    for (const { planned } of entriesOf(peer, kind)) addTo(planned);
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
    menu,
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
    notes,
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
function entriesOf({ names }: PeerPlan, kind: NameKind): Entry[] {
  return names.flatMap((planned) =>
    planned.reasons.filter((reason) => reason.kind === kind).map((reason) => ({ planned, reason })),
  );
}

function requestFields({ request, subject, commonNameFrom, release }: PeerPlan): FormField[] {
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
