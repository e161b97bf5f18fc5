import { Option } from '@commander-js/extra-typings';
import { describeAsn1, type ItemToReport } from '../../lib/front.ts';
import { passphraseFdOption, passphraseFileOption } from '../inputs/open-files.ts';
import type { Call } from '../program/command.ts';
import { defineCommand } from '../program/command.ts';
import type { Problem } from '../program/command-error.ts';
import { count } from '../program/exit-code.ts';
import { grouped } from '../program/grouped.ts';
import type { View } from '../program/report.ts';
import type { Line } from '../render/line.ts';
import { shownJson } from './json.ts';
import { readThings, type ReadThings } from './read-things.ts';
import { shown, type Shown, type ShownDamage } from './shown.ts';
import { shownLines } from './text.ts';

export const show = defineCommand({
  examples: [
    ['show expe1.pem', 'certificates, requests, keys, lists: whatever is in the file'],
    ['show handover.zip', 'everything in an archive or a folder'],
    ['show new.pfx --key-passphrase-file secret.txt', 'what is locked in a PKCS#12 file'],
    ['show - --names < expe1.pem', 'only the names, one per line'],
  ],
  exitCodes: [0, 2, 3],
  seeAlso: ['csr check', 'explain'],
  declare: (command) =>
    command
      .argument('<file...>', 'files of any kind, folders, zip archives, or - for stdin')
      .addOption(new Option('--names', 'only the names, one per line').conflicts('asn1'))
      .option('--asn1', 'the ASN.1 structure, with offsets; of damaged files as far as it goes')
      .option('--with-pem', 'each as a PEM block too; never private keys')
      .addOption(passphraseFileOption())
      .addOption(passphraseFdOption()),
  async run(call) {
    const { names = false, asn1 = false, withPem: pem = false } = call.flags;
    const read = await readThings(call.args[0], call, call.flags);
    const wanted = { description: isWholeWanted(call), asn1, pem };
    const all: Shown[] = [];
    for (const item of read.recognised) all.push(await shown(item, wanted));
    const damaged: ShownDamage[] = asn1
      ? read.unrecognised.map((item) => ({ item, asn1: describeAsn1(item) }))
      : [];
    return {
      findings: [],
      unread: [...read.unread, ...nothingFound(read, call.args[0])],
      parts: { items: items(all) },
      text: (view) =>
        names ? all.flatMap((each) => each.names.map(bareName)) : text(all, damaged, read, view),
    };
  },
});

function items(all: readonly Shown[]): ItemToReport[] {
  const byFile = grouped(all, ({ item }) => item.path);
  return all.map((each) => shownJson(each, byFile.get(each.item.path)!.length === 1));
}

function isWholeWanted({ settings }: Call): boolean {
  return (
    settings.verbose || settings.format === 'json' || settings.reports.some(({ format }) => format === 'json')
  );
}

function text(
  all: readonly Shown[],
  damaged: readonly ShownDamage[],
  { passedOver }: ReadThings,
  { verbose, quiet }: View,
): Line[] {
  const lines = shownLines(all, damaged, verbose);
  if (passedOver.length === 0 || quiet) return lines;
  const others = `${count(passedOver.length, 'other file')} passed over`;
  return [
    ...lines,
    '',
    ...(verbose ? passedOver.map((file) => `passed over: ${file}`) : [`${others} (list: -v)`]),
  ];
}

function nothingFound({ recognised, unread }: ReadThings, names: readonly string[]): Problem[] {
  if (recognised.length + unread.length > 0) return [];
  return [{ message: `there is nothing to show in ${names.join(', ')}` }];
}

/** As plan --names prints it: a DNS name as it is, the rarer kinds with their type. */
function bareName({ type, value }: Shown['names'][number]): string {
  return type === 'DNS' ? value : `${type}:${value}`;
}
