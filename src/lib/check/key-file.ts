import type { Finding } from '../findings/finding.ts';
import { run } from '../findings/rule.ts';
import { keyFileRules } from '../rules/key/index.ts';
import type { FileToCheck } from './options.ts';

/** Judges the file of a private key by itself: whether others can read it. Whose key it is, is not asked. */
export function checkKeyFile({
  path,
  isReadableByOthers,
}: Pick<FileToCheck, 'path' | 'isReadableByOthers'>): Finding[] {
  return run(keyFileRules, {
    subject: { file: path },
    place: { file: path },
    publicKeyHash: undefined,
    encryption: undefined,
    encoding: undefined,
    armour: undefined,
    endsInNewline: undefined,
    hasCopyToUpload: false,
    isReadableByOthers,
    claim: undefined,
    owner: undefined,
    certificates: [],
    awaitedBy: [],
  });
}
