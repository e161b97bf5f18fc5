import { profilesWithoutCommonName } from '../../product/ca-rules.ts';
import { datedFacts } from '../../product/facts/dated-facts.ts';
import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { clustersOf, isByAcme, type PlanFacts } from '../../plan/facts.ts';

type Detail = {
  readonly commonName: string;
  /** Profiles that leave it out. */
  readonly without: string[];
};

export const commonNamePublicCa = rule({
  code: 'plan/common-name-public-ca',
  severity: 'notice',
  what: 'The certificate needs a CN, which public CAs may leave out.',
  why: 'Without a CN the Expressway raises alarm 40052, and mobile and remote access, Jabber Guest and the Meeting Server web proxy do not work.',
  fix: [chooseProfile(profilesWithoutCommonName(datedFacts))],
  notHitBy:
    'a private CA; an Expressway-E that fetches its certificate by ACME, with profile classic, which keeps the CN; a deployment without mobile and remote access and Jabber Guest',
  saysTheProduct: ['alarm 40052'],
  citations: [
    { source: 'admin-guide', ref: 'alarm 40052' },
    { source: 'baseline-requirements', ref: 'section 7.1.4.3' },
    { source: 'lets-encrypt', ref: 'profiles tlsserver and shortlived' },
  ],
  message: ({ commonName }: Detail) => `make sure that the public CA keeps CN ${commonName}`,
  remedy: ({ without }) => [chooseProfile(without)],
  *check({ plan }: PlanFacts) {
    const { mra, jabberGuest } = plan.deployment.services;
    if (!mra && !jabberGuest) return;
    const without = profilesWithoutCommonName(plan.facts);
    for (const [cluster, peers] of clustersOf(
      plan,
      (request) =>
        request.ca === 'public' &&
        request.store === 'server' &&
        request.domain === undefined &&
        !isByAcme(request),
    )) {
      yield { subject: { cluster }, detail: { commonName: peers[0]!.commonName, without } };
    }
  },
});

function chooseProfile(without: readonly string[]): string {
  return `Choose a certificate profile of the CA that keeps the CN; these do not: ${listText(without)}.`;
}
