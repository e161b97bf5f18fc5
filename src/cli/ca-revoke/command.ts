import { Option } from '@commander-js/extra-typings';
import { join } from 'node:path';
import { crlEntry } from '../ca/crl.ts';
import { findIssued } from '../ca/find.ts';
import { withCa } from '../ca/folder.ts';
import { refusable, signer } from '../ca/keys.ts';
import { type CaEntry, type Reason } from '../ca/memory.ts';
import { days, descriptor } from '../inputs/flag-values.ts';
import { defineCommand } from '../program/command.ts';
import { CommandError } from '../program/command-error.ts';

/** Those that a CA without holds and partitions can give (RFC 5280 5.3.1). */
const reasons: readonly Reason[] = [
  'keyCompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'privilegeWithdrawn',
];

export const caRevoke = defineCommand({
  examples: [
    ['ca revoke corp-ca corp-ca/issued/expe1.example.com-1f2e3d4c.pem --reason keyCompromise', 'by its file'],
    ['ca revoke corp-ca 1f2e3d4c --reason superseded', 'by its serial number'],
  ],
  exitCodes: [0, 2, 3, 4],
  seeAlso: ['ca list', 'ca crl'],
  declare: (command) =>
    command
      .argument('<dir>', 'the folder of the CA')
      .argument('<certificate>', 'its file, or its serial number')
      .addOption(
        new Option('--reason <reason>', 'why it counts no more').choices(reasons).makeOptionMandatory(),
      )
      .option('--days <days>', 'until the next list', days, 30)
      .option('--key-passphrase-file <file>', 'the passphrase of the CA key, from a file or - for stdin')
      .option('--key-passphrase-fd <number>', 'the passphrase, from an open file descriptor', descriptor),
  run: (call) =>
    withCa(call.args[0], call, async ({ folder, memory, commit }) => {
      const { at } = call.settings;
      const { reason } = call.flags;
      const found = await findIssued(call.args[1], memory, call);
      const name = `${found.for}, ${found.serial}`;
      if (found.revoked) {
        const since = found.revoked.on.toISOString().slice(0, 10);
        throw new CommandError(4, `${name} is revoked already, since ${since} (${found.revoked.reason})`);
      }
      const ca = await signer('issuing', folder, memory, call, call.flags);
      const revoked: CaEntry = { type: 'revoked', serial: found.serial, on: at.toISOString(), reason };
      const issued = memory.issued.map((each) =>
        each === found ? { ...each, revoked: { on: at, reason } } : each,
      );
      const settings = { at, days: call.flags.days };
      const list = await refusable('the list', () =>
        crlEntry('issuing', ca, { ...memory, issued }, settings),
      );
      commit([revoked, list]);
      const file = join(folder, 'issuing.crl');
      call.terminal.wrote(file);
      return {
        findings: [],
        parts: { written: [file] },
        text: () => [`Revoked: ${name} (${reason}). Put ${file} where the others fetch it.`],
      };
    }),
});
