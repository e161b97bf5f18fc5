import type { CertificateStoreName } from '../findings/requirements.ts';
import { isCalledClient, withoutStore } from '../plan/request-name.ts';
import { stemOf } from './file-stem.ts';

/** After which store files are called, of which some are known by the others beside them. */
export interface StoreNames {
  /** `client.pem`, `server.pem`; `expc1.pem` where `expc1-client.pem` is beside it, as expcert calls the two. */
  storeOf(path: string): CertificateStoreName | undefined;
  /** The same, of the two files of such a pair alone. */
  storeInPair(path: string): CertificateStoreName | undefined;
}

/** @param paths of files of one kind: a certificate is no twin of a request */
export function storeNames(paths: readonly string[]): StoreNames {
  const stems = new Set(paths.map(nameStem));
  const ofServers = new Set(
    [...stems].flatMap((stem) => (withoutStore(stem) === stem ? [] : [withoutStore(stem)])),
  );
  const storeOf = (path: string): CertificateStoreName | undefined => {
    if (isCalledClient(path)) return 'client';
    return isServerFile(path) || ofServers.has(nameStem(path)) ? 'server' : undefined;
  };
  return {
    storeOf,
    storeInPair: (path) => {
      const stem = nameStem(path);
      if (ofServers.has(stem)) return 'server';
      const other = withoutStore(stem);
      return other !== stem && stems.has(other) ? 'client' : undefined;
    },
  };
}

const nameStem = (path: string): string => stemOf(path.replace(/\.(cert|p7b|p7c|p12|pfx)$/i, ''));

/** `server.pem` and no host of that name. */
const isServerFile = (path: string): boolean =>
  /(?:^|[\\/!._-])server\.(?:pem|crt|cer|cert|der|p7b|p7c|p12|pfx)$/i.test(path);
