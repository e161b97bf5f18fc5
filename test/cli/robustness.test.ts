import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expcertIn } from '../support/io.ts';

const corp = readFileSync(join(import.meta.dirname, '../../examples/corp.yaml'));

async function expectDocumentedEnd(content: Uint8Array): Promise<void> {
  for (const format of ['text', 'json']) {
    const call = ['plan', '-d', 'corp.yaml', '--format', format];
    const { code, stdout, stderr } = await expcertIn({ files: { 'corp.yaml': content } }, ...call);
    expect([0, 1, 3]).toContain(code);
    expect(stderr).not.toContain('    at ');
    expect(stdout + stderr).not.toMatch(/(?!\n)\p{Cc}/u);
    if (format === 'json') expect(() => JSON.parse(stdout) as unknown).not.toThrow();
  }
}

describe('a damaged deployment file ends in a verdict or in a message', () => {
  it('cut at 200 lengths', async () => {
    for (let cut = 0; cut < 200; cut++) {
      await expectDocumentedEnd(corp.subarray(0, Math.floor((corp.length * cut) / 200)));
    }
  });

  it('with bytes flipped', async () => {
    const flip = fc.tuple(fc.nat(corp.length - 1), fc.integer({ min: 1, max: 255 }));
    await fc.assert(
      fc.asyncProperty(flip, async ([at, bits]) => {
        const flipped = Uint8Array.from(corp);
        flipped[at]! ^= bits;
        await expectDocumentedEnd(flipped);
      }),
      { seed: 11, numRuns: 200 },
    );
  });

  it('of any bytes', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), expectDocumentedEnd), {
      seed: 12,
      numRuns: 100,
    });
  });
});
