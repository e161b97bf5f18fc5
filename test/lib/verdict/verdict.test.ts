import { describe, expect, it } from 'vitest';
import type { Effect } from '../../../src/lib/findings/requirements.ts';
import {
  failingServices,
  failingUploads,
  openVerdicts,
  reasonsOf,
  waiveVerdicts,
} from '../../../src/lib/verdict/reasons.ts';
import { verdictOnceRewritten } from '../../../src/lib/verdict/rewritten.ts';
import type { VerdictService } from '../../../src/lib/verdict/services.ts';
import {
  stateOf,
  verdictOf,
  type Answer,
  type RequirementState,
  type ServiceVerdict,
  type Verdict,
} from '../../../src/lib/verdict/verdict.ts';
import type { Asked, Asking } from '../../../src/lib/verdict/asked.ts';

const asked: Asked = { requirement: 'in-date', store: 'server', asking: 'required' };
const evidence: Answer = { evidence: [{ check: 'its dates include the day', items: ['expe1.pem'] }] };
const question: Answer = { questions: ['certificate@expe1'] };

describe('the state of a requirement', () => {
  const about = { ...asked, remarks: [] };
  it.each<[string, readonly (readonly [id: string, effect: Effect])[], Answer, object]>([
    ['holds by evidence', [], evidence, { state: 'holds', ...evidence }],
    ['is not known by a question', [], question, { state: 'not known', findings: [], ...question }],
    [
      'is not known where a finding leaves it open, whatever was found good',
      [['a', 'not known']],
      evidence,
      { state: 'not known', findings: ['a'], questions: [] },
    ],
    [
      'names the findings and the questions that leave it open',
      [
        ['a', 'not known'],
        ['b', 'not known'],
      ],
      question,
      { state: 'not known', findings: ['a', 'b'], ...question },
    ],
    [
      'holds beside a remark, and names it',
      [['r', 'remark']],
      evidence,
      { state: 'holds', ...evidence, remarks: ['r'] },
    ],
    [
      'is not known beside a remark, and names it',
      [['r', 'remark']],
      question,
      { state: 'not known', findings: [], ...question, remarks: ['r'] },
    ],
    ['fails by a finding', [['f', 'fails']], evidence, { state: 'fails', findings: ['f'] }],
    [
      'fails by every finding that fails it, and by no other',
      [
        ['u', 'not known'],
        ['f', 'fails'],
        ['r', 'remark'],
        ['g', 'fails'],
      ],
      question,
      { state: 'fails', findings: ['f', 'g'], remarks: ['r'] },
    ],
  ])('%s', (_, findings, answer, expected) => {
    const found = {
      findings: findings.map(([id, effect]) => ({ id, effect })),
      look: () => answer,
    };
    expect(stateOf(asked, found)).toEqual({ ...about, ...expected });
  });

  it('is not looked at where a finding fails it: no question is asked in vain', () => {
    const look = (): Answer => {
      throw new Error('looked at');
    };
    expect(stateOf(asked, { findings: [{ id: 'f', effect: 'fails' }], look }).state).toBe('fails');
  });
});

/** `in-date`, in one of the states; findings and questions are called after it. */
function state(of: RequirementState['state'], asking: Asking = 'required', id = 'x'): RequirementState {
  const about = { ...asked, asking, remarks: [`remark-${id}`] };
  if (of === 'holds') return { ...about, state: of, ...evidence } as RequirementState;
  if (of === 'fails') return { ...about, state: of, findings: [`finding-${id}`] };
  return { ...about, state: of, findings: [`finding-${id}`], questions: [`question-${id}`] };
}

describe('the verdict', () => {
  it.each<[string, readonly RequirementState[], Verdict]>([
    ['is yes where all hold', [state('holds'), state('holds', 'doubtful')], 'yes'],
    ['is no where one fails', [state('holds'), state('fails'), state('not known')], 'no'],
    ['is not known where one is not known', [state('holds'), state('not known')], 'not known'],
    [
      'is not known where one in doubt is not known',
      [state('holds'), state('not known', 'doubtful')],
      'not known',
    ],
    [
      'is not known where one fails of which no text says that it ends the service',
      [state('fails', 'doubtful')],
      'not known',
    ],
    [
      'is no where one in doubt fails beside one that is required',
      [state('fails', 'doubtful'), state('fails')],
      'no',
    ],
    ['is not known where nothing is asked', [], 'not known'],
  ])('%s', (_, requirements, expected) => expect(verdictOf(requirements)).toBe(expected));
});

