import { join } from 'node:path';
import { exportPrivateKey } from '../../lib/index.ts';
import { withCa } from '../ca/folder.ts';
import { keyFile, signer } from '../ca/keys.ts';
import { authorities } from '../ca/memory.ts';
import { descriptor } from '../inputs/flag-values.ts';
import { newPassphrase } from '../inputs/passphrase.ts';
import { defineCommand } from '../program/command.ts';
import { CommandError } from '../program/command-error.ts';

export const caPassphrase = defineCommand({
  examples: [
    ['ca passphrase corp-ca', 'ask for the old and the new one'],
    ['ca passphrase corp-ca --key-passphrase-file old --new-passphrase-file new', 'without being asked'],
  ],
  exitCodes: [0, 2, 3, 4],
  seeAlso: ['ca init'],
  declare: (command) =>
    command
      .argument('<dir>', 'the folder of the CA')
      .option('--key-passphrase-file <file>', 'the passphrase so far, from a file or - for stdin')
      .option(
        '--key-passphrase-fd <number>',
        'the passphrase so far, from an open file descriptor',
        descriptor,
      )
      .option('--new-passphrase-file <file>', 'the new passphrase, from a file or - for stdin'),
  run: (call) =>
    withCa(call.args[0], call, async ({ folder, memory }) => {
      const { io, flags, terminal } = call;
      const statuses = await Promise.all(
        authorities.map((name) => io.fs.status(join(folder, keyFile(name)))),
      );
      const here = authorities.filter((_, index) => statuses[index] !== undefined);
      if (here.length === 0) throw new CommandError(3, `there is no key in ${folder}`);
      const signers = [];
      for (const name of here) signers.push(await signer(name, folder, memory, call, flags));
      const passphrase = await newPassphrase(
        call,
        { keyPassphraseFile: flags.newPassphraseFile },
        'the keys of the CA',
        { help: 'give --new-passphrase-file FILE (or - for stdin)' },
      );
      // All are read and written anew before the first gives way.
      const written = await Promise.all(
        signers.map(async ({ keyPair }, index) => ({
          path: join(folder, keyFile(here[index]!)),
          pem: await exportPrivateKey(keyPair.privateKey, { passphrase }),
        })),
      );
      for (const { path, pem } of written) io.fs.atOnce.replace(path, pem, 0o600);
      for (const { path } of written) terminal.wrote(path, 'with the new passphrase');
      return { findings: [], parts: { written: written.map(({ path }) => path) }, text: () => [] };
    }),
});
