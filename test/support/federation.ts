import type { Deployment, FederationSettings } from '../../src/lib/deployment/model.ts';
import { named, sound } from './deployment.ts';

/** The settings of the page as they come, with a secret; rows write down only what differs. */
export const settings = (change: Partial<FederationSettings> = {}): FederationSettings => ({
  managedBy: 'expressway',
  xmppFederationSupport: true,
  useStaticRoutes: false,
  staticRoutes: [],
  dialbackSecret: { env: 'DIALBACK' },
  securityMode: 'TLS required',
  requireClientSideSecurityCertificates: true,
  privacyMode: 'Allow list',
  allowList: [],
  denyList: [],
  profile: 'hardened',
  saslExternal: false,
  peerUsages: { inbound: ['serverAuth', 'clientAuth'], outbound: ['serverAuth'] },
  peerNames: { xmppAddress: true, clientService: false, commonName: false },
  revocationCheck: 'if loaded',
  unknownRevocation: 'reject',
  partners: [],
  positions: {},
  ...change,
});

/** A deployment that federates as `local.example`, with the alias `chat.local.example`. */
export const federated = (federation: FederationSettings, change: Partial<Deployment> = {}): Deployment => ({
  ...sound,
  file: 'fleet.yaml',
  services: { ...sound.services, xmppFederation: true },
  federationDomains: [{ ...named('local.example'), format: 'DNS' }],
  chatNodeAliases: [{ ...named('chat.local.example'), format: 'DNS' }],
  federation,
  ...change,
});
