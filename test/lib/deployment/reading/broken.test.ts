import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDeployment } from '../../../../src/lib/check/read-deployment.ts';

const folder = join(import.meta.dirname, '../../../../fixtures/deployments/broken');

const read = (file: string) => readDeployment(readFileSync(join(folder, file)), { file });

/** Every file of the folder: line:column and code of each finding, in the order they are reported. */
const expected: Readonly<Record<string, readonly string[]>> = {
  'alias-bomb.yaml': ['7:8 plan/yaml-syntax'],
  'certificate.yaml': ['1:1 plan/wrong-type'],
  'dialback-secret.yaml': ['8:15 plan/secret-inline', '8:60 plan/unknown-key'],
  'empty.yaml': ['plan/nothing-listed'],
  'fifteen-mistakes.yaml': [
    '4:10 plan/wrong-type',
    '6:8 plan/wrong-type',
    '8:3 plan/duplicate-key',
    '9:1 plan/unknown-key',
    '10:5 plan/unknown-key',
    '12:27 plan/value-invalid',
    '13:21 plan/unknown-key',
    '15:13 plan/name-invalid',
    '15:44 plan/unknown-key',
    '16:20 plan/wrong-type',
    '18:5 plan/name-invalid',
    '20:3 plan/missing-key',
    '22:32 plan/peer-twice',
    '25:12 plan/nothing-listed',
    '27:35 plan/value-invalid',
  ],
  'latin-1.yaml': ['2:8 plan/encoding-invalid'],
  'missing-keys.json': ['2:2 plan/missing-key', '2:2 plan/missing-key', '5:3 plan/missing-key'],
  'private-key.yaml': ['8:3 plan/secret-inline'],
  'tab.yaml': ['5:1 plan/yaml-syntax'],
  'two-documents.yaml': ['3:1 plan/yaml-syntax'],
  'unclosed-bracket.yaml': ['8:12 plan/yaml-syntax'],
  'unknown-word.yaml': ['21:34 plan/unknown-key'],
  'yaml-1.1.yaml': ['1:1 plan/yaml-syntax'],
};

describe('broken deployment files', () => {
  it('are all looked at here', () => {
    expect(readdirSync(folder).sort()).toEqual(Object.keys(expected).sort());
  });

  it.each(Object.entries(expected))('%s', (file, places) => {
    const { deployment, findings } = read(file);
    const found = findings.map(({ code, locations: [at] }) =>
      at?.line === undefined ? code : `${at.line}:${at.column} ${code}`,
    );
    expect(found).toEqual(places);
    expect(deployment).toBeUndefined();
    for (const { locations } of findings) expect(locations[0]!.file).toBe(file);
  });
});

/** As the command line prints it, from the finding alone. */
function printed(file: string): string[] {
  return read(file).findings.flatMap(({ code, severity, message, params, locations: [at] }) => {
    const { text, column, width } = params['frame'] as { text: string; column: number; width: number };
    return [
      `${severity}[${code}]: ${message}`,
      `  --> ${at!.file}:${at!.line}:${at!.column}`,
      '   |',
      `${String(at!.line).padEnd(3)}| ${text}`,
      `   | ${' '.repeat(column - 1)}${'^'.repeat(width)} ${String(params['label'])}`,
      `   = expected: ${String(params['expected'])}`,
      `   = note: ${String(params['note'])}`,
    ];
  });
}

it('a typing mistake is told with its line, what was expected, and what was meant', () => {
  expect(printed('unknown-word.yaml')).toEqual([
    'error[plan/unknown-key]: unknown format "CollabEdge" for a registration domain',
    '  --> unknown-word.yaml:21:34',
    '   |',
    '21 |   - { name: example.com, format: CollabEdge }',
    '   |                                  ^^^^^^^^^^ did you mean CollabEdgeDNS?',
    '   = expected: DNS or CollabEdgeDNS',
    '   = note: CollabEdgeDNS puts "collab-edge." in front of the domain. Write example.com, not collab-edge.example.com',
  ]);
});
