import { rule } from '../../findings/rule.ts';
import { about, dayText, type PeerCertificateFacts } from './facts.ts';

export const beyond2050 = rule({
  code: 'cert/beyond-2050',
  severity: 'warning',
  what: 'The certificate ends in 2050 or later.',
  why: 'Dates from 2050 on are written in another form, which can cause operational issues on an Expressway.',
  typical: 'A private CA with a lifetime of decades.',
  fix: ['Have the certificate issued again with an end before 2050.'],
  notHitBy: 'a certificate that ends on 31 December 2049',
  citations: [{ source: 'certificate-guide', ref: 'Points to be aware of, dates beyond 2050' }],
  bears: [{ requirement: 'in-date', effect: 'remark' }],
  message: ({ ends }: { ends: string }) => `ends on ${ends}`,
  *check(facts: PeerCertificateFacts) {
    const { notAfter } = facts.issued.certificate;
    if (notAfter >= Date.UTC(2050)) yield about(facts, { ends: dayText(notAfter) });
  },
});
