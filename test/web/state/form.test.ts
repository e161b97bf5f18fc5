import { describe, expect, it } from 'vitest';
import { editDeployment, readDraft, type DeploymentEdit } from '../../../src/lib/front.ts';
import { readDeployment } from '../../../src/lib/index.ts';
import { exampleDeployment } from '../../../src/web/example.ts';
import { fieldsOf } from '../../../src/web/state/fields.ts';
import { newCluster } from '../../../src/web/state/clusters.ts';
import { addEdits, entriesOf, entryEdits, formatEdit, nameLists } from '../../../src/web/state/name-lists.ts';

const [registration, federation, , profiles] = nameLists;
const draft = readDraft(exampleDeployment)!;
const edited = (edits: readonly DeploymentEdit[]): string => edits.reduce(editDeployment, exampleDeployment);

describe('the names of a list', () => {
  it('are shown with their formats, however they are written', () => {
    expect(entriesOf(draft, registration!)).toMatchObject([
      { name: 'example.com', format: 'CollabEdgeDNS', isMap: true },
      { name: 'example.org', format: 'DNS', isMap: true },
    ]);
    expect(entriesOf(draft, federation!)).toMatchObject([
      { name: 'example.com', format: 'DNS', isMap: false },
    ]);
  });
  it('get the format of the last one when they are added', () =>
    expect(addEdits(draft, registration!, [{ name: 'example.net' }])).toEqual([
      { path: ['registrationDomains', 2], to: 'example.net' },
    ]));
  it('keep the format they bring', () =>
    expect(addEdits(draft, registration!, [{ name: 'example.net', format: 'SRVName' }])).toEqual([
      { path: ['registrationDomains', 2], to: { name: 'example.net', format: 'SRVName' } },
    ]));
  it('lose a format that the list does not have', () =>
    expect(addEdits(draft, profiles!, [{ name: 'p.example.net', format: 'XMPPAddress' }])).toEqual([
      { path: ['phoneSecurityProfiles', 1], to: 'p.example.net' },
    ]));
  it('are added once', () =>
    expect(addEdits(draft, registration!, [{ name: 'EXAMPLE.org' }, { name: 'b.org' }])).toHaveLength(1));
  it('are added to a list that is not there yet, in the usual format', () => {
    const none = readDraft('version: 1\n')!;
    expect(addEdits(none, registration!, [{ name: 'a.b' }])).toEqual([
      { path: ['registrationDomains', 0], to: { name: 'a.b', format: 'CollabEdgeDNS' } },
    ]);
  });
  it('take another format in place', () => {
    const [first] = entriesOf(draft, registration!);
    expect(edited([formatEdit(registration!, 0, first!, 'DNS')])).toContain(
      '{ name: example.com, format: DNS }',
    );
    const [plain] = entriesOf(draft, federation!);
    expect(edited([formatEdit(federation!, 0, plain!, 'XMPPAddress')])).toContain(
      '  - { name: example.com, format: XMPPAddress }',
    );
  });
});

describe('what is typed over an entry', () => {
  const typed = (list: (typeof nameLists)[number] | undefined, at: number, text: string) =>
    entriesOf(readDraft(edited(entryEdits(draft, list!, at, text)))!, list!).map(
      ({ name, format }) => `${name} ${format}`,
    );
  it.each([
    ['a name, in the format it had', registration, 0, 'b.com', ['b.com CollabEdgeDNS', 'example.org DNS']],
    ['a name with its prefix', profiles, 0, 'DNS:p.example.com', ['p.example.com DNS']],
    ['a name with a format', federation, 0, 'conf.example.com;XMPPAddress', ['conf.example.com XMPPAddress']],
    ['another format of a name', registration, 0, 'b.com;DNS', ['b.com DNS', 'example.org DNS']],
    ['several names', federation, 0, 'a.com, b.com', ['a.com DNS', 'b.com DNS']],
    ['what is no name', federation, 0, '-', ['- DNS']],
    ['a number', federation, 0, '14', ['14 DNS']],
    ['nothing', registration, 0, '', ['example.org DNS']],
  ] as const)('%s', (_, list, at, text, expected) => expect(typed(list, at, text)).toEqual(expected));
});

describe('a cluster that is added', () => {
  it.each<['C' | 'E', readonly string[]]>([
    ['C', ['core2 expc3.example.com', 'core3 expc4.example.com']],
    ['E', ['edge2 expe3.example.com', 'edge3 expe4.example.com']],
  ])('as Expressway-%s takes no name that is there', (role, added) => {
    const once = editDeployment(exampleDeployment, newCluster(draft, role).edit);
    const twice = editDeployment(once, newCluster(readDraft(once)!, role).edit);
    const { deployment, findings } = readDeployment(twice);
    expect(findings).toEqual([]);
    const [, , ...found] = deployment!.clusters.map(({ id, peers }) => `${id} ${peers[0]!.name.written}`);
    expect(found).toEqual(added);
  });
  it('beside names that nobody has taken gets the first', () =>
    expect(newCluster(readDraft('version: 1\n')!, 'E')).toEqual({
      id: 'edge',
      edit: { path: ['clusters', 'edge'], to: { role: 'E', peers: ['expe1.example.com'] } },
    }));
});

describe('a finding goes to the field of', () => {
  it.each<[string, string, string, string]>([
    ['the value it is about', 'X14.2 ', 'fourteen ', 'field-release'],
    ['a name in braces', 'name: example.org', 'name: exa..mple', 'field-registrationDomains-1'],
    ['a plain name', '- chatnode2.example.com', '- chatnode2', 'field-chatNodeAliases-1'],
    ['a format', 'format: CollabEdgeDNS', 'format: CollabEdge', 'field-registrationDomains-0'],
    ['a peer', '[expe1.example.com,', '[expe_1,', 'field-clusters-edge-peers-0'],
    ['a cluster name', 'name: expe.example.com', 'name: expe', 'field-clusters-edge-name'],
    ['a role', 'role: E', 'role: F', 'field-clusters-edge-role'],
    ['an attribute of the subject', 'C: GB', 'C: GBR', 'field-request-subject-C'],
    ['a key', 'bits: 2048', 'bits: 20', 'field-request-key'],
    ['a value that is missing', /^release:.*\n/m.exec(exampleDeployment)![0], '', 'field-release'],
    ['a cluster that lacks its role', '    role: E\n', '', 'field-clusters-edge-role'],
    ['a cluster whose key is none', '  edge:', '  ed.ge:', 'field-clusters-ed.ge'],
  ])('%s', (_, before, after, field) => {
    const text = exampleDeployment.replace(before, after);
    const [finding] = readDeployment(text).findings;
    expect(fieldsOf(readDraft(text)!).fieldOf(finding!)).toBe(field);
  });
});
