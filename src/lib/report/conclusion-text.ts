import type { Conclusion } from '../verdict/conclusion.ts';
import { isUpload, shortServiceText } from '../verdict/services.ts';
import { counted } from './words.ts';

/**
 * The one sentence that a screen or a report opens with.
 *
 * @param questions that are open, alike ones as one
 */
export function conclusionText(
  { state, failing: [first], peers, worst }: Conclusion,
  questions: number,
): string {
  const n = worst.flat().length;
  switch (state) {
    case 'fails':
      return `${failingText(first!, peers)}.`;
    case 'accepted':
      return `${failingText(first!, peers)}, which somebody has accepted.`;
    case 'errors': {
      const errors = worst.flat().filter(({ severity }) => severity === 'error').length;
      return errors === 1
        ? '1 error was found; it is not known to end a service.'
        : `${errors} errors were found; none is known to end a service.`;
    }
    case 'warnings':
      return `Every service will work; ${counted(n, 'warning')} ${n === 1 ? 'is' : 'are'} to be looked at.`;
    case 'works':
      return peers === 1
        ? '1 peer has all planned names, and every service will work on it.'
        : `All ${peers} peers have all planned names, and every service will work on them.`;
    case 'open':
      return `No error was found in what was looked at; ${counted(questions, 'question')} ${questions === 1 ? 'is' : 'are'} open.`;
  }
}

function failingText({ services, peers: n }: Conclusion['failing'][number], peers: number): string {
  const list = lists.format(services.map(shortServiceText));
  const of = `${n} of ${counted(peers, 'peer')}`;
  if (services.every(isUpload)) return `The ${list} will fail on ${of}`;
  const what = list.charAt(0).toUpperCase() + list.slice(1);
  if (n < peers) return `${what} will not work on ${of}`;
  return `${what} will not work on ${n === 1 ? 'the one peer' : `any of the ${n} peers`}`;
}

const lists = new Intl.ListFormat('en-GB');
