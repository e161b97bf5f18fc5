import { holderOf, type Comparable, type FileToCheck } from '../../lib/front.ts';
import type { Opened } from '../../lib/index.ts';
import { problemOf, thingTexts } from '../inputs/contents-text.ts';
import type { OpenFiles } from '../inputs/open-files.ts';
import { readFiles } from '../inputs/read-files.ts';
import type { Call } from '../program/command.ts';
import type { Problem } from '../program/command-error.ts';

export interface ReadComparables {
  /** Server certificates and requests; CAs only where there is nothing else. */
  readonly things: readonly Comparable[];
  readonly files: readonly FileToCheck[];
  /** All that is in the files. */
  readonly opened: Opened;
  /** Also said where there is neither a request nor a certificate. */
  readonly unread: readonly Problem[];
}

/** The requests and certificates in the files and folders named. */
export async function readComparables(
  names: readonly string[],
  openFiles: OpenFiles,
  call: Pick<Call, 'io' | 'inputs' | 'terminal'>,
): Promise<ReadComparables> {
  const { files, named, unread } = await readFiles(names, 'request or certificate', call);
  const opened = await openFiles(files);
  const { recognised, unrecognised } = opened;
  const all = recognised.filter(
    (item): item is Comparable => item.kind === 'certificate' || item.kind === 'certificate-request',
  );
  const servers = all.filter(
    (item) => item.kind === 'certificate-request' || holderOf(item.certificate) === 'server',
  );
  // Keys lie beside their requests, often encrypted: nobody asked for them here.
  const damaged = unrecognised.filter(
    ({ path, kind, error }) =>
      kind !== 'encrypted-private-key' &&
      (named.has(path) || (error.code !== 'unrecognised' && error.code !== 'empty')),
  );
  const problems = [...unread, ...damaged.map(problemOf)];
  const things = servers.length > 0 ? servers : all;
  if (things.length > 0 || problems.length > 0) return { things, files, opened, unread: problems };
  const nothing: Problem = {
    message: `there is neither a request nor a certificate in ${names.join(', ')}`,
    details: {
      found: thingTexts([...recognised, ...unrecognised]),
      help: 'what is in a file:  expcert show FILE',
    },
  };
  return { things: [], files, opened, unread: [nothing] };
}
