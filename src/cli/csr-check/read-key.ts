import { checkKeyFile } from '../../lib/front.ts';
import { DecodeError, readPrivateKey, type Finding } from '../../lib/index.ts';
import { rightsOf } from '../host/others-rights.ts';
import { existingPassphrase, type PassphraseFlags } from '../inputs/passphrase.ts';
import type { Call } from '../program/command.ts';
import { CommandError, type Problem } from '../program/command-error.ts';

/** The private key of --key and what is to be said of its file, or why it cannot be read. */
export async function readKey(
  file: string,
  call: Call,
  flags: PassphraseFlags,
): Promise<
  { readonly keyPair: CryptoKeyPair; readonly findings: readonly Finding[] } | { readonly problem: Problem }
> {
  const { crypto } = call.io;
  try {
    const { bytes } = await call.inputs.read(file, 'private key');
    const { keyPair } = await readPrivateKey(bytes, { crypto }).catch(async (error: unknown) => {
      if (!(error instanceof DecodeError) || error.code !== 'passphrase-needed') throw error;
      return readPrivateKey(bytes, { crypto, passphrase: await existingPassphrase(call, flags, file) });
    });
    return { keyPair, findings: checkKeyFile({ path: file, ...(await rightsOf(file, call.io)) }) };
  } catch (error) {
    if (error instanceof DecodeError) return { problem: undecodable(file, error) };
    if (error instanceof CommandError && error.exitCode === 3) return { problem: error.problems[0]! };
    throw error;
  }
}

function undecodable(file: string, { code, message }: DecodeError): Problem {
  if (code === 'wrong-passphrase') {
    const help = '--key-passphrase-file FILE. Blanks count; one final newline is cut off.';
    return { message: `${file}: ${message}`, details: { help } };
  }
  return {
    message: `${file} is not a private key that can be read`,
    details: { found: message, expected: 'an RSA or ECDSA key: PKCS#8, PKCS#1 or SEC1, in PEM or DER' },
  };
}
