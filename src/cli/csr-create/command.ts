import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { factsOption } from '../inputs/load-facts.ts';
import { descriptor } from '../inputs/flag-values.ts';
import { defineCommand } from '../program/command.ts';
import { CommandError } from '../program/command-error.ts';
import { createCsrs } from './create-csrs.ts';
import { hashes, keys, type CsrCreateFlags } from './flags.ts';

export const csrCreate = defineCommand({
  examples: [
    ['csr create -d corp.yaml --out csr/', 'a key and a CSR for every peer'],
    ['csr create -d corp.yaml --out csr/ --encrypt-keys', 'the same with a passphrase on every key'],
    [
      'csr create -d corp.yaml --out csr/ --peer expe1.example.com --reuse-key csr/',
      'renew with the same key',
    ],
    ['csr create -d corp.yaml --dry-run', 'say what would be written'],
  ],
  exitCodes: [0, 1, 2, 3, 4],
  seeAlso: ['plan', 'csr check'],
  declare: (command) =>
    command
      .option('--out <dir>', 'folder for CSRs, keys and manifest.json; made where it is missing', 'csr')
      .option('--peer <peer...>', 'only these peers, by FQDN')
      .option('--cluster <cluster>', 'only the peers of this cluster')
      .option('--encrypt-keys', 'put a passphrase on the keys; the Expressway takes them without one only')
      .option('--key-passphrase-file <file>', 'the passphrase, from a file or - for stdin')
      .option('--key-passphrase-fd <number>', 'the passphrase, from an open file descriptor', descriptor)
      .addOption(
        new Option('--reuse-key <dir>', 'use the keys in this folder again; old CSRs become .bak').conflicts([
          ...['replaceKeys', 'encryptKeys', 'key'],
        ]),
      )
      .option('--replace-keys', 'make new keys although there are some; old keys and CSRs become .bak')
      .addOption(new Option('--key <kind>', 'instead of what the deployment file says').choices(keys))
      .addOption(new Option('--hash <hash>', 'instead of what the deployment file says').choices(hashes))
      .option('--der', 'write the CSRs in DER, as .csr.der')
      .option('--zip <file>', 'also put the CSRs, never keys, into a zip file')
      .option('--jobs <number>', 'keys made at a time; default: one per processor core', positive)
      .addOption(factsOption())
      .option('--keep-going', 'leave out peers that something stands in the way of, and make the others')
      .option('--dry-run', 'say what would be written; make and write nothing'),
  async run(call) {
    const flags: CsrCreateFlags = call.flags;
    const hasPassphrase = flags.keyPassphraseFile !== undefined || flags.keyPassphraseFd !== undefined;
    if (hasPassphrase && !flags.encryptKeys && flags.reuseKey === undefined) {
      throw new CommandError(2, 'a passphrase is given, and nothing to use it for', {
        help: 'add --encrypt-keys for new keys, or --reuse-key DIR for keys that are there',
      });
    }
    return createCsrs(call, flags);
  },
});

function positive(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Expected a number from 1 to 9999.');
}
