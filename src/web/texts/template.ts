/** One text, or one for each plural category of its parameter `n`; `other` stands in for those without their own. */
export type Template = string | (Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string });

type NamesIn<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;

type TextsOf<T> = T extends string ? T : T[keyof T];

/** The parameters of a template, by the names in its braces: `{n} files in {place}` takes `n` and `place`. */
export type ParametersOf<T> = Readonly<Record<NamesIn<TextsOf<T>>, string | number>>;

/** Puts values in the place of `{name}`. Numbers are written as the language does. */
export function fill(template: Template, values: Readonly<Record<string, string | number>>, locale: string) {
  const text =
    typeof template === 'string' ? template : (template[categoryOf(values, locale)] ?? template.other);
  return text.replace(/\{(\w+)\}/g, (_, name: string) => written(values[name] ?? '', locale));
}

const written = (value: string | number, locale: string): string =>
  typeof value === 'number' ? new Intl.NumberFormat(locale).format(value) : value;

const categoryOf = ({ n }: Readonly<Record<string, string | number>>, locale: string): Intl.LDMLPluralRule =>
  new Intl.PluralRules(locale).select(Number(n));
