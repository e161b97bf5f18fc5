import { schemaVersion } from '../../lib/front.ts';

type Schema = Readonly<Record<string, unknown>>;

const text = (description?: string): Schema => ({ type: 'string', ...(description && { description }) });
const number = (description?: string): Schema => ({
  type: 'integer',
  minimum: 0,
  ...(description && { description }),
});
const list = (items: Schema, description?: string): Schema => ({
  type: 'array',
  items,
  ...(description && { description }),
});
const words = (...values: readonly string[]): Schema => ({ enum: values });
const time: Schema = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z$' };

/** An object; names ending in `?` may be absent. Further names may come with a higher minor version. */
function object(properties: Readonly<Record<string, Schema>>, description?: string): Schema {
  const names = Object.keys(properties);
  return {
    type: 'object',
    ...(description && { description }),
    required: names.filter((name) => !name.endsWith('?')),
    properties: Object.fromEntries(names.map((name) => [name.replace(/\?$/, ''), properties[name]])),
  };
}

const location = object({
  file: text(),
  'line?': number('from 1'),
  'column?': number('from 1, in UTF-16 units'),
  'endColumn?': number('behind the last character meant'),
  'entry?': number('number of the object in the file, from 1'),
});
const citation = object({ title: text(), ref: text('section, page or number in the document') });

const severity = words('error', 'warning', 'notice');

const finding = object({
  code: { type: 'string', pattern: '^[a-z]+/[a-z0-9-]+$' },
  severity,
  'cluster?': text(),
  'peer?': text(),
  'file?': text(),
  params: { type: 'object', description: 'the values in the message' },
  message: text('what is the case'),
  why: text('what breaks for users'),
  fix: list(text(), 'what to do, step by step'),
  locations: list(location),
  source: list(citation),
  'waived?': object({ until: text('last day'), reason: text() }, 'accepted in the deployment file'),
});

const rule = object({
  code: text(),
  severity,
  what: text(),
  why: text(),
  'typical?': text(),
  fix: list(text()),
  'notHitBy?': text(),
  'saysTheProduct?': list(text()),
  source: list(citation),
});

const altNameOfAnyKind = text('type and value: DNS:example.com');
const altName = { type: 'string', pattern: '^(DNS|SRV|XMPP):' };

const reason = object({
  row: text('row of the table of names: kind/role'),
  kind: text(),
  written: text('as in the deployment file'),
  format: words('DNS', 'CollabEdgeDNS', 'SRVName', 'XMPPAddress'),
  neededFor: list(text()),
  'line?': number(),
  'column?': number(),
});

const peerPlan = object({
  peer: text('FQDN'),
  ca: words('private', 'public'),
  custody: words('tool', 'expressway'),
  commonName: text(),
  commonNameFrom: words('cluster', 'peer'),
  subject: list(object({ type: text(), value: text() }), 'besides CN, in order'),
  key: object({ type: words('rsa', 'ec'), 'bits?': number(), 'curve?': text() }),
  hash: words('sha256', 'sha384', 'sha512'),
  extendedKeyUsage: list(words('serverAuth', 'clientAuth')),
  names: list(object({ name: altName, reasons: list(reason) }), 'in the order of the Expressway page'),
  'form?': object({}, 'with --form: labels and values of the Generate CSR page'),
  'openssl?': object({ configFile: text(), config: text(), command: text() }, 'with --openssl'),
});

const plan = object({
  release: text(),
  services: list(text()),
  clusters: list(object({ id: text(), role: words('C', 'E'), 'name?': text(), peers: list(peerPlan) })),
});

const problem = object(
  {
    message: text(),
    'code?': text(),
    'location?': location,
    'found?': list(text()),
    'expected?': list(text()),
    'note?': list(text()),
    'help?': list(text()),
  },
  'what could not be read or was refused',
);

/** Of show: where the thing is, and the facts about it that everybody asks for. */
const shown = {
  'encoding?': words('PEM', 'DER', 'base64', 'text'),
  'line?': number('from 1'),
  'offset?': number('first octet of a thing in DER, from 0'),
  'label?': text('of its PEM block'),
  'container?': words('PKCS#7', 'PKCS#12'),
  'friendlyName?': text('in its PKCS#12 file'),
  'comment?': text('written above its PEM block'),
  'subject?': text('RFC 4514'),
  'issuer?': text('RFC 4514'),
  'serial?': { type: 'string', pattern: '^-?[0-9a-f]+$' },
  'notBefore?': time,
  'notAfter?': time,
  'thisUpdate?': time,
  'nextUpdate?': text('a time, or that none is given'),
  'sha256?': { type: 'string', pattern: '^([0-9A-F]{2}:){31}[0-9A-F]{2}$' },
  'publicKeyHash?': { type: 'string', pattern: '^sha256:' },
  'description?': object({ label: text() }, 'everything: label, value, children'),
  'asn1?': list(object({ offset: number(), tag: text() }), 'with --asn1: the structure, with children'),
  'pem?': text('with --with-pem'),
};

