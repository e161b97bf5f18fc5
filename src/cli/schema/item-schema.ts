import type { CheckedItem } from '../../lib/index.ts';
import {
  fingerprint,
  free,
  hex,
  list,
  number,
  object,
  publicKeyHash,
  text,
  time,
  wordSoFar,
  words,
  type Described,
  type Schema,
} from './json-schema.ts';
import { trustedBy } from './verdict-schema.ts';

const altName = text('type and value: DNS:example.com');

/** Of check, cert check, csr check and trust check: whose it is, and what came out of judging it. */
const judged: Described<CheckedItem> = {
  id: text('file, or file#entry'),
  file: text(),
  'entry?': number('number in its file, from 1, where that holds several'),
  kind: wordSoFar([
    ...['certificate', 'ca-certificate', 'node-certificate', 'other-certificate', 'repeated-certificate'],
    ...['needed-certificate', 'trust-list', 'certificate-request', 'private-key', 'encrypted-private-key'],
    ...['public-key', 'key-parameters', 'crl', 'ocsp-response', 'pkcs7', 'pkcs12', 'names', 'comparison'],
    ...['ignored', 'none'],
  ]),
  'cluster?': text(),
  'peer?': text('FQDN'),
  'matchedBy?': wordSoFar(['choice', 'key', 'names', 'file']),
  'couldBe?': list(text(), 'peers that it fits equally well, where nothing says whose it is'),
  'sharedWith?': list(text(), 'other peers whose certificate it is too'),
  'store?': {
    ...words('server', 'client', 'older', 'next'),
    description: 'older: a newer certificate of its peer is here; next: it begins after the check',
  },
  'subject?': text('RFC 4514'),
  'commonName?': text('the first'),
  'issuer?': text('RFC 4514'),
  'serial?': hex,
  'sha256?': fingerprint,
  'notBefore?': time(),
  'notAfter?': time(),
  'key?': text('RSA 2048'),
  'publicKeyHash?': publicKeyHash,
  'goesWith?': text('of a key: id of the certificate that it is said to belong to'),
  'keyOfRequest?': {
    ...words('same', 'other'),
    description: 'has the request that was given for it its key?',
  },
  'names?': list(altName),
  'extendedKeyUsage?': list(text()),
  'issuedBy?': words('public', 'private', 'self-signed'),
  'plannedNames?': object({ present: number(), planned: number() }),
  'chain?': list(text(), 'subjects from the certificate to its root; absent where there is no good path'),
  'chainLacks?': object(
    { issuer: text(), of: text() },
    'issuer is nowhere, and it issued the last that is here',
  ),
  'chainEnds?': object({ notAfter: time(), subject: text() }, 'what of that path ends first'),
  'trustedBy?': trustedBy,
  'role?': text('tomcat, CallManager, …: taken from a file name or a comment'),
  'domain?': text('the domain that a domain certificate (multitenant mode) is for'),
  'product?': text('unifiedCm, imp, …: whose it is where it is none of an Expressway'),
  'entries?': number('certificates in a trusted-CA list'),
  'of?': text('cluster or product that reads the list'),
  'alsoOf?': list(text(), 'others that read it'),
};

/** Of show: where the thing is, and everything about it. */
const shown: Readonly<Record<string, Schema>> = {
  'encoding?': words('PEM', 'DER', 'base64', 'text'),
  'line?': number('from 1'),
  'offset?': number('first octet of a thing in DER, from 0'),
  'label?': text('of its PEM block'),
  'container?': words('PKCS#7', 'PKCS#12'),
  'friendlyName?': text('in its PKCS#12 file'),
  'comment?': text('written above its PEM block'),
  'thisUpdate?': time(),
  'nextUpdate?': text('a time, or that none is given'),
  'description?': free('everything: label, value, children'),
  'asn1?': list(free('offset, tag, …, children'), 'with --asn1: the structure'),
  'pem?': text('with --with-pem'),
};

/** Of csr create, compare, plan --against. */
const made: Readonly<Record<string, Schema>> = {
  'keyFile?': text(),
  'before?': text('file'),
  'beforeKind?': text(),
  'afterKind?': text(),
  'differences?': free('what compare found, by kind'),
  'same?': list(altName),
  'added?': list(altName),
  'removed?': list(altName),
};

export const item = object(
  { ...judged, ...shown, ...made },
  'a thing that was made or looked at; which fields it has follows from its kind and the command',
);
