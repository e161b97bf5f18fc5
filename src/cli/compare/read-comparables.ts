import type { Comparable } from '../../lib/front.ts';
import { open, type FileToCheck } from '../../lib/index.ts';
import { problemOf, thingTexts } from '../inputs/contents-text.ts';
import { readFiles } from '../inputs/read-files.ts';
import type { Call } from '../program/command.ts';
import type { Problem } from '../program/command-error.ts';

export interface ReadComparables {
  /** Server certificates and requests; CAs only where there is nothing else. */
  readonly things: readonly Comparable[];
  readonly files: readonly FileToCheck[];
  /** Also said where there is neither a request nor a certificate. */
  readonly unread: readonly Problem[];
}

/** The requests and certificates in the files and folders named. */
export async function readComparables(names: readonly string[], call: Call): Promise<ReadComparables> {
  const { files, named, unread } = await readFiles(names, 'request or certificate', call);
  const { recognised, unrecognised } = await open(files, { decrypt: false, crypto: call.io.crypto });
  const all = recognised.filter(
    (item): item is Comparable => item.kind === 'certificate' || item.kind === 'certificate-request',
  );
  const servers = all.filter((item) => item.kind === 'certificate-request' || !isCa(item));
  // Keys lie beside their requests, often encrypted: nobody asked for them here.
  const damaged = unrecognised.filter(
    ({ path, kind, error }) =>
      kind !== 'encrypted-private-key' &&
      (named.has(path) || (error.code !== 'unrecognised' && error.code !== 'empty')),
  );
  const problems = [...unread, ...damaged.map(problemOf)];
  const things = servers.length > 0 ? servers : all;
  if (things.length > 0 || problems.length > 0) return { things, files, unread: problems };
  const nothing: Problem = {
    message: `there is neither a request nor a certificate in ${names.join(', ')}`,
    details: {
      found: thingTexts([...recognised, ...unrecognised]),
      help: 'what is in a file:  expcert show FILE',
    },
  };
  return { things: [], files, unread: [nothing] };
}

function isCa({ certificate }: Extract<Comparable, { kind: 'certificate' }>): boolean {
  return certificate.extensions.some(
    ({ name, value }) => name === 'basicConstraints' && (value as { ca?: boolean }).ca === true,
  );
}
