import { rule } from '../../findings/rule.ts';
import { printGeneralName } from '../../x509/general-name.ts';
import { at, named, some, textOf, type CertificateDetail, type JudgedPath, type Some } from './facts.ts';

export const nameConstraintsMalformed = rule({
  code: 'path/name-constraints-malformed',
  severity: 'error',
  what: 'The name constraints of a CA certificate cannot be applied: a base is not what its name form demands.',
  why: 'Nobody can say which names the CA may issue for, so the path is refused.',
  fix: [
    'Have the CA certificate reissued: host names without leading dot, wildcard or underscore, addresses with a mask, mail constraints as mailbox, host or .domain.',
  ],
  notHitBy: 'a leading dot, where the option leadingDotConstraints accepts it',
  citations: [
    { source: 'rfc', ref: '5280 section 4.2.1.10' },
    { source: 'rfc', ref: '5280 section 6.1.4 (g)' },
  ],
  message: (d: CertificateDetail & { constraints: Some }) =>
    `${named(d)} has malformed name constraints: ${textOf(d.constraints)}`,
  *check({ certificates }: JudgedPath) {
    for (const placed of certificates) {
      const constraints = placed.issues ? placed.facts.constraints : undefined;
      if (!constraints) continue;
      const malformed = [...constraints.permitted.malformed, ...constraints.excluded.malformed];
      if (malformed.length > 0) yield at(placed, { constraints: some(malformed, printGeneralName) });
    }
  },
});
