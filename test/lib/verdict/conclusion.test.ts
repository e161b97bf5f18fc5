import { describe, expect, it } from 'vitest';
import type { Requirement } from '../../../src/lib/findings/requirements.ts';
import { conclusionOf, type Concludable } from '../../../src/lib/verdict/conclusion.ts';
import type { VerdictService } from '../../../src/lib/verdict/services.ts';
import { verdictOf, type RequirementState, type ServiceVerdict } from '../../../src/lib/verdict/verdict.ts';

const accepted = { until: '2027-03-31', reason: 'renewed in spring' };
const error = (id: string, code = id): Concludable => ({ id, code, severity: 'error' });
const warning = (id: string, code = id): Concludable => ({ id, code, severity: 'warning' });
const notice = (id: string): Concludable => ({ id, code: id, severity: 'notice' });

const state = (requirement: Requirement, rest: Partial<RequirementState>): RequirementState =>
  ({ requirement, store: 'server', asking: 'required', remarks: [], ...rest }) as RequirementState;
const holds = (remarks: string[] = []): RequirementState =>
  state('in-date', { state: 'holds', evidence: [{ check: 'looked at', items: ['a.pem'] }], remarks });
const fails = (...findings: [string, ...string[]]): RequirementState =>
  state('names-present', { state: 'fails', findings });
const open: RequirementState = state('key-held', { state: 'not known', findings: [], questions: ['q'] });

const verdict = (
  service: VerdictService,
  peer: string,
  requirements: RequirementState[],
  waived?: typeof accepted,
): ServiceVerdict => ({
  ...{ service, peer, cluster: 'edge', requirements, verdict: verdictOf(requirements) },
  ...(waived && { waived }),
});

describe('the conclusion', () => {
  it.each<[string, string, ServiceVerdict[], Concludable[]]>([
    ['works where every requirement of every service holds', 'works', [verdict('mra', 'e1', [holds()])], []],
    ['works whatever notices there are', 'works', [verdict('mra', 'e1', [holds()])], [notice('n')]],
    ['is open where nothing was asked', 'open', [], []],
    [
      'is open where one of two is not known',
      'open',
      [verdict('mra', 'e1', [holds()]), verdict('b2b', 'e1', [open])],
      [],
    ],
    ['warns where everything works', 'warnings', [verdict('mra', 'e1', [holds()])], [warning('w')]],
    [
      'is open, warnings or not, where something is not known',
      'open',
      [verdict('mra', 'e1', [open])],
      [warning('w')],
    ],
    ['has errors where nothing fails by them', 'errors', [verdict('mra', 'e1', [holds()])], [error('e')]],
    [
      'fails where one service fails',
      'fails',
      [verdict('mra', 'e1', [fails('e')]), verdict('b2b', 'e1', [holds()])],
      [error('e')],
    ],
    ['fails where only an upload fails', 'fails', [verdict('upload', 'e1', [fails('e')])], [error('e')]],
    [
      'is accepted where all that fails is',
      'accepted',
      [verdict('mra', 'e1', [fails('e')], accepted)],
      [{ ...error('e'), waived: accepted }],
    ],
  ])('%s', (_, expected, verdicts, findings) =>
    expect(conclusionOf(verdicts, findings).state).toBe(expected),
  );

  it('names first what ends a service on most peers, then what ends an upload, then dates, then errors', () => {
    const verdicts = [
      verdict('upload', 'e1', [fails('upload')]),
      verdict('mra', 'e1', [fails('one', 'both-1'), holds(['date'])]),
      verdict('mra', 'e2', [fails('both-2')]),
    ];
    const findings = [
      warning('slight'),
      error('grave'),
      warning('date'),
      error('upload'),
      error('one'),
      error('both-1', 'both'),
      error('both-2', 'both'),
      notice('n'),
    ];
    const { worst } = conclusionOf(verdicts, findings);
    expect(worst.map((group) => group.map(({ id }) => id))).toEqual([
      ['both-1', 'both-2'],
      ['one'],
      ['upload'],
      ['date'],
      ['grave'],
      ['slight'],
    ]);
  });

  it('counts the peers of each service that fails, those of most peers first and uploads last', () => {
    const verdicts = [
      verdict('upload', 'e1', [fails('e')]),
      verdict('upload', 'e2', [fails('e')]),
      verdict('b2b', 'e1', [fails('e')]),
      verdict('mra', 'e1', [fails('e')]),
      verdict('mra', 'e2', [fails('e')]),
      verdict('xmppFederation', 'e2', [holds()]),
    ];
    expect(conclusionOf(verdicts, [])).toMatchObject({
      peers: 2,
      failing: [
        { services: ['mra'], peers: 2 },
        { services: ['b2b'], peers: 1 },
        { services: ['upload'], peers: 2 },
      ],
    });
  });
});
