import { requestName } from '../../lib/front.ts';

/** A request made here, and its key until somebody says that its file is there. Both as PEM texts. */
export interface MadeRequest {
  readonly peer: string;
  /** Absent: the server's. */
  readonly store?: 'client';
  /** For a domain certificate: the domain. */
  readonly domain?: string;
  readonly csr: string;
  readonly isCsrSaved: boolean;
  /** PKCS#8; absent once it was forgotten. Never shown. */
  readonly key?: string;
  /** It was handed to the browser: whether the file is there, a page cannot see. */
  readonly isKeySaved: boolean;
  readonly isEncrypted: boolean;
  /** What the plan said when it was made. */
  readonly content: string;
}

/** What its files are called after, and how it is known here. */
export const nameOfMade = ({ peer, store, domain }: Pick<MadeRequest, 'peer' | 'store' | 'domain'>): string =>
  requestName({ peer, store: store ?? 'server', ...(domain !== undefined && { domain }) });

/** Where the making of keys and requests stands. */
export type KeyMaking = {
  readonly made: readonly MadeRequest[];
} & (
  | { readonly stage: 'idle' }
  | { readonly stage: 'making'; readonly done: number; readonly total: number; readonly peer: string }
  | { readonly stage: 'failed'; readonly message: string }
);

/** Keys that this page still has: they may be lost if it is left now. */
export const keptKeys = ({ made }: KeyMaking): number => made.filter(({ key }) => key !== undefined).length;
