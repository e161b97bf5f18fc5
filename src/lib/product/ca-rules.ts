import type { Citation } from '../findings/sources.ts';
import { datedFacts, factText, stepAt, type DatedFacts, type Step } from './facts/dated-facts.ts';
import { rootZoneTlds } from './root-zone.ts';

/** Public CAs whose habits differ; `other` is any that is not known by name. */
export type PublicCa =
  'lets-encrypt' | 'digicert' | 'sectigo' | 'google' | 'outside-browser-stores' | 'other';

/** How their names begin, without blanks and signs. */
const beginnings: readonly (readonly [RegExp, PublicCa])[] = [
  [/^(letsencrypt|isrg|internetsecurityresearchgroup)/, 'lets-encrypt'],
  [/^(digicert|geotrust|rapidssl|thawte)/, 'digicert'],
  [/^(sectigo|comodo|theusertrust|usertrust)/, 'sectigo'],
  [/^(google|gts)/, 'google'],
];

/** The public CA of a name: the organizationName of an issuer, or what people write in its place. */
export function caOf(organization: string | undefined, facts: DatedFacts = datedFacts): PublicCa {
  const name = plain(organization ?? '');
  if (facts['client-auth-kept/roots'].value.some((root) => plain(root) === name))
    return 'outside-browser-stores';
  return beginnings.find(([beginning]) => beginning.test(name))?.[1] ?? 'other';
}

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z\d]/g, '');

/** What to call it in a sentence. */
export const caNames: Readonly<Record<PublicCa, string>> = {
  'lets-encrypt': "Let's Encrypt",
  digicert: 'DigiCert',
  sectigo: 'Sectigo',
  google: 'Google Trust Services',
  'outside-browser-stores': 'this CA',
  other: 'public CAs',
};

const casWithEndOfTheirOwn = ['lets-encrypt', 'sectigo', 'digicert'] as const;

/** The day from which a public CA issues no clientAuth in server certificates; undefined: none is known. */
export function clientAuthEnd(ca: PublicCa, facts: DatedFacts): string | undefined {
  if (ca === 'outside-browser-stores') return undefined;
  const own = casWithEndOfTheirOwn.find((each) => each === ca);
  return facts[`client-auth-ends/${own ?? 'other-public-ca'}`].value;
}

export function hasClientAuthEnded(ca: PublicCa, at: number, facts: DatedFacts): boolean {
  const end = clientAuthEnd(ca, facts);
  return end !== undefined && at >= Date.parse(end);
}

/** `Let's Encrypt on 2026-07-08, …, all others by 2027-03-15`: true on every day. */
export function clientAuthTimetable(facts: DatedFacts = datedFacts): string {
  const own = casWithEndOfTheirOwn.map((ca) => `${caNames[ca]} on ${clientAuthEnd(ca, facts)}`);
  return [...own, `all others by ${clientAuthEnd('other', facts)}`].join(', ');
}

/** What the ends of clientAuth rest on. */
export const clientAuthCitations: readonly [Citation, ...Citation[]] = [
  { source: 'field-notice', ref: 'FN74362' },
  ...(['other-public-ca', ...casWithEndOfTheirOwn] as const).map(
    (ca) => datedFacts[`client-auth-ends/${ca}`].source,
  ),
];

/** Longest lifetimes that a CA issues, in days of 86,400 seconds. The ACME client of the Expressway asks for "classic". */
export const lifetimesOf = (ca: PublicCa, facts: DatedFacts): readonly Step[] =>
  facts[ca === 'lets-encrypt' ? 'lifetime-days/lets-encrypt-classic' : 'lifetime-days/public-ca'].value;

/** Longest lifetime that any public CA may issue at a time. */
export const publicLifetimeAt = (time: number, facts: DatedFacts): Step | undefined =>
  stepAt(facts['lifetime-days/public-ca'].value, time);

/** `398 days, 200 from 2026-03-15, …` */
export function validationReuseText(ca: PublicCa, facts: DatedFacts): string {
  const own = ca === 'lets-encrypt';
  const { value } = facts[own ? 'validation-reuse-hours/lets-encrypt' : 'validation-reuse-days/public-ca'];
  return factText(value).replace(/^\d+/, `$& ${own ? 'hours' : 'days'}`);
}

/** `Let's Encrypt (tlsserver, shortlived)`: profiles whose certificates come back without the CN. */
export const profilesWithoutCommonName = (facts: DatedFacts): string[] =>
  (['lets-encrypt', 'google'] as const).map(
    (ca) => `${caNames[ca]} (${facts[`common-name-dropped/${ca}`].value.join(', ')})`,
  );

export type InternalBecause = 'single label' | 'internal suffix' | 'not in the public DNS' | 'reverse zone';

/** Why a publicly trusted CA cannot issue for a name, or undefined (Baseline Requirements 4.2.2, 7.1.2.7.12). */
export function internalNameReason(
  name: string,
  internalSuffixes: readonly string[],
): InternalBecause | undefined {
  const lower = name.toLowerCase();
  const topLevel = lower.slice(lower.lastIndexOf('.') + 1);
  if (!lower.includes('.')) return 'single label';
  if (lower.endsWith('.arpa')) return 'reverse zone';
  if (internalSuffixes.some((suffix) => lower.endsWith(suffix.toLowerCase()))) return 'internal suffix';
  return rootZoneTlds.has(topLevel) ? undefined : 'not in the public DNS';
}
