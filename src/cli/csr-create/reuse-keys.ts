import { checkKeyFile, keyKindOf, keyKindText, rsaSizes } from '../../lib/front.ts';
import { DecodeError, readPrivateKey, type Finding, type RequestPlan } from '../../lib/index.ts';
import { rightsOf } from '../host/others-rights.ts';
import { unreadable } from '../inputs/inputs.ts';
import { existingPassphrase, type PassphraseFlags } from '../inputs/passphrase.ts';
import type { Call } from '../program/command.ts';
import { CommandError, type Problem } from '../program/command-error.ts';
import { shellWord } from '../program/next-command.ts';
import type { Target } from './files.ts';
import type { Order } from './make-requests.ts';

type Source = Pick<Call, 'io' | 'inputs' | 'settings' | 'terminal'>;

export interface ReusedKeys {
  readonly orders: readonly Order[];
  /** One for each request whose key cannot be used. */
  readonly unread: readonly Problem[];
  /** About the files of the keys. */
  readonly findings: readonly Finding[];
}

/** Reads the key of each request. The passphrase is asked for once, and only where one is needed. */
export async function readKeys(
  targets: readonly Target[],
  call: Source,
  flags: PassphraseFlags,
): Promise<ReusedKeys> {
  const orders: Order[] = [];
  const unread: Problem[] = [];
  const findings: Finding[] = [];
  let passphrase: Promise<string> | undefined;
  for (const { request, files } of targets) {
    const file = files.key;
    try {
      const bytes = await readKeyFile(file, call);
      const keyPair = await readKeyPair(
        bytes,
        call,
        () => (passphrase ??= existingPassphrase(call, flags, file)),
      );
      checkKind(keyPair, request, file, call);
      findings.push(...checkKeyFile({ path: file, ...(await rightsOf(file, call.io)) }));
      orders.push({ request, keyPair });
    } catch (error) {
      if (error instanceof DecodeError) unread.push(undecodable(file, error));
      else if (error instanceof CommandError && error.exitCode === 3) unread.push(...error.problems);
      else throw error;
    }
  }
  return { orders, unread, findings };
}

async function readKeyFile(file: string, { io }: Source): Promise<Uint8Array> {
  try {
    return await io.fs.read(file);
  } catch (error) {
    throw new CommandError(3, [unreadable(file, 'key to use again', error)]);
  }
}

async function readKeyPair(
  bytes: Uint8Array,
  { io: { crypto } }: Source,
  passphrase: () => Promise<string>,
): Promise<CryptoKeyPair> {
  try {
    return (await readPrivateKey(bytes, { crypto })).keyPair;
  } catch (error) {
    if (!(error instanceof DecodeError) || error.code !== 'passphrase-needed') throw error;
    return (await readPrivateKey(bytes, { crypto, passphrase: await passphrase() })).keyPair;
  }
}

/** No CA signs for smaller RSA keys, and larger ones can keep an Expressway's SIP zones down. */
function checkKind(
  { privateKey }: CryptoKeyPair,
  { request: { key } }: RequestPlan,
  file: string,
  { terminal }: Source,
): void {
  const kind = keyKindOf(privateKey)!;
  if (kind.type === 'rsa' && !rsaSizes.includes(kind.bits)) {
    throw new CommandError(3, `${file}: ${keyKindText(kind)} is of no use for an Expressway`, {
      expected: `RSA with ${rsaSizes.join(', ')} bits, or ECDSA`,
      help: 'make a new key: --replace-keys instead of --reuse-key',
    });
  }
  if (keyKindText(kind) === keyKindText(key)) return;
  terminal.warn(`${file} is ${keyKindText(kind)}, the deployment file asks for ${keyKindText(key)}`);
}

function undecodable(file: string, { code, message }: DecodeError): Problem {
  const from = shellWord(file);
  switch (code) {
    case 'wrong-passphrase':
      return {
        message: `${file}: ${message}`,
        details: { help: '--key-passphrase-file FILE. Blanks count; one final newline is cut off.' },
      };
    case 'unsupported':
    case 'unsupported-encryption':
    case 'unsupported-old-encryption':
      return {
        message: `${file}: ${message}`,
        details: {
          help: [
            `an RSA or ECDSA key with another encryption:  openssl pkey -in ${from} -aes256 -out new.key.pem`,
            'any other key: make a new one, with --replace-keys instead of --reuse-key',
          ],
        },
      };
    default:
      return { message: `${file} is not a private key that can be read`, details: { found: message } };
  }
}
