import { rule } from '../../findings/rule.ts';
import { printName } from '../../x509/name.ts';
import { aboutTrust, type OwnTrustFacts } from './facts.ts';

export const listMissing = rule({
  code: 'gateway/list-missing',
  severity: 'warning',
  what: 'Revocation is checked, and there is no revocation list of a trusted CA.',
  why: 'Whether the CA has revoked the certificates below it is not known: all partners with certificates of it are refused.',
  typical: 'Only the list of the CA that issues to servers was loaded, and not that of the root above it.',
  fix: [
    'Load a revocation list of every CA on the way from partners to the trusted CA, or do not check revocation.',
  ],
  notHitBy: 'settings under which revocation is not checked',
  citations: [{ source: 'rfc', ref: '5280 section 6.3' }],
  message: ({ subject }: { subject: string }) => `there is no revocation list of the trusted CA ${subject}`,
  *check({ anchors, isRevocationChecked }: OwnTrustFacts) {
    if (!isRevocationChecked) return;
    for (const { certificate, list, isServer } of anchors)
      if (!list && !isServer) yield aboutTrust({ subject: printName(certificate.subject) });
  },
});
