/** Put in by the build, from package.json. */
declare const EXPCERT_VERSION: string;
/** Language of the page: `en`, or `en-XA` for the variant that shows what was not put into the catalogue. */
declare const EXPCERT_LOCALE: string;

declare module '*.css?inline' {
  const sheet: string;
  export default sheet;
}

declare module '*.yaml?raw' {
  const text: string;
  export default text;
}
