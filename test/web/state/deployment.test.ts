import { describe, expect, it } from 'vitest';
import {
  changeText,
  closeDeployment,
  edit,
  markSaved,
  newDeployment,
  openDeployment,
  takeAsCurrentVersion,
} from '../../../src/web/state/deployment.ts';
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
