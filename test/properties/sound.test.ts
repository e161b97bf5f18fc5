import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { CheckReport } from '../../src/lib/check/report.ts';
import { draw, folderOf, type Drawn } from '../support/deployments/build.ts';
import { checkDrawn, checkFolder } from '../support/deployments/check.ts';
import { pathsOf } from '../support/deployments/mixtures.ts';
import { expectConsistent, verdictsOf } from '../support/deployments/rows.ts';
import { releases, shapes, smallShapes } from '../support/deployments/shape.ts';
import { verdictLines } from '../support/failures.ts';
import { record, scaled, seed } from '../support/scale.ts';

const counts = { 'sound folders': 0, 'files taken away': 0 };
afterAll(() => record('sound deployments', counts));

function expectSound(report: CheckReport): void {
  expect(report.findings.filter(({ severity }) => severity !== 'notice')).toEqual([]);
  expect(report.unread).toEqual([]);
  expect(verdictLines(report)).toEqual([]);
  expectConsistent(report);
  counts['sound folders']++;
}

/** Rows whose yes rests on a file. */
const restingOn = ({ services }: CheckReport, path: string): Set<string> =>
  new Set(
    services
      .filter(({ requirements }) =>
        requirements.some(
          (each) =>
            each.state === 'holds' &&
            each.evidence.some(({ items }) =>
              items.some((item) => item === path || item.startsWith(`${path}#`)),
            ),
        ),
      )
      .map(({ peer, service }) => `${peer} ${service}`),
  );

/** CAs beside the lists help to say more; a list of revoked certificates is looked up by its issuer. */
const isNoEvidence = (path: string): boolean => /^(ca|crl)\//.test(path);

async function expectNeeded(drawn: Drawn, sound: CheckReport, path: string): Promise<void> {
  const folder = folderOf(drawn);
  const report = await checkFolder(drawn, { ...folder, [path]: undefined });
  const resting = restingOn(sound, path);
  const wrong = [...verdictsOf(report)].filter(([row, verdict]) => {
    if (path.startsWith('crl/')) return verdict === 'no';
    return verdict !== (resting.has(row) ? 'not known' : 'yes');
  });
  expect(wrong, `without ${path}`).toEqual([]);
  if (!isNoEvidence(path)) return;
  counts['files taken away']++;
}

describe('a sound deployment', () => {
  it('gives no error and no warning, and yes in every row', () =>
    fc.assert(
      fc.asyncProperty(shapes, async (shape) => expectSound(await checkDrawn(draw(shape)))),
      { seed, numRuns: scaled(40, 1500), endOnFailure: true },
    ));

  it.each(releases)('does so on %s', (release) =>
    fc.assert(
      fc.asyncProperty(smallShapes, async (shape) => {
        // What only some releases have or take.
        const custody = { coreCustody: 'tool', edgeCustody: 'tool' } as const;
        expectSound(await checkDrawn(draw({ ...shape, ...custody, keys: 'rsa', release })));
      }),
      { seed, numRuns: scaled(2, 60), endOnFailure: true },
    ),
  );

  it('is not known without a file that its yes rests on, in the rows that rest on it, and never no', () =>
    fc.assert(
      fc.asyncProperty(smallShapes, fc.nat(), async (shape, pick) => {
        const drawn = draw(shape);
        const sound = await checkDrawn(drawn);
        const paths = pathsOf(folderOf(drawn));
        const chosen = scaled(3, paths.length);
        for (let i = 0; i < chosen; i++)
          await expectNeeded(drawn, sound, paths[(pick + i * 7) % paths.length]!);
      }),
      { seed, numRuns: scaled(15, 60), endOnFailure: true },
    ));
});
