/** One file of the sources, and what becomes of it. */
export interface Edit {
  readonly file: string;
  /** Text that stands in the file once, before which something is put; absent: the file is new. */
  readonly before?: string;
  readonly add: string;
}

const edit = (file: string, before: string, add: string): Edit => ({ file, before, add });

/**
 * A kind of name that no Expressway has today, with a key of the deployment file for it, and a fact about the release
 * from which on it may stand there: all that somebody writes who adds such a thing.
 */
export const edits: readonly Edit[] = [
  edit(
    'src/lib/deployment/schema.ts',
    '  policy: v.optional(policy, {}),\n',
    "  turnServerNames: v.optional(v.array(name('TURN server name')), []),\n",
  ),
  edit(
    'src/lib/deployment/model.ts',
    '  readonly policy: Policy;\n',
    '  readonly turnServerNames?: readonly DeclaredName[];\n',
  ),
  edit(
    'src/lib/deployment/reading/build.ts',
    '    policy: content.policy,\n',
    "    turnServerNames: values.names(content.turnServerNames, at('turnServerNames')),\n",
  ),
  edit(
    'src/lib/deployment/key-texts.ts',
    "  policy: { says: 'Limits of your own.', examples: [{ expiryWarnDays: 30, minRsaBits: 3072 }] },\n",
    "  turnServerNames: { says: 'Names by which endpoints look for the TURN server.', examples: [['turn.example.com']] },\n",
  ),
  edit(
    'src/lib/san/table.ts',
    '  registrationDomain: {\n',
    `  turnServerName: {
    label: 'TURN server name',
    field: formField.additional,
    list: {
      key: 'turnServerNames',
      mayBeEmpty: true,
      ofDeployment: ({ turnServerNames = [] }) => turnServerNames,
    },
    on: {
      E: { need: need(['b2b']), citations: [{ source: 'admin-guide', ref: 'TURN services' }] },
    },
    missing: (name) => \`Endpoints that look for the TURN server \${name} refuse the certificate.\`,
  },
`,
  ),
  edit(
    'src/lib/product/release.ts',
    '  ecdsaCertificates: {\n',
    "  turnOverTls: { from: 'X12.6', citation: { source: 'admin-guide', ref: 'TURN services' } },\n",
  ),
  {
    file: 'src/lib/rules/plan/turn-before-release.ts',
    add: `import { holdsFor, releaseFacts } from '../../product/release.ts';
import { rule } from '../../findings/rule.ts';
import { aboutName, namesOf, type PlanFacts } from '../../plan/facts.ts';

export const turnBeforeRelease = rule({
  code: 'plan/turn-before-release',
  severity: 'notice',
  what: 'A TURN server name is planned for a release that has no TURN over TLS.',
  why: 'Nobody looks for the name.',
  fix: ['Upgrade first, or leave turnServerNames out.'],
  citations: [releaseFacts.turnOverTls.citation],
  message: ({ name }: { name: string }) => \`nobody looks for \${name} on this release\`,
  *check({ plan }: PlanFacts) {
    for (const placed of namesOf(
      plan,
      ({ reasons }, { release }) =>
        reasons.some(({ kind }) => kind === 'turnServerName') && !holdsFor(releaseFacts.turnOverTls, release),
    )) {
      yield aboutName(plan, placed);
    }
  },
});
`,
  },
  edit(
    'src/lib/rules/plan/index.ts',
    '/** Rules over a plan,',
    "import { turnBeforeRelease } from './turn-before-release.ts';\n\n",
  ),
  edit('src/lib/rules/plan/index.ts', '  namesTooLong,\n', '  turnBeforeRelease,\n'),
];
