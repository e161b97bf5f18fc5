import { describe, expect, it } from 'vitest';
import { decisionCsv } from '../../src/lib/front.ts';
import { expcertIn } from '../support/io.ts';

describe('federation decide', () => {
  it('--all --format csv is the whole table, and nothing else', async () => {
    const { stdout, stderr, code } = await expcertIn({}, 'federation', 'decide', '--all', '--format', 'csv');
    expect({ stdout, stderr, code }).toEqual({ stdout: decisionCsv(), stderr: '', code: 0 });
  });

  it('--all is a table for people too', async () => {
    const { stdout } = await expcertIn({}, 'federation', 'decide', '--all');
    expect(stdout.trimEnd().split('\n')).toHaveLength(577);
  });
});

describe('federation policy', () => {
  const deployment = (federation: string) =>
    [
      ...['version: 1', 'name: Test', 'release: X15.5', 'services: { xmppFederation: true }'],
      ...['federationDomains: [local.example]', 'clusters: { edge: { role: E, peers: [e.local.example] } }'],
      `federation: ${federation}`,
    ].join('\n');

  it('says where the dialback secret is, and never looks there', async () => {
    const files = {
      'f.yaml': deployment('{ dialbackSecret: { file: secret.txt } }'),
      'secret.txt': 'hunter2',
    };
    const { stdout, stderr } = await expcertIn({ files }, 'federation', 'policy', '-d', 'f.yaml', '-v');
    expect(stdout).toContain('secret in the file secret.txt');
    expect(stdout + stderr).not.toContain('hunter2');
  });

  it.each([
    ['{ privacyMode: Off }', 'Off: everybody'],
    ['{ privacyMode: Deny list, denyList: [a.example, b.example] }', 'Deny list: everybody but 2 domains'],
    ['{ allowList: [a.example] }', 'Allow list: 1 domain'],
    ['{ xmppFederationSupport: false }', 'nobody: federation is off'],
  ])('%s: %s', async (federation, says) => {
    const files = { 'f.yaml': deployment(federation) };
    const { stdout } = await expcertIn({ files }, 'federation', 'policy', '-d', 'f.yaml');
    expect(stdout).toContain(says);
  });
});
