import { rule } from '../../findings/rule.ts';
import type { CrlFacts } from './facts.ts';

type Detail = { readonly issuer: string; readonly moment: string; readonly isOver: boolean };

const momentText = (time: number): string => new Date(time).toISOString().slice(0, 16).replace('T', ' ');

export const crlOutdated = rule({
  code: 'chain/crl-outdated',
  severity: 'warning',
  what: 'A list of revoked certificates is past its next update, or has not begun yet.',
  why: 'It no longer says who is not revoked: an Expressway that has it loaded and checks revocation refuses the certificates of its CA.',
  typical: 'A list that was uploaded by hand once, without automatic updates.',
  fix: [
    'Get the current list from the CA, and give it here in the place of this one.',
    'On the Expressway set up automatic CRL updates, or upload the new list before each next update.',
  ],
  notHitBy: 'a list without a next update',
  saysTheProduct: ['alarm 40001', 'alarm 40002'],
  citations: [
    { source: 'rfc', ref: '5280 section 5.1.2.5' },
    { source: 'admin-guide', ref: 'alarms 40001 and 40002' },
  ],
  bears: { nothing: 'Without a usable list the requirement is not known anyway.' },
  message: (d: Detail) =>
    d.isOver
      ? `the list of "${d.issuer}" was to be replaced by ${d.moment} UTC`
      : `the list of "${d.issuer}" begins on ${d.moment} UTC`,
  *check({ place, issuer, thisUpdate, nextUpdate, at }: CrlFacts) {
    const isOver = nextUpdate !== undefined && nextUpdate < at;
    if (!isOver && thisUpdate <= at) return;
    const moment = momentText(isOver ? nextUpdate : thisUpdate);
    yield { subject: { file: place.file }, locations: [place], detail: { issuer, moment, isOver } };
  },
});
