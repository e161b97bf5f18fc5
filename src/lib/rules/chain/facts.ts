import type { Role } from '../../deployment/model.ts';
import type { Detail, Location, Subject } from '../../findings/finding.ts';
import type { Occurrence } from '../../findings/rule.ts';

/** Is there a good path from the certificate to a root? */
export type PathAnswer =
  /** Subjects from the certificate to the root. */
  | { readonly result: 'trusted'; readonly path: readonly string[] }
  /** Nobody there has issued `of`; `missingIssuer` is its issuer. */
  | { readonly result: 'issuer missing'; readonly missingIssuer: string; readonly of: string }
  /** There is a path, and something is wrong with it. */
  | { readonly result: 'broken'; readonly because: string }
  | { readonly result: 'not checked'; readonly because: string };

/** A CA certificate that is at hand, with the place to fetch it from. */
export type CaAtHand = { readonly subject: string; readonly file: string };

/** What a trusted-CA list makes of the certificate. */
export interface ListAnswer {
  /** The file of the list. */
  readonly list: string;
  /** Who reads the list: `core`, `Unified CM`; undefined: nobody said. */
  readonly whose: string | undefined;
  readonly answer: PathAnswer;
  /** The same if the CAs that are at hand elsewhere came with the certificate. */
  readonly answerWithHelp: PathAnswer;
  /** CAs of the certificate's path that are at hand and not in the list. */
  readonly absent: readonly CaAtHand[];
}

export interface Bundle {
  /** Certificates in the file. */
  readonly certificates: number;
  readonly order: 'server certificate first' | 'root first' | 'in no order';
}

/** What the rules of area chain/ judge: the way from one certificate up. */
export interface ChainFacts {
  readonly subject: Subject;
  readonly place: Location | undefined;
  /** Its subject, as text. */
  readonly name: string;
  /** An Expressway's certificate, or one of Unified CM or the IM and Presence Service. */
  readonly of: { readonly kind: 'peer'; readonly role: Role | undefined } | { readonly kind: 'node' };
  /** Expressway release; undefined: no deployment. */
  readonly release: string | undefined;
  /** With every CA certificate at hand; undefined where the certificate is self-signed. */
  readonly toRoot: PathAnswer | undefined;
  /** The trusted-CA list of the Expressway that is to present the certificate. */
  readonly ownList: ListAnswer | undefined;
  /** Lists of those who are to trust the certificate. */
  readonly otherLists: readonly ListAnswer[];
  /** undefined: the certificate is alone in its file. */
  readonly bundle: Bundle | undefined;
}

export function about<D extends Detail>({ subject, place }: ChainFacts, detail: D): Occurrence<D> {
  return { subject, detail, locations: place ? [place] : [] };
}

export const whoseText = (whose: string | undefined): string => (whose === undefined ? '' : ` of ${whose}`);

export const absentText = (absent: readonly CaAtHand[]): string =>
  absent.map(({ subject, file }) => `${subject} (in ${file})`).join(', ');
