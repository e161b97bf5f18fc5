import { rule } from '../../findings/rule.ts';
import type { ConstraintBreach } from '../../path/name-constraints.ts';
import { printGeneralName } from '../../x509/general-name.ts';
import { at, named, type CertificateDetail, type JudgedPath } from './facts.ts';

const breachTexts: Readonly<Record<ConstraintBreach, string>> = {
  excluded: 'a CA above it excludes',
  'not-permitted': 'a CA above it does not permit',
  malformed: 'is malformed where a CA above it constrains names of this form',
  'not-comparable': 'a CA above it constrains in a way that cannot be applied',
};

export const nameConstraintViolated = rule({
  code: 'path/name-constraint-violated',
  severity: 'error',
  what: 'A certificate has a name for which a CA above it may not issue.',
  why: 'The CA may issue only for the names in its name constraints; every validator that applies them refuses the path.',
  fix: ['Have the certificate issued by a CA that may issue for this name.', 'Or leave the name out.'],
  notHitBy: 'a self-issued CA certificate in the middle of the path; a name of a form that nobody constrains',
  citations: [
    { source: 'rfc', ref: '5280 section 6.1.3 (b) and (c)' },
    { source: 'rfc', ref: '5280 section 4.2.1.10' },
    { source: 'rfc', ref: '9525 section 7.6' },
  ],
  message: (
    d: CertificateDetail & { name: string; breach: ConstraintBreach; constrainedBy: number | null },
  ) => `${named(d)} has the name "${d.name}", which ${breachTexts[d.breach]}`,
  *check({ nameConstraintBreaches, certificates }: JudgedPath) {
    for (const { position, name, breach, constrainedBy } of nameConstraintBreaches) {
      yield at(certificates[position]!, {
        name: printGeneralName(name),
        breach,
        constrainedBy: constrainedBy ?? null,
      });
    }
  },
});
