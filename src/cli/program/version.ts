/** Put in by the build and by the test runner, from package.json: reading a file would slow every start. */
declare const EXPCERT_VERSION: string;

export const version: string = EXPCERT_VERSION;
