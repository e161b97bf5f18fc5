import { caOf, validationReuseText, type PublicCa } from '../../product/ca-rules.ts';
import { renewalsOf, renewalsText, type Renewals } from '../../plan/renewals.ts';
import { rule } from '../../findings/rule.ts';
import { clustersOf, isByAcme, type PlanFacts } from '../../plan/facts.ts';

type Detail = Renewals & {
  /** How long the CA asks for no new proof that a domain is yours. */
  readonly validationReuse: string;
};

export const renewalRhythm = rule({
  code: 'plan/renewal-rhythm',
  severity: 'notice',
  what: 'A public CA signs, and the lifetimes that public CAs may issue get shorter.',
  why: 'Each renewal is an upload on every peer; one that is missed ends every service of the peer.',
  fix: [
    'Plan who renews, and when: no later than a third of the lifetime before its end.',
    'Let it be done by ACME on the Expressway-E before the lifetimes are too short to do it by hand.',
  ],
  notHitBy: 'a private CA, which no such limit binds; an Expressway-E that renews by ACME',
  citations: [
    { source: 'baseline-requirements', ref: 'sections 4.2.1 and 6.3.2' },
    { source: 'lets-encrypt', ref: 'profile classic' },
  ],
  message: (detail: Detail) => renewalsText(detail),
  consequence: ({ validationReuse }) =>
    `Each renewal is an upload on every peer; one that is missed ends every service of the peer. A proof that a domain is yours serves for so long: ${validationReuse}.`,
  *check({ plan, at }: PlanFacts) {
    const { facts } = plan;
    const clusters = new Map<PublicCa, string[]>();
    for (const [cluster, peers] of clustersOf(
      plan,
      (request) => request.ca === 'public' && !isByAcme(request),
    )) {
      const ca = caOf(peers[0]!.issuer, facts);
      clusters.set(ca, [...new Set([...(clusters.get(ca) ?? []), cluster])]);
    }
    for (const [ca, [cluster, ...others]] of clusters) {
      const renewals = renewalsOf(ca, at, facts);
      if (!renewals) continue;
      yield {
        subject: others.length === 0 ? { cluster: cluster! } : {},
        detail: { ...renewals, validationReuse: validationReuseText(ca, facts) },
      };
    }
  },
});
