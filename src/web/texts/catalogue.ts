import { checks } from './checks.ts';
import { deploymentFile } from './deployment-file.ts';
import { frame } from './frame.ts';
import { overview } from './overview.ts';
import { plan } from './plan.ts';
import { proof } from './proof.ts';

/** The page's own words, by id. Those of findings, names and reports are the library's. */
export const english = { ...frame, ...plan, ...deploymentFile, ...checks, ...overview, ...proof } as const;

export type TextId = keyof typeof english;
