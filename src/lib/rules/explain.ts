import type { RuleText } from '../findings/rule.ts';
import { catalogue } from './catalogue.ts';
import { currentCode } from './renamed-codes.ts';

/**
 * Rules that a question may mean: a code (`trust/expired`), its second half (`expired`), or the words or alarm
 * number of a product's message. Letter case and blanks do not matter.
 *
 * @returns the rules, best match first; empty where nothing fits.
 */
export function explain(question: string): RuleText[] {
  const wanted = currentCode(normalise(question));
  if (wanted === '') return [];
  const byCode = catalogue.filter(({ code }) => code === wanted);
  if (byCode.length > 0) return byCode;
  const bySlug = catalogue.filter(({ code }) => code.slice(code.indexOf('/') + 1) === wanted);
  if (bySlug.length > 0) return bySlug;
  return catalogue.filter(({ saysTheProduct = [] }) =>
    saysTheProduct.map(normalise).some((message) => message.includes(wanted) || wanted.includes(message)),
  );
}

const normalise = (text: string): string => text.trim().toLowerCase().replace(/\s+/g, ' ');
