import { rule } from '../../findings/rule.ts';
import { printName } from '../../x509/name.ts';
import { aboutTrust, isOver, momentText, type OwnTrustFacts } from './facts.ts';

type Detail = { readonly issuer: string; readonly moment: string };

export const listOutdated = rule({
  code: 'gateway/list-outdated',
  severity: 'warning',
  what: 'A loaded revocation list is past its next update.',
  why: 'It no longer says who is not revoked: partners with certificates of that CA are refused.',
  fix: ['Fetch the current list of the CA, and put it in the place of the old one.'],
  citations: [{ source: 'rfc', ref: '5280 section 5.1.2.5' }],
  message: ({ issuer, moment }: Detail) => `the revocation list of ${issuer} was to be replaced by ${moment}`,
  *check({ lists, time }: OwnTrustFacts) {
    for (const { crl } of lists) {
      const { nextUpdate } = crl;
      if (time !== undefined && nextUpdate !== undefined && isOver(nextUpdate, time))
        yield aboutTrust({ issuer: printName(crl.issuer), moment: momentText(nextUpdate) });
    }
  },
});
