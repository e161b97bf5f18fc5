import type { Detail, Location, Subject } from '../../findings/finding.ts';
import type { Occurrence } from '../../findings/rule.ts';
import type { Armour } from '../../formats/armour.ts';

/** What the rules of area key/ judge: one private key in a file. The key itself is not here. */
export interface KeyFacts {
  readonly subject: Subject;
  readonly place: Location;
  /** undefined: it could not be read, or nobody can tell. */
  readonly publicKeyHash: string | undefined;
  /** How the file encrypts it; undefined where it does not. */
  readonly encryption: string | undefined;
  /** How its PEM block is written; undefined where it stands in none. */
  readonly armour: Armour | undefined;
  /** undefined: it does not stand in a PEM file, or the bytes are not at hand. */
  readonly endsInNewline: boolean | undefined;
  /** undefined: nobody said. */
  readonly isReadableByOthers: boolean | undefined;
  /** What the caller, its file or its file's name says that it belongs to; undefined: nothing does. */
  readonly claim:
    { readonly of: string; readonly place: Location | undefined; readonly isTrue: boolean } | undefined;
  /** Who has the public key; undefined: no certificate, request or manifest at hand. */
  readonly owner: string | undefined;
}

export function about<D extends Detail>({ subject, place, claim }: KeyFacts, detail: D): Occurrence<D> {
  return { subject, detail, locations: [place, ...(claim?.place ? [claim.place] : [])] };
}
