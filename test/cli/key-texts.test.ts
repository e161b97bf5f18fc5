import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { keyTexts } from '../../src/lib/deployment/key-texts.ts';

const dist = join(import.meta.dirname, '../../dist/cli');

it('what keys of the deployment file mean is read by the command schema alone', () => {
  const { says = '' } = keyTexts['ca']!;
  const holders = readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js') && readFileSync(join(dist, file), 'utf8').includes(says))
    .map((file) => file.replace(/^.*[/\\]|-[\w-]{8}\.js$/g, ''));
  expect(holders).toEqual(['schema']);
});
