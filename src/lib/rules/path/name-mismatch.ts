import { rule } from '../../findings/rule.ts';
import { identityText } from '../../path/reference-identity.ts';
import { printGeneralName } from '../../x509/general-name.ts';
import { some, textOf, type JudgedPath, type Some } from './facts.ts';

export const nameMismatch = rule({
  code: 'path/name-mismatch',
  severity: 'error',
  what: 'The certificate is not for the name that is expected.',
  why: 'A client that connects to this name gets the certificate of somebody else and ends the connection.',
  typical: 'The name stands in the CN only, or a wildcard was expected to cover more than one label.',
  fix: [
    'Connect to one of the names in the certificate.',
    'Or have it reissued with this name among the subject alternative names.',
  ],
  notHitBy: 'a name that differs in case only',
  citations: [
    { source: 'rfc', ref: '9525 section 6' },
    { source: 'rfc', ref: '5280 section 4.2.1.6' },
  ],
  message: ({ expected, found }: { expected: string; found: Some }) =>
    found.count > 0
      ? `the certificate is not for ${expected}, but for ${textOf(found)}`
      : `the certificate is not for ${expected}: it has no subject alternative names`,
  *check({ certificates, options }: JudgedPath) {
    const leaf = certificates[0]!.facts;
    for (const identity of options.identities) {
      if (leaf.isFor(identity)) continue;
      const found = some(leaf.alternativeNames, printGeneralName);
      yield { subject: {}, detail: { expected: identityText(identity), found } };
    }
  },
});
