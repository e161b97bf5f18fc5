import { internalNameReason, type InternalBecause } from '../../product/ca-rules.ts';
import { rule } from '../../findings/rule.ts';
import { about, refusedForm } from '../profile/facts.ts';
import type { CsrFacts } from './facts.ts';

const because: Readonly<Record<InternalBecause, string>> = {
  'single label': 'it has no domain',
  'internal suffix': 'its suffix is listed as internal in policy.internalSuffixes',
  'not in the public DNS': 'its top-level domain does not exist in the public DNS',
  'reverse zone': 'it lies in a reverse-lookup zone',
};

export const internalNamePublicCa = rule({
  code: 'csr/internal-name-public-ca',
  severity: 'error',
  what: 'The request asks a public CA for a name that exists only inside.',
  why: 'A public CA must refuse the whole request because of it.',
  typical: 'A Unified CM domain under .local, which the Generate CSR page filled in.',
  fix: [
    'Make a new request without the name.',
    'Or have this cluster signed by a private CA: set ca: private on the cluster.',
  ],
  notHitBy:
    'the same request for a cluster with ca: private; a name that is no FQDN (then csr/name-not-fqdn)',
  citations: [{ source: 'baseline-requirements', ref: 'sections 4.2.2 and 7.1.2.7.12' }],
  message: ({ name, reason }: { name: string; reason: InternalBecause }) =>
    `no public CA may issue for ${name}: ${because[reason]}`,
  *check(facts: CsrFacts) {
    const { peer, plan, request } = facts;
    if (peer?.ca !== 'public' || !plan) return;
    for (const { type, value } of request.names) {
      if (type !== 'DNS' || refusedForm(facts, value) !== undefined) continue;
      const reason = internalNameReason(value, plan.deployment.policy.internalSuffixes);
      if (reason) yield about(facts, { name: `DNS:${value}`, reason });
    }
  },
});
