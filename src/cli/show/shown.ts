import { describeAsn1, pemOf, summarise, type Asn1Node, type Summary } from '../../lib/front.ts';
import { describe, namesOf, type Description, type Recognised, type Unrecognised } from '../../lib/index.ts';

/** What of a thing is to be printed. */
export interface Wanted {
  /** The whole tree, for JSON and --verbose. */
  readonly description: boolean;
  readonly asn1: boolean;
  readonly pem: boolean;
}

/** A thing with all that is printed of it. */
export interface Shown {
  readonly item: Recognised;
  readonly summary: Summary;
  readonly description: Description | undefined;
  readonly names: ReturnType<typeof namesOf>;
  readonly asn1: readonly Asn1Node[] | undefined;
  readonly pem: string | undefined;
}

/** Computed before anything is printed: digests take a promise. */
export async function shown(item: Recognised, wanted: Wanted): Promise<Shown> {
  return {
    item,
    summary: await summarise(item),
    description: wanted.description ? await describe(item) : undefined,
    names: namesOf(item),
    asn1: wanted.asn1 ? describeAsn1(item) : undefined,
    pem: wanted.pem ? pemOf(item) : undefined,
  };
}

/** A part that could not be read, with its structure as far as it goes. */
export interface ShownDamage {
  readonly item: Unrecognised;
  readonly asn1: readonly Asn1Node[];
}

export const isContainer = ({ kind }: Recognised): boolean => kind === 'pkcs7' || kind === 'pkcs12';
