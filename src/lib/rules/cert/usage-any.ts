import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { about, type PeerCertificateFacts } from './facts.ts';

export const usageAny = rule({
  code: 'cert/usage-any',
  severity: 'warning',
  what: 'The certificate names anyExtendedKeyUsage in the place of server or client authentication.',
  why: 'OpenSSL does not take it for server or client authentication; what an Expressway does is not documented.',
  fix: ['Have it issued again with serverAuth and clientAuth.'],
  notHitBy: 'anyExtendedKeyUsage beside both usages',
  citations: [{ source: 'rfc', ref: '5280 section 4.2.1.12' }],
  bears: [
    { requirement: 'upload-usage', effect: 'not known' },
    {
      requirement: 'server-usage',
      effect: 'not known',
      when: (_, { lacks }) => lacks.includes('serverAuth'),
    },
    {
      requirement: 'client-usage',
      effect: 'not known',
      when: (_, { lacks }) => lacks.includes('clientAuth'),
    },
  ],
  message: ({ lacks }: { lacks: string[] }) => `anyExtendedKeyUsage stands for ${listText(lacks)}`,
  *check(facts: PeerCertificateFacts) {
    const usages = facts.issued.extendedKeyUsage ?? [];
    if (!usages.includes('anyExtendedKeyUsage')) return;
    const lacks = ['serverAuth', 'clientAuth'].filter((usage) => !usages.includes(usage));
    if (lacks.length > 0) yield about(facts, { lacks });
  },
});
