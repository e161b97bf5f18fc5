/** An element by its name, and what is in it: texts and elements. */
export interface Outline {
  readonly name: string;
  readonly parts: readonly (string | Outline)[];
}

/** What is only for hands, and what stands there in words besides. */
const left =
  'nav, button:not(.cell), dialog, svg, script, .visually-hidden, .skip, .foot, .said, .bar, .drop, .actions, .fold:not([open])';

/** What is shown, as names of elements and texts alone. */
export function outlineOf(element: Element): Outline {
  if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)
    return { name: 'span', parts: [valueOf(element)] };
  if (element instanceof HTMLSelectElement)
    return { name: 'span', parts: [element.selectedOptions[0]?.text ?? ''] };
  return { name: element.localName, parts: [...element.childNodes].flatMap(partsOf) };
}

function partsOf(node: Node): (string | Outline)[] {
  if (node instanceof Element) return node.matches(left) ? [] : [outlineOf(node)];
  return node instanceof Text && node.data !== '' ? [node.data] : [];
}

function valueOf(field: HTMLInputElement | HTMLTextAreaElement): string {
  const { type, value } = field;
  if (type === 'checkbox' || type === 'radio')
    return field instanceof HTMLInputElement && field.checked ? '☑ ' : '☐ ';
  return type === 'password' || type === 'file' ? '' : value;
}
