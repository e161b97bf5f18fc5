import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDeployment } from '../../../../src/lib/check/read-deployment.ts';

const folder = join(import.meta.dirname, '../../../../fixtures/deployments/broken');

const read = (file: string) => readDeployment(readFileSync(join(folder, file)), { file });

/** Every file of the folder: line:column and code of each finding, in the order they are reported. */
const expected: Readonly<Record<string, readonly string[]>> = {
  'alias-bomb.yaml': ['7:8 deployment/yaml-syntax'],
  'certificate.yaml': ['1:1 deployment/wrong-type'],
  'dialback-secret.yaml': ['8:15 deployment/secret-inline', '8:60 deployment/unknown-key'],
  'empty.yaml': ['deployment/nothing-listed'],
  'fifteen-mistakes.yaml': [
    '4:10 deployment/wrong-type',
    '6:8 deployment/wrong-type',
    '8:3 deployment/duplicate-key',
    '9:1 deployment/unknown-key',
    '10:5 deployment/unknown-key',
    '12:27 deployment/value-invalid',
    '13:21 deployment/unknown-key',
    '15:13 deployment/name-invalid',
    '15:44 deployment/unknown-key',
    '16:20 deployment/wrong-type',
    '18:5 deployment/name-invalid',
    '20:3 deployment/missing-key',
    '22:32 deployment/peer-twice',
    '25:12 deployment/nothing-listed',
    '27:35 deployment/value-invalid',
  ],
  'latin-1.yaml': ['2:8 deployment/encoding-invalid'],
  'missing-keys.json': [
    '2:2 deployment/missing-key',
    '2:2 deployment/missing-key',
    '5:3 deployment/missing-key',
  ],
  'private-key.yaml': ['8:3 deployment/secret-inline'],
  'tab.yaml': ['5:1 deployment/yaml-syntax'],
  'two-documents.yaml': ['3:1 deployment/yaml-syntax'],
  'unclosed-bracket.yaml': ['8:12 deployment/yaml-syntax'],
  'unknown-word.yaml': ['21:34 deployment/unknown-key'],
  'yaml-1.1.yaml': ['1:1 deployment/yaml-syntax'],
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
    'error[deployment/unknown-key]: unknown format "CollabEdge" for a registration domain',
    '  --> unknown-word.yaml:21:34',
    '   |',
    '21 |   - { name: example.com, format: CollabEdge }',
    '   |                                  ^^^^^^^^^^ did you mean CollabEdgeDNS?',
    '   = expected: DNS or CollabEdgeDNS',
    '   = note: CollabEdgeDNS puts "collab-edge." in front of the domain. Write example.com, not collab-edge.example.com',
  ]);
});
