import { nearestWord } from '../../lib/front.ts';
import type { Deployment } from '../../lib/index.ts';
import { CommandError } from '../program/command-error.ts';

/** A value of --trust: a file or folder, and who reads the lists in it. */
export interface GivenTrust {
  readonly name: string;
  /** Key of a cluster, FQDN of a peer, or another reader; absent: nobody said. */
  readonly of?: string;
}

/** Readers of lists besides the clusters. */
export const otherReaders = {
  unifiedCm: 'trust stores of Unified CM',
  imp: 'trust stores of IM and Presence',
  outside: 'what phones, browsers and partners trust',
} as const;

/** `FILE`, or `READER=FILE`. A file whose name has an equals sign is told by a path: `./a=b.pem`. */
export function givenTrust(values: readonly string[], deployment: Deployment | undefined): GivenTrust[] {
  const clusters = deployment?.clusters.map(({ id }) => id) ?? [];
  const peers = deployment?.clusters.flatMap(({ peers: all }) => all.map(({ name }) => name.name)) ?? [];
  const shown = [...clusters, ...Object.keys(otherReaders)];
  const readers = [...shown, ...peers];
  return values.map((value): GivenTrust => {
    const [, reader, name] = /^([^=/\\]+)=(.+)$/.exec(value) ?? [];
    if (reader === undefined || name === undefined) return { name: value };
    if (readers.includes(reader)) return { name, of: reader };
    const near = nearestWord(reader, readers);
    throw new CommandError(2, `--trust: nobody is called "${reader}"`, {
      expected: `FILE, or READER=FILE with one of ${shown.join(', ')}${peers.length > 0 ? ', or a peer' : ''}`,
      help: deployment
        ? [
            ...(near === undefined ? [] : [`did you mean ${near}?`]),
            `a file of that name:  --trust ./${value}`,
          ]
        : 'clusters are those of a deployment file: -d FILE',
    });
  });
}
