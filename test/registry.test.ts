import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { severities } from '../src/lib/findings/finding.ts';
import type { AnyRule, RuleText } from '../src/lib/findings/rule.ts';
import { sources } from '../src/lib/findings/sources.ts';
import { decisionTable } from '../src/lib/federation/decision-table.ts';
import { catalogue } from '../src/lib/rules/catalogue.ts';
import { sanTable } from '../src/lib/san/table.ts';
import { decisionsDocument } from '../tools/decisions-document.ts';
import { deploymentDocument } from '../tools/deployment-document.ts';
import { limitsDocument } from '../tools/limits-document.ts';
import { requirementsDocument } from '../tools/requirements-document.ts';
import { codesModule, findingsDocument, sanTableDocument } from '../tools/documents.ts';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'src/lib/rules');
/** Rules over what a request and a certificate both present: each file stands for one rule in either area. */
const profile = 'profile';
const profileAreas = ['csr', 'cert'] as const;
const areas = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== profile)
  .map(({ name }) => name)
  .sort();
/** What an area's folder holds besides its rules: the facts they judge, and the lists of them. */
const isNotRule = (file: string): boolean => /^(index|(.*-)?facts|relations|deployment-file)\.ts$/.test(file);
const notProfileRules = new Set(['facts.ts', 'presented.ts', 'extra-names.ts', 'profile-rule.ts']);
const profileFiles = readdirSync(join(folder, profile)).filter((name) => !notProfileRules.has(name));

async function load(path: string): Promise<Record<string, unknown>> {
  return (await import(/* @vite-ignore */ pathToFileURL(path).href)) as Record<string, unknown>;
}

const isRule = (value: unknown): value is AnyRule<unknown> =>
  typeof value === 'object' && value !== null && 'code' in value && 'apply' in value;

const isProfileRule = (value: unknown): value is Record<'csr' | 'cert', AnyRule<unknown>> =>
  typeof value === 'object' && value !== null && 'csr' in value && isRule(value.csr);

interface RuleList {
  readonly name: string;
  readonly rules: readonly RuleText[];
}

/** The exported lists of an area, such as `planRules`. */
async function listsOf(area: string): Promise<RuleList[]> {
  const modules = readdirSync(join(folder, area)).filter(isNotRule);
  const exported = await Promise.all(modules.map((name) => load(join(folder, area, name))));
  return exported
    .flatMap((module) => Object.entries(module))
    .filter(([name, value]) => name.endsWith('Rules') && Array.isArray(value))
    .map(([name, rules]) => ({ name, rules: rules as RuleText[] }));
}

const lists = new Map<string, RuleList[]>();
for (const area of areas) lists.set(area, await listsOf(area));

const tables = readdirSync(join(root, 'test/rules'))
  .map((name) => readFileSync(join(root, 'test/rules', name), 'utf8'))
  .join('\n');

describe.each([...lists])('rules/%s', (area, ruleLists) => {
  const files = readdirSync(join(folder, area)).filter((name) => !isNotRule(name));
  const shared = profileAreas.some((each) => each === area) ? profileFiles : [];

  it.each(files)('%s holds the one rule of its name', async (file) => {
    const rules = Object.values(await load(join(folder, area, file))).filter(isRule);
    expect(rules.map(({ code }) => code)).toEqual([`${area}/${basename(file, '.ts')}`]);
  });

  it('lists every rule of the folder once', () => {
    const listed = ruleLists.flatMap(({ rules }) => rules.map(({ code }) => code));
    expect(listed.sort()).toEqual(
      [...files, ...shared].map((file) => `${area}/${basename(file, '.ts')}`).sort(),
    );
  });

  it.each(ruleLists)('$name has its table of situations, run over the whole list', ({ name }) => {
    const call = new RegExp(`\\brunCases(<[^(]*>)?\\(\\s*${name},`);
    expect(call.test(tables), `runCases(${name}, …) in test/rules`).toBe(true);
  });
});

describe('rules/profile', () => {
  it.each(profileFiles)(
    '%s holds the one rule of its name, for requests and for certificates',
    async (file) => {
      const pairs = Object.values(await load(join(folder, profile, file))).filter(isProfileRule);
      const codes = pairs.map((pair) => profileAreas.map((area) => pair[area].code));
      expect(codes).toEqual([profileAreas.map((area) => `${area}/${basename(file, '.ts')}`)]);
    },
  );
});

describe('the catalogue', () => {
  const codes = catalogue.map(({ code }) => code);

  it('holds every rule once, area by area', () => {
    const listed = [...lists.values()].flat().flatMap(({ rules }) => rules.map(({ code }) => code));
    expect([...codes].sort()).toEqual(listed.sort());
    const areasInOrder = codes.map((code) => code.split('/')[0]);
    expect(new Set(areasInOrder).size).toBe(
      areasInOrder.filter((area, at) => area !== areasInOrder[at - 1]).length,
    );
  });
});

describe.each(catalogue.map((rule) => [rule.code, rule] as const))('%s', (_, rule) => {
  it('has a severity, and a citation that bears it', () => {
    expect(severities).toContain(rule.severity);
    const cited = rule.citations.map(({ source }) => source);
    for (const source of cited) expect(Object.keys(sources)).toContain(source);
    for (const { ref } of rule.citations) expect(ref).not.toBe('');
    if (rule.severity === 'error') expect(cited.some((source) => source !== 'field-experience')).toBe(true);
  });

  it('says what, why and how to mend it, in whole sentences', () => {
    const reasons = rule.bearsOnNothing === undefined ? [] : [rule.bearsOnNothing];
    for (const text of [rule.what, rule.why, ...reasons]) expect(text).toMatch(/^[\p{Lu}\p{N}"].*[.!?]$/u);
    expect(rule.fix.length).toBeGreaterThan(0);
    for (const step of rule.fix) expect(step.trim()).not.toBe('');
  });
});

describe('the documents made from the data', () => {
  // "npm run docs" writes them; here a difference fails.
  it('docs/findings.md', () =>
    expect(findingsDocument(catalogue)).toMatchFileSnapshot('../docs/findings.md'));
  it('src/lib/findings/codes.ts', () =>
    expect(codesModule(catalogue)).toMatchFileSnapshot('../src/lib/findings/codes.ts'));
  it('docs/san-table.md', () =>
    expect(sanTableDocument(sanTable)).toMatchFileSnapshot('../docs/san-table.md'));
  it('docs/requirements.md', () =>
    expect(requirementsDocument(catalogue)).toMatchFileSnapshot('../docs/requirements.md'));
  it('docs/deployment-file.md', () =>
    expect(deploymentDocument()).toMatchFileSnapshot('../docs/deployment-file.md'));
  it('docs/limits.md', () => expect(limitsDocument()).toMatchFileSnapshot('../docs/limits.md'));
  it('docs/federation-decisions.md', () =>
    expect(decisionsDocument(decisionTable())).toMatchFileSnapshot('../docs/federation-decisions.md'));
});
