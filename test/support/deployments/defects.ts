import type { PeerPlan } from '../../../src/lib/plan/plan.ts';
import { defectsOfAuthorities } from './defects-of-authorities.ts';
import { defectsOfCertificates } from './defects-of-certificates.ts';
import { defectsOfFiles } from './defects-of-files.ts';
import { defectsOfLists } from './defects-of-lists.ts';
import { defectsOfNodes } from './defects-of-nodes.ts';
import type { Folder } from '../handover.ts';
import type { Changes, Drawn } from './build.ts';
import type { Hit } from './hits.ts';

/** One thing that is wrong in a sound folder, and exactly what it does to verdicts. */
export interface Defect {
  readonly name: string;
  /** undefined: it cannot be in this deployment. `peer` is the one that it is about, where it is about one. */
  readonly apply: (drawn: Drawn, peer: PeerPlan) => Defective | undefined;
}

export interface Defective extends Changes {
  /** What is asked besides, so that the sound folder is to be compared with these files in it. */
  readonly besides?: () => Folder;
  readonly hits: readonly Hit[];
  /** Only a rule sees it: evidence speaks of something else. */
  readonly seenByRuleAlone?: boolean;
  /** Files that carry the fault: without them there is none. */
  readonly carriers: readonly string[];
}

export const defects: readonly Defect[] = [
  ...defectsOfCertificates,
  ...defectsOfFiles,
  ...defectsOfAuthorities,
  ...defectsOfLists,
  ...defectsOfNodes,
];
