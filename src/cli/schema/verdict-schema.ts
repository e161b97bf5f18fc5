import { requirements, verdictServices } from '../../lib/front.ts';
import type {
  CheckedList,
  CheckedRequest,
  Finding,
  ListEntry,
  NotChecked,
  ServiceVerdict,
} from '../../lib/index.ts';
import {
  fingerprint,
  flag,
  list,
  number,
  object,
  objectOf,
  publicKeyHash,
  text,
  time,
  wordSoFar,
  words,
  type Schema,
} from './json-schema.ts';

const ids = (of: string): Schema => list(text(), `ids of ${of}`);

export const waived = object({ until: text('last day'), reason: text() }, 'accepted in the deployment file');

const requirement = wordSoFar(requirements);
const service = wordSoFar(verdictServices);
const store = words('server', 'client');

/** What one requirement came to. Which lists are there follows from `state`. */
const requirementState = object({
  requirement,
  store: { ...store, description: 'of the certificate that is asked about; client: from X15.5 on' },
  asking: {
    ...words('required', 'doubtful'),
    description: 'doubtful: no text says that its failure ends the service',
  },
  state: words('holds', 'fails', 'not known'),
  'evidence?': list(
    object({
      check: text('what was looked at and found good'),
      items: list(text(), 'ids of items, or the line of the deployment file that says so'),
    }),
    'of what holds',
  ),
  'findings?': ids('findings that fail it, or leave it open'),
  'questions?': ids('entries of notChecked that leave it open'),
  remarks: ids('findings that explain and decide nothing'),
});

export const serviceVerdict = objectOf<ServiceVerdict>()({
  service,
  peer: text('FQDN'),
  cluster: text(),
  verdict: words('yes', 'no', 'not known'),
  'waived?': {
    ...waived,
    description: 'of a no: all that it rests on is accepted, until the first of them ends',
  },
  requirements: list(
    requirementState,
    'no if one that is required fails; else not known if one is not known; else yes',
  ),
});

/** What a finding says of the requirements behind the verdicts. */
export const bearing = objectOf<NonNullable<Finding['bears']>[number]>()({
  requirement,
  effect: words('fails', 'not known', 'remark'),
  'peers?': list(text(), 'absent: the peer it is about, or those of its cluster'),
  'services?': list(service, 'absent: all'),
  'store?': store,
});

export const question = objectOf<NotChecked>()({
  id: text(),
  what: text(),
  why: text(),
  answer: list(text(), 'how to answer it, one way a line'),
  'ownWay?': object(
    {
      what: wordSoFar(['trust-list', 'peer', 'deployment-file', 'write-parts']),
      'of?': text('who reads the list'),
      'file?': text(),
      'peer?': text(),
    },
    'what answers it too, and is done in another way in each front end',
  ),
  'peer?': text(),
  'file?': text(),
});

const answer = words('yes', 'no', 'not checked');

export const request = objectOf<CheckedRequest>()({
  item: text('id of its item'),
  subject: text('RFC 4514'),
  'commonName?': text('the first'),
  key: text('RSA 2048'),
  publicKeyHash,
  signatureAlgorithm: text(),
  signature: words('valid', 'invalid', 'unsupported'),
  names: list(text()),
  'extendedKeyUsage?': list(text()),
  'keyUsage?': list(text()),
  'matched?': object({
    cluster: text(),
    peer: text(),
    'store?': { const: 'client', description: 'it is for the client store of X15.5' },
    'domain?': text('it is for the domain certificate of this domain'),
    by: wordSoFar(['choice', 'key', 'names']),
    present: number('planned names that it holds'),
    planned: number(),
  }),
  held: list(text(), 'what was checked and found good'),
  findings: ids('findings'),
  questions: ids('entries of notChecked'),
});

const listEntry = objectOf<ListEntry>()({
  entry: number('from 1'),
  'file?': text('where the list is a folder'),
  subject: text('RFC 4514'),
  'commonName?': text('the first'),
  sha256: fingerprint,
  notBefore: time(),
  notAfter: time(),
  kind: words('ca', 'server'),
  'selfSigned?': flag('absent where its signature cannot be verified here'),
  'role?': text('tomcat, CallManager, …'),
  'roleFrom?': wordSoFar(['comment', 'file name', 'common name'], 'from what the role was guessed'),
  'useless?': wordSoFar(['repeated', 'ended', 'revoked'], 'nothing would miss it'),
});

const verification = objectOf<CheckedList['verifies'][number]>()({
  item: text('id of a certificate that its readers meet'),
  answer,
  entries: list(number(), 'numbers of the entries that lead to it'),
  'why?': text('why not'),
  'missingIssuer?': text('subject of the CA that the list lacks'),
  'revocation?': words('good', 'revoked', 'unknown'),
  findings: ids('findings that say it'),
});

export const trustList = objectOf<CheckedList>()({
  item: text('id of its item'),
  readers: list(text(), 'clusters and products that read it'),
  entries: list(listEntry),
  verifies: list(verification),
  findings: ids('findings'),
  questions: ids('entries of notChecked'),
});

export const trustedBy = list(object({ list: text('file'), answer }), 'lists that were asked');
