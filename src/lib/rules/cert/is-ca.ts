import { rule } from '../../findings/rule.ts';
import { about, type PeerCertificateFacts } from './facts.ts';

export const isCa = rule({
  code: 'cert/is-ca',
  severity: 'warning',
  what: 'The certificate of an Expressway says that it is a CA.',
  why: 'Whoever has its key can issue certificates that your Expressways trust.',
  typical: 'A template for subordinate CAs was used.',
  fix: ['Have the certificate issued again from a profile for servers.'],
  notHitBy: 'a self-signed certificate, which has worse troubles',
  citations: [{ source: 'rfc', ref: '5280 section 4.2.1.9' }],
  bears: { nothing: 'TLS takes it; the danger is what its key could sign.' },
  message: () => 'basicConstraints says that it is a CA',
  *check(facts: PeerCertificateFacts) {
    if (facts.peer && facts.issued.isCa && facts.issued.isSelfSigned !== true) yield about(facts, {});
  },
});
