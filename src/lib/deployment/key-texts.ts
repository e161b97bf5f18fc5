/** What a key of the deployment file means, for editors and for its reference. */
export interface KeyText {
  /** Absent for entries of a list, which their list explains. */
  readonly says?: string;
  /** Label of the field on the page's Plan; absent where the file alone has it. */
  readonly field?: string;
  /** The page of the Expressway, or of the product named first, and the label of its field; or the command. */
  readonly onBox?: string;
  /** The field is known from documents alone: nobody has tried it on a box. */
  readonly isUntried?: true;
  /** The first is that of the documents. */
  readonly examples?: readonly unknown[];
}

const generateCsr = (label: string): string =>
  `Maintenance > Security > Server certificate > Generate CSR: ${label}`;
const unifiedCommunications = (place: string): string => `Configuration > Unified Communications > ${place}`;

/**
 * By the way to the key: `*` for names of one's own, `[]` for an entry of a list. What is in a block that stands in several
 * places is explained once, by the way within the block.
 */
export const keyTexts: Readonly<Record<string, KeyText>> = {
  '': { says: 'A Cisco Expressway deployment for expcert, version 1.' },
  $schema: { says: 'For editors: address of the JSON Schema.', examples: ['./expcert.schema.json'] },
  version: { says: 'Version of this file format.', examples: [1] },
  name: {
    says: 'What this deployment is called in reports.',
    field: 'Name of the deployment',
    examples: ['Example Corp'],
  },
  release: {
    says: 'Expressway release; some rules depend on it.',
    field: 'Expressway release',
    examples: ['X14.2', 'X15.5'],
  },
  services: {
    says: 'What must work; decides which names are needed.',
    field: 'Services',
    examples: [{ mra: true, xmppFederation: true }],
  },
  'services.mra': {
    says: 'Mobile and remote access.',
    field: 'Mobile and remote access (MRA)',
    onBox: unifiedCommunications('Configuration: Unified Communications mode'),
  },
  'services.xmppFederation': { says: 'XMPP federation through the Expressway.', field: 'XMPP federation' },
  'services.groupChatTls': {
    says: 'Group chat over TLS with federated contacts.',
    field: 'Group chat over TLS',
  },
  'services.jabberGuest': { says: 'Jabber Guest.', field: 'Jabber Guest' },
  'services.b2b': { says: 'Business-to-business calls.', field: 'Business-to-business calls' },
  'services.sipFederation': {
    says: "SIP federation with Microsoft's products through IM and Presence.",
    field: 'SIP federation with Microsoft',
  },
  'services.cmsWebProxy': { says: 'Web proxy for Meeting Server.', field: 'Web proxy for Meeting Server' },
  'services.webexHybrid': { says: 'Webex hybrid services.', field: 'Webex hybrid services' },
  custody: {
    says: 'tool: csr create makes the keys. expressway: the box makes its own, as it does with ACME.',
    field: 'Keys are made',
  },
  ca: { says: 'Whether a private or a publicly trusted CA signs.', field: 'Signed by' },
  issuer: {
    says: 'Organization of the CA, as the issuer of its certificates has it; of a root outside the stores of browsers the common name of the root. It decides which of the dated facts hold.',
    examples: ["Let's Encrypt", 'IdenTrust Public Sector Root CA 1'],
  },
  issuedBy: {
    says: 'Who carries requests and certificates: files, by hand; expressway-acme, the Expressway itself (ACME).',
  },
  request: {
    says: 'Defaults for every CSR.',
    field: 'Key, digest and subject',
    examples: [{ key: { type: 'rsa', bits: 4096 }, hash: 'sha384' }],
  },
  'request.key': {
    says: 'Key to make. Default: RSA with 2048 bits.',
    field: 'Public key algorithm',
    onBox: generateCsr('Public key algorithm'),
    examples: [
      { type: 'rsa', bits: 4096 },
      { type: 'ec', curve: 'p384' },
    ],
  },
  'request.key.type': {
    says: 'rsa or ec.',
    field: 'Public key algorithm',
    onBox: generateCsr('Public key algorithm'),
  },
  'request.key.bits': {
    says: 'Length of the modulus; the Expressway page offers 2048 and 4096.',
    field: 'Key length (in bits)',
    onBox: generateCsr('Key length (in bits)'),
    examples: [4096, 3072, 2048],
  },
  'request.key.curve': {
    says: 'NIST curve: p256, p384 or p521. Expressway takes EC keys from X14.3.',
    field: 'Key length (in bits)',
    onBox: generateCsr('Key length (in bits)'),
    examples: ['p384', 'p256', 'p521'],
  },
  'request.hash': {
    says: 'Digest algorithm of the request. Default: sha256.',
    field: 'Digest algorithm',
    onBox: generateCsr('Digest algorithm'),
    examples: ['sha384'],
  },
  'request.commonName': {
    says: 'Common name. Default: auto, the cluster name where there is one, else the peer.',
    onBox: generateCsr('Common name'),
    examples: ['peer'],
  },
  'request.extendedKeyUsage': {
    says: 'Usages to ask for. Default: both; before X15.4 an Expressway takes nothing less.',
    examples: [['serverAuth']],
  },
  'request.subject': {
    says: 'Subject besides the common name.',
    examples: [{ C: 'GB', L: 'London', O: 'Example Corp' }],
  },
  'request.subject.C': {
    says: 'Country, two letters (ISO 3166-1).',
    field: 'Country',
    onBox: generateCsr('Country'),
    examples: ['GB'],
  },
  'request.subject.ST': {
    says: 'State or province.',
    field: 'State or province',
    onBox: generateCsr('State or province'),
    examples: ['Greater London'],
  },
  'request.subject.L': {
    says: 'Locality: the city.',
    field: 'Locality (town name)',
    onBox: generateCsr('Locality (town name)'),
    examples: ['London'],
  },
  'request.subject.O': {
    says: 'Organization.',
    field: 'Organization (company name)',
    onBox: generateCsr('Organization (company name)'),
    examples: ['Example Corp'],
  },
  'request.subject.OU': {
    says: 'Organizational unit; public CAs drop it.',
    field: 'Organizational unit',
    onBox: generateCsr('Organizational unit'),
    examples: ['IT'],
  },
  'request.subject.emailAddress': {
    says: 'Email address, in ASCII.',
    field: 'Email address',
    onBox: generateCsr('Email address'),
    examples: ['pki@example.com'],
  },
  registrationDomains: {
    says: 'Unified CM registrations domains: the public domains users sign in with.',
    field: 'Unified CM registrations domains',
    onBox: generateCsr('Unified CM registrations domains'),
    examples: [['example.com', { name: 'example.org', format: 'CollabEdgeDNS' }]],
  },
  'registrationDomains[]': { examples: ['example.com'] },
  'registrationDomains[].name': {
    says: 'The registration domain, without any prefix.',
    examples: ['example.com'],
  },
  'registrationDomains[].format': {
    says: 'How the name is put into the certificate: DNS, as it is; CollabEdgeDNS, behind collab-edge; SRVName, as older releases had it.',
    onBox: generateCsr('Format'),
    examples: ['CollabEdgeDNS'],
  },
  federationDomains: {
    says: 'XMPP federation domains.',
    field: 'XMPP federation domains',
    onBox: generateCsr('XMPP federation domains'),
    examples: [['example.com']],
  },
  'federationDomains[]': { examples: ['example.com'] },
  'federationDomains[].name': {
    says: 'The federation domain, without any prefix.',
    examples: ['example.com'],
  },
  'federationDomains[].format': {
    says: 'How the name is put into the certificate: DNS; XMPPAddress, which a CA may refuse.',
    onBox: generateCsr('Format'),
    examples: ['DNS'],
  },
  chatNodeAliases: {
    says: 'IM and Presence chat node aliases (federated group chat).',
    field: 'IM and Presence chat node aliases',
    onBox: generateCsr('IM and Presence chat node aliases'),
    examples: [['chatnode1.example.com', 'chatnode2.example.com']],
  },
  'chatNodeAliases[]': { examples: ['chatnode1.example.com'] },
  'chatNodeAliases[].name': {
    says: 'The chat node alias, without any prefix.',
    examples: ['chatnode1.example.com'],
  },
  'chatNodeAliases[].format': {
    says: 'How the name is put into the certificate: DNS; XMPPAddress, which a CA may refuse.',
    onBox: generateCsr('Format'),
    examples: ['DNS'],
  },
  phoneSecurityProfiles: {
    says: 'Unified CM phone security profile names, as FQDNs.',
    field: 'Unified CM phone security profile names',
    onBox: generateCsr('Unified CM phone security profile names'),
    examples: [['DX80TLSprofile.example.com']],
  },
  phoneSecurityProfilesOn: {
    says: 'Whose certificates carry the profile names. Needed on C; allowed on E.',
    examples: [['C', 'E']],
  },
  clusters: {
    says: 'The clusters, and single Expressways, under names of your choice.',
    field: 'Clusters',
    examples: [
      { core: { role: 'C', peers: ['expc.example.com'] }, edge: { role: 'E', peers: ['expe.example.com'] } },
    ],
  },
  'clusters.*.role': {
    says: 'C: Expressway-C, inside. E: Expressway-E, at the edge. (Control and Expressway: the same of VCS. connector: a host for Webex services.)',
    field: 'Role',
    examples: ['E'],
  },
  'clusters.*.name': {
    says: 'FQDN of the cluster. Leave it out for a single Expressway.',
    field: 'FQDN of the cluster',
    onBox: 'System > Clustering: Cluster name',
    examples: ['expe.example.com'],
  },
  'clusters.*.release': {
    says: "This cluster's release, while an upgrade is under way; default: the deployment's.",
    examples: ['X15.5'],
  },
  'clusters.*.peers': {
    says: 'The Expressways of this cluster, by FQDN.',
    field: 'FQDNs of the peers',
    onBox: 'System > DNS: System host name and Domain name',
    examples: [['expe1.example.com', { name: 'expe2.example.com', additionalNames: ['meet.example.com'] }]],
  },
  'clusters.*.peers[]': { examples: ['expe1.example.com'] },
  'clusters.*.peers[].name': {
    says: 'FQDN of this peer; its host name alone where it has no domain.',
    examples: ['expe1.example.com'],
  },
  'clusters.*.peers[].additionalNames': {
    says: 'Further names of this peer only.',
    onBox: generateCsr('Additional alternative names'),
    examples: [['meet.example.com']],
  },
  'clusters.*.peers[].additionalNames[]': { examples: ['meet.example.com'] },
  'clusters.*.peers[].request': {
    says: 'What differs for this peer.',
    examples: [{ key: { type: 'rsa', bits: 4096 } }],
  },
  'clusters.*.peers[].client': {
    says: "Client certificate of this peer, where it differs from the cluster's.",
    onBox: 'Maintenance > Security > Client certificate',
    isUntried: true,
    examples: ['copy of the server certificate', { custody: 'expressway' }],
  },
  'client.copyOfServer': {
    says: 'Copy server certificate file as client certificate.',
    onBox: 'Maintenance > Security > Client certificate: Copy server certificate file as client certificate',
    isUntried: true,
  },
  'client.ca': { says: 'CA of the client certificate; default: that of the server certificate.' },
  'client.issuer': { says: 'Organization of that CA.', examples: ['Example Ltd'] },
  'client.issuedBy': { says: 'Who carries its requests and certificates.' },
  'client.custody': { says: 'Who makes its key.', examples: ['expressway'] },
  'client.additionalNames': {
    says: "Further names besides the peer's own and the cluster's.",
    isUntried: true,
    examples: [['expc.example.com']],
  },
  'client.request': {
    says: 'What differs for the client certificate. Usages by default: clientAuth.',
    isUntried: true,
    examples: [{ key: { type: 'rsa', bits: 4096 } }],
  },
  'clusters.*.peers[].trustList': {
    says: 'File with the trusted CA list of this peer: lists are not replicated between peers.',
    onBox: 'Maintenance > Security > Trusted CA certificate',
    examples: ['trust/expe1.pem'],
  },
  'clusters.*.peers[].installed': {
    says: 'Its certificate is in use, so that the key is known to be there.',
  },
  'clusters.*.peers[].addresses': {
    says: 'IP addresses of the peer, for its records in DNS.',
    examples: [{ outside: ['192.0.2.11'], inside: ['10.0.0.11'] }],
  },
  'clusters.*.peers[].addresses.outside': {
    says: 'What the names of the peer are in the DNS of the internet.',
    onBox: 'System > Network interfaces > IP: External LAN interface, or IPv4 static NAT address',
    examples: [['192.0.2.11', '2001:db8::11']],
  },
  'clusters.*.peers[].addresses.outside[]': { examples: ['192.0.2.11'] },
  'clusters.*.peers[].addresses.inside': {
    says: 'What the names of the peer are in the DNS that the Expressway-C asks.',
    onBox: 'System > Network interfaces > IP: LAN 1 or LAN 2, the one towards the inside',
    examples: [['10.0.0.11']],
  },
  'clusters.*.peers[].addresses.inside[]': { examples: ['10.0.0.11'] },
  'clusters.*.additionalNames': {
    says: 'Further names of every peer.',
    field: 'Additional alternative names',
    onBox: generateCsr('Additional alternative names'),
    examples: [['meet.example.com']],
  },
  'clusters.*.additionalNames[]': { examples: ['meet.example.com'] },
  'clusters.*.registrationDomains': {
    says: "Only where this cluster's list differs from the deployment's.",
    examples: [[{ name: 'example.org', format: 'CollabEdgeDNS' }]],
  },
  'clusters.*.federationDomains': {
    says: "Only where this cluster's list differs from the deployment's.",
    examples: [['example.org']],
  },
  'clusters.*.chatNodeAliases': {
    says: "Only where this cluster's list differs from the deployment's.",
    examples: [['chatnode1.example.com']],
  },
  'clusters.*.phoneSecurityProfiles': {
    says: "Only where this cluster's list differs from the deployment's.",
    examples: [['DX80TLSprofile.example.com']],
  },
  'clusters.*.ca': { says: "This cluster's CA; default: the deployment's.", examples: ['public'] },
  'clusters.*.issuer': {
    says: "Organization of this cluster's CA; default: the deployment's, where it is the same kind of CA.",
    examples: ['DigiCert Inc'],
  },
  'clusters.*.issuedBy': {
    says: "Who carries this cluster's requests and certificates; default: the deployment's.",
    examples: ['expressway-acme'],
  },
  'clusters.*.custody': {
    says: "Who makes this cluster's keys; default: expressway with ACME, else the deployment's.",
    examples: ['expressway'],
  },
  'clusters.*.request': {
    says: 'What differs for this cluster.',
    examples: [{ extendedKeyUsage: ['serverAuth'] }],
  },
  'clusters.*.client': {
    says: "Client certificate, which Expressway keeps in a store of its own from X15.5 on: copy of the server certificate, or who signs it and what differs from the server's.",
    onBox: 'Maintenance > Security > Client certificate',
    isUntried: true,
    examples: ['copy of the server certificate', { ca: 'private', issuer: 'Example Ltd' }],
  },
  'clusters.*.serverEkuUpload': {
    says: 'X15.4: EnableServerEkuUpload is On, so that an Expressway-E takes a certificate without clientAuth.',
    onBox: 'xConfiguration XCP TLS Certificate CVS EnableServerEkuUpload',
    isUntried: true,
  },
  'clusters.*.extendedKeyUsageChecking': {
    says: 'X15.5: ExtendedKeyUsage Checking Mode; On is true.',
    onBox: 'xConfiguration SIP TLS Certificate ExtendedKeyUsage Checking Mode',
    isUntried: true,
  },
  'clusters.*.tlsVerify': {
    says: 'TLS verify mode towards the nodes of a product; On is true.',
    examples: [{ unifiedCm: true, imp: true }],
  },
  'clusters.*.tlsVerify.unifiedCm': {
    says: 'Towards Unified CM.',
    onBox: unifiedCommunications('Unified CM servers: TLS verify mode'),
  },
  'clusters.*.tlsVerify.imp': {
    says: 'Towards IM and Presence.',
    onBox: unifiedCommunications('IM and Presence Service nodes: TLS verify mode'),
  },
  'clusters.*.tlsVerify.unityConnection': {
    says: 'Towards Unity Connection.',
    onBox: unifiedCommunications('Unity Connection servers: TLS verify mode'),
  },
  'clusters.*.zones': {
    says: "Zones of other Expressways that lead here, where they use other names than the peers' own.",
    onBox: 'Configuration > Zones > Zones',
    examples: [[{ peerAddress: 'expe-inside.example.com', tlsVerifySubjectName: 'expe.example.com' }]],
  },
  'clusters.*.zones[].peerAddress': {
    says: 'Peer address of the zone.',
    onBox: 'Configuration > Zones > Zones: Peer 1 address',
    examples: ['expe-inside.example.com'],
  },
  'clusters.*.zones[].tlsVerifySubjectName': {
    says: 'TLS verify subject name of the zone.',
    onBox: 'Configuration > Zones > Zones: TLS verify subject name',
    examples: ['expe.example.com'],
  },
  'clusters.*.domainCertificates': {
    says: 'Domain certificates, one for each domain in multitenant mode: each peer gets a request for each of them.',
    onBox: 'Maintenance > Security > Domain certificates',
    examples: [[{ domain: 'customer.example.com' }]],
  },
  'clusters.*.domainCertificates[].domain': {
    says: 'The domain that clients ask for (SNI).',
    examples: ['customer.example.com'],
  },
  'clusters.*.domainCertificates[].additionalNames': {
    says: 'Further names of this certificate.',
    examples: [['meet.customer.example.com']],
  },
  'clusters.*.trustList': {
    says: "File with this cluster's trusted CA list.",
    onBox: 'Maintenance > Security > Trusted CA certificate',
    examples: ['trust/expe.pem'],
  },
  'clusters.*.talksTo': {
    says: 'What this cluster connects to: the kind of link, or the files with the certificates found there.',
    examples: [{ edge: 'traversal', unifiedCm: 'cucm/*.pem' }],
  },
  nodes: {
    says: 'Nodes of other products, by the names that the Expressway-C has for them; these must be in their certificates; an address or a host name alone where it has that.',
    examples: [{ unifiedCm: ['cucm1.example.com', 'cucm2.example.com'], imp: ['imp1.example.com'] }],
  },
  'nodes.unifiedCm': {
    says: 'Unified CM nodes.',
    onBox: unifiedCommunications('Unified CM servers'),
    examples: [['cucm1.example.com']],
  },
  'nodes.imp': {
    says: 'IM and Presence Service nodes.',
    onBox: unifiedCommunications('IM and Presence Service nodes'),
    examples: [['imp1.example.com']],
  },
  'nodes.unityConnection': {
    says: 'Unity Connection nodes.',
    onBox: unifiedCommunications('Unity Connection servers'),
    examples: [['cuc1.example.com']],
  },
  'nodes.meetingServer': {
    says: 'Meeting Server web bridges.',
    onBox: unifiedCommunications('Cisco Meeting Server'),
    examples: [['cms1.example.com']],
  },
  presenceDomains: {
    says: 'Domains of the addresses on IM and Presence. Default: federationDomains.',
    onBox: 'Cisco Unified CM IM and Presence Administration > Presence > Domains',
    examples: [['example.com']],
  },
  trustStores: {
    says: 'Files with the trust stores of other sides.',
    examples: [{ unifiedCm: { tomcat: 'cucm/tomcat-trust.pem' }, outside: 'trust/outside.pem' }],
  },
  'trustStores.unifiedCm': {
    says: 'Trust stores of Unified CM.',
    onBox: 'Cisco Unified OS Administration > Security > Certificate Management',
    examples: [{ tomcat: 'cucm/tomcat-trust.pem' }],
  },
  'trustStores.unifiedCm.tomcat': { says: 'tomcat-trust.', examples: ['cucm/tomcat-trust.pem'] },
  'trustStores.unifiedCm.CallManager': {
    says: 'CallManager-trust.',
    examples: ['cucm/CallManager-trust.pem'],
  },
  'trustStores.imp': {
    says: 'Trust stores of IM and Presence.',
    onBox: 'Cisco Unified IM and Presence OS Administration > Security > Certificate Management',
    examples: [{ 'cup-xmpp': 'imp/cup-xmpp-trust.pem' }],
  },
  'trustStores.imp.tomcat': { says: 'tomcat-trust.', examples: ['imp/tomcat-trust.pem'] },
  'trustStores.imp.cup-xmpp': { says: 'cup-xmpp-trust.', examples: ['imp/cup-xmpp-trust.pem'] },
  'trustStores.imp.cup': { says: 'cup-trust, for SIP federation.', examples: ['imp/cup-trust.pem'] },
  'trustStores.outside': {
    says: 'CAs that clients and partners outside trust.',
    examples: ['trust/outside.pem'],
  },
  ignore: {
    says: 'Files that are not looked at; * stands for anything within a folder.',
    examples: [['old/*']],
  },
  sipFederation: {
    says: "Settings of SIP federation with Microsoft's products.",
    examples: [{ domains: ['example.com'], partners: ['msexample.com'], target: 'sip.example.com' }],
  },
  'sipFederation.domains': { says: 'Own SIP domains.', examples: [['example.com']] },
  'sipFederation.partners': { says: 'SIP domains of partners.', examples: [['msexample.com']] },
  'sipFederation.target': {
    says: 'Target of the SRV record _sipfederationtls._tcp; it must lie in the SIP domain.',
    examples: ['sip.example.com'],
  },
  'sipFederation.peerSubject': {
    says: 'TLS Peer Subject on IM and Presence: the common name of the certificates that the Expressway-C presents; a list where they have several.',
    onBox:
      'Cisco Unified CM IM and Presence Administration > System > Security > TLS Peer Subjects: Peer Subject Name',
    examples: ['expc.example.com', ['expc1.example.com', 'expc2.example.com']],
  },
  'sipFederation.federationRoutingFqdn': {
    says: 'Federation Routing IM/P FQDN.',
    onBox:
      'Cisco Unified CM IM and Presence Administration > System > Service Parameters: Federation Routing IM/P FQDN',
    examples: ['imp1-public.example.com'],
  },
  cmsWebProxy: {
    says: 'Web proxy for Meeting Server on the Expressway-E.',
    examples: [{ guestAccountClientUris: ['join.example.com'] }],
  },
  'cmsWebProxy.guestAccountClientUris': {
    says: 'Guest account client URI: the names in the links that guests are sent.',
    onBox: unifiedCommunications('Cisco Meeting Server: Guest account client URI'),
    examples: [['join.example.com']],
  },
  policy: { says: 'Limits of your own.', examples: [{ expiryWarnDays: 30, minRsaBits: 3072 }] },
  'policy.expiryWarnDays': {
    says: 'Days before expiry from which a certificate is warned about; default: a quarter of its lifetime, at most 60.',
    examples: [60],
  },
  'policy.expiryErrorDays': {
    says: 'Days before expiry from which it is an error; default: a tenth of its lifetime, at most 13.',
    examples: [13],
  },
  'policy.minRsaBits': { says: 'Smallest RSA key to accept.', examples: [3072] },
  'policy.allowWildcard': { says: 'Accept wildcard names, which Expressway does not support.' },
  'policy.internalSuffixes': {
    says: 'Endings of names that no public CA can issue for.',
    examples: [['.local', '.corp', '.internal']],
  },
  waivers: {
    says: 'Findings accepted until a day.',
    examples: [
      [{ rule: 'trust/duplicate-ca-cn', until: '2027-03-31', reason: 'CA renewal in progress, ticket 4711' }],
    ],
  },
  'waivers[].rule': {
    says: 'Code of the finding that is accepted for now.',
    examples: ['trust/duplicate-ca-cn'],
  },
  'waivers[].where': {
    says: 'File or peer it is limited to; without it, everywhere.',
    examples: ['trust/expc.pem'],
  },
  'waivers[].until': { says: 'Last day the waiver holds, YYYY-MM-DD.', examples: ['2027-03-31'] },
  'waivers[].reason': {
    says: 'Why, with a ticket number.',
    examples: ['CA renewal in progress, ticket 4711'],
  },
  federation: {
    says: 'Settings for XMPP Federation, as on the page of the Expressway-E.',
    onBox: unifiedCommunications('Configuration'),
    examples: [{ privacyMode: 'Allow list', allowList: ['federated.example'] }],
  },
  'federation.managedBy': {
    says: 'Who terminates XMPP federation: expressway, or imp (IM and Presence itself).',
  },
  'federation.xmppFederationSupport': {
    says: 'XMPP federation support: On is true.',
    onBox: unifiedCommunications('Configuration: XMPP federation support'),
  },
  'federation.useStaticRoutes': {
    says: 'Use static routes: find federated servers by staticRoutes instead of DNS.',
    onBox: unifiedCommunications('Configuration: Use static routes'),
  },
  'federation.staticRoutes': {
    says: 'Configure static routes for federated XMPP domains.',
    onBox: unifiedCommunications('Federated static routes'),
    examples: [[{ domain: 'federated.example', address: 'xmpp.federated.example' }]],
  },
  'federation.staticRoutes[].domain': {
    says: 'Federated XMPP domain or chat node alias.',
    onBox: unifiedCommunications('Federated static routes: Domain'),
    examples: ['federated.example'],
  },
  'federation.staticRoutes[].address': {
    says: 'IP address or FQDN of an XMPP server for it.',
    onBox: unifiedCommunications('Federated static routes: Address'),
    examples: ['xmpp.federated.example'],
  },
  'federation.dialbackSecret': {
    says: 'Where the dialback secret is kept, never the secret; the same for all peers. For a gateway, those it replaces may stand below it, each on its line.',
    onBox: unifiedCommunications('Configuration: Dialback secret'),
    examples: [{ env: 'EXPCERT_DIALBACK_SECRET' }],
  },
  'federation.dialbackSecret.env': {
    says: 'Environment variable that holds the secret.',
    examples: ['EXPCERT_DIALBACK_SECRET'],
  },
  'federation.dialbackSecret.file': {
    says: 'File that holds the secret.',
    examples: ['secrets/dialback.txt'],
  },
  'federation.securityMode': {
    says: 'Security mode towards federated servers.',
    onBox: unifiedCommunications('Configuration: Security mode'),
  },
  'federation.requireClientSideSecurityCertificates': {
    says: 'Require client-side security certificates: verify the other side against the trusted CAs.',
    onBox: unifiedCommunications('Configuration: Require client-side security certificates'),
  },
  'federation.privacyMode': {
    says: 'Privacy mode: whom this deployment federates with.',
    onBox: unifiedCommunications('Configuration: Privacy mode'),
  },
  'federation.allowList': {
    says: 'Federation allow list; exact names.',
    onBox: unifiedCommunications('Configuration: Federation allow list'),
    examples: [['federated.example']],
  },
  'federation.allowList[]': { examples: ['federated.example'] },
  'federation.denyList': {
    says: 'Federation deny list; exact names.',
    onBox: unifiedCommunications('Configuration: Federation deny list'),
    examples: [['federated.example']],
  },
  'federation.denyList[]': { examples: ['federated.example'] },
  'federation.profile': {
    says: 'literal: as the guide words the settings. hardened: what they leave open is decided safely.',
  },
  'federation.saslExternal': {
    says: 'Accept a verified certificate without dialback (SASL EXTERNAL); an Expressway cannot.',
  },
  'federation.peerUsages': {
    says: "Extended key usages by which a federated server's certificate is accepted.",
    examples: [{ inbound: ['serverAuth', 'clientAuth'] }],
  },
  'federation.peerUsages.inbound': {
    says: 'Of servers that connect to us: TLS clients. Public CAs issue for serverAuth alone.',
    examples: [['clientAuth']],
  },
  'federation.peerUsages.outbound': { says: 'Of servers we connect to.', examples: [['serverAuth']] },
  'federation.peerNames': {
    says: 'Kinds of names to look for, besides DNS names and _xmpp-server.',
    examples: [{ xmppAddress: false }],
  },
  'federation.peerNames.xmppAddress': { says: 'Match XmppAddr names.' },
  'federation.peerNames.clientService': { says: 'Match SRV names of _xmpp-client.' },
  'federation.peerNames.commonName': {
    says: 'Match the CN where there is no alternative name, as RFC 6125 allowed; RFC 9525 forbids it.',
  },
  'federation.revocationCheck': {
    says: 'Whether certificates are looked up in revocation lists and OCSP responses.',
  },
  'federation.unknownRevocation': { says: 'What happens where they say nothing of a certificate.' },
  'federation.partners': {
    says: 'What federation partners say of their side.',
    examples: [[{ domain: 'federated.example', chatNodeAliases: ['chat.federated.example'] }]],
  },
  'federation.partners[].domain': { says: 'XMPP domain of the partner.', examples: ['federated.example'] },
  'federation.partners[].chatNodeAliases': {
    says: 'Chat node aliases of the partner.',
    examples: [['chat.federated.example']],
  },
  'federation.partners[].chatNodeAliases[]': { examples: ['federated.example'] },
  'federation.partners[].securityMode': { says: "Security mode on the partner's side, where known." },
  'federation.partners[].onlySaslExternal': {
    says: 'The partner accepts certificates (SASL EXTERNAL) and no server dialback.',
  },
  'federation.partners[].policy': {
    says: 'What holds towards this partner in the place of the settings above.',
    examples: [{ anchors: 'trust/partner.pem' }],
  },
  'federation.partners[].policy.securityMode': { says: 'Security mode towards this partner.' },
  'federation.partners[].policy.requireClientSideSecurityCertificates': {
    says: 'Require client-side security certificates of this partner.',
  },
  'federation.partners[].policy.anchors': {
    says: 'File with the CAs that may speak for this partner.',
    examples: ['trust/partner.pem'],
  },
  'federation.partners[].policy.pins': {
    says: 'SHA-256 of public keys, of which its certificate must have one.',
    examples: [['9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08']],
  },
  'federation.partners[].policy.revocationCheck': {
    says: 'Whether its certificates are looked up in revocation lists.',
    examples: ['always'],
  },
  'federation.partners[].policy.unknownRevocation': {
    says: 'What happens where they say nothing of its certificate.',
  },
};

/** Blocks that stand in several places and mean the same in each: their texts are found by the end of the way. */
const sharedBlocks: readonly string[] = [
  ...['request', 'client', 'registrationDomains', 'federationDomains', 'chatNodeAliases'],
];

/** Under which key of the texts stands what a way means; undefined where nothing does. */
export function textKey(way: string): string | undefined {
  const steps = way.split('.');
  return steps
    .map((_, i) => steps.slice(i).join('.'))
    .find((ending) => Object.hasOwn(keyTexts, ending) && (ending === way || isOfSharedBlock(ending)));
}

/** Of what is in such a block, not the block itself: that may differ from place to place. */
const isOfSharedBlock = (ending: string): boolean =>
  sharedBlocks.some((block) => ending.startsWith(`${block}.`) || ending.startsWith(`${block}[]`));

/** The text for a way such as `clusters.*.peers[].request.key`. */
export function keyText(way: string): KeyText | undefined {
  const key = textKey(way);
  return key === undefined ? undefined : keyTexts[key];
}
