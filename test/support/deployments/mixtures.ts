import fc from 'fast-check';
import type { CheckReport } from '../../../src/lib/check/report.ts';
import type { PeerPlan } from '../../../src/lib/plan/plan.ts';
import type { Folder } from '../handover.ts';
import { draw, folderOf, type Drawn, type Made, type Recipes } from './build.ts';
import { checkFolder } from './check.ts';
import { defects, type Defective } from './defects.ts';
import { smallShapes, type Shape } from './shape.ts';

/** A folder with several things wrong in it, that may hide each other. */
export interface Mixture {
  readonly drawn: Drawn;
  readonly names: readonly string[];
  readonly folder: Folder;
  readonly carriers: readonly string[];
  check(folder?: Folder, changes?: Defective): Promise<CheckReport>;
}

/** Which defects, and which peer each is about. */
export interface MixtureSeed {
  readonly shape: Shape;
  readonly picks: readonly { readonly defect: number; readonly peer: number }[];
}

/** As plain data, so that what fails can be read. */
export const mixtureSeeds = (most: number): fc.Arbitrary<MixtureSeed> =>
  fc.record({
    shape: smallShapes,
    picks: fc.array(fc.record({ defect: fc.nat(defects.length - 1), peer: fc.nat(11) }), { maxLength: most }),
  });

export function mix({ shape, picks }: MixtureSeed): Mixture {
  const drawn = draw(shape);
  const applied = picks.flatMap(({ defect, peer }) => {
    const { name, apply } = defects[defect]!;
    const about: PeerPlan = drawn.plan.peers[peer % drawn.plan.peers.length]!;
    const defective = apply(drawn, about);
    return defective ? [{ name: `${name} (${about.peer})`, defective }] : [];
  });
  const folder = folderOf(drawn, {
    odd: Object.assign({}, ...applied.map(({ defective }) => defective.odd ?? {})) as Recipes,
    folder: (made: Made): Folder =>
      Object.assign({}, ...applied.map(({ defective }) => defective.folder?.(made) ?? {})) as Folder,
  });
  const options = Object.assign({}, ...applied.map(({ defective }) => defective.options ?? {})) as object;
  return {
    drawn,
    names: applied.map(({ name }) => name),
    folder,
    carriers: applied.flatMap(({ defective }) => defective.carriers),
    check: (changed = folder, changes) =>
      checkFolder(drawn, changed, { ...changes, options: { ...options, ...changes?.options } }),
  };
}

export const pathsOf = (folder: Folder): string[] =>
  Object.entries(folder).flatMap(([path, content]) => (content === undefined ? [] : [path]));
