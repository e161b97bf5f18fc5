import { confirm, isCancel, password, select, text } from '@clack/prompts';
import type { Readable, Writable } from 'node:stream';
import { Interrupted } from './command-error.ts';
import type { Prompts } from './prompts.ts';

/** Questions on a terminal. Never opened without one: with stdin on /dev/null the package ends the process. */
export function clackPrompts(input: Readable, output: Writable, signal: AbortSignal): Prompts {
  const streams = { input, output, signal };
  return {
    async text({ validate, initial, ...question }) {
      return answer(
        await text({
          ...question,
          ...streams,
          ...(initial !== undefined && { initialValue: initial }),
          ...(validate && { validate: (value) => validate(value ?? '') }),
        }),
      );
    },
    password: async (question) => answer(await password({ ...question, ...streams })),
    async confirm({ message, initial = true }) {
      return answer(await confirm({ message, initialValue: initial, ...streams }));
    },
    async select({ message, options }) {
      const choices = options.map(({ value, label }) => ({ value: value as string, label }));
      return answer(
        await select({ message, options: choices, ...streams }),
      ) as (typeof options)[number]['value'];
    },
  };
}

/** Left with Ctrl-C or Esc. */
function answer<Value>(given: Value): Exclude<Value, symbol> {
  if (isCancel(given)) throw new Interrupted();
  return given as Exclude<Value, symbol>;
}
