import { expect } from 'vitest';
import type { WaiverAsWritten } from '../../src/lib/plan/waiver-facts.ts';
import type { Finding } from '../../src/lib/findings/finding.ts';
import { applyWaivers } from '../../src/lib/findings/waivers.ts';
import { waiverRules } from '../../src/lib/rules/deployment/index.ts';
import { runCases, type Case } from '../support/cases.ts';

interface Row extends Case {
  readonly waiver: Partial<WaiverAsWritten>;
  /** Default: `issued/expe1.pem`. */
  readonly file?: string;
  /** Codes whose every case was looked at. */
  readonly whollyChecked?: readonly string[];
}

const expired: Finding = {
  code: 'cert/expired',
  severity: 'error',
  subject: { cluster: 'edge', peer: 'expe1.example.com', file: 'issued/expe1.pem' },
  params: {},
  message: 'expe1.example.com ended 2026-11-01',
  why: 'clients refuse it',
  fix: ['renew it'],
  locations: [{ file: 'issued/expe1.pem' }],
  source: [{ source: 'rfc', ref: '5280 section 6.1.3 (a)(2)' }],
};

const rows: readonly Row[] = [
  {
    name: 'a waiver that fits and holds to the end of today',
    waiver: { until: '2026-11-22' },
    expect: [],
    nearMissOf: ['deployment/waiver-expired', 'deployment/waiver-unused', 'deployment/waiver-renamed'],
  },
  {
    name: 'a waiver that ended yesterday',
    waiver: { until: '2026-11-21' },
    expect: ['deployment/waiver-expired'],
  },
  {
    name: 'a waiver for a peer whose certificate is sound',
    waiver: { where: 'expe2.example.com' },
    expect: ['deployment/waiver-unused'],
    check: ([finding]) =>
      expect(finding!.params).toMatchObject({ rule: 'cert/expired', where: 'expe2.example.com' }),
  },
  {
    name: 'a waiver for an archive with the certificate in it',
    file: 'handover/expe1.zip!/inner.zip!/certificate.crt',
    waiver: { where: 'handover/expe1.zip' },
    expect: [],
    nearMissOf: 'deployment/waiver-unused',
  },
  {
    name: 'a waiver for an archive in an archive',
    file: 'handover/expe1.zip!/inner.zip!/certificate.crt',
    waiver: { where: 'inner.zip' },
    expect: [],
  },
  {
    name: 'a waiver for another archive',
    file: 'handover/expe1.zip!/certificate.crt',
    waiver: { where: 'handover/expe2.zip' },
    expect: ['deployment/waiver-unused'],
  },
  {
    name: 'the same waiver where nobody looked at certificates',
    waiver: { where: 'expe2.example.com' },
    whollyChecked: [],
    expect: [],
    nearMissOf: 'deployment/waiver-unused',
  },
  {
    name: 'a waiver with the code that its findings had before',
    waiver: { rule: 'deployment/unknown-key', written: 'plan/unknown-key' },
    expect: ['deployment/waiver-renamed'],
    check: ([finding]) =>
      expect(finding!.message).toBe('plan/unknown-key is now called deployment/unknown-key'),
  },
];

runCases(waiverRules, rows, ({ waiver, file = 'issued/expe1.pem', whollyChecked = ['cert/expired'] }) => {
  const whole: WaiverAsWritten = {
    rule: 'cert/expired',
    until: '2027-01-31',
    reason: 'renewal under way',
    ...waiver,
  };
  const { uses } = applyWaivers(
    [{ ...expired, locations: [{ file }] }],
    [whole],
    Date.parse('2026-11-22T10:00:00Z'),
  );
  return { file: 'corp.yaml', uses, isWhollyChecked: (code) => whollyChecked.includes(code) };
});
