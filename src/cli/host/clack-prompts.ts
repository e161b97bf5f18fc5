import { confirm, isCancel, password, select, text } from '@clack/prompts';
import type { Readable, Writable } from 'node:stream';
import { Interrupted } from '../program/command-error.ts';
import type { Prompts } from './prompts.ts';

interface Streams {
  readonly input: Readable;
  readonly output: Writable;
  readonly signal: AbortSignal;
}

/** Questions on a terminal. Never opened without one: with stdin on /dev/null the package ends the process. */
export function clackPrompts(input: Readable, output: Writable, signal: AbortSignal): Prompts {
  /** One signal for each question: the package never takes its listeners off again. */
  async function ask<Value>(question: (streams: Streams) => Promise<Value>): Promise<Exclude<Value, symbol>> {
    const controller = new AbortController();
    const stop = () => controller.abort();
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop);
    try {
      return answer(await question({ input, output, signal: controller.signal }));
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }
  return {
    text: ({ validate, initial, ...question }) =>
      ask((streams) =>
        text({
          ...question,
          ...streams,
          ...(initial !== undefined && { initialValue: initial }),
          ...(validate && { validate: (value) => validate(value ?? '') }),
        }),
      ),
    password: (question) => ask((streams) => password({ ...question, ...streams })),
    confirm: ({ message, initial = true }) =>
      ask((streams) => confirm({ message, initialValue: initial, ...streams })),
    async select({ message, options }) {
      const choices = options.map(({ value, label }) => ({ value: value as string, label }));
      const chosen = await ask((streams) => select({ message, options: choices, ...streams }));
      return chosen as (typeof options)[number]['value'];
    },
  };
}

/** Left with Ctrl-C or Esc. */
function answer<Value>(given: Value): Exclude<Value, symbol> {
  if (isCancel(given)) throw new Interrupted();
  return given as Exclude<Value, symbol>;
}
