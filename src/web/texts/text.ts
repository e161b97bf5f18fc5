import { printable, serviceText, shortServiceText } from '../../lib/front.ts';
import type { VerdictService } from '../../lib/index.ts';
import { english, type TextId } from './catalogue.ts';
import { marked, pseudo } from './pseudo.ts';
import { fill, type ParametersOf, type Template } from './template.ts';

type Catalogue = typeof english;
type Values = Readonly<Record<string, string | number>>;
/** Nothing where the text has no parameters, else all of them by name. */
type Arguments<Id extends TextId> = keyof ParametersOf<Catalogue[Id]> extends never
  ? []
  : [values: ParametersOf<Catalogue[Id]>];

export const locale: string = EXPCERT_LOCALE;
/** `en-XA`: a language nobody speaks, which shows what is not in the catalogue; `ar-XB`: the same from right to left. */
const isPseudo = locale === 'en-XA' || locale === 'ar-XB';
export const direction = locale === 'ar-XB' ? 'rtl' : 'ltr';
/** What numbers and plurals follow. */
const spoken = isPseudo ? 'en' : locale;

/** A text of the page, with its values. */
export function text<Id extends TextId>(id: Id, ...[values]: Arguments<Id>): string {
  const template: Template = english[id];
  const shown = Object.entries((values ?? {}) as Values).map(([name, value]) => [
    name,
    typeof value === 'string' ? visible(value) : value,
  ]);
  return fill(isPseudo ? pseudo(template) : template, Object.fromEntries(shown) as Values, spoken);
}

/** A text that the library words, such as a finding's message: it has no id here. */
export const worded = (text: string): string => (isPseudo ? marked(visible(text)) : visible(text));

/** Names of strangers are in it: what turns the direction of a line, or cannot be seen, is written out. */
const visible = (text: string): string => text.split('\n').map(printable).join('\n');

/** A service or upload, at the start of a line. */
export const serviceName = (service: VerdictService): string => worded(sentenceStart(serviceText(service)));

/** A service or upload within a sentence. */
export const serviceInShort = (service: VerdictService): string => worded(shortServiceText(service));

/** With a capital letter: for what a sentence starts with. */
export const sentenceStart = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** `MRA, XMPP federation and group chat over TLS` */
export const listText = (words: readonly string[]): string => lists.format(words);

/** `27 Nov 2026`, in UTC as in every certificate. */
export const dateText = (date: Date): string => dates.format(date);

/** `Nov 2026`, in UTC. */
export const monthText = (date: Date): string => months.format(date);

/** `27 Nov 2026, 00:20 UTC` */
export const timeText = (date: Date): string => times.format(date);

const dates = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });
const months = new Intl.DateTimeFormat('en-GB', { year: 'numeric', month: 'short', timeZone: 'UTC' });
const lists = new Intl.ListFormat('en-GB');
const times = new Intl.DateTimeFormat('en-GB', {
  ...({ year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' } as const),
  timeZone: 'UTC',
  timeZoneName: 'short',
});
