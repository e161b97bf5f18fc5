/** Texts that YAML would not read as text. */
const otherMeaning = /^(?:true|false|null|~|[-+]?\.?\d[\w.+-]*|[-+]?\.(?:inf|nan))$/i;

/** A text as YAML: without quotes where that is the same. */
export function plainText(text: string): string {
  const isSimple = /^[A-Za-z0-9][\w.-]*(?: [\w.-]+)*$/.test(text) && !otherMeaning.test(text);
  return isSimple ? text : JSON.stringify(text);
}
