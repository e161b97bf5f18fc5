import * as v from 'valibot';
import { subjectBounds } from '../names/subject-bounds.ts';
import { extendedKeyUsages, hashes } from './model.ts';
import { closed, noList, text, wholeNumber, words } from './schema-parts.ts';

const key = v.pipe(
  noList(
    v.variant('type', [
      closed('an RSA key', {
        type: v.literal('rsa'),
        bits: v.optional(wholeNumber(512, 16384), 2048),
      }),
      closed('an EC key', {
        type: v.literal('ec'),
        curve: v.optional(v.pipe(v.string(), v.regex(/^[Pp]-?(?:256|384|521)$/, 'curve')), 'p256'),
      }),
    ]),
  ),
  v.title('a key'),
);

const subjectEntries = {
  C: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z]{2}$/, 'country'))),
  ST: v.optional(text(subjectBounds.ST)),
  L: v.optional(text(subjectBounds.L)),
  O: v.optional(text(subjectBounds.O)),
  OU: v.optional(text(subjectBounds.OU)),
  emailAddress: v.optional(
    v.pipe(
      v.string(),
      v.maxLength(subjectBounds.emailAddress, 'text-too-long'),
      v.regex(/^[!-~]+@[!-~]+$/, 'email-address'),
    ),
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
  key: v.optional(key),
  hash: v.optional(words(hashes)),
  commonName: v.optional(words(['auto', 'peer', 'cluster'])),
  extendedKeyUsage: v.optional(
    v.pipe(
      v.array(words(extendedKeyUsages)),
      v.check((usages) => new Set(usages).size === usages.length, 'usage-twice'),
    ),
  ),
  subject: v.optional(subject),
});

export type RequestBlock = v.InferOutput<typeof requestSchema>;
