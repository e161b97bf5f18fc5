const plurals = new Intl.PluralRules('en');

/** `1 day`, `2 days`. */
export const countText = (count: number, one: string, other = `${one}s`): string =>
  `${count} ${plurals.select(count) === 'one' ? one : other}`;

/** As many as a message has room for, whatever else it says. */
const listLimit = { items: 6, characters: 180 };

/**
 * `a`, `a and b`, `a, b and c`; of a long list the first few, as in `a, b and 17 more`. The whole list is in the
 * parameters of the finding.
 *
 * @param total how many there are, where `items` are the first of them alone
 */
export function listText(items: readonly string[], last: 'and' | 'or' = 'and', total = items.length): string {
  const shown = firstFew(items);
  const rest = total - shown.length;
  const parts = rest === 0 ? shown : [...shown, `${rest} more`];
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} ${last} ${parts.at(-1)}`;
}

/** The same for parts that are sentences or hold commas. */
export function linesText(items: readonly string[]): string {
  const shown = firstFew(items);
  const rest = items.length - shown.length;
  return [...shown, ...(rest === 0 ? [] : [`and ${rest} more`])].join('; ');
}

/** At least one. */
function firstFew(items: readonly string[]): readonly string[] {
  let length = 0;
  const tooMany = items.findIndex((item, at) => {
    length += item.length + 2;
    return at > 0 && (at >= listLimit.items || length > listLimit.characters);
  });
  return tooMany < 0 ? items : items.slice(0, tooMany);
}

/** Longest text of a stranger that is shown whole; names of hosts are never longer. */
const mostShown = 255;

/** What a stranger has written, cut where it is longer than anything meant to be read. */
export const shortText = (text: string): string =>
  text.length <= mostShown ? text : `${text.slice(0, 100)}… (${text.length} characters)`;
