import type { ServiceTarget } from './record.ts';

/** The types of records that are asked for. */
export type QuestionType = 'SRV' | 'A' | 'AAAA' | 'PTR' | 'CAA';

/** A CAA record: who may issue for a domain (RFC 8659). */
export interface CaaRecord {
  /** `issue`, `issuewild`, `iodef` (RFC 8659 section 4) */
  readonly tag: string;
  readonly value: string;
}

/** What a resolver said to one question; names are without trailing dot. */
export type Answer =
  | {
      readonly is: 'there';
      /** Of an SRV question. */
      readonly targets: readonly ServiceTarget[];
      /** Of A and AAAA. */
      readonly addresses: readonly string[];
      /** Of PTR. */
      readonly names: readonly string[];
      readonly caa: readonly CaaRecord[];
      /** The name that an alias (CNAME) led to; absent without one. */
      readonly canonical?: string;
    }
  /** No such name, or nothing of that type behind it. */
  | { readonly is: 'absent' }
  /** Nobody knows: `SERVFAIL`, `REFUSED`, `no answer` and the like. */
  | { readonly is: 'not answered'; readonly because: string };

/** Asks one question. It never rejects: what goes wrong is an answer too. */
export type Ask = (name: string, type: QuestionType) => Promise<Answer>;

export const absent: Answer = { is: 'absent' };

/** What A and AAAA say together: there if one of them is, and absent only if both are. */
export function bothAnswers(four: Answer, six: Answer): Answer {
  if (four.is === 'there' && six.is === 'there') {
    return { ...six, ...four, addresses: [...four.addresses, ...six.addresses] };
  }
  if (four.is === 'there' || six.is === 'there') return four.is === 'there' ? four : six;
  return four.is === 'not answered' ? four : six;
}

export const addressesOf = (answer: Answer): readonly string[] =>
  answer.is === 'there' ? answer.addresses : [];
