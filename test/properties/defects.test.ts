import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { check } from '../../src/lib/check/check.ts';
import { draw } from '../support/deployments/build.ts';
import { checkDrawn } from '../support/deployments/check.ts';
import { defects, type Defect } from '../support/deployments/defects.ts';
import { mix, mixtureSeeds, pathsOf } from '../support/deployments/mixtures.ts';
import { becameYes, expectConsistent, rowsOf, rowsWith } from '../support/deployments/rows.ts';
import { shapes, smallShapes, type Shape } from '../support/deployments/shape.ts';
import { withoutRules } from '../support/without-rules.ts';
import { isFull, record, scaled, seed } from '../support/scale.ts';

const counts = { defects: defects.length, folders: 0, 'files taken away': 0 };
afterAll(() => record('defects in sound deployments', counts));

/** Shapes in which the defect can be, each with the peer that it is about. */
function* placesOf(defect: Defect, count: number): Generator<readonly [Shape, number]> {
  let found = 0;
  for (const [i, shape] of fc.sample(isFull ? shapes : smallShapes, { seed, numRuns: 400 }).entries()) {
    const { plan } = draw(shape);
    const peer = i % plan.peers.length;
    if (!defect.apply(draw(shape), plan.peers[peer]!)) continue;
    yield [shape, peer];
    if (++found === count) return;
  }
}

let checkWithoutRules: typeof check;
beforeAll(async () => {
  checkWithoutRules = await withoutRules();
});

describe('one defect changes exactly the rows that ask for what it breaks', () => {
  it.each(defects.map((defect) => [defect.name, defect] as const))('%s', async (_, defect) => {
    const places = [...placesOf(defect, scaled(1, 8))];
    expect(places).not.toEqual([]);
    for (const [shape, at] of places) {
      const drawn = draw(shape);
      const peer = drawn.plan.peers[at]!;
      const defective = defect.apply(drawn, peer)!;
      const sound = await checkDrawn(drawn, defective.besides && { folder: defective.besides });
      const report = await checkDrawn(drawn, defective);
      const where = `${peer.peer} of ${JSON.stringify(shape)}`;
      expect(rowsOf(report), where).toEqual(rowsWith(sound, defective.hits));
      expectConsistent(report);
      counts.folders++;
      // A rule that nobody has written leaves it open at worst: evidence is gathered apart.
      if (defective.seenByRuleAlone) continue;
      const forgetful = await checkDrawn(drawn, defective, checkWithoutRules);
      expect(becameYes(report, forgetful), where).toEqual([]);
    }
  });
});

describe('whatever is wrong in a folder', () => {
  it('taking a file away turns nothing into yes, but for a file that carries the fault itself', () =>
    fc.assert(
      fc.asyncProperty(mixtureSeeds(4), fc.nat(), async (mixtureSeed, pick) => {
        const { names, folder, carriers, check } = mix(mixtureSeed);
        const before = await check();
        expectConsistent(before);
        const paths = pathsOf(folder);
        const path = paths[pick % paths.length]!;
        const after = await check({ ...folder, [path]: undefined });
        expectConsistent(after);
        counts['files taken away']++;
        if (!carriers.includes(path))
          expect(becameYes(before, after), `without ${path}: ${names.join(', ')}`).toEqual([]);
        else if (path.startsWith('crl/')) {
          // What is no longer looked at is said.
          expect(after.notChecked.map(({ what }) => what)).toEqual(
            expect.arrayContaining([expect.stringMatching(/^revocation/)]),
          );
        }
      }),
      { seed, numRuns: scaled(40, 1000), endOnFailure: true },
    ));
});
