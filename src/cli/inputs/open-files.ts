import { Option } from '@commander-js/extra-typings';
import type { FileToCheck } from '../../lib/front.ts';
import { open, type Opened, type Unrecognised } from '../../lib/index.ts';
import type { Call } from '../program/command.ts';
import { Interrupted } from '../program/command-error.ts';
import { descriptor } from './flag-values.ts';
import { existingPassphrase, isPassphraseGiven, type PassphraseFlags } from './passphrase.ts';

/** The flags of commands that read PKCS#12 files. */
export const passphraseFileOption = () =>
  new Option(
    '--key-passphrase-file <file>',
    'the passphrase of keys and PKCS#12 files, from a file or - for stdin',
  );
export const passphraseFdOption = () =>
  new Option('--key-passphrase-fd <number>', 'the same, from an open file descriptor').argParser(descriptor);

/** Opens files, as often as a command has some to open. */
export type OpenFiles = (files: readonly FileToCheck[]) => Promise<Opened>;

/**
 * What is locked is opened with the passphrase given; without one it is asked for, once, where somebody may be asked.
 *
 * @param decrypt PKCS#12 files alone, where keys are of no use: they lie beside certificates, and trying costs time
 */
export function fileOpener(
  call: Pick<Call, 'io' | 'inputs' | 'settings' | 'terminal'>,
  flags: PassphraseFlags,
  decrypt: true | 'pkcs12' = 'pkcs12',
): OpenFiles {
  const { io, settings } = call;
  let passphrases: readonly string[] | undefined;
  const openAll = async (files: readonly FileToCheck[]): Promise<Opened> => {
    const opened = await open(files, { passphrases: passphrases ?? [], decrypt });
    if (io.signal.aborted) throw new Interrupted();
    return opened;
  };
  const isLocked = ({ kind, error }: Unrecognised): boolean =>
    error.code === 'passphrase-needed' && (decrypt === true || kind === 'pkcs12');
  return async (files) => {
    if (isPassphraseGiven(flags)) passphrases ??= [await existingPassphrase(call, flags, 'the files')];
    const opened = await openAll(files);
    const locked = opened.unrecognised.find(isLocked);
    if (!locked || !settings.mayPrompt) return opened;
    passphrases = [await existingPassphrase(call, flags, locked.path)];
    return openAll(files);
  };
}
