import { join } from 'node:path';
import { DecodeError, readPrivateKey } from '../../lib/index.ts';
import { IssueError, type CaInput } from '../../lib/issue/index.ts';
import { existingPassphrase } from '../inputs/passphrase.ts';
import type { Call } from '../program/command.ts';
import { CommandError } from '../program/command-error.ts';
import type { PassphraseFlags } from '../program/passphrase-flags.ts';
import { commonNameOf, type Authority, type Memory } from './memory.ts';

export const keyFile = (name: Authority): string => `${name}.key.pem`;

/** The CA with its key, for signing; the key may lie elsewhere. */
export async function signer(
  name: Authority,
  folder: string,
  { certificates }: Memory,
  call: Call,
  flags: PassphraseFlags & { readonly key?: string | undefined },
): Promise<CaInput> {
  const file = flags.key ?? join(folder, keyFile(name));
  const { bytes } = await call.inputs.read(file, `key of ${commonNameOf(certificates[name])}`);
  return {
    certificate: certificates[name],
    keyPair: await keyPairIn(file, bytes, call, flags),
    chain: name === 'issuing' ? [certificates.root] : [],
  };
}

async function keyPairIn(
  file: string,
  bytes: Uint8Array,
  call: Call,
  flags: PassphraseFlags,
): Promise<CryptoKeyPair> {
  try {
    return (await readPrivateKey(bytes)).keyPair;
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    if (error.code !== 'passphrase-needed') throw new CommandError(3, `${file}: ${error.message}`);
  }
  const passphrase = await existingPassphrase(call, flags, file);
  try {
    return (await readPrivateKey(bytes, { passphrase })).keyPair;
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    throw new CommandError(3, `${file}: ${error.message}`, { note: 'nothing was written' });
  }
}

/** What the library refuses, as a refusal of the command. */
export async function refusable<Result>(what: string, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof IssueError)) throw error;
    throw new CommandError(4, `${what} gets no certificate`, {
      found:
        error.findings.length > 0
          ? error.findings.map(({ code, message }) => `${code}: ${message}`)
          : error.message,
      note: 'nothing was written',
    });
  }
}
