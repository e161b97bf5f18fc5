// In the order of a user's tasks: read a deployment, plan, make requests, check them, explain.
export { readDeployment } from './tasks/read-deployment.ts';
export { planDeployment, findPeer, type PeerPlan, type Plan } from './plan/plan.ts';
export { checkPlan, type CheckPlanOptions } from './tasks/check-plan.ts';
export { csrForm, type CsrForm, type FormField } from './plan/form.ts';
export { opensslRequest, type OpensslRequest } from './plan/openssl.ts';
export { altNameText, type AltName, type PlannedName, type Reason } from './san/required.ts';
export {
  sanTable,
  serviceLabels,
  type NameFormat,
  type NameKind,
  type Need,
  type SanRow,
} from './san/table.ts';
export { explain } from './tasks/explain.ts';
export { catalogue } from './rules/catalogue.ts';
export type { Detail, Finding, Location, Severity, Subject, Value } from './findings/finding.ts';
export type { RuleText } from './findings/rule.ts';
export { citationText, type Citation } from './findings/sources.ts';
export { DecodeError, type DecodeErrorCode } from './errors.ts';