describe('the verdict once the file is written again', () => {
  const file = (...findings: readonly [string, ...string[]]): RequirementState => ({
    ...asked,
    requirement: 'file-accepted',
    remarks: [],
    state: 'fails',
    findings,
  });
  const isAboutCertificate = (id: string): boolean => id !== 'key';
  it.each<[string, readonly RequirementState[], Verdict | undefined]>([
    ['is yes where nothing else is wrong', [state('holds'), file('der')], 'yes'],
    ['is no where something else is', [state('fails'), file('der')], 'no'],
    ['is not known where something else is not', [state('not known'), file('der', 'bundle')], 'not known'],
    [
      'is nobody’s to say where a key is to be written again, too',
      [state('holds'), file('der', 'key')],
      undefined,
    ],
    ['is nobody’s to say where the file is not what fails', [state('fails')], undefined],
    ['is nobody’s to say where nothing fails', [state('holds')], undefined],
  ])('%s', (_, requirements, expected) =>
    expect(verdictOnceRewritten({ requirements }, isAboutCertificate)).toBe(expected),
  );
});

describe('the reasons of a verdict', () => {
  it.each<[string, readonly RequirementState[], readonly string[], readonly string[]]>([
    ['are none for a yes', [state('holds')], [], []],
    [
      'are for a no the findings that fail what is required, and nothing else',
      [state('fails', 'required', 'a'), state('fails', 'doubtful', 'b'), state('not known', 'required', 'c')],
      ['finding-a'],
      [],
    ],
    [
      'are for a not known all that leaves it open, failures in doubt included',
      [state('holds'), state('fails', 'doubtful', 'b'), state('not known', 'required', 'c')],
      ['finding-b', 'finding-c'],
      ['question-c'],
    ],
    [
      'are told once, however many requirements they leave open',
      [state('not known', 'required', 'c'), state('not known', 'doubtful', 'c')],
      ['finding-c'],
      ['question-c'],
    ],
    [
      'are told once where they fail several requirements',
      [state('fails', 'required', 'a'), state('fails', 'required', 'a')],
      ['finding-a'],
      [],
    ],
  ])('%s', (_, requirements, findings, questions) => {
    const verdict = verdictOf(requirements);
    expect(reasonsOf({ verdict, requirements })).toEqual({ findings, questions });
  });
});

const row = (service: VerdictService, ...requirements: readonly RequirementState[]): ServiceVerdict => ({
  service,
  peer: 'expe1.example.com',
  cluster: 'edge',
  requirements,
  verdict: verdictOf(requirements),
});
const rows = [
  row('upload', state('fails', 'required', 'a')),
  row('uploadClient', state('not known')),
  row('mra', state('fails', 'required', 'a'), state('fails', 'required', 'b')),
  row('xmppFederation', state('not known', 'required', 'a')),
  row('b2b', state('holds')),
];
const accept = (id: string, until: string, reason = 'a test system') => ({
  id: `finding-${id}`,
  waived: { until, reason },
});

describe('a no that somebody has accepted', () => {
  it.each<[string, Parameters<typeof waiveVerdicts>[1], ServiceVerdict['waived']]>([
    ['is not accepted where one reason is not', [accept('a', '2027-01-31'), { id: 'finding-b' }], undefined],
    ['is not accepted where nothing is', [], undefined],
    [
      'is accepted until the first of its waivers ends, for all that they say',
      [accept('a', '2027-03-31'), accept('b', '2027-01-31', 'it is replaced in January')],
      { until: '2027-01-31', reason: 'a test system; it is replaced in January' },
    ],
    [
      'is accepted for a reason that is told once',
      [accept('a', '2027-01-31'), accept('b', '2027-03-31')],
      { until: '2027-01-31', reason: 'a test system' },
    ],
  ])('%s', (_, findings, expected) => {
    const waived = waiveVerdicts(rows, findings);
    expect(waived[2]!.waived).toEqual(expected);
    expect(waived[2]!.verdict).toBe('no');
  });

  it('is nothing but a no', () => {
    const waived = waiveVerdicts(rows, [accept('a', '2027-01-31')]);
    expect(waived.map((each) => each.waived?.until)).toEqual(['2027-01-31', ...Array(4).fill(undefined)]);
  });
});

describe('verdicts that fail, and verdicts that are open', () => {
  it.each<[string, Parameters<typeof waiveVerdicts>[1], readonly string[], readonly string[]]>([
    ['fail where nothing is accepted, services and uploads apart', [], ['mra'], ['upload']],
    [
      'do not fail where all reasons are accepted',
      [accept('a', '2027-01-31'), accept('b', '2027-01-31')],
      [],
      [],
    ],
  ])('%s', (_, findings, services, uploads) => {
    const waived = waiveVerdicts(rows, findings);
    expect(failingServices(waived).map(({ service }) => service)).toEqual(services);
    expect(failingUploads(waived).map(({ service }) => service)).toEqual(uploads);
  });

  it('are open where the verdict is not known, uploads too', () =>
    expect(openVerdicts(rows).map(({ service }) => service)).toEqual(['uploadClient', 'xmppFederation']));
});