const item = object(
  {
    file: text(),
    'index?': number('of the object in the file, from 0'),
    'entry?': number('the same, from 1'),
    kind: text(),
    'peer?': text(),
    'cluster?': text(),
    'names?': list(altNameOfAnyKind),
    ...shown,
  },
  'a request, certificate or key that was made or looked at; more fields by its kind',
);

const service = object({
  service: words('upload', 'mra', 'xmppFederation', 'groupChatTls', 'jabberGuest', 'b2b'),
  peer: text(),
  cluster: text(),
  verdict: words('yes', 'no', 'not known'),
  because: list(text(), 'codes of the findings it rests on'),
  open: list(text(), 'questions left open that it hangs on'),
  'waitsFor?': words('upload'),
});

const question = object({ what: text(), why: text(), 'peer?': text(), 'file?': text() });

const verdictWord = words('ACCEPT', 'REJECT', 'DEFER');

const decision = object({
  dir: words('in', 'out'),
  mode: words('required', 'optional', 'none'),
  require: words('on', 'off'),
  list: words('allowed', 'denied'),
  tls: words('up', 'not-offered', 'failed', '-'),
  cert: text('state of the certificate; - without TLS'),
  dialback: words('valid', 'invalid', 'error'),
  literal: verdictWord,
  rule: text('see docs/federation-decisions.md'),
  how: text('what shows on the wire'),
  hardened: verdictWord,
  with_external: verdictWord,
  warnings: text(),
});

const federatedDomain = object({
  domain: text('A-labels, lower case'),
  'because?': text('why it is allowed or not'),
  'isAllowed?': { type: 'boolean' },
  'addresses?': list(text(), 'of static routes; without them DNS'),
});

const federation = object({
  support: { type: 'boolean' },
  localDomains: list(text()),
  securityMode: words('TLS required', 'TLS optional', 'No TLS'),
  requireCertificates: { type: 'boolean' },
  profile: words('literal', 'hardened'),
  saslExternal: { type: 'boolean' },
  privacyMode: words('Off', 'Allow list', 'Deny list'),
  'allowed?': list(federatedDomain, 'absent: everybody who is not denied'),
  denied: list(text()),
  routes: list(federatedDomain),
  'asked?': list(federatedDomain, 'the domains asked about'),
});

const federationPeer = object({
  domain: text('A-labels, lower case'),
  from: text('the domain of ours that was spoken for'),
  presented: { type: 'boolean', description: 'was a certificate of ours presented?' },
  'failures?': list(
    object({
      at: text('host:port'),
      foundBy: text(),
      phase: words('connect', 'negotiate', 'handshake'),
      code: text('ECONNREFUSED, timeout, not-offered, …'),
      message: text(),
    }),
    'servers that came to nothing',
  ),
  'address?': text(
    'what follows is absent where no server could be looked at, but for what is decided without TLS',
  ),
  'port?': number(),
  'foundBy?': text(),
  'directTls?': { type: 'boolean' },
  'startTlsOffered?': { type: 'boolean', description: 'false: it was asked for all the same' },
  'protocol?': text(),
  'cipher?': text(),
  'alpn?': text(),
  'chain?': list(
    object({
      'subject?': text(),
      'issuer?': text(),
      'serial?': text('hex'),
      'notBefore?': time,
      'notAfter?': time,
      'bytes?': number('of one that cannot be read'),
    }),
    'as sent',
  ),
  'names?': list(object({ name: text(), verdict: text('matches, or why it does not') })),
  'path?': list(text(), 'subjects, the certificate first'),
  'reachesAnchor?': { type: 'boolean' },
  'state?': text('of the certificate, in the words of docs/federation-decisions.md'),
  'verdict?': words('accept', 'reject', 'defer', 'do dialback'),
  'rule?': text('see docs/federation-decisions.md'),
  'wire?': text('what is sent'),
  'warnings?': list(text()),
  'recheckAt?': time,
});

const leftOut = object({ peer: text(), cluster: text(), because: text() });

/** JSON Schema (draft 7) of what --json prints. */
export const resultSchema: Schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Result of expcert',
  ...object({
    schemaVersion: { const: schemaVersion },
    tool: object({ name: { const: 'expcert' }, version: text() }),
    checkedAt: { ...time, description: 'the time the input was judged at, UTC' },
    'deployment?': object({
      name: text(),
      file: text(),
      sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
    }),
    summary: object({
      error: number(),
      warning: number(),
      notice: number(),
      notChecked: number('questions left open'),
      waived: number('findings that waivers of the deployment file accept; not in the other counts'),
    }),
    'plan?': plan,
    'services?': list(service, 'will it work?'),
    'items?': list(item),
    'notChecked?': list(question, 'questions left open; of check, cert check and trust check always there'),
    'dryRun?': { type: 'boolean' },
    'leftOut?': list(leftOut, 'of csr create: peers whose key is made on the Expressway'),
    'written?': list(text(), 'of init: the files written'),
    'rules?': list(rule, 'of explain'),
    'decisions?': list(decision, 'of federation decide'),
    'federation?': federation,
    'federationPeer?': federationPeer,
    findings: list(finding),
    'refused?': list(problem),
    'unread?': list(problem),
  }),
};
