import { printName, type Certificate, type Crl, type SignatureVerifier } from '../index.ts';
import { issuersOf, signatureOf } from '../revocation/list-source.ts';
import type { FileProblem } from './load-error.ts';
import type { ReadFiles } from './trust-files.ts';

/**
 * Files with a list that its CA has not signed keep what they had: such a list says nothing, and by its number it could keep
 * all genuine ones out. Whose CA is not among these is judged when it is used.
 */
export async function withoutForged(
  now: ReadFiles,
  before: ReadFiles | undefined,
  cas: readonly Certificate[],
  verifier: SignatureVerifier,
  kept: FileProblem[],
): Promise<ReadFiles> {
  const files = new Map(now);
  for (const [file, read] of now) {
    const known = before?.get(file);
    if (known === read) continue;
    const lists = read.things.flatMap((thing) => (thing.kind === 'crl' ? [thing.crl] : []));
    for (const list of lists) {
      if (!(await isForged(list, cas, verifier))) continue;
      kept.push({
        file,
        text: `holds a list in the name of ${printName(list.issuer)} that this CA has not signed`,
      });
      if (known) files.set(file, known);
      else files.delete(file);
      break;
    }
  }
  return files;
}

async function isForged(
  list: Crl,
  cas: readonly Certificate[],
  verifier: SignatureVerifier,
): Promise<boolean> {
  const issuers = issuersOf(list, cas);
  for (const ca of issuers) if ((await signatureOf(list, ca, verifier)) !== 'invalid') return false;
  return issuers.length > 0;
}
