import { toHex } from '../bytes.ts';
import type { RevocationStatus } from '../revocation/status.ts';
import type { CaAtHand, ListAnswer, PathAnswer } from '../rules/chain/facts.ts';
import { reachableEntries, type TrustStoreKind } from '../trust/reachable-entries.ts';
import type { Certificate } from '../x509/certificate.ts';
import type { Crl } from '../x509/crl.ts';
import type { OcspResponse } from '../x509/ocsp.ts';
import { printName, sameName } from '../x509/name.ts';
import type { SignatureChecks } from '../x509/signature-checks.ts';
import { PreparedMaterial } from '../validation/path-material.ts';
import { PathValidator, type PathReport } from '../validation/validate-path.ts';

/** A CA certificate with the file it stands in. */
export interface PlacedCa {
  readonly certificate: Certificate;
  readonly file: string;
}

/** A trusted-CA list, and who reads it. */
export interface PathList {
  readonly file: string;
  /** Key of a cluster, or of another product; undefined: nobody said. */
  readonly of: string | undefined;
  /** How it is searched. */
  readonly store: TrustStoreKind;
  readonly certificates: readonly Certificate[];
}

export interface ChainMaterial {
  /** CA certificates outside of lists. */
  readonly cas: readonly PlacedCa[];
  readonly lists: readonly PathList[];
  readonly crls: readonly Crl[];
  readonly ocspResponses: readonly OcspResponse[];
}

export interface ToRoot {
  readonly answer: PathAnswer;
  /** CAs of the path, issuer first; empty where there is none. */
  readonly cas: readonly Certificate[];
  /** Of the certificate itself; undefined: no evidence was given, or the path reaches no root. */
  readonly revocation: RevocationStatus | undefined;
  readonly isRevocationAsked: boolean;
  /** Subjects of CAs of the path whose status the evidence leaves open. */
  readonly casOfUnknownStatus: readonly string[];
}

/** Answers for many certificates whether they lead to a root, and whether each list can verify them. */
export class ChainJudge {
  readonly #all: PathValidator;
  readonly #lists: readonly ListJudge[];
  readonly #isRevocationAsked: boolean;
  readonly #hasLooseRoot: boolean;
  /** Readers of lists that hold a root. */
  readonly #readersWithRoot: ReadonlySet<string | undefined>;
  readonly #placeOf: ReadonlyMap<string, string>;

  constructor(material: ChainMaterial, at: number, checks: SignatureChecks) {
    const everything = [
      ...material.cas,
      ...material.lists.flatMap(({ file, certificates }) =>
        certificates.map((certificate) => ({ certificate, file })),
      ),
    ];
    const certificates = everything.map(({ certificate }) => certificate);
    const validator = rootValidators(at, checks);
    this.#isRevocationAsked = hasEvidence(material);
    this.#hasLooseRoot = material.cas.some(({ certificate }) => isRoot(certificate));
    this.#readersWithRoot = new Set(
      material.lists.filter((list) => list.certificates.some(isRoot)).map((list) => list.of),
    );
    this.#placeOf = new Map(
      everything.map(({ certificate, file }) => [identityOf(certificate), file] as const).reverse(),
    );
    this.#all = validator(certificates, certificates, material);
    this.#lists = material.lists.map((list) => ({
      list,
      ...judgeOf(reachableEntries(list.certificates, list.store), certificates, validator),
    }));
  }

  /** With everything at hand. Without any root to get to, nobody can say that one is missing. */
  async toRoot(certificate: Certificate, cluster: string | undefined): Promise<ToRoot> {
    const report = await this.#all.validate(certificate);
    const answer = answerOf(report);
    const isOpen =
      answer.result === 'issuer missing' && !this.#readersWithRoot.has(cluster) && !this.#hasLooseRoot;
    return {
      answer: isOpen ? { result: 'not checked', because: 'no root CA and no trusted CA list given' } : answer,
      cas: answer.result === 'trusted' ? casOf(report) : [],
      revocation: statusOfLeaf(report),
      isRevocationAsked: this.#isRevocationAsked,
      casOfUnknownStatus: casOfUnknownStatus(report),
    };
  }

  /** What each of these lists makes of the certificate. */
  async ask(
    certificate: Certificate,
    { cas }: ToRoot,
    isAsked: (list: PathList) => boolean,
  ): Promise<ListAnswer[]> {
    const answers: ListAnswer[] = [];
    for (const { list, holds, alone, helped } of this.#lists) {
      if (!isAsked(list)) continue;
      const answer = answerOf(await alone.validate(certificate));
      const answerWithHelp =
        answer.result === 'trusted' ? answer : answerOf(await helped.validate(certificate));
      const absent = cas.filter((ca) => !holds.has(identityOf(ca))).map((ca) => this.#caAtHand(ca));
      answers.push({ list: list.file, whose: list.of, answer, answerWithHelp, absent });
    }
    return answers;
  }

  #caAtHand(ca: Certificate): CaAtHand {
    return { subject: printName(ca.subject), file: this.#placeOf.get(identityOf(ca)) ?? '' };
  }
}

