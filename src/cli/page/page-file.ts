import type { Io } from '../host/io.ts';
import { fileSystemReason } from '../host/file-system-reason.ts';
import { CommandError } from '../program/command-error.ts';

/** The page as it was built. */
export async function readPage({ fs, pageFile }: Io): Promise<Uint8Array> {
  try {
    return await fs.read(pageFile);
  } catch (error) {
    throw new CommandError(3, `${pageFile}: ${fileSystemReason(error)}`, {
      note: 'the page is built with the program',
      help: 'in a clone run: npm run build',
    });
  }
}

/** SHA-256 in hex, as sha256sum prints it. */
export async function pageHash(bytes: Uint8Array, { crypto }: Io): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes));
  return [...new Uint8Array(digest)].map((octet) => octet.toString(16).padStart(2, '0')).join('');
}
