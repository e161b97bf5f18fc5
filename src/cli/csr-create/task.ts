import type { Finding, Plan } from '../../lib/index.ts';
import type { Call } from '../program/command.ts';
import type { DeploymentReference } from '../program/report.ts';
import type { ByCustody } from './custody.ts';
import type { CsrCreateFlags } from './flags.ts';

export type CreateCall = Pick<Call, 'io' | 'inputs' | 'settings' | 'terminal'>;

/** What the run is about, once the plan has been judged. */
export interface Task {
  readonly call: CreateCall;
  readonly flags: CsrCreateFlags;
  readonly deployment: DeploymentReference;
  readonly plan: Plan;
  readonly onBox: ByCustody['onBox'];
  readonly findings: readonly Finding[];
}
