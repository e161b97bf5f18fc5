import type { Deviation, Fault } from '../asn1/der-reader.ts';
import { extensionId, requestAttribute } from '../asn1/oids.ts';

/** A way in which a part of a thing may not be as its standard has it. */
export interface FaultKind {
  /** `request-version`: what `explain` is asked for. */
  readonly name: string;
  /** What is there, and what were right. */
  readonly what: string;
  /** What whoever makes a request does about it, where that is more than to make it anew with something else. */
  readonly mend?: string;
  /** Of what alone: a request, or a list of revoked certificates or an OCSP response; absent: of all. */
  readonly only?: 'request' | 'revocation';
}

interface Told extends FaultKind {
  is(fault: Deviation & Partial<Fault>): boolean;
}

const requestedExtensions: ReadonlySet<string> = new Set([
  requestAttribute.extensionRequest,
  requestAttribute.certificateExtensions,
]);

const isExtension = (part: string | undefined): boolean =>
  part !== undefined && (Object.values(extensionId) as string[]).includes(part);

/** The closed list, the more special first: a fault is of the first kind that it is like; the last takes what is left. */
const kinds: readonly Told[] = [
  {
    name: 'request-version',
    only: 'request',
    what: 'The version of a request is another number than 0, which stands for version 1: there is no other.',
    mend: 'Make the request with a program of today: certbot wrote version 2 before 1.29.',
    is: ({ field }) => field === 'certificationRequestInfo.version',
  },
  {
    name: 'attributes-missing',
    only: 'request',
    what: 'A request without attributes lacks the field for them, which is to be there, empty.',
    is: ({ part, code }) => part === 'attributes' && code === 'truncated',
  },
  {
    name: 'extension-request-empty',
    only: 'request',
    what: 'A request asks for extensions and names none: the attribute has no value, or an empty one.',
    mend: 'Have the program ask for the names, or for no extensions at all.',
    is: ({ part = '', code }) => requestedExtensions.has(part) && code === 'empty',
  },
  {
    name: 'extension-request-twice',
    only: 'request',
    what: 'A request asks for extensions twice, or in two values: nobody knows which of them counts.',
    mend: 'Ask for all extensions in one extensionRequest with one value.',
    is: ({ part = '', code, field }) =>
      requestedExtensions.has(part) &&
      code === 'duplicate' &&
      /(extensionRequest|certificateExtensions)$/.test(field),
  },
  {
    name: 'attribute-empty',
    only: 'request',
    what: 'An attribute of a request has no value.',
    mend: 'Leave the attribute out.',
    is: ({ part, code, field }) =>
      code === 'empty' && field.startsWith('certificationRequestInfo.attributes') && !isExtension(part),
  },
  {
    name: 'order',
    what: 'The values of a SET OF are not in the order that DER demands.',
    is: ({ code }) => code === 'unsorted-set',
  },
  {
    name: 'name-not-ascii',
    what: 'A DNS name, an e-mail address or a URI has an umlaut or another letter outside ASCII.',
    mend: 'Write the DNS name as its A-label, xn--….',
    is: ({ code, field }) =>
      code === 'invalid-string' && /(dNSName|rfc822Name|uniformResourceIdentifier)$/.test(field),
  },
  {
    name: 'address-as-text',
    what: 'An IP address is not 4 or 16 octets, but most often the text of one.',
    mend: 'Leave the address out: Expressways are known by name.',
    is: ({ code, field }) => code === 'invalid-value' && field.endsWith('iPAddress'),
  },
  {
    name: 'printable-string',
    what: 'A PrintableString has characters that only other string types have, such as @, & or *.',
    is: ({ code, what }) => code === 'invalid-string' && what.includes('PrintableString cannot have'),
  },
  {
    name: 'string',
    what: 'A text has octets that its string type does not know: Latin-1 in a UTF8String, an umlaut in a PrintableString.',
    mend: 'Write texts beyond ASCII as UTF8String.',
    is: ({ code }) => code === 'invalid-string',
  },
  {
    name: 'name-part-empty',
    what: 'A relative distinguished name has no attribute.',
    is: ({ part, code }) => code === 'empty' && (part === 'subject' || part === 'issuer'),
  },
  {
    name: 'serial-number',
    what: 'A serial number has zeros in front that do not count, or no octet at all. OpenSSL loads no such certificate.',
    is: ({ part, code }) => part === 'serialNumber' && code === 'invalid-integer',
  },
  {
    name: 'public-key',
    what: 'A public key is not as its algorithm has it: a negative modulus, parameters that do not belong there.',
    is: ({ part }) => part === 'subjectPublicKeyInfo' || part === 'subjectPKInfo',
  },
  {
    name: 'time',
    what: 'A time has no seconds, fractions of them or an offset, or is no moment of the calendar.',
    is: ({ code }) => code === 'invalid-time',
  },
  {
    name: 'version-default',
    what: 'Version 1 is written out, which DER leaves away.',
    is: ({ part, code, field }) =>
      code === 'explicit-default' && (part === 'version' || field.endsWith('.version')),
  },
  {
    name: 'version',
    what: 'A version that does not exist, or one that has no extensions, or no unique identifiers, beside them.',
    is: ({ code }) => code === 'invalid-version',
  },
  {
    name: 'default',
    what: 'A value that is its default is written out, which DER leaves away: critical FALSE, cA FALSE.',
    is: ({ code }) => code === 'explicit-default',
  },
  {
    name: 'policy-twice',
    what: 'A certificate lists a policy twice.',
    is: ({ part, code, what }) =>
      part === extensionId.certificatePolicies && code === 'duplicate' && what.startsWith('policy'),
  },
  {
    name: 'extension-twice',
    what: 'Two extensions of one kind: nobody knows which of them counts.',
    is: ({ code }) => code === 'duplicate',
  },
  {
    name: 'reason',
    only: 'revocation',
    what: 'A list of revoked certificates gives a reason that has no meaning. The entry is revoked all the same.',
    is: ({ part, code }) => part === extensionId.cRLReason && code === 'invalid-value',
  },
  {
    name: 'list-empty',
    what: 'A list that has at least one entry is empty: extensions, names, usages, distribution points.',
    is: ({ code }) => code === 'empty',
  },
  {
    name: 'boolean',
    what: 'A BOOLEAN is another octet than 00 or FF.',
    is: ({ code }) => code === 'invalid-boolean',
  },
  {
    name: 'signature-octets',
    what: 'A signature is no whole number of octets.',
    is: ({ part, code }) => code === 'invalid-bit-string' && /^signature/.test(part ?? ''),
  },
  {
    name: 'bits',
    what: 'A BIT STRING has bits set that do not count, or zeros at its end that DER leaves away.',
    is: ({ code }) => code === 'invalid-bit-string',
  },
  {
    name: 'integer',
    what: 'An INTEGER is empty, not in its shortest form, or of another size or sign than its place has.',
    is: ({ code }) => code === 'invalid-integer',
  },
  {
    name: 'null',
    only: 'revocation',
    what: 'A NULL has content.',
    is: ({ code }) => code === 'invalid-null',
  },
  {
    name: 'identifier',
    what: 'An object identifier is none.',
    is: ({ code }) => code === 'invalid-oid',
  },
  {
    name: 'algorithms-differ',
    what: 'The algorithm of the signature is another one inside what is signed than outside.',
    is: ({ code }) => code === 'algorithm-mismatch',
  },
  {
    name: 'length',
    what: 'A length is indefinite or not in its shortest form: BER where DER is due.',
    is: ({ code }) => code === 'indefinite-length' || code === 'non-minimal-length',
  },
  {
    name: 'value',
    what: 'A value is not among those that its place has.',
    is: ({ code }) => code === 'invalid-value' || code === 'unsupported',
  },
  {
    name: 'size',
    what: 'A part is larger, or nested deeper, than any honest one.',
    is: ({ code }) => code === 'too-large' || code === 'too-deep',
  },
  {
    name: 'structure',
    what: 'Elements of a part are missing, left over, or of another type than its syntax has.',
    is: () => true,
  },
];

