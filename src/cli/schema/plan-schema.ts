import { free, list, number, object, text, words } from './json-schema.ts';

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

const requestPlan = {
  peer: text('FQDN'),
  ca: words('private', 'public'),
  custody: words('tool', 'expressway'),
  commonName: text(),
  commonNameFrom: words('cluster', 'peer', 'domain'),
  subject: list(object({ type: text(), value: text() }), 'besides CN, in order'),
  key: object({ type: words('rsa', 'ec'), 'bits?': number(), 'curve?': text() }),
  hash: words('sha256', 'sha384', 'sha512'),
  extendedKeyUsage: list(words('serverAuth', 'clientAuth')),
  names: list(object({ name: altName, reasons: list(reason) }), 'in the order of the Expressway page'),
  'form?': free('with --form: labels and values of the page that makes the request'),
  'openssl?': object({ configFile: text(), config: text(), command: text() }, 'with --openssl'),
};

const peerPlan = object(
  {
    ...requestPlan,
    'clientStore?': {
      ...words('copy', 'request'),
      description: 'what the file plans for the client store of X15.5; absent where it says nothing',
    },
  },
  'a peer, by its request for the server store',
);

export const plan = object({
  release: text(),
  services: list(text()),
  clusters: list(object({ id: text(), role: words('C', 'E'), 'name?': text(), peers: list(peerPlan) })),
  'requests?': list(
    object({ cluster: text(), store: words('server', 'client'), 'domain?': text(), ...requestPlan }),
    'every request to be made, of each peer the server store first',
  ),
});
