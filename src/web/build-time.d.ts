/** Put in by the build, from package.json. */
declare const EXPCERT_VERSION: string;
/** Day of the newest change in the sources: the same for the same sources, so that the file is, too. */
declare const EXPCERT_SOURCE_DATE: string;
/** The newest day on which somebody looked up what ages. */
declare const EXPCERT_FACTS_DAY: string;
/** Language of the page: `en`, or a variant of texts/text.ts. */
declare const EXPCERT_LOCALE: string;

declare module '*.css?inline' {
  const sheet: string;
  export default sheet;
}

declare module '*.yaml?raw' {
  const text: string;
  export default text;
}
declare module '*.pem?raw' {
  const text: string;
  export default text;
}
