import { rule } from '../../findings/rule.ts';
import type { CrlFacts } from './facts.ts';

type Detail = { readonly issuer: string; readonly ends: string; readonly days: number };

const day = 86_400_000;
/** Of its life; lists of public CAs live a week, those of private CAs a month or a year. */
const lastPart = 1 / 4;

export const crlEndsSoon = rule({
  code: 'chain/crl-ends-soon',
  severity: 'notice',
  what: 'A list of revoked certificates is in the last quarter of its life.',
  why: 'After its next update it no longer says who is not revoked. A private CA writes the next list only when somebody tells it to.',
  fix: ['Have the CA write its next list, and put it where Expressways and partners fetch it.'],
  notHitBy: 'a list that is past its next update (chain/crl-outdated); a list without one',
  citations: [{ source: 'rfc', ref: '5280 section 5.1.2.5' }],
  message: ({ issuer, ends, days }: Detail) =>
    `the list of "${issuer}" is to be replaced by ${ends} UTC (${days} ${days === 1 ? 'day' : 'days'} left)`,
  *check({ place, issuer, thisUpdate, nextUpdate, at }: CrlFacts) {
    if (nextUpdate === undefined || nextUpdate < at || thisUpdate > at) return;
    if (nextUpdate - at > (nextUpdate - thisUpdate) * lastPart) return;
    const ends = new Date(nextUpdate).toISOString().slice(0, 16).replace('T', ' ');
    const days = Math.floor((nextUpdate - at) / day);
    yield { subject: { file: place.file }, locations: [place], detail: { issuer, ends, days } };
  },
});
