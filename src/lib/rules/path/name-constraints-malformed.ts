import { rule } from '../../findings/rule.ts';
import { printGeneralName } from '../../x509/general-name.ts';
import { at, named, type CertificateDetail, type JudgedPath } from './facts.ts';

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
  message: (d: CertificateDetail & { constraint: string }) =>
    `${named(d)} has the malformed name constraint "${d.constraint}"`,
  *check({ certificates }: JudgedPath) {
    for (const placed of certificates) {
      const { permitted, excluded } = (placed.issues && placed.facts.constraints) || {};
      for (const base of [...(permitted?.malformed ?? []), ...(excluded?.malformed ?? [])]) {
        yield at(placed, { constraint: printGeneralName(base) });
      }
    }
  },
});
