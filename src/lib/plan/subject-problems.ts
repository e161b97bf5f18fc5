import { encodedSubjectProblems, type SubjectProblem } from '../csr/subject.ts';
import type { Position } from '../deployment/model.ts';
import type { RequestPlan } from './plan.ts';

export type PlannedProblem = SubjectProblem & {
  readonly attribute: string;
  /** Of the attribute in the deployment file; of the CN that of what is planned. */
  readonly position: Position | undefined;
};

/** What CAs refuse of the subject that is planned, by the same measure as of requests and certificates. */
export function plannedSubjectProblems({ subject, commonName, position }: RequestPlan): PlannedProblem[] {
  return encodedSubjectProblems([...subject, { type: 'CN', value: commonName }]).map(
    ({ at, ...problem }) => ({
      ...problem,
      position: subject[at]?.position ?? position,
    }),
  );
}
