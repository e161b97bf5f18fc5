import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { CheckReport } from '../../src/lib/check/report.ts';
import { isBefore } from '../../src/lib/product/release.ts';
import { draw, folderOf, type Drawn } from '../support/deployments/build.ts';
import { checkDrawn, checkFolder } from '../support/deployments/check.ts';
import { pathsOf } from '../support/deployments/mixtures.ts';
import { expectConsistent } from '../support/deployments/rows.ts';
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

/** Row by row the requirements that hold by a file. */
const restingOn = ({ services }: CheckReport, path: string): ReadonlyMap<string, readonly string[]> =>
  new Map(
    services.map(({ peer, service, requirements }) => [
      `${peer} ${service}`,
      requirements.flatMap((each) => {
        const items = each.state === 'holds' ? each.evidence.flatMap((evidence) => evidence.items) : [];
        return items.some((item) => item === path || item.startsWith(`${path}#`)) ? [each.requirement] : [];
      }),
    ]),
  );

/**
 * What a yes can do without: lists of revoked certificates, which are found by their issuers and named nowhere, twins, one
 * of the trust stores of Unified CM as long as another is there, and before X14.2 all that was not given of other products.
 */
const isLookedAtBesides = (path: string, { shape }: Drawn): boolean =>
  /^crl\/|-ECDSA|^cucm\/.*-trust/.test(path) ||
  (/^(cucm|imp|unity)\//.test(path) && isBefore(shape.release, 'X14.2'));

/**
 * Without the file a row that rests on it is not known, and no other changes. Some requirements are asked about only once
 * something was given for them.
 */
async function expectNeeded(drawn: Drawn, sound: CheckReport, path: string): Promise<void> {
  const report = await checkFolder(drawn, { ...folderOf(drawn), [path]: undefined });
  const resting = restingOn(sound, path);
  const wrong = report.services
    .filter(({ peer, service, verdict, requirements }) => {
      if (isLookedAtBesides(path, drawn)) return verdict === 'no';
      const isAskedStill = requirements.some(({ requirement }) =>
        resting.get(`${peer} ${service}`)!.includes(requirement),
      );
      return verdict !== (isAskedStill ? 'not known' : 'yes');
    })
    .map(({ peer, service, verdict }) => `${peer} ${service}: ${verdict}`);
  expect(wrong, `without ${path}`).toEqual([]);
  counts['files taken away']++;
}

describe('a sound deployment', () => {
  it('gives no error and no warning, and yes in every row', () =>
    fc.assert(
      fc.asyncProperty(shapes, async (shape) => expectSound(await checkDrawn(draw(shape)))),
      { seed, numRuns: scaled(40, 600), endOnFailure: true },
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
