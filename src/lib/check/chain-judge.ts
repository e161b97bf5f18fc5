import { toHex } from '../bytes.ts';
import { isSelfSignedByLooks } from '../path/appliance.ts';
import { CertificateFacts } from '../path/facts.ts';
import type { RevocationStatus } from '../revocation/status.ts';
import {
  leadsToRoot,
  type CaAtHand,
  type ListAnswer,
  type ListReader,
  type PathAnswer,
} from '../rules/chain/facts.ts';
import type { JudgedPath } from '../rules/path/facts.ts';
import type { TrustStoreKind } from '../trust/reachable-entries.ts';
import { toleratedBy } from '../validation/judge-path.ts';
import type { PathValidator } from '../validation/validate-path.ts';
import type { Certificate } from '../x509/certificate.ts';
import { printName, sameName } from '../x509/name.ts';
import type { SignatureChecks } from '../x509/signature-checks.ts';
import {
  applianceValidator,
  findPath,
  hasEvidence,
  ListSearch,
  type GivenEvidence,
  type PathSearchSettings,
} from './list-search.ts';

/** A CA certificate with the file it stands in. */
export interface PlacedCa {
  readonly certificate: Certificate;
  readonly file: string;
}

/** A trusted-CA list, and who reads it. */
export interface PathList {
  readonly file: string;
  readonly reader: ListReader;
  /** How it is searched. */
  readonly store: TrustStoreKind;
  readonly certificates: readonly Certificate[];
}

export interface ChainMaterial extends GivenEvidence {
  /** CA certificates outside of lists. */
  readonly cas: readonly PlacedCa[];
  readonly lists: readonly PathList[];
}

export interface ToRoot {
  readonly answer: PathAnswer;
  /** What on a good path RFC 5280 forbids and the appliance takes, in sentences. */
  readonly tolerated: readonly string[];
  /** CAs of the path, issuer first; empty where none leads to a root. */
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
  /** Clusters whose list holds a root. */
  readonly #clustersWithRoot: ReadonlySet<string | undefined>;
  readonly #placeOf: ReadonlyMap<string, string>;