export const faultKinds: readonly FaultKind[] = kinds.map(({ is: _, ...kind }) => kind);

/** Those that leave the meaning clear, and that certificates in use are known to have: deviations. */
export const deviationKindNames: readonly string[] = [
  'order',
  'printable-string',
  'version-default',
  'default',
  'bits',
];

/** Names of those that a request or a certificate may have; deviations have a list of their own. */
const faultsOf = (thing: 'request' | 'certificate'): readonly string[] =>
  faultKinds
    .filter(({ name, only = thing }) => only === thing && name !== 'order' && name !== 'printable-string')
    .map(({ name }) => name);
export const faultsOfRequests = /* @__PURE__ */ faultsOf('request');
export const faultsOfCertificates = /* @__PURE__ */ faultsOf('certificate');

/** Total: the last kind takes what is like none of the others. */
export function faultKindOf(fault: Deviation & Partial<Fault>): FaultKind {
  return faultKinds[kinds.findIndex(({ is }) => is(fault))]!;
}

/** Is it about an alternative name, which rules about names tell with what to write in its place? */
export const isMalformedName = (fault: Fault): boolean =>
  fault.part === extensionId.subjectAltName &&
  fault.isRead &&
  ['name-not-ascii', 'address-as-text'].includes(faultKindOf(fault).name);
