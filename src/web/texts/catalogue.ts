import { checks } from './checks.ts';
import { deploymentFile } from './deployment-file.ts';
import { frame } from './frame.ts';
import { overview } from './overview.ts';
import { plan } from './plan.ts';
import { proof } from './proof.ts';
import { spoken } from './spoken.ts';

/** The page's own words, by id. Those of findings, names and reports are the library's. */
export const english = {
  ...frame,
  ...plan,
  ...deploymentFile,
  ...checks,
  ...overview,
  ...proof,
  ...spoken,
} as const;

export type TextId = keyof typeof english;
