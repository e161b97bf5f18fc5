import { rule } from '../../findings/rule.ts';
import { at, named, type CertificateDetail, type JudgedPath } from './facts.ts';

export const policyMappingAny = rule({
  code: 'path/policy-mapping-any',
  severity: 'error',
  what: 'A CA certificate maps a policy to or from anyPolicy.',
  why: 'That would turn one policy into all of them; the standard forbids it.',
  fix: ['Have the CA certificate reissued without that mapping.'],
  notHitBy: 'a mapping between two other policies',
  citations: [{ source: 'rfc', ref: '5280 section 6.1.4 (a)' }],
  message: (d: CertificateDetail) => `${named(d)} maps anyPolicy`,
  *check({ policies, certificates }: JudgedPath) {
    for (const position of policies?.mapsAnyPolicyAt ?? []) yield at(certificates[position]!, {});
  },
});