  constructor(material: ChainMaterial, at: number, checks: SignatureChecks) {
    const everything = [
      ...material.cas,
      ...material.lists.flatMap(({ file, certificates }) =>
        certificates.map((certificate) => ({ certificate, file })),
      ),
    ];
    const certificates = everything.map(({ certificate }) => certificate);
    const settings = { time: at, checks };
    this.#isRevocationAsked = hasEvidence(material);
    this.#hasLooseRoot = material.cas.some(({ certificate }) => isRoot(certificate));
    this.#clustersWithRoot = new Set(
      material.lists.flatMap(({ certificates: entries, reader }) =>
        entries.some(isRoot) ? [reader.kind === 'expressway' ? reader.cluster : undefined] : [],
      ),
    );
    this.#placeOf = new Map(
      everything.map(({ certificate, file }) => [identityOf(certificate), file] as const).reverse(),
    );
    this.#all = everyPath(certificates, certificates, { ...settings, evidence: material });
    this.#lists = material.lists.map((list) => ({
      list,
      places: placesIn(list.certificates),
      alone: new ListSearch(list.certificates, list.store, settings),
      helped: everyPath(list.certificates, certificates, settings),
    }));
  }

  /** Who reads the lists that were given. */
  get readers(): ListReader[] {
    return this.#lists.map(({ list }) => list.reader);
  }

  /** With everything at hand. Without any root to get to, nobody can say that one is missing. */
  async toRoot(certificate: Certificate, cluster: string | undefined): Promise<ToRoot> {
    const { answer, path } = await findPath(this.#all, certificate);
    const isOpen =
      answer.result === 'issuer missing' && !this.#clustersWithRoot.has(cluster) && !this.#hasLooseRoot;
    return {
      answer: isOpen
        ? { result: 'not checked', why: 'no-root', because: 'no root CA and no trusted CA list given' }
        : answer,
      cas: leadsToRoot(answer) ? casOf(path) : [],
      tolerated: answer.result === 'trusted' ? toleratedOn(path) : [],
      revocation: statusOfLeaf(path),
      isRevocationAsked: this.#isRevocationAsked,
      casOfUnknownStatus: casOfUnknownStatus(path),
    };
  }

  /** What each of these lists makes of the certificate. */
  async ask(
    certificate: Certificate,
    { cas }: ToRoot,
    isAsked: (list: PathList) => boolean,
  ): Promise<ListAnswer[]> {
    const answers: ListAnswer[] = [];
    for (const { list, places, alone, helped } of this.#lists) {
      if (!isAsked(list)) continue;
      const onItsOwn = await alone.find(certificate);
      const withHelp = onItsOwn.answer.result === 'trusted' ? onItsOwn : await findPath(helped, certificate);
      const answerWithHelp = withHelp.answer;
      // Phones and browsers have roots alone: the Expressway sends them what is between.
      const { answer, path } = list.reader.kind === 'outside' ? withHelp : onItsOwn;
      const absent = cas.filter((ca) => !places.has(identityOf(ca))).map((ca) => this.#caAtHand(ca));
      answers.push({
        list: list.file,
        reader: list.reader,
        answer,
        answerWithHelp,
        absent,
        through: answer.result === 'trusted' ? placesOn(path, places) : [],
      });
    }
    return answers;
  }

  #caAtHand(ca: Certificate): CaAtHand {
    return { subject: printName(ca.subject), file: this.#placeOf.get(identityOf(ca)) ?? '' };
  }
}

/** In sentences. Malformed parts of the certificate itself are told by rules on the certificate. */
const toleratedOn = (path: JudgedPath): string[] =>
  toleratedBy(path)
    .filter(({ aspect, position }) => aspect !== 'malformed' || position !== 0)
    .map(({ finding }) => finding.message);

interface ListJudge {
  readonly list: PathList;
  readonly places: Places;
  readonly alone: ListSearch;
  /** The roots of the list, with the CAs that are at hand elsewhere. */
  readonly helped: PathValidator;
}

export const isRoot = ({ subject, issuer }: Certificate): boolean => sameName(subject, issuer);

/** Where each certificate of a list stands, from 0; of several that are the same, the first. */
type Places = ReadonlyMap<string, number>;

export const placesIn = (certificates: readonly Certificate[]): Places =>
  new Map(certificates.map((each, place) => [identityOf(each), place] as const).reverse());

/** Those that a path leads through. */
export const placesOn = ({ certificates }: JudgedPath, places: Places): number[] =>
  [...new Set(certificates.map(({ facts }) => identityOf(facts.certificate)))].flatMap(
    (identity) => places.get(identity) ?? [],
  );

/** Starts from roots alone: an intermediate in a list counts as long as its root is there too. */
const everyPath = (
  anchors: readonly Certificate[],
  help: readonly Certificate[],
  settings: PathSearchSettings,
): PathValidator => applianceValidator(anchors.filter(isTrustAnchor), help, 'every', settings);

const isTrustAnchor = (certificate: Certificate): boolean =>
  isRoot(certificate) && isSelfSignedByLooks(new CertificateFacts(certificate));

/** undefined: no evidence was given, or the path reaches no root. */
export const statusOfLeaf = ({ revocation }: JudgedPath): RevocationStatus | undefined =>
  revocation?.find(({ position }) => position === 0);

const casOfUnknownStatus = ({ revocation, candidate }: JudgedPath): string[] =>
  (revocation ?? []).flatMap(({ position, status }) => {
    const ca = position === 0 ? undefined : candidate.certificates[position];
    return ca && status === 'unknown' ? [printName(ca.certificate.subject)] : [];
  });

/** The signature is what no two certificates share. */
export const identityOf = ({ signature }: Certificate): string => toHex(signature);

function casOf({ candidate: { certificates, issuer } }: JudgedPath): Certificate[] {
  const [, ...intermediates] = certificates;
  return [...intermediates, ...(issuer ? [issuer] : [])].map(({ certificate }) => certificate);
}
