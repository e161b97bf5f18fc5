import { expect, it } from 'vitest';
import { verdictOnceRewritten } from '../../../src/lib/verdict/rewritten.ts';
import type { RequirementState } from '../../../src/lib/verdict/verdict.ts';

const about = { store: 'server', asking: 'required', remarks: [] } as const;
const file = (finding: string): RequirementState => ({
  ...about,
  requirement: 'file-accepted',
  state: 'fails',
  findings: [finding],
});
const other = (state: 'holds' | 'fails' | 'not known'): RequirementState => ({
  ...about,
  requirement: 'names-present',
  ...(state === 'holds'
    ? { state, evidence: [{ check: 'they are there', items: ['expe1.pem'] }] }
    : state === 'fails'
      ? { state, findings: ['name'] }
      : { state, findings: [], questions: ['names'] }),
});

it.each<[string, readonly RequirementState[], ReturnType<typeof verdictOnceRewritten>]>([
  ['only the file of the certificate fails', [file('certificate'), other('holds')], 'yes'],
  ['something else is not known', [file('certificate'), other('not known')], 'not known'],
  ['something else fails too', [file('certificate'), other('fails')], 'no'],
  ['the file of the key fails', [file('key'), other('holds')], undefined],
  ['the file is fine', [other('fails')], undefined],
])('where %s', (_, requirements, expected) =>
  expect(verdictOnceRewritten({ requirements }, (finding) => finding === 'certificate')).toBe(expected),
);
