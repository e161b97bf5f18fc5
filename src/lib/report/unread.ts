import { isDamage } from '../errors.ts';
import type { ReportedProblem } from './report.ts';

/** What could not be read: of a file that was opened, or of a whole check. */
export interface UnreadPart {
  readonly path: string;
  readonly entry: number;
  readonly line?: number;
  readonly offset?: number;
  readonly label?: string;
  readonly kind?: string | undefined;
  readonly container?: string;
  readonly error: { readonly code: string; readonly message: string };
}

/** What cannot be read, why, and what to do about it. */
export function unreadProblem(part: UnreadPart): ReportedProblem {
  const { path, entry, line, offset, label, error } = part;
  // Whoever searches outputs for keys by their label is to find keys alone.
  const block = label === undefined ? '' : `, ${label.endsWith('PRIVATE KEY') ? label.toLowerCase() : label}`;
  const where = offset === undefined || offset === 0 ? '' : `, from byte ${offset}`;
  // A file with one thing in it needs no number, and a line says more than one.
  const number = entry > 1 && line === undefined ? `, entry ${entry}` : '';
  return { message: `${path}${number}${block}${where}: ${error.message}`, ...detailsOf(part) };
}

function detailsOf({ path, kind, container, error }: UnreadPart): Pick<ReportedProblem, 'found' | 'help'> {
  switch (error.code) {
    case 'wrong-passphrase':
      return {
        help: [
          'give the right one, on the command line with --key-passphrase-file FILE. Blanks count; one final newline is cut off.',
        ],
      };
    case 'passphrase-needed':
      return {
        help: ['give its passphrase, on the command line with --key-passphrase-file FILE (or - for stdin)'],
      };
    case 'no-integrity-check':
      return {
        found: ['decryption gave no readable content'],
        help: ['try another passphrase, or ask for a new export with a MAC'],
      };
    case 'unsupported-encryption':
    case 'unsupported-old-encryption': {
      const isPkcs12 = kind === 'pkcs12' || container === 'PKCS#12';
      return { help: [isPkcs12 ? exportAgain(path, error.code) : encryptAgain(path, error.code)] };
    }
    case 'unsupported':
    case 'unrecognised':
    case 'empty':
    case 'too-large':
      return {};
    default:
      return {
        help: [
          isDamage(error.code)
            ? 'copy or export it again'
            : 'it was written so, and a new copy is the same: whoever made it has to make it again',
          `how far it can be read, on the command line:  expcert show --asn1 ${fileArgument(path)}`,
        ],
      };
  }
}

/** What is in an archive is read by the archive's name. */
export function fileArgument(path: string): string {
  const file = path.split('!/')[0]!;
  return file === 'stdin' ? '-' : shellWord(file);
}

/** OpenSSL reads what we do not and writes what we do; old ciphers need its legacy provider. */
function exportAgain(path: string, code: string): string {
  const legacy = code === 'unsupported-old-encryption' ? ' -legacy' : '';
  return `openssl pkcs12${legacy} -in ${shellWord(path)} -nodes | openssl pkcs12 -export -out ${shellWord(renewed(path, '.pfx'))}`;
}

/** The same for a key. */
function encryptAgain(path: string, code: string): string {
  const legacy = code === 'unsupported-old-encryption' ? ' -provider legacy -provider default' : '';
  return `openssl pkcs8 -topk8${legacy} -in ${shellWord(path)} -out ${shellWord(renewed(path, '.pem'))}`;
}

const renewed = (path: string, usualEnding: string): string =>
  path.replace(/(\.[^./\\]+)?$/, (ending) => `-new${ending || usualEnding}`);

/** A word as POSIX shells take it literally. */
export function shellWord(word: string): string {
  return /^[\w%+,./:=@~-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
