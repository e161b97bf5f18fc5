import { describe, expect, it } from 'vitest';
import { sources } from '../../../src/lib/findings/sources.ts';
import {
  caOf,
  clientAuthCitations,
  clientAuthEnd,
  lifetimesOf,
  publicLifetimeAt,
  validationReuseText,
} from '../../../src/lib/product/ca-rules.ts';
import {
  datedFacts,
  factText,
  type Step,
  stepAt,
  stepsAfter,
  type FactValue,
} from '../../../src/lib/product/facts/dated-facts.ts';
import { everyFact } from '../../../src/lib/product/facts/every-fact.ts';

describe('every dated fact', () => {
  it('has an id of its own', () => {
    const ids = everyFact().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(everyFact())(
    '$id says where it stands and as of which day',
    ({ id, value, mark, source, asOf }) => {
      expect(id).toMatch(/^[a-z\d-]+\/[a-z\d-]+$/);
      expect(factText(value)).not.toBe('');
      expect(['sure', 'likely', 'inferred']).toContain(mark);
      expect(Object.keys(sources)).toContain(source.source);
      expect(source.ref).not.toBe('');
      expect(new Date(asOf).toISOString().slice(0, 10)).toBe(asOf);
    },
  );
});

const changing = everyFact().flatMap(({ id, value }) =>
  Array.isArray(value) && typeof value[0] === 'object' ? [{ id, steps: value as readonly Step[] }] : [],
);

it.each(changing)(
  '$id changes on days in their order, and only its beginning may be without one',
  ({ steps }) => {
    const days = steps.slice(1).map(({ from }) => from);
    expect(days).not.toContain(undefined);
    expect([...days].sort()).toEqual(days);
    expect((steps[0]!.from ?? '') < (days[0] ?? 'z')).toBe(true);
  },
);

describe('the public CA behind a name', () => {
  it.each([
    ["Let's Encrypt", 'lets-encrypt'],
    ['Let’s Encrypt', 'lets-encrypt'],
    ['letsencrypt', 'lets-encrypt'],
    ['Internet Security Research Group', 'lets-encrypt'],
    ['DigiCert Inc', 'digicert'],
    ['DigiCert, Inc.', 'digicert'],
    ['GeoTrust', 'digicert'],
    ['Sectigo Limited', 'sectigo'],
    ['COMODO CA Limited', 'sectigo'],
    ['Google Trust Services LLC', 'google'],
    ['DigiCert Assured ID Root G2', 'outside-browser-stores'],
    ['IdenTrust Public Sector Root CA 1', 'outside-browser-stores'],
    ['IdenTrust', 'other'],
    ['Example Encrypt', 'other'],
    ['', 'other'],
    [undefined, 'other'],
  ])('%s is %s', (name, ca) => expect(caOf(name)).toBe(ca));
});

it.each([
  ['lets-encrypt', '2026-07-08'],
  ['sectigo', '2027-02-10'],
  ['digicert', '2027-03-01'],
  ['google', '2027-03-15'],
  ['other', '2027-03-15'],
  ['outside-browser-stores', undefined],
] as const)('%s ends clientAuth on %s', (ca, day) => expect(clientAuthEnd(ca, datedFacts)).toBe(day));

it.each([
  ['2020-08-31T23:59:59Z', undefined],
  ['2020-09-01', 398],
  ['2026-03-14T23:59:59Z', 398],
  ['2026-03-15', 200],
  ['2027-03-15', 100],
  ['2029-03-14T23:59:59Z', 100],
  ['2029-03-15', 47],
])('what a public CA issues on %s lasts %s days at most', (day, days) =>
  expect(publicLifetimeAt(Date.parse(day), datedFacts)?.value).toBe(days),
);

it.each([
  ['lets-encrypt', '2027-02-09', 90, ['2027-02-10', '2028-02-16']],
  ['lets-encrypt', '2027-02-10', 64, ['2028-02-16']],
  ['lets-encrypt', '2028-02-16', 45, []],
  ['digicert', '2026-11-30', 200, ['2027-03-15', '2029-03-15']],
] as const)('a certificate of %s of %s lasts %s days, until %s', (ca, day, days, later) => {
  const lifetimes = lifetimesOf(ca, datedFacts);
  expect(stepAt(lifetimes, Date.parse(day))?.value).toBe(days);
  expect(stepsAfter(lifetimes, Date.parse(day)).map(({ from }) => from)).toEqual(later);
});

it.each<[FactValue, string]>([
  ['2027-03-01', '2027-03-01'],
  [160, '160'],
  [['tlsserver', 'shortlived'], 'tlsserver, shortlived'],
  [[{ value: 10 }, { from: '2026-03-15', value: 7 }], '10, 7 from 2026-03-15'],
])('%j reads %s', (value, text) => expect(factText(value)).toBe(text));

it('the ends of clientAuth are cited from where each stands', () =>
  expect(clientAuthCitations.map(({ source }) => source)).toEqual([
    'field-notice',
    'chrome-root-policy',
    'lets-encrypt',
    'sectigo',
    'digicert',
  ]));

it.each([
  ['other', '398 days, 200 from 2026-03-15, 100 from 2027-03-15, 10 from 2029-03-15'],
  ['lets-encrypt', '240 hours from 2027-02-10, 7 from 2028-02-16'],
] as const)('%s reuses what it has validated: %s', (ca, text) =>
  expect(validationReuseText(ca, datedFacts)).toBe(text),
);
