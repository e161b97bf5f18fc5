import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { editDeployment, readDraft, type DeploymentEdit } from '../../../../src/lib/front.ts';
import { readDeployment } from '../../../../src/lib/index.ts';

const corp = readFileSync(join(import.meta.dirname, '../../../../examples/corp.yaml'), 'utf8');

/** Lines that went and came, as `- old` and `+ new`. */
function changedLines(before: string, after: string): string[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  let start = 0;
  while (start < Math.min(old.length, now.length) && old[start] === now[start]) start++;
  let end = 0;
  const most = Math.min(old.length, now.length) - start;
  while (end < most && old.at(-1 - end) === now.at(-1 - end)) end++;
  return [
    ...old.slice(start, old.length - end).map((line) => `- ${line}`),
    ...now.slice(start, now.length - end).map((line) => `+ ${line}`),
  ];
}

describe('an edit of the example deployment changes nothing but', () => {
  it.each<[string, DeploymentEdit, string[]]>([
    [
      'the value beside a comment',
      { path: ['release'], to: 'X15.5' },
      [
        '- release: X14.2                      # Expressway release; some rules depend on it',
        '+ release: X15.5                      # Expressway release; some rules depend on it',
      ],
    ],
    [
      'a value in braces',
      { path: ['request', 'key', 'bits'], to: 4096 },
      ['-   key: { type: rsa, bits: 2048 }', '+   key: { type: rsa, bits: 4096 }'],
    ],
    ['a service that was not named', { path: ['services', 'b2b'], to: true }, ['+   b2b: true']],
    [
      'a name at the end of a list',
      { path: ['federationDomains', 1], to: 'example.net' },
      ['+   - example.net'],
    ],
    [
      'a name with its format',
      { path: ['registrationDomains', 2], to: { name: 'example.net', format: 'DNS' } },
      ['+   - { name: example.net, format: DNS }'],
    ],
    [
      'a format that stands in braces',
      { path: ['registrationDomains', 0, 'format'], to: 'DNS' },
      [
        '-   - { name: example.com, format: CollabEdgeDNS }    # gives collab-edge.example.com',
        '+   - { name: example.com, format: DNS }    # gives collab-edge.example.com',
      ],
    ],
    [
      'a peer in brackets',
      { path: ['clusters', 'edge', 'peers', 2], to: 'expe3.example.com' },
      [
        '-     peers: [expe1.example.com, expe2.example.com]',
        '+     peers: [expe1.example.com, expe2.example.com, expe3.example.com]',
      ],
    ],
    [
      'the first of a list in brackets',
      { path: ['clusters', 'edge', 'peers', 0], remove: true },
      ['-     peers: [expe1.example.com, expe2.example.com]', '+     peers: [expe2.example.com]'],
    ],
    [
      'the last of a list in brackets',
      { path: ['clusters', 'edge', 'peers', 1], remove: true },
      ['-     peers: [expe1.example.com, expe2.example.com]', '+     peers: [expe1.example.com]'],
    ],
    [
      'the line of an entry, with the comment on it',
      { path: ['registrationDomains', 0], remove: true },
      ['-   - { name: example.com, format: CollabEdgeDNS }    # gives collab-edge.example.com'],
    ],
    [
      'the only entry of a list: the list stays, empty, with its comment',
      { path: ['phoneSecurityProfiles', 0], remove: true },
      [
        '- phoneSecurityProfiles:              # "Unified CM phone security profile names"',
        '-   - DX80TLSprofile.example.com',
        '+ phoneSecurityProfiles: []              # "Unified CM phone security profile names"',
      ],
    ],
    [
      'a key with its value',
      { path: ['clusters', 'core'], remove: true },
      [
        '-   core:',
        '-     role: C',
        '-     name: expc.example.com',
        '-     peers: [expc1.example.com, expc2.example.com]',
      ],
    ],
    [
      'a new key, where the documents have it',
      { path: ['custody'], to: 'expressway' },
      ['+ custody: expressway'],
    ],
    [
      'a new key of a new cluster, one line each',
      { path: ['clusters', 'dmz'], to: { role: 'E', peers: ['a.example.com', 'b.example.com'] } },
      ['+   dmz:', '+     role: E', '+     peers:', '+       - a.example.com', '+       - b.example.com'],
    ],
    [
      'what is missing on the way to a value',
      { path: ['policy', 'expiryWarnDays'], to: 30 },
      ['+ policy:', '+   expiryWarnDays: 30'],
    ],
    ['nothing where what is to go is not there', { path: ['policy', 'minRsaBits'], remove: true }, []],
    ['nothing where a single value stands in the way', { path: ['release', 'x'], to: 'y' }, []],
  ])('%s', (_, edit, lines) => {
    const edited = editDeployment(corp, edit);
    expect(changedLines(corp, edited)).toEqual(lines);
  });
});

