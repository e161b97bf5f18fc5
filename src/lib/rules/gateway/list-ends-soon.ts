import { rule } from '../../findings/rule.ts';
import { printName } from '../../x509/name.ts';
import { aboutTrust, isOver, momentText, type OwnTrustFacts } from './facts.ts';

type Detail = { readonly issuer: string; readonly moment: string };

/** Of the time from one list to the next. */
const share = 1 / 10;

export const listEndsSoon = rule({
  code: 'gateway/list-ends-soon',
  severity: 'warning',
  what: 'A loaded revocation list has less than a tenth of its time left.',
  why: 'Past its next update partners with certificates of that CA are refused.',
  fix: ['Fetch the next list of the CA. If that is done by itself, look why it has not been.'],
  notHitBy: 'a list that is past its next update (gateway/list-outdated)',
  citations: [{ source: 'rfc', ref: '5280 section 5.1.2.5' }],
  message: ({ issuer, moment }: Detail) => `the revocation list of ${issuer} is to be replaced by ${moment}`,
  *check({ lists, time }: OwnTrustFacts) {
    for (const { crl } of lists) {
      const { thisUpdate, nextUpdate } = crl;
      if (time === undefined || nextUpdate === undefined || isOver(nextUpdate, time)) continue;
      if (nextUpdate - time < (nextUpdate - thisUpdate) * share)
        yield aboutTrust({ issuer: printName(crl.issuer), moment: momentText(nextUpdate) });
    }
  },
});
