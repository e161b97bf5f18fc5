import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { readDeployment } from '../../../../src/lib/check/read-deployment.ts';

const corp = readFileSync(join(import.meta.dirname, '../../../../fixtures/corp.yaml'));
const corpText = corp.toString('utf8');
const runs = { seed: 20261122 };

/** What holds for any input: a deployment or findings, never neither, and every finding fit to be shown. */
function expectAnswer(input: string | Uint8Array): void {
  const { deployment, findings } = readDeployment(input, { file: 'x.yaml' });
  expect(deployment === undefined).toBe(findings.length > 0);
  const places = findings.map(({ locations: [at] }) => [at?.line ?? 0, at?.column ?? 0]);
  expect(places).toEqual([...places].sort(([a, b], [c, d]) => a! - c! || b! - d!));
  for (const { code, message, locations, params } of findings) {
    expect(code).toMatch(/^deployment\//);
    expect(message).not.toMatch(/\bundefined\b|\[object /);
    expect(locations[0]!.file).toBe('x.yaml');
    const frame = params['frame'] as { text: string; column: number; width: number } | undefined;
    if (!frame) continue;
    expect(frame.text).not.toMatch(/\p{Cc}/u);
    expect(frame.column).toBeGreaterThan(0);
    expect(frame.width).toBeGreaterThan(0);
  }
}

/** Words of the file format among other words, so that random structures reach its inner parts. */
const word = fc.oneof(
  fc.constantFrom(
    ...[
      'version',
      'name',
      'release',
      'services',
      'mra',
      'clusters',
      'core',
      'role',
      'peers',
      'request',
      'key',
      'type',
    ],
    ...[
      'rsa',
      'ec',
      'bits',
      'subject',
      'C',
      'CN',
      'registrationDomains',
      'format',
      'waivers',
      'until',
      'federation',
    ],
    ...[
      'dialbackSecret',
      'env',
      'staticRoutes',
      'policy',
      'talksTo',
      '__proto__',
      'constructor',
      'toString',
      '<<',
    ],
    ...['example.com', '*.example.com', 'expe1.example.com', 'X14.2', 'E', 'DNS', '2027-02-30'],
  ),
  fc.string(),
);
const tree = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    word,
    fc.integer(),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(word, tie('value')), { maxLength: 6 }).map((entries) => new Map(entries)),
  ),
})).value;

describe('any input gives an answer', () => {
  it('text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), expectAnswer), {
      ...runs,
      numRuns: 1000,
    });
  });

  it('bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), expectAnswer), { ...runs, numRuns: 1000 });
  });

  it('signs that mean something in YAML', () => {
    const sign = fc.constantFrom(
      ...'[]{},:?-#&*!|>\'"%@`<=~ \n\t\r',
      ...[
        '---\n',
        '...\n',
        ': ',
        '- ',
        '? ',
        '&a ',
        '*a ',
        '!!str ',
        '!!binary ',
        '|2-\n',
        '%YAML 1.1\n',
        'a',
        '1',
        '\\x',
      ],
    );
    const text = fc.array(sign, { maxLength: 60 }).map((signs) => signs.join(''));
    fc.assert(fc.property(text, expectAnswer), { ...runs, numRuns: 3000 });
  });

  it('structures as YAML and JSON', () => {
    fc.assert(
      fc.property(tree, (value) => expectAnswer(stringify(value, { aliasDuplicateObjects: false }))),
      { ...runs, numRuns: 1000 },
    );
    fc.assert(fc.property(fc.json(), expectAnswer), { ...runs, numRuns: 500 });
  });

  it('a sound file with a part of it replaced', () => {
    const at = fc.nat(corpText.length);
    fc.assert(
      fc.property(
        at,
        fc.nat(40),
        fc.oneof(word, fc.string({ unit: 'binary' })),
        (start, length, inserted) => {
          expectAnswer(corpText.slice(0, start) + inserted + corpText.slice(start + length));
        },
      ),
      { ...runs, numRuns: 1000 },
    );
  });

  it('a sound file cut anywhere, or with any bit turned', () => {
    fc.assert(
      fc.property(fc.nat(corp.length), (end) => expectAnswer(corp.subarray(0, end))),
      { ...runs, numRuns: 200 },
    );
    fc.assert(
      fc.property(fc.nat(corp.length - 1), fc.nat(7), (at, bit) => {
        const bytes = Uint8Array.from(corp);
        bytes[at]! ^= 1 << bit;
        expectAnswer(bytes);
      }),
      { ...runs, numRuns: 400 },
    );
  });
});
