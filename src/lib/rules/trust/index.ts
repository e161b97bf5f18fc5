import { duplicateCaCn } from './duplicate-ca-cn.ts';
import { duplicateEntry } from './duplicate-entry.ts';
import { duplicateSubject } from './duplicate-subject.ts';
import { duplicateSelfSignedCn } from './duplicate-self-signed-cn.ts';
import { expired } from './expired.ts';
import { expiresSoon } from './expires-soon.ts';
import { issuerMissing } from './issuer-missing.ts';
import { labCa } from './lab-ca.ts';
import { leafInList } from './leaf-in-list.ts';
import { malformedPartTaken } from './malformed-part-taken.ts';
import { malformedPart } from './malformed-part.ts';
import { neededRefused } from './needed-refused.ts';
import { noBasicConstraints } from './no-basic-constraints.ts';
import { notYetValid } from './not-yet-valid.ts';
import { pemDamaged } from './pem-damaged.ts';
import { revoked } from './revoked.ts';
import { subjectReplaced } from './subject-replaced.ts';
import { tomcatNames } from './tomcat-names.ts';
import { tooMany } from './too-many.ts';
import { weak } from './weak.ts';

/** Rules over a trusted-CA list: what hides what, what is missing, then each entry by itself. */
export const trustRules = [
  duplicateSelfSignedCn,
  duplicateSubject,
  duplicateCaCn,
  subjectReplaced,
  issuerMissing,
  neededRefused,
  tomcatNames,
  pemDamaged,
  malformedPart,
  noBasicConstraints,
  tooMany,
  revoked,
  expired,
  expiresSoon,
  notYetValid,
  weak,
  leafInList,
  duplicateEntry,
  malformedPartTaken,
] as const;

/** Rules over certificates of labs, wherever they lie. */
export const labRules = [labCa] as const;
