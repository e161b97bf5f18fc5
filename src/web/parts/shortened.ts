/** The first few of many words, with a sign that there are more. */
export const shortened = (words: readonly string[], most: number, separator: string): string =>
  [...words.slice(0, most), ...(words.length > most ? ['…'] : [])].join(separator);
