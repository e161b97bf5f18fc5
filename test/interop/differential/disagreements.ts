export type Peer = 'openssl' | 'java';
/** `path`: without revocation; `lists`: with CRLs for every certificate; `ocsp`: with a response on the first. */
export type Mode = 'path' | 'lists' | 'ocsp';

/** Where another program says something else than we do, and what decides. */
interface Disagreement {
  readonly peer: Peer;
  /** Only in chains that have one of these values; absent: in any. */
  readonly values?: readonly string[];
  readonly because: string;
  readonly section: string;
}

/** It takes what we refuse: all that we find must be listed. */
export interface TakenByPeer extends Disagreement {
  readonly ours: string;
}

/** It refuses what we take. */
export interface RefusedByPeer extends Disagreement {
  readonly theirs: RegExp;
}

const constraints = 'name constraints of the issuing CA: ';
const dotted = [`${constraints}its domain with a leading dot`, `${constraints}both forms of its domain`];
const holes = `${constraints}a mask with holes`;
const underscore = 'names of the certificate: underscore';
const malformed = { ours: 'path/name-constraints-malformed' } as const;
const violated = { ours: 'path/name-constraint-violated' } as const;
const unknown = { ours: 'path/revocation-unknown' } as const;
const isCa = 'basic constraints of the certificate: CA';

export const taken: readonly TakenByPeer[] = [
  ...(['openssl', 'java'] as const).flatMap((peer): TakenByPeer[] => [
    {
      ...{ peer, ...malformed, values: dotted },
      because: 'takes a leading dot of a dNSName constraint for everything below',
      section: 'RFC 5280 4.2.1.10: a leading dot is known of URI and mail constraints alone',
    },
    {
      ...{ peer, ...malformed, values: [holes] },
      because: 'does not look whether the mask is one of RFC 4632',
      section: 'RFC 5280 4.2.1.10: an address range in the style of RFC 4632',
    },
    {
      ...{ peer, ...violated, values: [...dotted, holes] },
      because: 'finds the name in a constraint that is malformed for us',
      section: 'RFC 5280 4.2.1.10',
    },
    {
      ...{ peer, ...violated, values: [underscore] },
      because: 'compares labels with an underscore as it does others',
      section: 'RFC 5280 4.2.1.6: a dNSName has the preferred name syntax of RFC 1034',
    },
    {
      ...{ peer, ...violated, values: ['names of the certificate: wildcard'] },
      because: 'takes the asterisk for a label',
      section: 'RFC 9525 6.3: it stands for any label, the excluded one too',
    },
  ]),
  {
    ...{ peer: 'openssl', ours: 'path/alternative-name-malformed', values: [underscore] },
    because: 'does not look at the syntax of names',
    section: 'RFC 5280 4.2.1.6: a dNSName has the preferred name syntax of RFC 1034',
  },
  {
    ...{ peer: 'openssl', ours: 'path/constraints-empty' },
    because: 'has no rule for it',
    section: 'RFC 5280 4.2.1.10: name constraints must not be an empty sequence',
  },
  {
    ...{ peer: 'openssl', ours: 'path/criticality-wrong' },
    because: 'has no rule for name constraints that are not critical',
    section: 'RFC 5280 4.2.1.10: CAs must mark this extension as critical',
  },
  {
    ...{ peer: 'openssl', ours: 'path/key-usage-unfit' },
    because: 'takes any of the three bits, whatever the kind of key',
    section:
      'RFC 8813 3: no keyEncipherment with EC keys; RFC 5280 4.2.1.3: keyAgreement is for keys that agree',
  },
  {
    ...{ peer: 'openssl', ours: 'path/serial-number-improper' },
    because: 'does not look at serial numbers',
    section: 'RFC 5280 4.1.2.2: positive, at most 20 octets',
  },
  {
    ...{ peer: 'openssl', ours: 'path/usage-not-allowed' },
    values: ['extended key usage of the certificate: Microsoft server gated'],
    because: 'takes server gated cryptography for serverAuth',
    section: 'RFC 5280 4.2.1.12: only for one of the purposes indicated',
  },
  {
    ...{ peer: 'openssl', ours: 'path/weak-key', values: ['keys: RSA 512 in the issuing CA'] },
    because: 'has no least size of keys without a security level',
    section: 'none of RFC 5280, which leaves it to local policy; RFC 9325 4.5: 2048 bits',
  },
  {
    ...{ peer: 'openssl', ours: 'path/policy-required' },
    because: 'leaves out the policy constraints of the anchor',
    section: 'RFC 5280 6.1.1 (d) has them left out; RFC 5937 lets an anchor have them, as we do by default',
  },
  {
    ...{ peer: 'openssl', ...unknown },
    values: ['lists: current, without entries but with their field', 'lists: without number'],
    because: 'does not ask whether a list conforms',
    section: 'RFC 5280 5.1.2.6: no field without entries; 5.2.3: every list has a number',
  },
  {
    ...{ peer: 'java', ...unknown, values: ['response: of a delegated responder'] },
    because: 'does not ask whether the certificate of the responder is revoked',
    section: 'RFC 6960 4.2.2.2.1: without ocsp-nocheck the CA has to say how that is known',
  },
  {
    ...{ peer: 'java', ...unknown, values: [isCa] },
    because: 'takes no CA for an end entity, and asks nothing about it',
    section: 'RFC 5280 6.1.3 (a)(3): each certificate of the path is not revoked',
  },
  {
    ...{ peer: 'java', ours: 'path/revoked', values: [isCa] },
    because: 'takes no CA for an end entity, and asks nothing about it',
    section: 'RFC 5280 6.1.3 (a)(3): each certificate of the path is not revoked',
  },
];

