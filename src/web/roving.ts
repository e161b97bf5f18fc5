/** How far each key leads, in columns and rows, where one reads from left to right. */
const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  Home: [-Infinity, 0],
  End: [Infinity, 0],
};

/** The button that keys led to last, or else the first, is the one that Tab comes to; keys lead from it to the others. */
export function oneTabStop(table: HTMLTableElement): void {
  const buttons = [...table.querySelectorAll<HTMLButtonElement>('td button')];
  const stop = buttons.find(({ dataset }) => dataset['isStop']) ?? buttons[0];
  for (const button of buttons) button.tabIndex = button === stop ? 0 : -1;
}

/** Moves within the tables of an element by arrows, Home and End; what has no button is passed over. */
export function moveInTable(event: KeyboardEvent): void {
  const step = steps[event.key];
  const from = event.target as Element;
  const table = from.closest('table');
  if (!step || !table || !from.matches('td button') || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  const [across, down] = step;
  const isReversed = Number.isFinite(across) && getComputedStyle(table).direction === 'rtl';
  const next = buttonFrom(table, from.closest('td')!, isReversed ? -across : across, down);
  if (!next) return;
  for (const { dataset } of table.querySelectorAll<HTMLElement>('[data-is-stop]')) delete dataset['isStop'];
  next.dataset['isStop'] = 'true';
  oneTabStop(table);
  next.focus();
}

function buttonFrom(
  { rows }: HTMLTableElement,
  { cellIndex, parentElement }: HTMLTableCellElement,
  across: number,
  down: number,
): HTMLElement | undefined {
  const row = parentElement as HTMLTableRowElement;
  const line = across === 0 ? [...rows].map(({ cells }) => cells[cellIndex]) : [...row.cells];
  const buttons = line.map((cell) => cell?.querySelector('button') ?? undefined);
  const at = across === 0 ? row.rowIndex : cellIndex;
  const ahead = across + down < 0 ? buttons.slice(0, at).reverse() : buttons.slice(at + 1);
  const met = ahead.filter((button) => button !== undefined);
  return met.at(Number.isFinite(across) ? 0 : -1);
}
