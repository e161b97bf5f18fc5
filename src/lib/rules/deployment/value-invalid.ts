import { quoted } from '../../deployment/wording.ts';
import {
  captionOf,
  mistakesOf,
  placesOf,
  type Caption,
  type DeploymentFileFacts,
  type MistakeOf,
  type ValueProblem,
} from '../../deployment/reading/mistakes.ts';
import { rule } from '../../findings/rule.ts';

type ValueText = (mistake: MistakeOf<'value'>) => string;

const expectations: Readonly<Record<ValueProblem, ValueText>> = {
  'number-range': ({ least, most }) => `a whole number from ${least} to ${most}`,
  'text-empty': () => 'some text, or leave the key out',
  'text-one-line': () => 'text on one line, without control characters',
  'text-too-long': ({ most }) => `at most ${most} characters`,
  release: () => 'X and the version, such as X8.10, X14.0.2 or X15.5',
  version: () => '1, the version this expcert reads',
  curve: () => 'p256, p384 or p521',
  country: () => 'two letters, such as GB',
  'email-address': () => 'an email address in ASCII, such as pki@example.com',
  'usage-twice': () => 'each usage once',
  'cluster-id': () => 'letters, digits, hyphens and underscores, at most 64',
  suffix: () => 'the end of a name, with its dot, such as .local',
  'rule-code': () => 'the code of a rule, such as trust/duplicate-ca-cn',
  'unknown-rule': () => 'the code of a finding there is, such as trust/duplicate-ca-cn',
  'calendar-date': () => 'a day of the calendar, such as 2027-03-31',
  'environment-variable': () => 'the name of an environment variable: letters, digits and underscores',
  'one-place': () => 'either env or file',
  'public-key-pin': () => 'the SHA-256 of a public key: 64 hexadecimal digits',
  address: () => 'an IP address or a fully qualified name, without port',
  node: () => 'the name of a node, or its IP address where the Expressway-C has that',
  'ip-address': () => 'an IP address, such as 192.0.2.11 or 2001:db8::11, without port or prefix',
};

/** Where the value itself says nothing, or must not be shown. */
const withoutValue: Partial<Readonly<Record<ValueProblem, string>>> = {
  'text-empty': 'is empty',
  'environment-variable': 'is no name of an environment variable (not shown)',
  'one-place': 'says no place, or two',
  'usage-twice': 'has one usage twice',
};

const numeric: readonly ValueProblem[] = ['number-range', 'version'];

export const valueInvalid = rule({
  code: 'deployment/value-invalid',
  severity: 'error',
  what: 'A value of the deployment file is of the right type and still cannot be used.',
  why: 'The value has no meaning for the plan or for a request.',
  fix: ['Write the value as expected.'],
  citations: [
    { source: 'product', ref: 'deployment file, version 1' },
    { source: 'rfc', ref: '5280 appendix A.1' },
  ],
  message: ({ path, written, problem }: Caption & { path: string; written: string; problem: ValueProblem }) =>
    `${path} ${withoutValue[problem] ?? `cannot be ${numeric.includes(problem) ? written : quoted(written)}`}`,
  *check(facts: DeploymentFileFacts) {
    for (const mistake of mistakesOf(facts, 'value')) {
      const { path, problem, value, suggestion } = mistake;
      const label = suggestion === undefined ? undefined : `write ${suggestion}`;
      yield {
        subject: {},
        detail: {
          path,
          problem,
          written: value,
          ...captionOf(mistake, { label, expected: expectations[problem](mistake) }),
        },
        locations: placesOf(facts.file, mistake),
      };
    }
  },
});
