import { Argument } from '@commander-js/extra-typings';
import { deploymentJsonSchema } from '../../lib/front.ts';
import { defineCommand } from '../program/command.ts';
import { resultSchema } from './result-schema.ts';

const subjects = ['deployment', 'result'] as const;

export const schema = defineCommand({
  examples: [
    ['schema deployment > expcert.schema.json', 'for an editor that checks YAML while you type'],
    ['schema result', 'what --json prints'],
  ],
  exitCodes: [0, 2],
  seeAlso: ['init', 'plan'],
  declare: (command) => command.addArgument(new Argument('<subject>', 'whose schema').choices(subjects)),
  async run({ args: [subject] }) {
    const document = subject === 'deployment' ? deploymentJsonSchema() : resultSchema;
    return { findings: [], verbatim: `${JSON.stringify(document, null, 2)}\n`, text: () => [] };
  },
});
