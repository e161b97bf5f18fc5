import { describe, expect, it } from 'vitest';
import {
  changeText,
  closeDeployment,
  edit,
  markSaved,
  newDeployment,
  openDeployment,
  takeAsCurrentVersion,
  undo,
} from '../../../src/web/state/deployment.ts';
import { carriedKeys } from '../../../src/web/state/carried-keys.ts';
import { entryEdits } from '../../../src/web/state/name-lists.ts';
import { isUnsaved } from '../../../src/web/state/open-deployment.ts';
import { initialState, type State, type Transition } from '../../../src/web/state/state.ts';
import { exampleDeployment } from '../../../src/web/example.ts';

const start = initialState(new Date('2026-11-22T10:00:00Z'), 'plan');
const after = (...transitions: Transition[]): State =>
  transitions.reduce((state, transition) => transition(state), start);
const opened = openDeployment('corp.yaml', exampleDeployment);

describe('an open deployment', () => {
  it('has its plan and what speaks against it', () => {
    const { deployment } = after(opened);
    expect(deployment!.plan!.peers.map(({ names }) => names.length)).toEqual([5, 5, 7, 7]);
    expect(deployment!.findings.map(({ code }) => code)).toEqual([
      'plan/federation-needs-srv',
      'plan/mra-needs-dns',
    ]);
    expect(isUnsaved(deployment!)).toBe(false);
  });
  it('with a mistake still has what stands in it', () => {
    const { deployment } = after(opened, edit([{ path: ['release'], to: 'fourteen' }]));
    expect(deployment!.plan).toBeUndefined();
    expect(deployment!.draft!.valueAt(['release'])).toBe('fourteen');
    expect(deployment!.findings.map(({ code }) => code)).toEqual(['deployment/value-invalid']);
  });
  it('that is no YAML has nothing to show in a form', () =>
    expect(after(opened, changeText('a: [')).deployment!.draft).toBeUndefined());
  it('keeps its comments through an edit, and is unsaved until it is saved', () => {
    const edited = after(opened, edit([{ path: ['name'], to: 'Other' }]));
    expect(edited.deployment!.text).toBe(exampleDeployment.replace('name: Example Corp', 'name: Other'));
    expect(isUnsaved(edited.deployment!)).toBe(true);
    expect(isUnsaved(markSaved(edited).deployment!)).toBe(false);
  });
  it('that is changed back is as saved', () => {
    const there = edit([{ path: ['name'], to: 'Other' }]);
    const back = edit([{ path: ['name'], to: 'Example Corp' }]);
    expect(isUnsaved(after(opened, there, back).deployment!)).toBe(false);
  });
  it('stays the very same where nothing changes', () => {
    const state = after(opened);
    expect(changeText(exampleDeployment)(state)).toBe(state);
  });
  it('that is new is unsaved from the start', () =>
    expect(isUnsaved(after(newDeployment('expcert.yaml', exampleDeployment)).deployment!)).toBe(true));
  describe('takes back', () => {
    const named = (n: number) => edit([{ path: ['name'], to: `Name ${n}` }]);
    const changes = Array.from({ length: 20 }, (_, n) => named(n));
    const names = (steps: number): unknown =>
      after(opened, ...changes, ...Array.from({ length: steps }, () => undo)).deployment!.draft!.valueAt([
        'name',
      ]);
    it.each<[string, number, string]>([
      ['the last change', 1, 'Name 18'],
      ['twenty changes, one after the other', 20, 'Example Corp'],
      ['no more than there were', 25, 'Example Corp'],
    ])('%s', (_, steps, name) => expect(names(steps)).toBe(name));
    it('a cluster that was removed, with its peers and comments, and is as saved again', () => {
      const { deployment } = after(opened, edit([{ path: ['clusters', 'core'], remove: true }]), undo);
      expect(deployment!.text).toBe(exampleDeployment);
      expect(isUnsaved(deployment!)).toBe(false);
    });
    it('nothing of a file that was open before', () =>
      expect(after(opened, named(1), openDeployment('b.yaml', 'version: 1'), undo).deployment!.file).toBe(
        'b.yaml',
      ));
    it('nothing where no file is open', () => expect(undo(start)).toBe(start));
  });
  it('can be closed', () => expect(after(opened, closeDeployment).deployment).toBeUndefined());
  it('of another version becomes one of version 1 under another name', () => {
    const old = openDeployment('corp.yaml', exampleDeployment.replace('version: 1', 'version: 0'));
    const { file, text } = after(old, takeAsCurrentVersion).deployment!;
    expect([file, text]).toEqual(['corp.v1.yaml', exampleDeployment]);
  });
  it('has findings that somebody has accepted, marked as such', () => {
    const waiver = 'waivers:\n  - { rule: plan/federation-needs-srv, until: 2027-01-01, reason: known }\n';
    const { deployment } = after(openDeployment('corp.yaml', exampleDeployment + waiver));
    expect(deployment!.findings[0]!.waived).toEqual({ until: '2027-01-01', reason: 'known' });
  });
});

describe('keys that the form has no field for', () => {
  const text = `version: 1
name: Example Corp
release: X15.5
services: { mra: true }
registrationDomains: [example.com]
request: { hash: sha256, commonName: peer }
nodes: { unifiedCm: [cucm1.example.com] } # as on the C
presenceDomains: [example.com]
trustStores: { unifiedCm: { tomcat: trust/tomcat.pem } }
ignore: [old/*]
clusters:
  core:
    role: C
    peers: [{ name: expc.example.com, trustList: trust/expc.pem, installed: true }]
    client: { ca: private, issuer: Example Ltd }
    tlsVerify: { unifiedCm: true }
    talksTo: { unifiedCm: cucm/*.pem }
  edge: { role: E, peers: [expe.example.com], domainCertificates: [{ domain: customer.example }] }
`;
  const open = openDeployment('corp.yaml', text);

  it('are named, each once', () => {
    expect(carriedKeys(after(open).deployment!.draft!)).toEqual([
      ...['nodes', 'presenceDomains', 'trustStores', 'ignore', 'request.commonName'],
      ...['clusters.core.tlsVerify', 'clusters.core.talksTo', 'clusters.core.client.issuer'],
      ...[
        'clusters.core.peers.trustList',
        'clusters.core.peers.installed',
        'clusters.edge.domainCertificates',
      ],
    ]);
    expect(carriedKeys(after(opened).deployment!.draft!)).toEqual([]);
  });

  it('stay as they are through edits of the form', () => {
    const list = { path: ['clusters', 'core', 'peers'], label: 'peers' };
    const { draft } = after(open).deployment!;
    const edits = entryEdits(draft!, list, 0, 'expc1.example.com');
    const edited = after(open, edit([...edits, { path: ['release'], to: 'X15.4' }]));
    expect(edited.deployment!.text).toBe(
      text.replace('expc.example.com', 'expc1.example.com').replace('X15.5', 'X15.4'),
    );
  });
});