const identifiers = 'RFC 5280 6.1.3 (a)(4) compares names; by 4.2.1.1 key identifiers help to find a path';

export const refused: readonly RefusedByPeer[] = [
  {
    ...{ peer: 'openssl', theirs: /^error 2 / },
    values: ['with the key identifier of another', 'with its own key identifier'].map(
      (form) => `form of the root: ${form}`,
    ),
    because: 'takes a root that names another key than its own for none',
    section: 'RFC 5280 6.1.1 (d): an anchor is a name and a key',
  },
  {
    ...{ peer: 'openssl', theirs: /^error 51 /, values: [`${constraints}service names`] },
    because: 'has no constraints for SRVName',
    section: 'RFC 4985 4',
  },
  {
    ...{ peer: 'openssl', theirs: /^error 81 /, values: ['key usage of the issuing CA: none'] },
    because: 'asks of the anchor too that a path length comes with keyCertSign',
    section: 'RFC 5280 4.2.1.9 asks it of CAs; 6.1.1 (d): an anchor is a name and a key',
  },
  {
    ...{ peer: 'openssl', theirs: /^error 20 /, values: ['key identifiers: another key'] },
    because: 'passes over an issuer with another key identifier',
    section: identifiers,
  },
  {
    ...{
      peer: 'openssl',
      theirs: /^error 26 at 0 /,
      values: ['extended key usage of the certificate: any alone'],
    },
    because: 'takes anyExtendedKeyUsage for no purpose of TLS',
    section:
      'RFC 5280 4.2.1.12: an application may ask for the purpose itself; explicitExtendedKeyUsage does',
  },
  {
    ...{
      peer: 'openssl',
      theirs: /^error 26 at 1 /,
      values: ['extended key usage of the issuing CA: any alone'],
    },
    because: 'takes anyExtendedKeyUsage for no purpose of TLS',
    section: 'RFC 5280 4.2.1.12 speaks of no CA; the usages of one are no part of 6.1',
  },
  {
    ...{ peer: 'openssl', theirs: /^error 26 at 0 / },
    values: ['client', 'CA'].map((type) => `Netscape certificate type of the certificate: ${type}`),
    because: 'still goes by the Netscape certificate type',
    section: 'RFC 5280 4.2: an extension that is not critical and not known is ignored',
  },
  {
    ...{
      peer: 'openssl',
      theirs: /^error 34 /,
      values: ['critical extensions of the certificate: another name of the issuer'],
    },
    because: 'does not process issuerAltName',
    section: 'RFC 5280 4.2.1.7: it is not processed as part of path validation',
  },
  {
    ...{ peer: 'openssl', theirs: /^error 44 /, values: ['lists: of users alone'] },
    because: 'asks for the status of the anchor too',
    section: 'RFC 5280 6.1: the anchor is no part of the path',
  },
  {
    ...{ peer: 'openssl', theirs: /^error 48 /, values: ['names of the certificate: uri'] },
    because: 'takes the common name for a DNS name where no alternative name is one',
    section: 'RFC 5280 4.2.1.10 applies dNSName constraints to dNSName alone; RFC 9525 6.3 knows no CN',
  },
  {
    ...{ peer: 'openssl', theirs: /^error 53 /, values: ['subject of the certificate: with a mail address'] },
    because: 'wants emailAddress as IA5String whatever the constraints are',
    section: 'RFC 5280 4.2.1.10: it counts under rfc822Name constraints alone; A.1 makes it IA5String',
  },
  {
    ...{ peer: 'openssl', theirs: /^error 92 / },
    values: ['key usage of the issuing CA: none', 'key usage of the certificate: none'],
    because: 'wants a key usage in the anchor too, and in a CA that has issued nothing of the path',
    section:
      'RFC 5280 4.2.1.3 asks it where the key verifies certificates; 6.1.1 (d): an anchor is a name and a key',
  },
  {
    ...{
      peer: 'java',
      theirs: /Algorithm constraints check failed/,
      values: ['keys: RSA 512 in the issuing CA'],
    },
    because: 'judges the size of the key of the anchor',
    section: 'none of RFC 5280, which leaves it to local policy; 6.1.1 (d): an anchor is trusted as it is',
  },
  {
    ...{
      peer: 'java',
      theirs: /Could not determine revocation status/,
      values: ['key identifiers: another key'],
    },
    because: 'passes over a list with another key identifier',
    section: 'RFC 5280 5.2.1: key identifiers help to find the key',
  },
  {
    ...{
      peer: 'java',
      theirs: /Could not determine revocation status/,
      values: ['dates of the root: ended'],
    },
    because: 'judges the dates of the anchor where it builds a path for the signer of a list',
    section: 'RFC 5280 6.1.1 (d): an anchor is a name and a key',
  },
  {
    ...{ peer: 'java', theirs: /does not chain/ },
    values: ['another key', 'another serial number'].map((other) => `key identifiers: ${other}`),
    because: 'wants the key identifier of the anchor to be the one named',
    section: identifiers,
  },
  {
    ...{ peer: 'java', theirs: /name constraints check failed/ },
    values: ['mail', 'uri', 'none'].map((names) => `names of the certificate: ${names}`),
    because: 'takes the common name for a DNS name where no alternative name is one',
    section: 'RFC 5280 4.2.1.10 applies dNSName constraints to dNSName alone; RFC 9525 6.3 knows no CN',
  },
  {
    ...{ peer: 'java', theirs: /unrecognized critical extension/ },
    values: [
      'critical extensions of the certificate: access information',
      'critical extensions of the certificate: another name of the issuer',
      'critical extensions of the issuing CA: access information',
    ],
    because: 'knows neither authorityInfoAccess nor issuerAltName in a path',
    section: 'RFC 5280 4.2 refuses what cannot be processed; 4.2.1.7, 4.2.2.1: nothing of them is in a path',
  },
  {
    ...{ peer: 'java', theirs: /subject field is empty/, values: ['subject of the certificate: none'] },
    because: 'reads no certificate without subject and alternative names',
    section: 'RFC 5280 4.1.2.6 asks it of CAs, and 6.1 of no verifier; conformance finds it',
  },
  {
    ...{ peer: 'java', theirs: /StringIndexOutOfBounds/, values: [`${constraints}everything`] },
    because: 'fails at a constraint of no labels',
    section: 'RFC 5280 4.2.1.10: any name made by adding labels to the left is within',
  },
  {
    ...{ peer: 'java', theirs: /not supported for OtherName/, values: [`${constraints}service names`] },
    because: 'has no constraints for SRVName',
    section: 'RFC 4985 4',
  },
];
