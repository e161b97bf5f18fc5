import type { PassphraseFlags } from '../program/passphrase-flags.ts';
import { passphraseLimit } from '../host/read-limited.ts';
import type { Call } from '../program/command.ts';
import { CommandError } from '../program/command-error.ts';
import { fileSystemReason } from '../host/file-system-reason.ts';

export type { PassphraseFlags };

export const isPassphraseGiven = ({ keyPassphraseFile, keyPassphraseFd }: PassphraseFlags): boolean =>
  keyPassphraseFile !== undefined || keyPassphraseFd !== undefined;

type Source = Pick<Call, 'io' | 'inputs' | 'settings' | 'terminal'>;

/** How often a person may try to type the same twice. */
const attempts = 3;

/**
 * The passphrase for keys about to be made: from the file or descriptor given, else typed twice. CommandError 2
 * where there is neither, before any time is spent on keys.
 */
export async function newPassphrase(
  call: Source,
  flags: PassphraseFlags,
  keys: string,
  {
    help = 'give --key-passphrase-file FILE (or - for stdin), or leave --encrypt-keys out to write keys without one',
  }: { readonly help?: string } = {},
): Promise<string> {
  const given = await givenPassphrase(call, flags);
  if (given !== undefined) return given;
  requireTerminal(call, `a passphrase for the new keys is needed`, {
    help,
    note: 'nothing was written',
  });
  const prompts = await call.io.prompts();
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const first = await prompts.password({ message: `New passphrase for ${keys}:` });
    if (first === '') call.terminal.say('a passphrase has at least one character');
    else if ((await prompts.password({ message: 'Again:' })) === first) return first;
    else call.terminal.say('the two are not the same');
  }
  throw new CommandError(2, `no passphrase after ${attempts} attempts; nothing was written`);
}

/** The passphrase of a key that is there already. */
export async function existingPassphrase(
  call: Source,
  flags: PassphraseFlags,
  file: string,
): Promise<string> {
  const given = await givenPassphrase(call, flags);
  if (given !== undefined) return given;
  requireTerminal(call, `the passphrase of ${file} is needed`, {
    help: 'give --key-passphrase-file FILE (or - for stdin)',
    note: 'nothing was written',
  });
  return (await call.io.prompts()).password({ message: `Passphrase of ${file}:` });
}

function requireTerminal({ settings }: Source, what: string, details: { help: string; note: string }): void {
  if (settings.mayPrompt) return;
  throw new CommandError(
    2,
    `${what}, and there is no terminal to ask on (${settings.noPromptBecause})`,
    details,
  );
}

async function givenPassphrase(call: Source, flags: PassphraseFlags): Promise<string | undefined> {
  const { keyPassphraseFile: file, keyPassphraseFd: descriptor } = flags;
  if (file !== undefined && descriptor !== undefined) {
    throw new CommandError(2, 'give --key-passphrase-file or --key-passphrase-fd, not both');
  }
  if (file !== undefined) {
    const { file: name, bytes } = await call.inputs.read(file, 'passphrase', passphraseLimit);
    if (file !== '-') await warnIfReadable(call, file);
    return decodePassphrase(bytes, name);
  }
  if (descriptor === undefined) return undefined;
  const name = `descriptor ${descriptor}`;
  return decodePassphrase(await readDescriptor(call, descriptor, name), name);
}

async function readDescriptor({ io }: Source, descriptor: number, name: string): Promise<Uint8Array> {
  try {
    return await io.readDescriptor(descriptor, passphraseLimit);
  } catch (error) {
    throw new CommandError(3, `the passphrase could not be read from ${name}: ${fileSystemReason(error)}`);
  }
}

/** UTF-8 on one line; one line end at its end is no part of it. */
function decodePassphrase(bytes: Uint8Array, from: string): string {
  const text = decodeUtf8(bytes);
  if (text === undefined) throw unusable(from, 'is not UTF-8');
  const passphrase = text.replace(/\r?\n$/, '');
  if (passphrase === '') throw unusable(from, 'is empty');
  if (/[\r\n\0]/.test(passphrase)) throw unusable(from, 'has more than one line');
  return passphrase;
}

const unusable = (from: string, why: string): CommandError =>
  new CommandError(3, `the passphrase from ${from} ${why}`, {
    help: 'the passphrase stands alone; blanks count, one final newline is cut off',
  });

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

async function warnIfReadable({ io, terminal }: Source, file: string): Promise<void> {
  const status = await io.fs.status(file);
  // Windows has no such bits, and a pipe made by the shell (<(…)) is nobody else's.
  if (io.platform === 'win32' || status?.kind !== 'file' || (status.mode & 0o077) === 0) return;
  terminal.warn(`others can read ${file} (mode ${octal(status.mode)}): chmod 600 ${file}`);
}

/** `0644` */
export const octal = (mode: number): string => mode.toString(8).padStart(4, '0');
