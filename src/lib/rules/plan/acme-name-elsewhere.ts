import { rule } from '../../findings/rule.ts';
import { aboutName, isByAcme, namesOf, type PlanFacts } from '../../plan/facts.ts';
import type { PlannedName } from '../../san/required.ts';
import { nameKinds, type NameKind } from '../../san/table.ts';

export const acmeNameElsewhere = rule({
  code: 'plan/acme-name-elsewhere',
  severity: 'warning',
  what: 'A whole domain is planned for a certificate that the Expressway-E fetches by ACME.',
  why: "Let's Encrypt reads a file at every name of the request over port 80. The address of a domain is usually that of a web server: one name that leads elsewhere, and no certificate comes.",
  typical:
    'A registration domain with format DNS, or a federation domain, whose address is that of the web site.',
  fix: [
    'Let the address record of the domain lead to the Expressway-E; where a web server has it, that cannot be done.',
    'Or have this cluster signed with requests carried by hand: issuedBy: files.',
  ],
  notHitBy:
    'a registration domain with format CollabEdgeDNS, which needs an address record of collab-edge. alone',
  saysTheProduct: ['alarm 40061', 'alarm 40062', 'alarm 40063', 'alarm 40064'],
  citations: [
    { source: 'certificate-guide', ref: 'Using ACME on Expressway-E, each domain must have an A record' },
  ],
  remedy: ({ kinds }) =>
    kinds.every((kind) => kind === 'registrationDomain')
      ? [
          'Use format CollabEdgeDNS, and give collab-edge. and the domain an address record of the Expressway-E.',
        ]
      : undefined,
  message: ({ name }: { name: string; kinds: readonly NameKind[] }) =>
    `the address of ${name} must lead to the Expressway-E, on port 80`,
  *check({ plan }: PlanFacts) {
    for (const placed of namesOf(plan, (name, request) => isByAcme(request) && isDomain(name))) {
      const about = aboutName(plan, placed);
      const kinds = [...new Set(placed.name.reasons.map(({ kind }) => kind))];
      yield { ...about, detail: { name: placed.name.value, kinds } };
    }
  },
});

/** A name that is a host for some other reason has its address on the Expressway anyhow. */
const isDomain = ({ reasons }: PlannedName): boolean =>
  reasons.every(({ kind, format }) => (nameKinds[kind].formats?.length ?? 0) > 1 && format === 'DNS');
