import type { PathAnswer } from '../rules/chain/facts.ts';
import { reachableEntries, type TrustStoreKind } from '../trust/reachable-entries.ts';
import { PreparedMaterial } from '../validation/path-material.ts';
import { PathValidator } from '../validation/validate-path.ts';
import type { Certificate } from '../x509/certificate.ts';
import type { Crl } from '../x509/crl.ts';
import type { OcspResponse } from '../x509/ocsp.ts';
import type { SignatureChecks } from '../x509/signature-checks.ts';
import { runWaiting } from '../x509/waiting.ts';
import { answerFrom, type PathFound } from './path-answer.ts';

export interface GivenEvidence {
  readonly crls: readonly Crl[];
  readonly ocspResponses: readonly OcspResponse[];
}

export const noEvidence: GivenEvidence = { crls: [], ocspResponses: [] };

export const hasEvidence = ({ crls, ocspResponses }: GivenEvidence): boolean =>
  crls.length + ocspResponses.length > 0;

export interface PathSearchSettings {
  readonly time: number;
  readonly checks: SignatureChecks;
  readonly evidence?: GivenEvidence;
}

/** Judges paths as an appliance does; for what the certificate may be used is said besides. */
export function applianceValidator(
  trusted: readonly Certificate[],
  help: readonly Certificate[],
  search: 'every' | 'first',
  { time, checks, evidence = noEvidence }: PathSearchSettings,
): PathValidator {
  return new PathValidator(
    new PreparedMaterial({ anchors: trusted, intermediates: help, ...evidence }, 'reject', checks),
    {
      time,
      profile: 'appliance',
      purpose: 'any',
      search,
      conformance: false,
      revocation: hasEvidence(evidence) ? 'chain' : 'none',
      acceptUnknownRevocation: true,
      revocationDespiteErrors: true,
    },
  );
}

export const findPath = async (validator: PathValidator, certificate: Certificate): Promise<PathFound> =>
  answerFrom(await runWaiting(validator.judge(certificate)));

/**
 * What a trusted-CA list by itself makes of certificates. An Expressway's is searched twice: OpenSSL tells entries of one
 * name apart by dates and key identifiers, and Cisco's texts know the first of them alone. Unified CM has thrown away what
 * it does not reach.
 */
export class ListSearch {
  readonly #asOpenSsl: PathValidator;
  /** undefined: no name is there twice, so that both searches are one. */
  readonly #firstOfEachName: PathValidator | undefined;

  constructor(list: readonly Certificate[], store: TrustStoreKind, settings: PathSearchSettings) {
    const reachable = reachableEntries(list, store);
    const isOne = store === 'unified-cm' || reachable.length === list.length;
    this.#asOpenSsl = applianceValidator(store === 'unified-cm' ? reachable : list, [], 'first', settings);
    this.#firstOfEachName = isOne ? undefined : applianceValidator(reachable, [], 'first', settings);
  }

  async find(certificate: Certificate): Promise<PathFound> {
    const found = await findPath(this.#asOpenSsl, certificate);
    if (!this.#firstOfEachName) return found;
    return together(found, await findPath(this.#firstOfEachName, certificate));
  }
}

function together(all: PathFound, first: PathFound): PathFound {
  const [ofAll, ofFirst] = [all.answer.result, first.answer.result];
  if (ofAll === 'trusted' && ofFirst === 'trusted') return all;
  if (ofAll !== 'trusted' && ofFirst !== 'trusted')
    return usefulness[ofFirst] > usefulness[ofAll] ? first : all;
  const good = ofAll === 'trusted' ? 'all its entries' : 'the first entry of each name alone';
  const other = ofAll === 'trusted' ? first.answer : all.answer;
  return {
    path: all.path,
    answer: {
      result: 'not checked',
      why: 'searches-differ',
      because: `entries of one name: with ${good} there is a good path, with the other search not: ${reasonOf(other)}`,
    },
  };
}

/** A fault says more than a gap, and a gap more than a question. */
const usefulness: Readonly<Record<PathAnswer['result'], number>> = {
  broken: 3,
  'issuer missing': 2,
  'not checked': 1,
  trusted: 0,
};

/** In words, for what is no trusted path. */
export function reasonOf(answer: PathAnswer): string {
  if (answer.result === 'issuer missing') return `"${answer.missingIssuer}" is not there`;
  return 'because' in answer ? answer.because : '';
}
