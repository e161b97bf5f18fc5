import { rule } from '../../findings/rule.ts';
import { clusterSubject, clustersOf, inFile, type PlanFacts } from '../../plan/facts.ts';

export const ouPublicCa = rule({
  code: 'plan/ou-public-ca',
  severity: 'notice',
  what: 'The subject holds an OU, which public CAs drop.',
  why: 'The certificate will differ from the request; nothing fails.',
  fix: ['Leave OU out of request.subject for clusters with ca: public.'],
  citations: [{ source: 'baseline-requirements', ref: 'sections 7.1.2.7.2 to 7.1.2.7.4' }],
  message: ({ value }: { value: string }) => `the public CA will drop OU=${value}`,
  *check({ plan }: PlanFacts) {
    const withOu = clustersOf(
      plan,
      ({ ca, subject }) => ca === 'public' && subject.some(({ type }) => type === 'OU'),
    );
    for (const [, peers] of withOu) {
      const ou = peers[0]!.subject.find(({ type }) => type === 'OU')!;
      yield {
        subject: clusterSubject(peers),
        detail: { value: ou.value },
        locations: inFile(plan, ou.position),
      };
    }
  },
});
