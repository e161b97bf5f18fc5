import { rule } from '../../findings/rule.ts';
import { clustersOf, type PlanFacts } from '../../plan/facts.ts';

export const commonNamePublicCa = rule({
  code: 'plan/common-name-public-ca',
  severity: 'notice',
  what: 'The certificate needs a CN, which public CAs may leave out.',
  why: 'Without a CN the Expressway raises alarm 40052, and mobile and remote access, Jabber Guest and the Meeting Server web proxy do not work.',
  fix: [
    'Choose a certificate profile of the CA that keeps the CN; Google\'s "minimal" ACME profile, for one, does not.',
  ],
  notHitBy: 'a private CA; a deployment without mobile and remote access and Jabber Guest',
  saysTheProduct: ['alarm 40052'],
  citations: [
    { source: 'admin-guide', ref: 'alarm 40052' },
    { source: 'baseline-requirements', ref: 'section 7.1.4.3' },
  ],
  message: ({ commonName }: { commonName: string }) => `make sure that the public CA keeps CN ${commonName}`,
  *check({ plan }: PlanFacts) {
    const { mra, jabberGuest } = plan.deployment.services;
    if (!mra && !jabberGuest) return;
    for (const [cluster, peers] of clustersOf(
      plan,
      ({ ca, store }) => ca === 'public' && store === 'server',
    )) {
      yield { subject: { cluster }, detail: { commonName: peers[0]!.commonName } };
    }
  },
});
