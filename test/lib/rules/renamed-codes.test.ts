import { describe, expect, it } from 'vitest';
import { readDeployment } from '../../../src/lib/check/read-deployment.ts';
import { waiveFindings } from '../../../src/lib/check/waive-findings.ts';
import type { Finding } from '../../../src/lib/findings/finding.ts';
import { catalogue } from '../../../src/lib/rules/catalogue.ts';
import { explain } from '../../../src/lib/rules/explain.ts';
import { renamedCodes } from '../../../src/lib/rules/renamed-codes.ts';

const codes: ReadonlySet<string> = new Set(catalogue.map(({ code }) => code));
const finding: Finding = {
  code: 'deployment/unknown-key',
  severity: 'error',
  subject: { file: 'corp.yaml' },
  params: {},
  message: '',
  why: '',
  fix: [],
  locations: [],
  source: [],
};
const waiver = { rule: 'plan/unknown-key', until: '2026-12-31', reason: 'known' };
const at = new Date('2026-11-22');

describe('a code that findings had before', () => {
  it.each([...renamedCodes])('%s is none of today, and %s is', (before, now) => {
    expect(codes.has(before)).toBe(false);
    expect(codes.has(now)).toBe(true);
  });

  it.each([...renamedCodes])('%s is explained as %s', (before, now) =>
    expect(explain(before).map(({ code }) => code)).toEqual([now]),
  );

  it('still waives, and says how it is called now', () => {
    const { findings, notices } = waiveFindings([finding], [waiver], { at, file: 'corp.yaml' });
    expect(findings[0]!.waived).toEqual({ until: '2026-12-31', reason: 'known' });
    expect(notices.map(({ code }) => code)).toEqual(['deployment/waiver-renamed']);
  });

  it('is no mistake in a deployment file', () => {
    const text = `version: 1\nwaivers:\n  - { rule: plan/unknown-key, until: 2026-12-31, reason: known }\n`;
    const told = readDeployment(text).findings.filter(({ params }) => params['path'] === 'waivers.rule');
    expect(told).toEqual([]);
  });
});
