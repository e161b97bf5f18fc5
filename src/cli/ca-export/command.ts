import { DecodeError, readPrivateKey, writePem } from '../../lib/index.ts';
import { writePkcs12, writePkcs7 } from '../../lib/issue/index.ts';
import { findIssued } from '../ca/find.ts';
import { withCa } from '../ca/folder.ts';
import { refusable } from '../ca/keys.ts';
import { checkOutput, writeOutput } from '../host/output-file.ts';
import { descriptor } from '../inputs/flag-values.ts';
import { newPassphrase } from '../inputs/passphrase.ts';
import { defineCommand } from '../program/command.ts';
import { CommandError } from '../program/command-error.ts';

export const caExport = defineCommand({
  examples: [
    ['ca export corp-ca --out chain.pem', 'the certificates of both CAs, for trusted CA lists'],
    ['ca export corp-ca 1f2e3d4c --out expe1.p7b', 'a certificate and its chain, as PKCS#7'],
    ['ca export corp-ca 1f2e3d4c --key csr/expe1.key.pem --out expe1.pfx', 'with its key, as PKCS#12'],
  ],
  exitCodes: [0, 2, 3, 4],
  seeAlso: ['ca list', 'show'],
  declare: (command) =>
    command
      .argument('<dir>', 'the folder of the CA')
      .argument('[certificate]', 'its file, or its serial number; without it the CAs alone')
      .requiredOption('--out <file>', 'the ending says what it becomes: .pem, .p7b, .pfx or .p12')
      .option('--key <file>', 'the key of the certificate, without a passphrase; for .pfx and .p12')
      .option('--key-passphrase-file <file>', 'the passphrase of the new .pfx, from a file or - for stdin')
      .option('--key-passphrase-fd <number>', 'the passphrase, from an open file descriptor', descriptor),
  run: (call) =>
    withCa(call.args[0], call, async ({ memory }) => {
      const { out, key } = call.flags;
      const [, name] = call.args;
      const ending = /\.([a-z0-9]+)$/i.exec(out)?.[1]?.toLowerCase();
      const isPfx = ending === 'pfx' || ending === 'p12';
      if (!isPfx && ending !== 'pem' && ending !== 'p7b')
        throw new CommandError(2, `${out} ends in none of .pem, .p7b, .pfx and .p12`);
      if (isPfx !== (key !== undefined) || (isPfx && name === undefined))
        throw new CommandError(2, '.pfx and .p12 hold a certificate with its key, and nothing else does', {
          help: 'give the certificate and --key FILE together with such a name',
        });
      const replaces = await checkOutput(out, call.settings.force, call.io.fs);
      const found = name === undefined ? undefined : await findIssued(name, memory, call);
      const { issuing, root } = memory.certificates;
      const certificates = [...(found ? [found.certificate] : []), issuing, root];
      const content = await refusable(out, async () => {
        if (ending === 'pem') return certificates.map(({ der }) => writePem('CERTIFICATE', der)).join('');
        if (ending === 'p7b') return writePkcs7(certificates);
        const keyPair = await keyIn(key!, call);
        const passphrase = await newPassphrase(call, call.flags, out, {
          help: 'give --key-passphrase-file FILE (or - for stdin)',
        });
        return writePkcs12({ certificates, keyPair, passphrase, friendlyName: found!.for });
      });
      writeOutput(out, content, replaces, call.io.fs, isPfx ? 0o600 : 0o644);
      call.terminal.wrote(out);
      return { findings: [], parts: { written: [out] }, text: () => [] };
    }),
});

async function keyIn(
  file: string,
  { inputs }: Pick<Parameters<typeof findIssued>[2], 'inputs'>,
): Promise<CryptoKeyPair> {
  const { bytes } = await inputs.read(file, 'private key');
  try {
    return (await readPrivateKey(bytes)).keyPair;
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    throw new CommandError(3, `${file}: ${error.message}`, { note: 'nothing was written' });
  }
}
