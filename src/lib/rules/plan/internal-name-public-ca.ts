import { internalNameReason, type InternalBecause } from '../../product/ca-rules.ts';
import { rule } from '../../findings/rule.ts';
import type { NameKind } from '../../san/table.ts';
import { aboutName, namesOf, type PlanFacts } from '../../plan/facts.ts';

const because: Readonly<Record<InternalBecause, string>> = {
  'single label': 'it has no domain',
  'internal suffix': 'its suffix is listed as internal in policy.internalSuffixes',
  'not in the public DNS': 'its top-level domain does not exist in the public DNS',
  'reverse zone': 'it lies in a reverse-lookup zone',
};

/** Steps for what the name is to an Expressway, where the usual ones do not fit. */
const stepsByKind: Partial<Readonly<Record<NameKind, readonly string[]>>> = {
  registrationDomain: [
    'Leave it out of registrationDomains: an Expressway-E needs the domains alone that people outside sign in with.',
  ],
  phoneSecurityProfile: [
    'On Unified CM rename the phone security profile to a name in a public domain of yours, and reset the phones that use it.',
    'Or have this cluster signed by a private CA: set ca: private on the cluster.',
  ],
};

export const internalNamePublicCa = rule({
  code: 'plan/internal-name-public-ca',
  severity: 'error',
  what: 'A name that exists only inside is planned for a certificate of a public CA.',
  why: 'A public CA must refuse the whole request because of it.',
  typical: 'A Unified CM domain under .local, or a phone security profile name that is no domain of yours.',
  fix: [
    'Use a public domain name that you control.',
    'Or have this cluster signed by a private CA: set ca: private on the cluster.',
  ],
  notHitBy: 'the same name in a cluster with ca: private',
  citations: [{ source: 'baseline-requirements', ref: 'sections 4.2.2 and 7.1.2.7.12' }],
  remedy: ({ kinds }) => {
    const own = kinds.flatMap((kind) => stepsByKind[kind] ?? []);
    return own.length === 0 ? undefined : own;
  },
  message: ({ name, reason }: { name: string; reason: InternalBecause; kinds: readonly NameKind[] }) =>
    `no public CA may issue for ${name}: ${because[reason]}`,
  *check({ plan }: PlanFacts) {
    const { internalSuffixes } = plan.deployment.policy;
    const reasonFor = (value: string): InternalBecause | undefined =>
      internalNameReason(value, internalSuffixes);
    const isInternal = (value: string): boolean => reasonFor(value) !== undefined;
    for (const placed of namesOf(
      plan,
      ({ type, value }, { ca }) => ca === 'public' && type === 'DNS' && isInternal(value),
    )) {
      const about = aboutName(plan, placed);
      const kinds = [...new Set(placed.name.reasons.map(({ kind }) => kind))];
      yield { ...about, detail: { ...about.detail, reason: reasonFor(placed.name.value)!, kinds } };
    }
  },
});
