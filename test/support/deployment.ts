import type {
  Cluster,
  DeclaredName,
  Deployment,
  Peer,
  RequestSettings,
} from '../../src/lib/deployment/model.ts';

/** A declared name without a place in a file. */
export const named = (name: string): DeclaredName => ({ name, written: name });

export const plainRequest: RequestSettings = {
  key: { type: 'rsa', bits: 2048 },
  hash: 'sha256',
  commonName: 'auto',
  extendedKeyUsage: ['serverAuth', 'clientAuth'],
  subject: [
    { type: 'C', value: 'GB' },
    { type: 'O', value: 'Example Corp' },
  ],
};

export const peer = (name: string, rest: Partial<Peer> = {}): Peer => ({
  name: named(name),
  additionalNames: [],
  request: plainRequest,
  installed: false,
  ...rest,
});

export const core: Cluster = {
  id: 'core',
  role: 'C',
  name: named('expc.example.com'),
  ca: 'private',
  issuedBy: 'files',
  custody: 'tool',
  serverEkuUpload: false,
  extendedKeyUsageChecking: true,
  tlsVerify: {},
  zones: [],
  domainCertificates: [],
  peers: [peer('expc1.example.com'), peer('expc2.example.com')],
  additionalNames: [],
  talksTo: {},
};

export const edge: Cluster = {
  ...core,
  id: 'edge',
  role: 'E',
  name: named('expe.example.com'),
  peers: [peer('expe1.example.com'), peer('expe2.example.com')],
};

export const noFurtherServices = { sipFederation: false, cmsWebProxy: false, webexHybrid: false };

/** A sound deployment of four peers under a private CA; rows write down only what is odd. */
export const sound: Deployment = {
  version: 1,
  file: 'corp.yaml',
  name: 'Example Corp',
  release: 'X14.2',
  services: {
    mra: true,
    xmppFederation: true,
    groupChatTls: true,
    jabberGuest: false,
    b2b: false,
    ...noFurtherServices,
  },
  registrationDomains: [{ ...named('example.com'), format: 'CollabEdgeDNS' }],
  federationDomains: [{ ...named('example.com'), format: 'DNS' }],
  chatNodeAliases: [
    { ...named('chatnode1.example.com'), format: 'DNS' },
    { ...named('chatnode2.example.com'), format: 'DNS' },
  ],
  phoneSecurityProfiles: [{ ...named('DX80TLSprofile.example.com') }],
  phoneSecurityProfilesOn: ['C'],
  clusters: [core, edge],
  connectorHosts: [],
  nodes: { unifiedCm: [], imp: [], unityConnection: [], meetingServer: [] },
  presenceDomains: [named('example.com')],
  trustStores: {},
  ignore: [],
  policy: {
    minRsaBits: 2048,
    allowWildcard: false,
    internalSuffixes: ['.local', '.corp'],
  },
  waivers: [],
};

/** The cluster with other request settings on every peer. */
export const requesting = (cluster: Cluster, settings: Partial<RequestSettings>): Cluster => ({
  ...cluster,
  peers: cluster.peers.map((each) => ({ ...each, request: { ...each.request, ...settings } })),
});
