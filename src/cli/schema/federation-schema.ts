import { flag, list, number, object, text, time, words } from './json-schema.ts';

const verdictWord = words('ACCEPT', 'REJECT', 'DEFER');

export const decision = object({
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

/** What holds towards a domain. */
const towards = {
  'securityMode?': words('TLS required', 'TLS optional', 'No TLS'),
  'requireCertificates?': flag(),
  'revocationCheck?': words('if loaded', 'always', 'off'),
  'unknownRevocation?': words('reject', 'accept'),
  'anchors?': text('file with the CAs that alone may speak for it'),
  'pins?': list(text('SHA-256 of a public key, hex')),
};

const federatedDomain = object({
  domain: text('A-labels, lower case'),
  'because?': text('why it is allowed or not'),
  'isAllowed?': flag(),
  'addresses?': list(text(), 'of static routes; without them DNS'),
  ...towards,
});

export const federation = object({
  managedBy: words('expressway', 'imp'),
  support: flag('is it on, on the Expressway?'),
  localDomains: list(text()),
  securityMode: words('TLS required', 'TLS optional', 'No TLS'),
  requireCertificates: flag(),
  profile: words('literal', 'hardened'),
  saslExternal: flag(),
  privacyMode: words('Off', 'Allow list', 'Deny list'),
  'allowed?': list(federatedDomain, 'absent: everybody who is not denied'),
  denied: list(text()),
  routes: list(federatedDomain),
  partners: list(federatedDomain, 'with whom something else is agreed'),
  'asked?': list(federatedDomain, 'the domains asked about'),
});

export const federationPeer = object({
  domain: text('A-labels, lower case'),
  from: text('the domain of ours that was spoken for'),
  presented: flag('was a certificate of ours presented?'),
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
  'directTls?': flag(),
  'startTlsOffered?': flag('false: it was asked for all the same'),
  'protocol?': text(),
  'cipher?': text(),
  'alpn?': text(),
  'chain?': list(
    object({
      'subject?': text(),
      'issuer?': text(),
      'serial?': text('hex'),
      'notBefore?': time(),
      'notAfter?': time(),
      'bytes?': number('of one that cannot be read'),
    }),
    'as sent',
  ),
  'names?': list(object({ name: text(), verdict: text('matches, or why it does not') })),
  'path?': list(text(), 'subjects, the certificate first'),
  'reachesAnchor?': flag(),
  'state?': text('of the certificate, in the words of docs/federation-decisions.md'),
  'verdict?': words('accept', 'reject', 'defer', 'do dialback'),
  'rule?': text('see docs/federation-decisions.md'),
  'wire?': text('what is sent'),
  'warnings?': list(text()),
  'recheckAt?': time(),
});
