import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { uploadDemands } from '../../product/release.ts';
import { hasUsage } from '../profile/presented.ts';
import { about, type PeerCertificateFacts } from './facts.ts';

export const clientAuthMissing = rule({
  code: 'cert/client-auth-missing',
  severity: 'error',
  what: 'The certificate lacks client authentication, which this release demands of this role.',
  why: 'The Expressway refuses the certificate on upload. Copied onto the machine another way, SIP registration over MRA and cluster replication fail.',
  typical:
    'Public CAs leave client authentication out by default since 2025, and all of them end it in 2027.',
  fix: [
    'Have it issued again from a CA profile with client and server authentication.',
    'Or move to X15.5, which keeps server and client certificate apart; on an Expressway-E X15.4 with its switch is enough.',
  ],
  notHitBy:
    'an Expressway-E of X15.4 (cert/client-auth-switch); X15.5 (cert/client-auth-own-certificate); a certificate without any usage (cert/usage-absent)',
  saysTheProduct: ['FN74362', 'CSCwr73373'],
  citations: [
    { source: 'tac', ref: '225482 and 225693' },
    { source: 'tac', ref: '213872' },
    { source: 'field-notice', ref: 'FN74362' },
  ],
  bears: [
    { requirement: 'upload-usage', effect: 'fails' },
    { requirement: 'client-usage', effect: 'fails' },
  ],
  message: ({ usages, role, release }: { usages: string[]; role: string; release: string }) =>
    `extended key usage is ${listText(usages)} only; an Expressway-${role} of ${release} demands clientAuth`,
  *check(facts: PeerCertificateFacts) {
    const { peer, issued } = facts;
    if (!peer || !uploadDemands(peer.role, peer.release).includes('clientAuth')) return;
    if (hasUsage(facts.issued, 'clientAuth')) return;
    yield about(facts, {
      usages: [...(issued.extendedKeyUsage ?? [])],
      role: peer.role,
      release: peer.release,
    });
  },
});
