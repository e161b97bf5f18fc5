import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  assignCertificates,
  settleAssignments,
  type Assignable,
  type Assignments,
} from '../../../src/lib/plan/assign-certificates.ts';
import type { PeerMatch } from '../../../src/lib/plan/match-peer.ts';
import { planDeployment } from '../../../src/lib/plan/plan.ts';
import { sound } from '../../support/deployment.ts';

const plan = planDeployment(sound);
const short = plan.peers.map(({ peer }) => peer.split('.')[0]!);
const peerOf = (name: string) => plan.peers[short.indexOf(name)]!;

/**
 * `A: expe1` belongs to it, `A: expe1 or expe2` fits both, `A: expe1 and expc1` was made for the first and would do for the
 * second, `A: expe1 or expe2 with expe2.key` has a key called after one, `A:` fits nobody, `A at expe1.pem:` is in a file of that name.
 */
function certificate(text: string): Assignable {
  const [head, peers] = text.split(':').map((part) => part.trim()) as [string, string];
  const [fingerprint, path = ''] = head.split(' at ') as [string, string?];
  const [fit, key] = peers.split(' with ') as [string, string?];
  const [made, ...also] = fit.split(' and ');
  const fitting = made === '' ? [] : made!.split(' or ').map(peerOf);
  const match: PeerMatch =
    fitting.length === 1
      ? { by: 'names', peer: fitting[0]!, ...(also.length > 0 && { alsoFits: also.map(peerOf) }) }
      : { by: 'none', couldBe: fitting, ...(key && { ofKey: peerOf(key.replace('.key', '')) }) };
  return { match, issued: { fingerprint }, thing: { path } };
}

const marks = (list: readonly Assignable[]): string => list.map(({ issued }) => issued.fingerprint).join(' ');

const textOf = ({ byPeer, strangers }: Assignments<Assignable>): string[] => [
  ...[...byPeer].map(([peer, { candidates, how }]) => `${peer.split('.')[0]}: ${how} ${marks(candidates)}`),
  ...(strangers.length > 0 ? [`nobody: ${marks(strangers)}`] : []),
];

const assign = (certificates: readonly string[], awaited?: string) =>
  assignCertificates(
    plan,
    certificates.map(certificate),
    (peer) => awaited !== undefined && peer === peerOf(awaited).peer,
  );

describe('which certificate belongs to which peer', () => {
  it.each<[name: string, certificates: string[], expected: string[]]>([
    ['one for each', ['A: expe1', 'B: expe2'], ['expe1: one A', 'expe2: one B']],
    ['one that fits nobody, called after a peer without any', ['A at in/expe1.pem:'], ['expe1: one A']],
    [
      'one that fits nobody, called after a peer that has its own',
      ['A at in/expe1.pem:', 'B: expe1'],
      ['expe1: one B', 'nobody: A'],
    ],
    ['an older and a newer one of a peer', ['B: expe1', 'A: expe1'], ['expe1: one A B']],
    [
      'one that fits two peers without another',
      ['A: expe1 or expe2'],
      ['expe1: shared A', 'expe2: shared A'],
    ],
    [
      'one that fits two peers, of which one has its own',
      ['A: expe1 or expe2', 'B: expe1'],
      ['expe1: one B', 'expe2: one A'],
    ],
    [
      'one that fits two peers, each of which has its own',
      ['A: expe1 or expe2', 'B: expe1', 'C: expe2'],
      ['expe1: one B', 'expe2: one C', 'nobody: A'],
    ],
    [
      'two that fit the same two peers',
      ['A: expe1 or expe2', 'B: expe1 or expe2'],
      ['expe1: undecided A B', 'expe2: undecided A B'],
    ],
    [
      'two that fit the same two peers, of which one has its own',
      ['A: expe1 or expe2', 'B: expe1 or expe2', 'C: expe1'],
      ['expe1: one C', 'expe2: one A B'],
    ],
    [
      'one shared by each cluster',
      ['A: expc1 or expc2', 'B: expe1 or expe2'],
      ['expc1: shared A', 'expc2: shared A', 'expe1: shared B', 'expe2: shared B'],
    ],
    [
      'two that fit the same two peers, the key of one called after a peer',
      ['A: expe1 or expe2 with expe2.key', 'B: expe1 or expe2'],
      ['expe1: one B', 'expe2: one A'],
    ],
    [
      'one that fits two peers, its key called after one',
      ['A: expe1 or expe2 with expe2.key'],
      ['expe1: shared A', 'expe2: shared A'],
    ],
    ['one that fits no peer', ['A:'], ['nobody: A']],
    [
      'one made for a peer that would do for another without any',
      ['A: expe1 and expc1'],
      ['expc1: shared A', 'expe1: one A'],
    ],
    [
      'one made for a peer that would do for another with its own',
      ['A: expe1 and expc1', 'B: expc1'],
      ['expc1: one B', 'expe1: one A'],
    ],
    ['none', [], []],
  ])('%s', (_, certificates, expected) => {
    expect(textOf(assign(certificates))).toEqual(expected);
  });

  it('one made for a peer is not that of another whose own is still to come', () => {
    expect(textOf(assign(['A: expe1 and expc1'], 'expc1'))).toEqual(['expe1: one A']);
  });
});

