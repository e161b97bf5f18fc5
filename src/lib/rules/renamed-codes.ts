import type { FindingCode } from '../findings/codes.ts';

/** Mistakes of the deployment file, which had the codes of its plan before. */
const ofTheFile = [
  'file-too-large',
  'encoding-invalid',
  'secret-inline',
  'yaml-syntax',
  'duplicate-key',
  'unknown-key',
  'missing-key',
  'wrong-type',
  'value-invalid',
  'name-invalid',
  'nothing-listed',
  'no-service',
  'peer-twice',
  'cluster-name-is-peer',
  'cluster-without-name',
  'waiver-expired',
  'waiver-unused',
] as const;

/** Codes that findings had before, with those that they have now. Waivers, flags and questions may still use them. */
export const renamedCodes: ReadonlyMap<string, FindingCode> = new Map([
  ...ofTheFile.map((name) => [`plan/${name}`, `deployment/${name}`] as const),
  ['plan/common-name-too-long', 'plan/subject-refused'],
]);

/** The code that this code has now. */
export const currentCode = (code: string): string => renamedCodes.get(code) ?? code;
