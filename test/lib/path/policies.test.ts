import { describe, expect, it } from 'vitest';
import { CertificateFacts } from '../../../src/lib/path/facts.ts';
import { anyPolicy, type PolicyInputs } from '../../../src/lib/path/options.ts';
import { processPolicies } from '../../../src/lib/path/policies.ts';
import { PolicyGraph } from '../../../src/lib/path/policy-graph.ts';
import { buildPki, type CertificateRecipe } from '../../support/pki.ts';

const [A, B, C, D] = ['1.9.1', '1.9.2', '1.9.3', '1.9.4'] as const;
const any = anyPolicy;

interface Row {
  readonly name: string;
  /** From the one below the anchor down to the leaf; `selfIssued` takes the name of the one above. */
  readonly path: readonly (CertificateRecipe & { selfIssued?: boolean })[];
  readonly anchor?: CertificateRecipe;
  readonly inputs?: Partial<PolicyInputs>;
  /** user-constrained-policy-set. */
  readonly expect: readonly string[];
  /** Where a policy was missing, counted from the leaf. */
  readonly missingAt?: number;
  readonly mapsAny?: readonly number[];
}

const explicit = { requireExplicitPolicy: true };
const has = (...policies: string[]) => ({ policies });

const rows: readonly Row[] = [
  { name: 'one policy throughout', path: [has(A), has(A)], expect: [A] },
  { name: 'no policies, none required', path: [{}, {}], expect: [] },
  { name: 'no policies, one required', path: [{}, {}], inputs: explicit, expect: [], missingAt: 1 },
  { name: 'the leaf has none, one required', path: [has(A), {}], inputs: explicit, expect: [], missingAt: 0 },
  { name: 'what all have in common', path: [has(A, B), has(B, C), has(B, A)], expect: [B] },
  { name: 'anyPolicy in the middle', path: [has(any), has(A)], expect: [A] },
  { name: 'anyPolicy in the leaf', path: [has(A, B), has(any)], expect: [A, B] },
  { name: 'anyPolicy throughout', path: [has(any), has(any)], expect: [any] },
  {
    name: 'anyPolicy throughout, one policy accepted',
    path: [has(any), has(any)],
    inputs: { initialPolicies: [C] },
    expect: [C],
  },
  {
    name: 'a policy nobody accepts, none required',
    path: [has(A), has(A)],
    inputs: { initialPolicies: [B] },
    expect: [],
  },
  {
    name: 'a policy nobody accepts, one required',
    path: [has(A), has(A)],
    inputs: { ...explicit, initialPolicies: [B] },
    expect: [],
    missingAt: 0,
  },
  {
    name: 'anyPolicy inhibited from the start',
    path: [has(any), has(A)],
    inputs: { inhibitAnyPolicy: true },
    expect: [],
  },
  {
    name: 'anyPolicy inhibited, but self-issued',
    path: [has(A), { ...has(any), selfIssued: true }, has(A)],
    inputs: { inhibitAnyPolicy: true },
    expect: [A],
  },
  {
    name: 'anyPolicy inhibited after one CA',
    path: [{ ...has(any), inhibitAnyPolicy: 1 }, has(any), has(any)],
    inputs: explicit,
    expect: [],
    missingAt: 0,
  },
  {
    name: 'anyPolicy inhibited at once',
    path: [{ ...has(any), inhibitAnyPolicy: 0 }, has(any), has(A)],
    inputs: explicit,
    expect: [],
    missingAt: 1,
  },
  { name: 'required by a CA at once', path: [{ requireExplicitPolicy: 0 }, {}], expect: [], missingAt: 0 },
  {
    name: 'required by a CA, two certificates later',
    path: [{ requireExplicitPolicy: 2 }, {}, {}, {}],
    expect: [],
    missingAt: 0,
  },
  {
    name: 'required by a CA, later than the path is long',
    path: [{ requireExplicitPolicy: 4 }, {}, {}],
    expect: [],
  },
  {
    name: 'self-issued certificates do not count down',
    path: [{ requireExplicitPolicy: 2 }, { selfIssued: true }, {}],
    expect: [],
  },
  { name: 'required by the leaf itself', path: [{}, { requireExplicitPolicy: 0 }], expect: [], missingAt: 0 },
  {
    name: 'a larger number does not undo a smaller one',
    path: [{ requireExplicitPolicy: 0 }, { requireExplicitPolicy: 5 }, {}],
    expect: [],
    missingAt: 1,
  },
  {
    name: 'required by the anchor',
    path: [{}, {}],
    anchor: { requireExplicitPolicy: 0 },
    expect: [],
    missingAt: 1,
  },
  { name: 'mapped', path: [{ ...has(A), policyMappings: [[A, B]] }, has(B)], expect: [A] },
  {
    name: 'mapped away from its own name',
    path: [{ ...has(A), policyMappings: [[A, B]] }, has(A)],
    expect: [],
  },
  {
    name: 'mapped to two',
    path: [
      {
        ...has(A),
        policyMappings: [
          [A, B],
          [A, C],
        ],
      },
      has(C),
    ],
    expect: [A],
  },
  {
    name: 'two mapped to one',
    path: [
      {
        ...has(A, B),
        policyMappings: [
          [A, C],
          [B, C],
        ],
      },
      has(C),
    ],
    expect: [A, B],
  },
  {
    name: 'mapped twice',
    path: [{ ...has(A), policyMappings: [[A, B]] }, { ...has(B), policyMappings: [[B, D]] }, has(D)],
    expect: [A],
  },
  { name: 'mapped under anyPolicy', path: [{ ...has(any), policyMappings: [[A, B]] }, has(B)], expect: [A] },
  {
    name: 'mapped under anyPolicy, then the old name',
    path: [{ ...has(any), policyMappings: [[A, B]] }, has(A)],
    expect: [A],
  },
  {
    name: 'a mapping of a policy that is not there',
    path: [{ ...has(A), policyMappings: [[C, B]] }, has(B)],
    expect: [],
  },
  {
    name: 'mapping inhibited from the start',
    path: [{ ...has(A, D), policyMappings: [[A, B]] }, has(B, A)],
    inputs: { inhibitPolicyMapping: true },
    expect: [],
  },
  {
    name: 'mapping inhibited, another policy unharmed',
    path: [{ ...has(A, D), policyMappings: [[A, B]] }, has(D, B)],
    inputs: { inhibitPolicyMapping: true },
    expect: [D],
  },
  {
    name: 'mapping inhibited by a CA, which may still map itself',
    path: [{ ...has(A), policyMappings: [[A, B]], inhibitPolicyMapping: 0 }, has(B)],
    expect: [A],
  },
  {
    name: 'mapping inhibited by a CA above',
    path: [{ ...has(A), inhibitPolicyMapping: 0 }, { ...has(A), policyMappings: [[A, B]] }, has(B)],
    expect: [],
  },
  {
    name: 'mapping from anyPolicy',
    path: [{ ...has(A), policyMappings: [[any, B]] }, has(A)],
    expect: [A],
    mapsAny: [1],
  },
  {
    name: 'mappings in the leaf do not count',
    path: [has(A), { ...has(A), policyMappings: [[A, any]] }],
    expect: [A],
  },
];