describe('what is undecided', () => {
  const both = ['A: expe1 or expe2', 'B: expe1 or expe2'];

  it.each<[name: string, certificates: string[], outcome: (peer: string, mark: string) => string, string[]]>([
    ['goes round where the same is found', both, () => 'sound', ['expe1: any A', 'expe2: any B']],
    [
      'stays so where it matters to both',
      both,
      (_, mark) => mark,
      ['expe1: undecided A B', 'expe2: undecided A B'],
    ],
    [
      'is decided for the peer to whom it does not matter',
      both,
      (peer, mark) => (peer.startsWith('expe1') ? mark : 'sound'),
      ['expe1: undecided A B', 'expe2: any A'],
    ],
    [
      'leaves over what nobody needs',
      [...both, 'C: expe1 or expe2'],
      () => 'sound',
      ['expe1: any A', 'expe2: any B', 'nobody: C'],
    ],
    ['is nothing here', ['A: expe1 or expe2'], (_, mark) => mark, ['expe1: shared A', 'expe2: shared A']],
  ])('%s', (_, certificates, outcome, expected) => {
    const settled = settleAssignments(assign(certificates), (peer, { issued }) =>
      outcome(peer, issued.fingerprint),
    );
    expect(textOf(settled)).toEqual(expected);
  });
});

describe('for any certificates', () => {
  const candidates = fc.uniqueArray(
    fc.record({ mark: fc.stringMatching(/^[0-9A-F]{4}$/), peers: fc.subarray(short) }),
    { selector: ({ mark }) => mark, maxLength: 8 },
  );
  const shuffled = candidates.chain((list) =>
    fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
  );
  const texts = (list: readonly { mark: string; peers: readonly string[] }[]) =>
    list.map(({ mark, peers }) => `${mark}: ${peers.join(' or ')}`);

  it('the order does not matter', () => {
    fc.assert(
      fc.property(shuffled, fc.boolean(), ([list, other], isAlike) => {
        const settle = (each: Assignments<Assignable>) =>
          settleAssignments(each, (peer, { issued }) => (isAlike ? '' : `${peer} ${issued.fingerprint[0]}`));
        expect(textOf(settle(assign(texts(other))))).toEqual(textOf(settle(assign(texts(list)))));
      }),
      { seed: 20261122 },
    );
  });

  it('none is lost, none is given to a peer that it does not fit, and a peer that one fits has one', () => {
    fc.assert(
      fc.property(candidates, (list) => {
        const { byPeer, strangers } = assign(texts(list));
        const given = new Set([...byPeer.values()].flatMap((each) => marks(each.candidates).split(' ')));
        const there = new Set([...given, ...strangers.map(({ issued }) => issued.fingerprint)]);
        expect(there).toEqual(new Set(list.map(({ mark }) => mark)));
        for (const name of short) {
          const fitting = list.filter(({ peers }) => peers.includes(name)).map(({ mark }) => mark);
          const assigned = byPeer.get(peerOf(name).peer);
          expect(assigned === undefined).toBe(fitting.length === 0);
          if (assigned)
            expect(fitting).toEqual(expect.arrayContaining(marks(assigned.candidates).split(' ')));
        }
      }),
      { seed: 20261122 },
    );
  });
});
