import { Argument } from '@commander-js/extra-typings';
import { deploymentJsonSchema } from '../../lib/front.ts';
import { checkOutput, writeOutput } from '../host/output-file.ts';
import { defineCommand } from '../program/command.ts';
import { resultSchema } from './result-schema.ts';

const subjects = ['deployment', 'result'] as const;

export const schema = defineCommand({
  examples: [
    ['schema deployment --out expcert.schema.json', 'for an editor that checks YAML while you type'],
    ['schema result', 'what --json prints'],
  ],
  exitCodes: [0, 2, 4],
  seeAlso: ['init', 'plan'],
  declare: (command) =>
    command
      .addArgument(new Argument('<subject>', 'whose schema').choices(subjects))
      .option('--out <file>', 'write it to a file; default: to stdout'),
  async run({ args: [subject], flags: { out = '-' }, settings, io, terminal }) {
    const replaces = out !== '-' && (await checkOutput(out, settings.force, io.fs));
    const document = subject === 'deployment' ? deploymentJsonSchema() : resultSchema;
    const content = `${JSON.stringify(document, null, 2)}\n`;
    if (out === '-') return { findings: [], verbatim: content, text: () => [] };
    writeOutput(out, content, replaces, io.fs);
    terminal.wrote(out);
    return { findings: [], parts: { written: [out] }, text: () => [] };
  },
});
