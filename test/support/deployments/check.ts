import { check } from '../../../src/lib/check/check.ts';
import type { CheckOptions } from '../../../src/lib/check/options.ts';
import type { CheckReport } from '../../../src/lib/check/report.ts';
import type { Deployment } from '../../../src/lib/deployment/model.ts';
import { filesOf, judgedAt, type Folder } from '../handover.ts';
import { syncVerifier } from '../sync-verifier.ts';
import { folderOf, type Changes, type Drawn } from './build.ts';

export const optionsOf = ({ trustLists }: Drawn): CheckOptions => ({
  at: judgedAt,
  verifier: syncVerifier,
  trustLists,
});

export const checkFolder = (
  drawn: Drawn,
  folder: Folder,
  { deployment = drawn.deployment, options }: Changes = {},
  checkWith = check,
): Promise<CheckReport> =>
  checkWith(filesOf(folder), deployment as Deployment, { ...optionsOf(drawn), ...options });

export const checkDrawn = (drawn: Drawn, changes: Changes = {}, checkWith = check): Promise<CheckReport> =>
  checkFolder(drawn, folderOf(drawn, changes), changes, checkWith);
