import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { caNames, clientAuthTimetable } from '../../product/ca-rules.ts';
import { uploadDemands } from '../../product/release.ts';
import { hasUsage } from '../profile/presented.ts';
import { about, type PeerCertificateFacts } from './facts.ts';
import { clientAuthEndOf } from './issuer-facts.ts';

type Detail = {
  readonly usages: string[];
  readonly role: string;
  readonly release: string;
  /** The public CA that signed it, where that has ended client authentication by now; else empty. */
  readonly endedBy: string;
  readonly since: string;
};

const move =
  'Or move to X15.5, which keeps server and client certificate apart; on an Expressway-E X15.4 with its switch is enough.';

export const clientAuthMissing = rule({
  code: 'cert/client-auth-missing',
  severity: 'error',
  what: 'The certificate lacks client authentication, which this release demands of this role.',
  why: 'The Expressway refuses the certificate on upload. Copied onto the machine another way, SIP registration over MRA and cluster replication fail.',
  typical: `Public CAs leave client authentication out by default since 2025 and end it one by one: ${clientAuthTimetable()}.`,
  fix: ['Have it issued again from a CA profile with client and server authentication.', move],
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
  message: ({ usages, role, release, endedBy, since }: Detail) =>
    `extended key usage is ${listText(usages)} only; an Expressway-${role} of ${release} demands clientAuth` +
    (endedBy === '' ? '' : `, which ${endedBy} no longer issues since ${since}`),
  remedy: ({ endedBy, since }) =>
    endedBy === ''
      ? undefined
      : [`Use another CA: ${endedBy} ended client authentication on ${since}.`, move],
  *check(facts: PeerCertificateFacts) {
    const { peer, issued } = facts;
    if (!peer || !uploadDemands(peer.role, peer.release).includes('clientAuth')) return;
    if (hasUsage(facts.issued, 'clientAuth')) return;
    const end = clientAuthEndOf(facts);
    yield about(facts, {
      endedBy: end?.isOver ? caNames[end.ca] : '',
      since: end?.isOver ? end.day : '',
      usages: [...(issued.extendedKeyUsage ?? [])],
      role: peer.role,
      release: peer.release,
    });
  },
});