describe('policies along a path (RFC 5280 6.1, RFC 9618)', () => {
  it.each(rows)('$name', ({ path, anchor, inputs, expect: policies, missingAt, mapsAny = [] }) => {
    const names = path.map((_, i) => `c${i}`);
    const hierarchy: Record<string, CertificateRecipe> = { top: {} };
    path.forEach(({ selfIssued, ...recipe }, i) => {
      const issuedBy = i === 0 ? 'top' : names[i - 1]!;
      hierarchy[names[i]!] = {
        issuedBy,
        ca: true,
        ...(selfIssued ? { subject: `CN=${issuedBy}` } : {}),
        ...recipe,
      };
    });
    if (anchor) hierarchy['anchor'] = anchor;
    const made = buildPki(hierarchy);
    const facts = names.map((name) => new CertificateFacts(made[name]!)).reverse();
    const outcome = processPolicies(facts, anchor && new CertificateFacts(made['anchor']!), {
      initialPolicies: [any],
      requireExplicitPolicy: false,
      inhibitPolicyMapping: false,
      inhibitAnyPolicy: false,
      ...inputs,
    });
    expect([...outcome.userConstrainedPolicies].sort()).toEqual([...policies].sort());
    expect(outcome.missingAt).toBe(missingAt);
    expect(outcome.mapsAnyPolicyAt).toEqual(mapsAny);
  });
});

it('a graph whose tree would have 2 to the power of 40 leaves stays small (CVE-2023-0464)', () => {
  const graph = new PolicyGraph();
  for (let depth = 0; depth < 40; depth++) {
    graph.addCertificate([A, B], true);
    graph.map(
      [A, B].flatMap((from) => [A, B].map((to) => ({ issuerDomainPolicy: from, subjectDomainPolicy: to }))),
      true,
    );
  }
  expect(graph.userConstrainedPolicies([any])).toEqual([A, B]);
});
