import type { SecureContext } from 'node:tls';
import { gatewayContext, LoadError, pairCertificate } from '../../lib/node/index.ts';
import { existingPassphrase, type PassphraseFlags } from '../inputs/passphrase.ts';
import type { Call } from '../program/command.ts';
import { CommandError } from '../program/command-error.ts';

export interface OwnFlags extends PassphraseFlags {
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
}

/** What to present; undefined: nothing. */
export async function ownContext(flags: OwnFlags, call: Call): Promise<SecureContext | undefined> {
  const { cert, key } = flags;
  if (cert === undefined && key === undefined) return undefined;
  if (cert === undefined || key === undefined) {
    throw new CommandError(2, '--cert and --key go together', {
      help: 'where both are in one file, give it twice',
    });
  }
  const isLocked = flags.keyPassphraseFile !== undefined || flags.keyPassphraseFd !== undefined;
  const passphrases = isLocked ? [await existingPassphrase(call, flags, key)] : [];
  const certificate = await call.inputs.read(cert, 'certificate');
  const keyFile = cert === key ? certificate : await call.inputs.read(key, 'private key');
  try {
    const own = await pairCertificate(asInput(certificate), asInput(keyFile), passphrases);
    // It is for the gateway to insist on more; here all is looked at that a partner has.
    return gatewayContext(own, { ciphers: 'all of OpenSSL' });
  } catch (error) {
    throw new CommandError(3, reason(error, cert), { help: 'what is in a file:  expcert show FILE' });
  }
}

const asInput = ({ file, bytes }: { readonly file: string; readonly bytes: Uint8Array }) => ({
  path: file,
  bytes,
});

function reason(error: unknown, file: string): string {
  if (error instanceof LoadError) return error.message;
  const { code, reason: words } = error as Error & { readonly code?: string; readonly reason?: string };
  if (code?.startsWith('ERR_SSL_') && words !== undefined) return `${file} is refused by OpenSSL: ${words}`;
  throw error;
}
