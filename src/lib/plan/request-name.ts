import { subjectText } from '../findings/subject-text.ts';
import type { RequestPlan } from './plan.ts';

/** Ends the file names of a request for the client store; the box itself calls the two client.pem and clientprivkey.pem. */
const clientSuffix = '-client';

type Whose = Pick<RequestPlan, 'peer' | 'store' | 'domain'>;

/** What the files of a request are called after: the peer, and its domain or store where it is not the server's. */
export const requestName = ({ peer, store, domain }: Whose): string =>
  domain === undefined ? (store === 'client' ? `${peer}${clientSuffix}` : peer) : `${peer}-${domain}`;

/** The same to be read: `expc.example.com, client store`. */
export const requestText = ({ peer, store, domain }: Whose): string =>
  domain === undefined
    ? subjectText({ peer, ...(store === 'client' && { store }) })
    : `${peer}, domain ${domain}`;

/**
 * `expc.example.com-client.csr.pem`, `client.pem`, `client/expc.csr`: the file's name or its folder's says so. A domain
 * `client.example.com` does not.
 */
export const isCalledClient = (path: string): boolean =>
  /(?:^|[\\/!._-])client(?=[\\/!_-]|\.(?:csr|req|p10|key|pem|der|crt|cer|cert|p7b|p7c|p12|pfx|txt)(?:\.|$)|$)/i.test(
    path
      .split(/[\\/!]/)
      .slice(-2)
      .join('/'),
  );

/** A word of a path without what says the store. */
export const withoutStore = (word: string): string =>
  word.endsWith(clientSuffix) ? word.slice(0, -clientSuffix.length) : word;
