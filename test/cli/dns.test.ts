import { describe, expect, it } from 'vitest';
import { nodeNetwork } from '../../src/cli/host/node-network.ts';
import type { Network } from '../../src/cli/host/io.ts';
import { askOf, there, type World } from '../support/dns.ts';
import { expcertIn } from '../support/io.ts';

const files = {
  'f.yaml': [
    ...['version: 1', 'name: Test', 'release: X14.2', 'services: { mra: true }'],
    'registrationDomains: [local.example]',
    'clusters:',
    '  core: { role: C, peers: [c.local.example] }',
    '  edge: { role: E, peers: [{ name: e.local.example, addresses: { outside: [203.0.113.1] } }] }',
  ].join('\n'),
};

const networkWith = (world: World, asked: (string | undefined)[] = []): Network => ({
  ...nodeNetwork(new AbortController().signal),
  askDns(resolver) {
    asked.push(resolver);
    return askOf(world);
  },
});

const dns = (args: readonly string[], network?: Network) =>
  expcertIn({ files, ...(network && { network }) }, 'dns', '-d', 'f.yaml', ...args);

const right: World = {
  'SRV _collab-edge._tls.local.example': there({
    targets: [{ priority: 10, weight: 10, port: 8443, target: 'e.local.example' }],
  }),
  'A e.local.example': there({ addresses: ['203.0.113.1'] }),
};

describe('expcert dns', () => {
  it('shows both views, and asks nobody', async () => {
    const { stdout, code } = await dns([]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/outside: asked from the internet[^]*inside: asked by the Expressway-C/);
    expect(stdout).toContain('+ e.local.example                  A/AAAA 203.0.113.1');
    expect(stdout).toContain('Nothing was asked.');
  });

  it('--from outside --zone-text is text for zone files and nothing else', async () => {
    const { stdout, stderr } = await dns(['--from', 'outside', '--zone-text']);
    expect(stderr).toBe('');
    expect(stdout.split('\n').slice(0, 4)).toEqual([
      '; outside',
      '$ORIGIN local.example.',
      '_collab-edge._tls.local.example. IN SRV 10 10 8443 e.local.example.',
      'e.local.example. IN A 203.0.113.1',
    ]);
  });

  it('--json has every record with its row, need and certainty', async () => {
    const { stdout } = await dns(['--from', 'outside', '--json']);
    const { dns: part } = JSON.parse(stdout) as { dns: { records: Record<string, unknown>[] } };
    expect(part.records[0]).toEqual({
      ...{ row: 'DNS-1', view: 'external', need: 'needed', certainty: 'sure', services: ['mra'] },
      ...{ name: '_collab-edge._tls.local.example', zone: 'local.example', type: 'SRV' },
      targets: [{ priority: 10, weight: 10, port: 8443, target: 'e.local.example' }],
      reason: 'clients outside find the Expressway-E by it',
    });
  });

  it('--check says whom it asks, and finds nothing where all is right', async () => {
    const asked: (string | undefined)[] = [];
    const { stdout, stderr, code } = await dns(
      ['--check', '--from', 'outside', '--resolver', '10.0.0.53'],
      networkWith(right, asked),
    );
    expect({ code, asked }).toEqual({ code: 0, asked: ['10.0.0.53:53'] });
    expect(stderr).toContain('asking 10.0.0.53:53 for 5 records as seen from outside');
    expect(stdout).toMatch(
      /DNS outside, asked of 10\.0\.0\.53:53: \d+ of \d+ questions answered, no findings/,
    );
  });

  it('--check exits 1 for a record that is missing', async () => {
    const { stdout, code } = await dns(['--check', '--from', 'outside'], networkWith({}));
    expect(code).toBe(1);
    expect(stdout).toContain('_collab-edge._tls.local.example has no SRV record outside');
  });

  it('--check exits 3 where nobody answers', async () => {
    const dead: Network = {
      ...networkWith({}),
      askDns: () => () => Promise.resolve({ is: 'not answered', because: 'no answer in time' }),
    };
    const { stderr, code } = await dns(['--check', '--from', 'outside'], dead);
    expect(code).toBe(3);
    expect(stderr).toMatch(
      /the resolver of this machine answered none of \d+ questions \(no answer in time\)/,
    );
  });

  it.each([
    [['--check'], '--check needs --from'],
    [['--resolver', '10.0.0.53'], '--resolver needs --check'],
    [['--check', '--from', 'outside', '--zone-text'], 'exclude each other'],
    [['--check', '--from', 'outside', '--resolver', 'dns.example'], 'Expected an IP address'],
    [['--from', 'dmz'], 'outside, inside'],
  ])('%s is wrong use', async (args, says) => {
    const { stderr, code } = await dns(args);
    expect(code).toBe(2);
    expect(stderr).toContain(says);
  });

  it.each([
    ['10.0.0.53:5353', '10.0.0.53:5353'],
    ['2001:db8::53', '[2001:db8::53]:53'],
    ['[2001:db8::53]:5353', '[2001:db8::53]:5353'],
  ])('--resolver %s', async (written, expected) => {
    const asked: (string | undefined)[] = [];
    await dns(['--check', '--from', 'outside', '--resolver', written], networkWith(right, asked));
    expect(asked).toEqual([expected]);
  });
});