/** What a list answers by itself, and with the CAs that are at hand elsewhere. */
const judgeOf = (
  reachable: readonly Certificate[],
  atHand: readonly Certificate[],
  validator: ReturnType<typeof rootValidators>,
): Omit<ListJudge, 'list'> => ({
  holds: new Set(reachable.map(identityOf)),
  alone: validator(reachable, reachable),
  helped: validator(reachable, atHand),
});

interface ListJudge {
  readonly list: PathList;
  readonly holds: ReadonlySet<string>;
  readonly alone: PathValidator;
  /** The roots of the list, with the CAs that are at hand elsewhere. */
  readonly helped: PathValidator;
}

export const isRoot = ({ subject, issuer }: Certificate): boolean => sameName(subject, issuer);

/**
 * An Expressway starts from roots alone: an intermediate in its list counts as long as its root is there too.
 * @param checks shared by all of them, who meet the same certificates
 */
export function rootValidators(time: number, checks: SignatureChecks) {
  return (
    anchors: readonly Certificate[],
    help: readonly Certificate[],
    evidence: GivenEvidence = { crls: [], ocspResponses: [] },
  ) =>
    new PathValidator(
      new PreparedMaterial(
        {
          anchors: anchors.filter(isRoot),
          intermediates: help.filter((certificate) => !isRoot(certificate)),
          crls: evidence.crls,
          ocspResponses: evidence.ocspResponses,
        },
        'reject',
        checks,
      ),
      {
        time,
        purpose: 'any',
        conformance: false,
        revocation: hasEvidence(evidence) ? 'chain' : 'none',
        acceptUnknownRevocation: true,
        revocationDespiteErrors: true,
      },
    );
}

export type GivenEvidence = Pick<ChainMaterial, 'crls' | 'ocspResponses'>;

export const hasEvidence = ({ crls, ocspResponses }: GivenEvidence): boolean =>
  crls.length + ocspResponses.length > 0;

/** undefined: no evidence was given, or the path reaches no root. */
export const statusOfLeaf = ({ best }: PathReport): RevocationStatus | undefined =>
  best.revocation?.find(({ position }) => position === 0);

const casOfUnknownStatus = ({ best }: PathReport): string[] =>
  (best.revocation ?? []).flatMap(({ position, status }) => {
    const ca = position === 0 ? undefined : best.certificates[position];
    return ca && status === 'unknown' ? [printName(ca.subject)] : [];
  });

/** The signature is what no two certificates share. */
export const identityOf = ({ signature }: Certificate): string => toHex(signature);

/** Faults of the certificate itself that are no fault of its chain; rules of area cert/ judge the rest. */
const faultsOfTheChain: ReadonlySet<string> = new Set([
  'path/issuer-not-found',
  'path/signature-invalid',
  'path/signature-not-checked',
  'path/name-constraint-violated',
  'path/search-limit-reached',
]);

export function answerOf({ best }: PathReport): PathAnswer {
  const faults = best.findings.filter(
    ({ severity, code, params }) =>
      severity === 'error' && (params.position !== 0 || faultsOfTheChain.has(code)),
  );
  const missing = faults.find(({ code }) => code === 'path/issuer-not-found');
  if (missing) {
    const { issuer, certificate } = missing.params;
    return { result: 'issuer missing', missingIssuer: String(issuer), of: String(certificate) };
  }
  const open = faults.find(({ code }) => openQuestions.has(code));
  if (open) return { result: 'not checked', because: open.message };
  const [fault] = faults;
  if (fault) return { result: 'broken', because: fault.message };
  const path = [...best.certificates, ...(best.anchor ? [best.anchor] : [])];
  return { result: 'trusted', path: path.map(({ subject }) => printName(subject)) };
}

const openQuestions: ReadonlySet<string> = new Set([
  'path/signature-not-checked',
  'path/search-limit-reached',
]);

function casOf({ best }: PathReport): Certificate[] {
  const [, ...intermediates] = best.certificates;
  return [...intermediates, ...(best.anchor ? [best.anchor] : [])];
}
