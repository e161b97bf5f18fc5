import { join } from 'node:path';
import { crlEntry } from '../ca/crl.ts';
import { withCa } from '../ca/folder.ts';
import { refusable, signer } from '../ca/keys.ts';
import { days, descriptor } from '../inputs/flag-values.ts';
import { defineCommand } from '../program/command.ts';

export const caCrl = defineCommand({
  examples: [
    ['ca crl corp-ca', 'the next revocation list, before the last one ends'],
    ['ca crl corp-ca --root --key /media/usb/root.key.pem --days 365', 'that of the root'],
  ],
  exitCodes: [0, 2, 3, 4],
  seeAlso: ['ca revoke', 'ca list'],
  declare: (command) =>
    command
      .argument('<dir>', 'the folder of the CA')
      .option('--root', 'the list of the root in the place of that of the issuing CA')
      .option('--key <file>', 'where the key lies, if not in the folder')
      .option('--days <days>', 'until the next list', days, 30)
      .option('--key-passphrase-file <file>', 'the passphrase of the key, from a file or - for stdin')
      .option('--key-passphrase-fd <number>', 'the passphrase, from an open file descriptor', descriptor),
  run: (call) =>
    withCa(call.args[0], call, async ({ folder, memory, commit }) => {
      const by = call.flags.root ? 'root' : 'issuing';
      const ca = await signer(by, folder, memory, call, call.flags);
      const settings = { at: call.settings.at, days: call.flags.days };
      const { crls } = commit([await refusable('the list', () => crlEntry(by, ca, memory, settings))]);
      const file = join(folder, `${by}.crl`);
      call.terminal.wrote(file);
      const until = new Date(crls[by].nextUpdate!).toISOString().slice(0, 10);
      return {
        findings: [],
        parts: { written: [file] },
        text: () => [`The list of the ${by === 'root' ? 'root' : 'issuing CA'} holds until ${until}.`],
      };
    }),
});
