import { attributeType as oids } from '../asn1/oids.ts';
import { subjectBounds } from '../names/subject-bounds.ts';
import { attributeTypeText, type Name, type NameAttribute } from '../x509/name.ts';

/** String types of X.520 attribute values, as RFC 5280 appendix A assigns them. */
export type StringForm = 'utf8String' | 'printableString' | 'ia5String';

/** One attribute of a subject as it is written: object identifier, string type, value. */
export interface EncodedAttribute {
  readonly oid: string;
  readonly form: StringForm;
  readonly value: string;
}

interface AttributeType {
  readonly name: string;
  readonly oid: string;
  readonly form: StringForm;
  /** Upper bound in characters (RFC 5280 appendix A.1, `ub-…`). */
  readonly longest: number;
  /** Two capital letters of ISO 3166. */
  readonly country?: true;
}

/** RFC 5280 names no bound for attributes it does not define; its largest one (ub-name) stands in. */
const longestOfOthers = 32768;

const commonName = attribute('CN', oids.commonName, 'utf8String', subjectBounds.CN);

const attributes: readonly AttributeType[] = [
  commonName,
  { ...attribute('C', oids.countryName, 'printableString', subjectBounds.C), country: true },
  attribute('ST', oids.stateOrProvinceName, 'utf8String', subjectBounds.ST),
  attribute('L', oids.localityName, 'utf8String', subjectBounds.L),
  attribute('O', oids.organizationName, 'utf8String', subjectBounds.O),
  attribute('OU', oids.organizationalUnitName, 'utf8String', subjectBounds.OU),
  attribute('emailAddress', oids.emailAddress, 'ia5String', subjectBounds.emailAddress),
  attribute('serialNumber', oids.serialNumber, 'printableString', subjectBounds.serialNumber),
  attribute('dnQualifier', oids.dnQualifier, 'printableString', longestOfOthers),
  attribute('DC', oids.domainComponent, 'ia5String', subjectBounds.DC),
  {
    ...attribute(
      'jurisdictionCountryName',
      oids.jurisdictionCountryName,
      'printableString',
      subjectBounds.jurisdictionCountryName,
    ),
    country: true,
  },
];

function attribute(name: string, oid: string, form: StringForm, longest: number): AttributeType {
  return { name, oid, form, longest };
}

/**
 * The subject of a request: the given attributes in their order, CN last.
 *
 * The order is the author's: names are compared in order (RFC 5280 7.1) and a CA's policy may ask for one.
 * CN comes last because that is where the usual order C, ST, L, O, OU, CN has it.
 *
 * @throws TypeError for an unknown attribute type, CN among the attributes, or a value its type cannot hold.
 */
export function encodeSubject(
  subject: readonly { readonly type: string; readonly value: string }[],
  cn: string,
): EncodedAttribute[] {
  const encoded = subject.map(({ type, value }) => {
    const known = findAttribute(type);
    if (known === commonName)
      throw new TypeError('CN is no attribute of the subject here: give it as commonName');
    return encode(known, value);
  });
  return [...encoded, encode(commonName, cn)];
}

function findAttribute(type: string): AttributeType {
  const known = attributes.find(({ name, oid }) => name === type || oid === type);
  if (known) return known;
  if (/^[0-2](\.(0|[1-9]\d*)){2,}$/.test(type)) {
    return attribute(type, type, 'utf8String', longestOfOthers);
  }
  throw new TypeError(`unknown subject attribute "${type}": use its object identifier`);
}

/** What a CA refuses about one attribute of a subject. */
export type SubjectProblem =
  | { readonly kind: 'too-long'; readonly length: number; readonly longest: number }
  | { readonly kind: 'empty' }
  /** No code of two capital letters in a PrintableString. */
  | { readonly kind: 'country' }
  | { readonly kind: 'repeated'; readonly times: number };

/** Of these a subject may hold several (RFC 4519 2.4, Baseline Requirements 7.1.4.2). */
const repeatable: readonly string[] = [oids.domainComponent, oids.organizationalUnitName, oids.streetAddress];

/** In words, behind the attribute. */
export function subjectProblemText(problem: SubjectProblem): string {
  switch (problem.kind) {
    case 'too-long':
      return `has ${problem.length} characters; ${problem.longest} are allowed`;
    case 'empty':
      return 'is empty';
    case 'country':
      return 'is no country code: two capital letters in a PrintableString, such as GB';
    case 'repeated':
      return `stands ${problem.times} times in the subject`;
  }
}

type AttributeProblem = SubjectProblem & {
  /** As it stands there, `C=DEU`; of a value that is too long only the type. */
  readonly attribute: string;
  /** Which of the attributes, from 0. */
  readonly at: number;
};

export const subjectProblems = ({ rdns }: Name): AttributeProblem[] => problemsOf(rdns.flat());

/** The same of attributes as encodeSubject() takes them, which gives each its string type. */
export const encodedSubjectProblems = (
  subject: readonly { readonly type: string; readonly value: string }[],
): AttributeProblem[] =>
  problemsOf(
    subject.map(({ type, value }) => {
      const { oid, form } = findAttribute(type);
      return { type: oid, value, stringType: stringTypes[form] };
    }),
  );

const stringTypes = {
  utf8String: 'UTF8String',
  printableString: 'PrintableString',
  ia5String: 'IA5String',
} as const satisfies Readonly<Record<StringForm, NameAttribute['stringType']>>;

function problemsOf(all: readonly NameAttribute[]): AttributeProblem[] {
  return all.flatMap(({ type, value, stringType }, at) => {
    const known = attributes.find(({ oid }) => oid === type);
    const name = attributeTypeText(type);
    const length = [...value].length;
    const times = all.filter((each) => each.type === type).length;
    const isFirst = all.findIndex((each) => each.type === type) === at;
    const found: SubjectProblem[] = [];
    // What a subject without a CN leads to is said elsewhere.
    if (value.trim() === '') {
      if (known !== commonName) found.push({ kind: 'empty' });
    } else if (known?.country) {
      if (!/^[A-Z]{2}$/.test(value) || (type === oids.countryName && stringType !== 'PrintableString'))
        found.push({ kind: 'country' });
    } else if (known && length > known.longest)
      found.push({ kind: 'too-long', length, longest: known.longest });
    if (times > 1 && isFirst && !repeatable.includes(type)) found.push({ kind: 'repeated', times });
    return found.map((problem) => ({
      ...problem,
      at,
      attribute: problem.kind === 'country' ? `${name}=${value}` : name,
    }));
  });
}

const allowed: Readonly<Record<StringForm, RegExp>> = {
  // No control characters, no half of a surrogate pair: neither can be printed, the latter not even encoded.
  utf8String: /^[^\p{Cc}\p{Cs}]+$/u,
  printableString: /^[A-Za-z0-9 '()+,\-./:=?]+$/,
  ia5String: /^[\x20-\x7e]+$/,
};

const allowedText: Readonly<Record<StringForm, string>> = {
  utf8String: 'text without control characters',
  printableString: "letters A to Z, digits, blanks and ' ( ) + , - . / : = ?",
  ia5String: 'printable ASCII characters',
};

function encode({ name, oid, form, longest, country }: AttributeType, value: string): EncodedAttribute {
  const wrong = (expected: string) => new TypeError(`subject ${name} "${value}": expected ${expected}`);
  if (country && !/^[A-Z]{2}$/.test(value)) throw wrong('two capital letters, such as GB');
  if (!allowed[form].test(value)) throw wrong(allowedText[form]);
  const length = [...value].length;
  if (length > longest) throw wrong(`at most ${longest} characters, it has ${length}`);
  return { oid, form, value };
}
