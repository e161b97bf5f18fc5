import type { Citation } from '../../findings/sources.ts';

/** How well a fact is known: read in a primary text, only in another's words, or concluded from facts that are sure. */
export type Mark = 'sure' | 'likely' | 'inferred';

/** A number that changes on a day. */
export interface Step {
  /** ISO day; absent: since the beginning. */
  readonly from?: string;
  readonly value: number;
}

/** A day or other text, a number, words, or numbers that change, oldest first. */
export type FactValue = string | number | readonly string[] | readonly Step[];

/** Something that is true today and may not be so tomorrow. */
export interface DatedFact<Value extends FactValue = FactValue> {
  /** What it says and of whom, with the unit: `lifetime-days/public-ca`. */
  readonly id: string;
  readonly value: Value;
  readonly mark: Mark;
  readonly source: Citation;
  /** ISO day of the source, or the day it was read where it bears none. */
  readonly asOf: string;
}

const rows = [
  {
    id: 'client-auth-ends/lets-encrypt',
    value: '2026-07-08',
    mark: 'sure',
    source: { source: 'lets-encrypt', ref: 'profile tlsclient' },
    asOf: '2026-08-21',
  },
  {
    id: 'client-auth-ends/sectigo',
    value: '2027-02-10',
    mark: 'likely',
    source: { source: 'sectigo', ref: 'end of client authentication' },
    asOf: '2026-11-30',
  },
  {
    id: 'client-auth-ends/digicert',
    value: '2027-03-01',
    mark: 'sure',
    source: { source: 'digicert', ref: 'ALERT53' },
    asOf: '2026-03-03',
  },
  {
    id: 'client-auth-ends/other-public-ca',
    value: '2027-03-15',
    mark: 'likely',
    source: { source: 'chrome-root-policy', ref: 'dedicated TLS server hierarchies' },
    asOf: '2026-02-05',
  },
  {
    // Outside the stores of browsers, whose policies end it.
    id: 'client-auth-kept/roots',
    value: ['IdenTrust Public Sector Root CA 1', 'DigiCert Assured ID Root G2'],
    mark: 'sure',
    source: { source: 'tac', ref: '225482 and 225693' },
    asOf: '2026-04-15',
  },
  {
    id: 'lifetime-days/public-ca',
    value: [
      { from: '2020-09-01', value: 398 },
      { from: '2026-03-15', value: 200 },
      { from: '2027-03-15', value: 100 },
      { from: '2029-03-15', value: 47 },
    ],
    mark: 'sure',
    source: { source: 'baseline-requirements', ref: 'section 6.3.2' },
    asOf: '2026-03-31',
  },
  {
    // Up to so many days a certificate needs no revocation list.
    id: 'lifetime-days/short-lived',
    value: [{ value: 10 }, { from: '2026-03-15', value: 7 }],
    mark: 'sure',
    source: { source: 'baseline-requirements', ref: 'section 1.6.1, short-lived subscriber certificate' },
    asOf: '2026-03-31',
  },
  {
    id: 'lifetime-days/lets-encrypt-classic',
    value: [{ value: 90 }, { from: '2027-02-10', value: 64 }, { from: '2028-02-16', value: 45 }],
    mark: 'sure',
    source: { source: 'lets-encrypt', ref: 'profile classic' },
    asOf: '2026-07-14',
  },
  {
    id: 'lifetime-days/lets-encrypt-tlsserver',
    value: [{ from: '2026-05-13', value: 45 }],
    mark: 'sure',
    source: { source: 'lets-encrypt', ref: 'profile tlsserver' },
    asOf: '2026-07-14',
  },
  {
    id: 'lifetime-hours/lets-encrypt-shortlived',
    value: 160,
    mark: 'sure',
    source: { source: 'lets-encrypt', ref: 'profile shortlived' },
    asOf: '2026-07-14',
  },
  {
    id: 'validation-reuse-days/public-ca',
    value: [
      { value: 398 },
      { from: '2026-03-15', value: 200 },
      { from: '2027-03-15', value: 100 },
      { from: '2029-03-15', value: 10 },
    ],
    mark: 'sure',
    source: { source: 'baseline-requirements', ref: 'section 4.2.1' },
    asOf: '2026-03-31',
  },
  {
    id: 'validation-reuse-hours/lets-encrypt',
    value: [
      { from: '2027-02-10', value: 240 },
      { from: '2028-02-16', value: 7 },
    ],
    mark: 'sure',
    source: { source: 'lets-encrypt', ref: 'reuse of authorizations' },
    asOf: '2026-07-14',
  },
  {
    id: 'common-name-dropped/lets-encrypt',
    value: ['tlsserver', 'shortlived'],
    mark: 'sure',
    source: { source: 'lets-encrypt', ref: 'profiles tlsserver and shortlived' },
    asOf: '2026-07-14',
  },
  {
    id: 'common-name-dropped/google',
    value: ['minimal'],
    mark: 'likely',
    source: { source: 'google-trust-services', ref: 'ACME profile minimal' },
    asOf: '2026-07-31',
  },
  {
    id: 'names-limit/lets-encrypt-classic',
    value: 100,
    mark: 'sure',
    source: { source: 'lets-encrypt', ref: 'profile classic' },
    asOf: '2026-07-14',
  },
  {
    id: 'names-limit/lets-encrypt-tlsserver',
    value: 25,
    mark: 'sure',
    source: { source: 'lets-encrypt', ref: 'profile tlsserver' },
    asOf: '2026-07-14',
  },
  {
    id: 'expressway/newest-release',
    value: 'X15.5',
    mark: 'likely',
    source: { source: 'certificate-guide', ref: 'the release of its title' },
    asOf: '2026-08-16',
  },
  {
    id: 'expressway/fn74362-takes-effect',
    value: 'March 2027',
    mark: 'sure',
    source: { source: 'field-notice', ref: 'FN74362' },
    asOf: '2026-06-01',
  },
] as const satisfies readonly DatedFact[];

type Row = (typeof rows)[number];
/** What a dated fact says and of whom, with the unit. */
export type FactId = Row['id'];

type Kind<Value> = Value extends string
  ? string
  : Value extends number
    ? number
    : Value extends readonly string[]
      ? readonly string[]
      : readonly Step[];

/** Every fact by its id. */
export type DatedFacts = {
  readonly [Id in FactId]: DatedFact<Kind<Extract<Row, { readonly id: Id }>['value']>>;
};

/** As they stood when this version was made. */
export const datedFacts = /* @__PURE__ */ Object.fromEntries(
  rows.map((row) => [row.id, row]),
) as unknown as DatedFacts;

/** What holds at a time, milliseconds since 1970 UTC; undefined before the first. */
export const stepAt = (steps: readonly Step[], time: number): Step | undefined =>
  steps.filter(({ from }) => from === undefined || time >= Date.parse(from)).at(-1);

/** What comes after a time, each with its day. */
export const stepsAfter = (steps: readonly Step[], time: number): Required<Step>[] =>
  steps.filter((step): step is Required<Step> => step.from !== undefined && Date.parse(step.from) > time);

const isStep = (part: string | Step): part is Step => typeof part !== 'string';

/** `398, 200 from 2026-03-15` */
export function factText(value: FactValue): string {
  if (typeof value !== 'object') return String(value);
  return value
    .map((part) => (isStep(part) ? `${part.value}${part.from ? ` from ${part.from}` : ''}` : part))
    .join(', ');
}
