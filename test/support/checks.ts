import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = join(import.meta.dirname, '../../fixtures');

/** All files of a folder of fixtures, by their paths in it. */
export const filesUnder = (folder: string): Record<string, Uint8Array> =>
  Object.fromEntries(
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .map((path) => [relative(join(root, folder), path), readFileSync(path)]),
  );

/** The private keys of the certificates in fixtures/checks. */
const keys = { expc1: 'rsa-2048', expc2: 'rsa-2048-d', expe1: 'rsa-2048-e', expe2: 'rsa-2048-f' };
export const keyFiles: Readonly<Record<string, Uint8Array>> = Object.fromEntries(
  Object.entries(keys).map(([peer, key]) => [
    `keys/${peer}.key.pem`,
    readFileSync(join(root, `keys/${key}.pem`)),
  ]),
);

/** A folder of fixtures/checks with its keys, and its deployment file changed: what is said of X14.0 needs no Unified CM. */
export function checksWith(
  folder: 'sound' | 'mixed',
  change: (deployment: string) => string = (text) => text,
): Record<string, string | Uint8Array> {
  const files = filesUnder(`checks/${folder}`);
  const deployment = Buffer.from(files['corp.yaml']!).toString().replace('X14.2', 'X14.0');
  return { ...files, ...keyFiles, 'corp.yaml': change(deployment) };
}
