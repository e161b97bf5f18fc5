import { csrForm, type FormField } from '../../lib/front.ts';
import type { PeerPlan } from '../../lib/index.ts';
import { symbols, toned, type Line, type Span } from '../render/line.ts';
import { width } from '../render/width.ts';
import { columnsOfText, hanging } from '../render/wrap.ts';

/** What to type into the Generate CSR page of each peer, with the page's own labels. */
export function formLines(peers: readonly PeerPlan[]): Line[] {
  return peers.flatMap((peer, at) => [...(at > 0 ? [''] : []), ...peerFormLines(peer)]);
}

function peerFormLines(peer: PeerPlan): Line[] {
  const { menu, alternativeName, preview, request, notes } = csrForm(peer);
  const previewLabel = 'Alternative name as it will appear';
  const rows: FormField[] = [
    ...alternativeName,
    { label: previewLabel, value: `${preview.length} lines, compare before you press Generate CSR` },
  ];
  const labelWidth = Math.max(...[...rows, ...request].map(({ label }) => width(label))) + 2;
  const valueWidth = Math.max(...rows.filter(({ format }) => format).map(({ value }) => width(value)), 0) + 4;
  const line = ({ label, value, format }: FormField): Line => [
    '  ',
    toned('strong', label),
    ' '.repeat(labelWidth - width(label)),
    value === '' ? emptyField : value,
    format ? `${' '.repeat(valueWidth - width(value))}Format: ${format}` : '',
  ];
  return [
    [toned('strong', `Expressway-${peer.role} ${peer.peer}`), `   ${menu}`],
    ...rows.map(line),
    ...preview.map((name) => `    ${name}`),
    ...request.map(line),
    ...notes.flatMap((note) => hanging(`  ${symbols.notice} `, note, columnsOfText)),
  ];
}

const emptyField: Span = toned('faint', '(leave empty)');
