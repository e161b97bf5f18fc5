import { matchesRecord, usableRecords, type DaneState, type TlsaAnswer } from '../federation/tlsa.ts';
import type { JudgedFacts } from '../validation/validate-path.ts';
import { isFlawless } from '../validation/validate-path.ts';
import type { Certificate } from '../x509/certificate.ts';
import { pathOf } from './chain.ts';

export interface DaneJudgement {
  readonly state: DaneState;
  /** The usage that stands in the place of a trusted CA. */
  readonly inPlaceOf?: 'DANE-TA' | 'DANE-EE';
  /** By DANE-TA: the path to the CA that the record names. */
  readonly judged?: JudgedFacts;
}

/**
 * Holds a chain against TLSA records (RFC 6698, 7671, 7673). Only what DNSSEC has shown to be secure helps; what it has
 * shown to be forged is a reason against the peer, and so are records of which none fits.
 *
 * @param judged its path to the trusted CAs
 * @param judgeTo its path to these CAs in the place of the trusted ones
 * @param mayReplace may a record stand in the place of a trusted CA? Not where CAs are agreed with the partner
 */
export async function judgeDane(
  answer: TlsaAnswer,
  leaf: Certificate,
  others: readonly Certificate[],
  judged: JudgedFacts,
  judgeTo: (anchors: readonly Certificate[]) => Promise<JudgedFacts>,
  mayReplace: boolean,
): Promise<DaneJudgement> {
  if (answer.dnssec === 'bogus') return { state: 'fails' };
  const records = usableRecords(answer);
  if (records.length === 0) return { state: 'not known' };
  const of = (usage: number) => records.filter((record) => record.usage === usage);
  const fits = (usage: number, certificates: readonly Certificate[]) =>
    of(usage).some((record) => certificates.some((each) => matchesRecord(record, each)));
  if (isFlawless(judged)) {
    const [, ...cas] = pathOf(judged);
    if (fits(0, cas) || fits(1, [leaf])) return { state: 'matches' };
  }
  // RFC 7671 5.1: neither names nor dates nor issuers count.
  if (fits(3, [leaf])) return mayReplace ? { state: 'matches', inPlaceOf: 'DANE-EE' } : { state: 'matches' };
  const anchors = others.filter((ca) => of(2).some((record) => matchesRecord(record, ca)));
  if (anchors.length > 0) {
    const toRecord = await judgeTo(anchors);
    if (isFlawless(toRecord))
      return mayReplace ? { state: 'matches', inPlaceOf: 'DANE-TA', judged: toRecord } : { state: 'matches' };
  }
  return { state: 'fails' };
}
