/** Text that string preparation leaves alone but for its case. */
const plain = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/;

/** RFC 4518 2.2, first table: mapped to nothing. */
const toNothing =
  /[\u00ad\u1806\u034f\u180b-\u180d\ufe00-\ufe0f\ufffc\u200b\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u06dd\u070f\u180e\u200c-\u200f\u202a-\u202e\u2060-\u2063\u206a-\u206f\ufeff\ufff9-\ufffb\u{1d173}-\u{1d17a}\u{e0001}\u{e0020}-\u{e007f}]/gu;

/** RFC 4518 2.2: line ends, tabs and all separators become a space. */
const toSpace = /[\x09-\x0d\x85\p{Zs}\p{Zl}\p{Zp}]/gu;

/** A space that carries a combining mark is not insignificant (RFC 4518 2.6.1). */
const insignificantSpaces = /(?: (?!\p{M}))+/gu;

/**
 * Text as RFC 5280 7.1 compares it: caseIgnoreMatch with the string preparation of RFC 4518. Characters are
 * mapped, case is folded, compatibility forms are unified (NFKC), blanks at both ends are dropped and runs of
 * them are one. Also right for domainComponent and emailAddress, which are compared without regard to case.
 *
 * The prohibited characters of RFC 4518 2.4 are let through: they would make a name unequal to itself.
 */
export function prepareForComparison(text: string): string {
  if (plain.test(text)) return text.toLowerCase();
  const mapped = text.replace(toNothing, '').replace(toSpace, ' ').normalize('NFKC');
  return foldCase(mapped)
    .normalize('NFKC')
    .replace(insignificantSpaces, ' ')
    .replace(/^ (?!\p{M})| $/gu, '');
}

/**
 * Case folding of RFC 3454 B.2 with what JavaScript has: to upper case and back unifies ß with SS and the
 * two sigmas. The dotless i is the one letter that this would wrongly unify, with i.
 */
function foldCase(text: string): string {
  return text.replace(/[^\u0131]+/gu, (part) => part.toUpperCase().toLowerCase());
}
