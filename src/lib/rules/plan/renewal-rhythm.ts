import { caNames, caOf, lifetimesOf, validationReuseText, type PublicCa } from '../../product/ca-rules.ts';
import { stepAt, stepsAfter } from '../../product/facts/dated-facts.ts';
import { rule } from '../../findings/rule.ts';
import { countText, linesText } from '../../findings/words.ts';
import { clustersOf, isByAcme, type PlanFacts } from '../../plan/facts.ts';

type Rhythm = {
  /** Longest lifetime, in days. */
  readonly days: number;
  /** How often a year, at least. */
  readonly perYear: number;
};

type Detail = {
  readonly issuer: string;
  readonly now: Rhythm;
  readonly next: (Rhythm & { readonly from: string })[];
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
  message: ({ issuer, now, next }: Detail) =>
    linesText([
      `certificates of ${issuer} last at most ${now.days} days: ${countText(now.perYear, 'renewal')} a year or more`,
      ...next.map(({ from, days, perYear }) => `from ${from} ${days} days, ${countText(perYear, 'renewal')}`),
    ]),
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
      clusters.set(ca, [...(clusters.get(ca) ?? []), cluster]);
    }
    for (const [ca, [cluster, ...others]] of clusters) {
      const lifetimes = lifetimesOf(ca, facts);
      const now = stepAt(lifetimes, at);
      if (!now) continue;
      yield {
        subject: others.length === 0 ? { cluster: cluster! } : {},
        detail: {
          issuer: caNames[ca],
          now: rhythm(now.value),
          next: stepsAfter(lifetimes, at).map(({ from, value }) => ({ from, ...rhythm(value) })),
          validationReuse: validationReuseText(ca, facts),
        },
      };
    }
  },
});

const rhythm = (days: number): Rhythm => ({ days, perYear: Math.ceil(365 / days) });