/** Each list has the one before it ten times. */
const aliases = Array.from(
  { length: 9 },
  (_, i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(', ')}]\n`,
).join('');

describe('an edit of', () => {
  it.each<[string, string, DeploymentEdit, string]>([
    [
      'a key with nothing behind it',
      'peers: # later\nname: x\n',
      { path: ['peers', 0], to: 'a.b' },
      'peers: [a.b] # later\nname: x\n',
    ],
    ['an empty list', 'peers: []\n', { path: ['peers', 0], to: 'a.b' }, 'peers: [a.b]\n'],
    ['an empty map', 'services: {}\n', { path: ['services', 'mra'], to: true }, 'services: { mra: true }\n'],
    [
      'JSON on one line',
      '{"name":"x","peers":["a"]}',
      { path: ['peers', 1], to: 'b' },
      '{"name":"x","peers":["a","b"]}',
    ],
    [
      'JSON in lines',
      '{\n  "name": "x"\n}\n',
      { path: ['release'], to: 'X15.5' },
      '{\n  "name": "x",\n  "release": "X15.5"\n}\n',
    ],
    [
      'JSON whose value is not there to be removed',
      '{ "name":"x" }',
      { path: ['policy', 'minRsaBits'], remove: true },
      '{ "name":"x" }',
    ],
    [
      'JSON where a single value stands in the way',
      '{ "name":"x" }',
      { path: ['name', 'y'], to: 'z' },
      '{ "name":"x" }',
    ],
    [
      'an entry of a list in JSON',
      '{"peers":["a","b"]}',
      { path: ['peers', 0], remove: true },
      '{"peers":["b"]}',
    ],
    [
      'lines that end as on Windows',
      'a: 1\r\nb:\r\n  - x\r\n',
      { path: ['b', 1], to: 'y' },
      'a: 1\r\nb:\r\n  - x\r\n  - y\r\n',
    ],
    ['a text without a last line break', 'a:\n  - x', { path: ['a', 1], to: 'y' }, 'a:\n  - x\n  - y'],
    [
      'a list that ends in a comment',
      'a:\n  - x # first\n# end\nb: 1\n',
      { path: ['a', 1], to: 'y' },
      'a:\n  - x # first\n  - y\n# end\nb: 1\n',
    ],
    ['a value in quotes', 'name: "Old \\" one"\n', { path: ['name'], to: 'New' }, 'name: New\n'],
    ['a text that needs quotes', 'name: x\n', { path: ['name'], to: 'yes: [no]' }, 'name: "yes: [no]"\n'],
    [
      'an entry whose first key goes',
      'a:\n  - name: x\n    format: DNS\n',
      { path: ['a', 0, 'name'], remove: true },
      'a:\n  - format: DNS\n',
    ],
    [
      'what an alias stands for',
      'a: &d\n  - x\nb: *d\n',
      { path: ['b', 1], to: 'y' },
      'a: &d\n  - x\n  - y\nb: *d\n',
    ],
    [
      'a text with aliases in aliases beyond measure',
      `a0: &a0 [1, 2]\n${aliases}name: x\n`,
      { path: ['name'], to: 'y' },
      `a0: &a0 [1, 2]\n${aliases}name: y\n`,
    ],
    ['a text that is no YAML', 'a: [1', { path: ['a'], to: 2 }, 'a: [1'],
  ])('%s', (_, before, edit, after) => expect(editDeployment(before, edit)).toBe(after));
});

describe('a draft', () => {
  const draft = readDraft(`${corp.replace('X14.2', 'fourteen')}waivers: nonsense\n`)!;

  it('has the values of a file with mistakes', () => {
    expect(readDeployment(corp.replace('X14.2', 'fourteen')).deployment).toBeUndefined();
    expect(draft.valueAt(['release'])).toBe('fourteen');
    expect(draft.valueAt(['registrationDomains', 1])).toEqual({ name: 'example.org', format: 'DNS' });
    expect(draft.keysAt(['clusters'])).toEqual(['core', 'edge']);
    expect(draft.lengthAt(['clusters', 'edge', 'peers'])).toBe(2);
  });
  it('says where each stands, as findings do', () => {
    const [finding] = readDeployment(corp.replace('X14.2', 'fourteen')).findings;
    expect(finding!.locations[0]).toMatchObject({ ...draft.positionAt(['release']) });
  });
  it('has nothing where the file has nothing', () => {
    expect(draft.valueAt(['policy', 'minRsaBits'])).toBeUndefined();
    expect(draft.keysAt(['release'])).toEqual([]);
    expect(draft.lengthAt(['policy'])).toBe(0);
  });
  it.each(['a: [1', '- a list', '', 'text'])('is none of %j', (text) =>
    expect(readDraft(text)).toBeUndefined(),
  );
  it('keeps secrets to itself', () => {
    const secret = readDraft('federation: { dialbackSecret: hunter2 }')!;
    expect(secret.valueAt(['federation', 'dialbackSecret'])).toBeUndefined();
  });
});
