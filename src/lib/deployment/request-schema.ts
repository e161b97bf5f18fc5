import * as v from 'valibot';
import { extendedKeyUsages, hashes } from './model.ts';
import { closed, noList, text, wholeNumber, words } from './schema-parts.ts';

const key = v.pipe(
  noList(
    v.variant('type', [
      closed('an RSA key', {
        type: v.literal('rsa'),
        bits: v.pipe(
          v.optional(wholeNumber(512, 16384), 2048),
          v.description('Length of the modulus; the Expressway page offers 2048 and 4096.'),
          v.examples([2048, 3072, 4096]),
        ),
      }),
      closed('an EC key', {
        type: v.literal('ec'),
        curve: v.pipe(
          v.optional(v.pipe(v.string(), v.regex(/^[Pp]-?(?:256|384|521)$/, 'curve')), 'p256'),
          v.description('NIST curve: p256, p384 or p521. Expressway takes EC keys from X14.3.'),
          v.examples(['p256', 'p384', 'p521']),
        ),
      }),
    ]),
  ),
  v.title('a key'),
);

/** Upper bounds of RFC 5280 appendix A.1. */
const subjectEntries = {
  C: v.pipe(
    v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z]{2}$/, 'country'))),
    v.description('Country, two letters (ISO 3166-1).'),
    v.examples(['GB']),
  ),
  ST: v.pipe(v.optional(text(128)), v.description('State or province.')),
  L: v.pipe(v.optional(text(128)), v.description('Locality: the city.')),
  O: v.pipe(v.optional(text(64)), v.description('Organization.')),
  OU: v.pipe(v.optional(text(64)), v.description('Organizational unit; public CAs drop it.')),
  emailAddress: v.pipe(
    v.optional(
      v.pipe(v.string(), v.maxLength(255, 'text-too-long'), v.regex(/^[!-~]+@[!-~]+$/, 'email-address')),
    ),
    v.description('Email address, in ASCII.'),
  ),
};

export const objectIdentifier = /^(?:[01]\.(?:[0-9]|[1-3][0-9])|2\.(?:0|[1-9]\d*))(?:\.(?:0|[1-9]\d*))+$/;

/** Any other attribute is named by its dotted object identifier. */
const subject = v.pipe(
  noList(v.objectWithRest(subjectEntries, text(128))),
  v.title('a subject'),
  v.rawCheck(({ dataset, addIssue }) => {
    const input: unknown = dataset.value;
    if (typeof input !== 'object' || input === null || Array.isArray(input)) return;
    for (const [type, value] of Object.entries(input)) {
      if (type in subjectEntries || objectIdentifier.test(type)) continue;
      const item = { type: 'object', origin: 'key', input: { ...input }, key: type, value } as const;
      addIssue({ message: 'subject-attribute', path: [item] });
    }
  }),
);

/** Without defaults, as the settings of a cluster or a peer are laid over those of the deployment. */
export const requestSchema = closed('a request', {
  key: v.pipe(v.optional(key), v.description('Key to make. Default: RSA with 2048 bits.')),
  hash: v.pipe(v.optional(words(hashes)), v.description('Digest algorithm of the request. Default: sha256.')),
  commonName: v.pipe(
    v.optional(words(['auto', 'peer', 'cluster'])),
    v.description('Common name. Default: auto, the cluster name where there is one, else the peer.'),
  ),
  extendedKeyUsage: v.pipe(
    v.optional(
      v.pipe(
        v.array(words(extendedKeyUsages)),
        v.check((usages) => new Set(usages).size === usages.length, 'usage-twice'),
      ),
    ),
    v.description('Usages to ask for. Default: both; before X15.4 an Expressway takes nothing less.'),
  ),
  subject: v.pipe(v.optional(subject), v.description('Subject besides the common name.')),
});

export type RequestBlock = v.InferOutput<typeof requestSchema>;
