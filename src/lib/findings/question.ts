/** A question that was left open, and why. It never counts as good. */
export type Question = { readonly what: string; readonly why: string };

/** `names (no deployment file)` */
export const questionText = ({ what, why }: Question): string => (why === '' ? what : `${what} (${why})`);
