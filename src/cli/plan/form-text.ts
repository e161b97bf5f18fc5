import { csrForm, type FormField } from '../../lib/front.ts';
import type { RequestPlan } from '../../lib/index.ts';
import { count } from '../program/exit-code.ts';
import { symbols, toned, type Line, type Span } from '../render/line.ts';
import { width } from '../render/width.ts';
import { columnsOfText, hanging } from '../render/wrap.ts';

/** What to type into the pages of each peer that make its requests, with the pages' own labels. */
export function formLines(requests: readonly RequestPlan[]): Line[] {
  return requests.flatMap((request, at) => [...(at > 0 ? [''] : []), ...pageLines(request)]);
}

function pageLines(planned: RequestPlan): Line[] {
  const { menu, alternativeName, preview, request, notes } = csrForm(planned);
  const previewLabel = 'Alternative name as it will appear';
  const rows: FormField[] = [
    ...alternativeName,
    { label: previewLabel, value: `${count(preview.length, 'line')}, compare before you press Generate CSR` },
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
    [toned('strong', `Expressway-${planned.role} ${planned.peer}`), `   ${menu}`],
    ...rows.map(line),
    ...preview.map((name) => `    ${name}`),
    ...request.map(line),
    ...notes.flatMap((note) => hanging(`  ${symbols.notice} `, note, columnsOfText)),
  ];
}

const emptyField: Span = toned('faint', '(leave empty)');
