import { open, type Crl, type OcspResponse } from '../../lib/index.ts';
import { problemOf, thingTexts } from '../inputs/contents-text.ts';
import { readFiles } from '../inputs/read-files.ts';
import type { Call } from '../program/command.ts';
import type { Problem } from '../program/command-error.ts';
import { holds } from './read-lists.ts';

export interface ReadEvidence {
  readonly crls: readonly Crl[];
  readonly ocspResponses: readonly OcspResponse[];
  readonly unread: readonly Problem[];
}

const purpose = 'revocation list or OCSP response';

/** Revocation lists and OCSP responses in the files and folders named. */
export async function readEvidence(names: readonly string[], call: Call): Promise<ReadEvidence> {
  const { files, named, unread } = await readFiles(names, purpose, call);
  const { recognised, unrecognised } = await open(files, { decrypt: false });
  const evidence = recognised.filter(({ kind }) => kind === 'crl' || kind === 'ocsp-response');
  const told = unrecognised.filter(({ path }) => named.has(path));
  const holding = new Set([...evidence, ...told].map(({ path }) => path));
  const useless = [...named].filter((path) => !holds(path, holding));
  const isNothing = names.length > 0 && evidence.length + unread.length + told.length + useless.length === 0;
  return {
    crls: recognised.flatMap((thing) => (thing.kind === 'crl' ? [thing.crl] : [])),
    ocspResponses: recognised.flatMap((thing) => (thing.kind === 'ocsp-response' ? [thing.response] : [])),
    unread: [
      ...unread,
      ...(isNothing ? [noEvidence(names.join(', '), thingTexts(recognised))] : []),
      ...told.map(problemOf),
      ...useless.map((path) =>
        noEvidence(path, thingTexts(recognised.filter((thing) => thing.path === path))),
      ),
    ],
  };
}

const noEvidence = (path: string, found: readonly string[]): Problem => ({
  message: `there is no revocation list in ${path}`,
  details: { found, expected: `a ${purpose}, in PEM or DER` },
});
