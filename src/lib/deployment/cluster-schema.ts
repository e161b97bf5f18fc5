import * as v from 'valibot';
import { isIpAddress } from '../names/is-ip-address.ts';
import { clusterRoles, issuedByWords, registrationFormats, xmppFormats } from './model.ts';
import { requestSchema } from './request-schema.ts';
import { closed, fileName, name, namesWithFormat, noList, releaseText, text, words } from './schema-parts.ts';

export const registrationDomains = namesWithFormat('registration domain', registrationFormats, {
  offered: ['DNS', 'CollabEdgeDNS'],
  note: 'CollabEdgeDNS puts "collab-edge." in front of the domain. Write example.com, not collab-edge.example.com',
});
const xmppHints = { note: 'XMPPAddress is discouraged: a CA may refuse it, and Expressway may give it up' };
export const federationDomains = namesWithFormat('federation domain', xmppFormats, xmppHints);
export const chatNodeAliases = namesWithFormat('chat node alias', xmppFormats, xmppHints);
export const phoneSecurityProfiles = v.array(text(253));

export const custody = words(['tool', 'expressway']);
export const ca = words(['private', 'public']);
/** Organization of the CA, as the issuer of its certificates has it. */
export const issuer = text(64);
export const issuedBy = words(issuedByWords);

const additionalNames = v.optional(v.array(name('additional name', { wildcard: true })), []);

const copyOfServer = 'copy of the server certificate';

const client = v.union([
  words([copyOfServer]),
  closed('a client certificate', {
    copyOfServer: v.optional(v.boolean(), false),
    ca: v.optional(ca),
    issuer: v.optional(issuer),
    issuedBy: v.optional(issuedBy),
    custody: v.optional(custody),
    additionalNames,
    request: v.optional(requestSchema),
  }),
]);

/** What a host name without a domain means, plan/peer-not-fqdn and plan/peer-name-refused say. */
const peerName = name('peer name', { labels: 1 });

const ipAddresses = v.optional(
  v.array(
    v.pipe(
      v.string(),
      v.check((input) => isIpAddress(input), 'ip-address'),
    ),
  ),
  [],
);

const peer = v.union([
  peerName,
  closed('a peer', {
    name: peerName,
    additionalNames,
    request: v.optional(requestSchema),
    client: v.optional(client),
    trustList: v.optional(fileName),
    installed: v.optional(v.boolean(), false),
    addresses: v.optional(closed('addresses of a peer', { outside: ipAddresses, inside: ipAddresses })),
  }),
]);

const zone = closed('a zone', {
  peerAddress: name('peer address'),
  tlsVerifySubjectName: v.optional(name('TLS verify subject name')),
});

const domainCertificate = closed('a domain certificate', {
  domain: name('domain'),
  additionalNames,
});

const tlsVerify = closed('TLS verify modes', {
  unifiedCm: v.optional(v.boolean()),
  imp: v.optional(v.boolean()),
  unityConnection: v.optional(v.boolean()),
});

const links = v.record(
  v.string(),
  v.union([fileName, v.pipe(v.array(fileName), v.minLength(1, 'text-empty'))]),
);

export const clusterSchema = closed('a cluster', {
  role: words(clusterRoles, {
    note: 'Control and Expressway are the words of VCS for C and E; connector is a host for Webex services',
  }),
  name: v.optional(name('cluster name')),
  release: v.optional(releaseText),
  peers: v.pipe(v.array(peer), v.minLength(1, 'no-peers')),
  additionalNames,
  registrationDomains: v.optional(registrationDomains),
  federationDomains: v.optional(federationDomains),
  chatNodeAliases: v.optional(chatNodeAliases),
  phoneSecurityProfiles: v.optional(phoneSecurityProfiles),
  ca: v.optional(ca),
  issuer: v.optional(issuer),
  issuedBy: v.optional(issuedBy),
  custody: v.optional(custody),
  request: v.optional(requestSchema),
  client: v.optional(client),
  serverEkuUpload: v.optional(v.boolean(), false),
  extendedKeyUsageChecking: v.optional(v.boolean(), true),
  tlsVerify: v.optional(tlsVerify, {}),
  zones: v.optional(v.array(zone), []),
  domainCertificates: v.optional(v.array(domainCertificate), []),
  trustList: v.optional(fileName),
  talksTo: v.optional(noList(links), {}),
});
