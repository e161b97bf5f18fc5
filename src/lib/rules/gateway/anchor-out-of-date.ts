import { rule } from '../../findings/rule.ts';
import { printName } from '../../x509/name.ts';
import { aboutTrust, isOver, momentText, type OwnTrustFacts } from './facts.ts';

type Detail = { readonly subject: string; readonly moment: string; readonly isEnded: boolean };

export const anchorOutOfDate = rule({
  code: 'gateway/anchor-out-of-date',
  severity: 'warning',
  what: 'A trusted CA certificate has expired, or is not valid yet.',
  why: 'Partners whose certificates lead up to it are refused.',
  fix: ['Put the renewed certificate of the CA into the list, or take the CA off it.'],
  citations: [{ source: 'rfc', ref: '5280 section 4.1.2.5' }],
  message: ({ subject, moment, isEnded }: Detail) =>
    isEnded
      ? `the trusted CA ${subject} ended on ${moment}`
      : `the trusted CA ${subject} begins on ${moment}`,
  *check({ anchors, time }: OwnTrustFacts) {
    if (time === undefined) return;
    for (const { certificate } of anchors) {
      const { notBefore, notAfter } = certificate;
      const isEnded = isOver(notAfter, time);
      if (!isEnded && time >= notBefore) continue;
      const moment = momentText(isEnded ? notAfter : notBefore);
      yield aboutTrust({ subject: printName(certificate.subject), moment, isEnded });
    }
  },
});
