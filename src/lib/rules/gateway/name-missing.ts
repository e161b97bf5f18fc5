import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { aboutOwn, type OwnCertificateFacts } from './facts.ts';

export const nameMissing = rule({
  code: 'gateway/name-missing',
  severity: 'error',
  what: 'A certificate is presented for a domain that it does not name.',
  why: 'Other servers refuse the streams of that domain, even where they do not require certificates.',
  typical: 'A chat node alias that was left out of the request.',
  fix: [
    'Get a certificate with every domain and chat node alias as DNS name, or give that domain one of its own.',
  ],
  citations: [{ source: 'rfc', ref: '6120 section 13.7.1.2' }],
  message: ({ domains }: { domains: readonly string[] }) =>
    `the certificate does not name ${listText(domains)}`,
  *check(facts: OwnCertificateFacts) {
    if (facts.unnamed.length > 0) yield aboutOwn(facts, { domains: facts.unnamed });
  },
});
