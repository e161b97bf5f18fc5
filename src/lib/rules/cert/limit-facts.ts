import type { IssuedCertificate } from '../../certificate/issued-certificate.ts';
import { publicLifetimeAt } from '../../product/ca-rules.ts';
import { datedFacts, type DatedFacts, type Step } from '../../product/facts/dated-facts.ts';
import { sanTextLimitCharacters } from '../../product/release.ts';
import { altNameKey, type AltName } from '../../san/required.ts';
import { lifetimeDays } from './facts.ts';

export const valueOf = ({ value }: AltName): string => value;

/**
 * Names that end behind the last character read, and stand nowhere before it. Whether types and separators count is told
 * nowhere: with the names alone they surely are behind it, with their whole text (altNameText()) they may be.
 */
export function namesBehindLimit(names: readonly AltName[], textOf: (name: AltName) => string): AltName[] {
  const separator = textOf === valueOf ? 0 : ', '.length;
  const read = new Set<string>();
  const behind: AltName[] = [];
  let end = 0;
  for (const name of names) {
    end += textOf(name).length;
    if (end <= sanTextLimitCharacters) read.add(altNameKey(name));
    else behind.push(name);
    end += separator;
  }
  return behind.filter((name) => !read.has(altNameKey(name)));
}

/** The limit that a certificate of a public CA is over, since the day it begins. */
export function publicLimitExceeded(
  { certificate, issuedBy }: IssuedCertificate,
  facts: DatedFacts = datedFacts,
): Step | undefined {
  const limit = publicLifetimeAt(certificate.notBefore, facts);
  const isOver = limit !== undefined && lifetimeDays({ certificate }) > limit.value;
  return issuedBy.kind === 'public' && isOver ? limit : undefined;
}
