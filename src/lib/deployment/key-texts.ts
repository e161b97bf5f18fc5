/** What a key of the deployment file means, for editors and for its reference. */
export interface KeyText {
  /** Absent for entries of a list, which their list explains. */
  readonly says?: string;
  readonly examples?: readonly unknown[];
}

/**
 * By the way to the key: `*` for names of one's own, `[]` for an entry of a list. The longest ending of a way that is
 * listed counts, so that blocks that stand in several places are explained once.
 */
const texts: Readonly<Record<string, KeyText>> = {
  '': { says: 'A Cisco Expressway deployment for expcert, version 1.' },
  $schema: { says: 'For editors: address of the JSON Schema.' },
  version: { says: 'Version of this file format.' },
  name: { says: 'What this deployment is called in reports.' },
  release: { says: 'Expressway release; some rules depend on it.', examples: ['X14.2', 'X15.5'] },
  services: { says: 'What must work; decides which names are needed.' },
  'services.mra': { says: 'Mobile and remote access.' },
  'services.xmppFederation': { says: 'XMPP federation through the Expressway.' },
  'services.groupChatTls': { says: 'Group chat over TLS with federated contacts.' },
  'services.jabberGuest': { says: 'Jabber Guest.' },
  'services.b2b': { says: 'Business-to-business calls.' },
  custody: { says: 'tool: csr create makes the keys. expressway: the box makes its own.' },
  ca: { says: 'Whether a private or a publicly trusted CA signs.' },
  request: { says: 'Defaults for every CSR.' },
  'request.key': { says: 'Key to make. Default: RSA with 2048 bits.' },
  'request.key.bits': {
    says: 'Length of the modulus; the Expressway page offers 2048 and 4096.',
    examples: [2048, 3072, 4096],
  },
  'request.key.curve': {
    says: 'NIST curve: p256, p384 or p521. Expressway takes EC keys from X14.3.',
    examples: ['p256', 'p384', 'p521'],
  },
  'request.hash': { says: 'Digest algorithm of the request. Default: sha256.' },
  'request.commonName': {
    says: 'Common name. Default: auto, the cluster name where there is one, else the peer.',
  },
  'request.extendedKeyUsage': {
    says: 'Usages to ask for. Default: both; before X15.4 an Expressway takes nothing less.',
  },
  'request.subject': { says: 'Subject besides the common name.' },
  'request.subject.C': { says: 'Country, two letters (ISO 3166-1).', examples: ['GB'] },
  'request.subject.ST': { says: 'State or province.' },
  'request.subject.L': { says: 'Locality: the city.' },
  'request.subject.O': { says: 'Organization.' },
  'request.subject.OU': { says: 'Organizational unit; public CAs drop it.' },
  'request.subject.emailAddress': { says: 'Email address, in ASCII.' },
  registrationDomains: { says: 'Unified CM registrations domains: the public domains users sign in with.' },
  'registrationDomains[]': { examples: ['example.com'] },
  'registrationDomains[].name': { says: 'The registration domain, without any prefix.' },
  'registrationDomains[].format': {
    says: 'How the name is put into the certificate; see Format on the Generate CSR page.',
  },
  federationDomains: { says: 'XMPP federation domains.' },
  'federationDomains[]': { examples: ['example.com'] },
  'federationDomains[].name': { says: 'The federation domain, without any prefix.' },
  'federationDomains[].format': {
    says: 'How the name is put into the certificate; see Format on the Generate CSR page.',
  },
  chatNodeAliases: { says: 'IM and Presence chat node aliases (federated group chat).' },
  'chatNodeAliases[]': { examples: ['chatnode1.example.com'] },
  'chatNodeAliases[].name': { says: 'The chat node alias, without any prefix.' },
  'chatNodeAliases[].format': {
    says: 'How the name is put into the certificate; see Format on the Generate CSR page.',
  },
  phoneSecurityProfiles: {
    says: 'Unified CM phone security profile names, as FQDNs.',
    examples: [['DX80TLSprofile.example.com']],
  },
  phoneSecurityProfilesOn: { says: 'Whose certificates carry the profile names. Needed on C; allowed on E.' },
  clusters: { says: 'The clusters, and single Expressways, under names of your choice.' },
  'clusters.*.role': {
    says: 'C: Expressway-C, inside. E: Expressway-E, at the edge. (Control and Expressway: the same of VCS. connector: a host for Webex services.)',
  },
  'clusters.*.name': {
    says: 'FQDN of the cluster. Leave it out for a single Expressway.',
    examples: ['expe.example.com'],
  },
  'clusters.*.peers': { says: 'The Expressways of this cluster, by FQDN.' },
  'clusters.*.peers[]': { examples: ['expe1.example.com'] },
  'clusters.*.peers[].name': { says: 'FQDN of this peer.' },
  'clusters.*.peers[].additionalNames': { says: 'Further names of this peer only.' },
  'clusters.*.peers[].additionalNames[]': { examples: ['meet.example.com'] },
  'clusters.*.peers[].request': { says: 'What differs for this peer.' },
  'clusters.*.additionalNames': {
    says: 'Further names of every peer; on the page "Additional alternative names".',
  },
  'clusters.*.additionalNames[]': { examples: ['meet.example.com'] },
  'clusters.*.chatNodeAliases': { says: "Only where this cluster's list differs from the deployment's." },
  'clusters.*.ca': { says: "This cluster's CA; default: the deployment's." },
  'clusters.*.custody': { says: "Who makes this cluster's keys; default: the deployment's." },
  'clusters.*.request': { says: 'What differs for this cluster.' },
  'clusters.*.trustList': { says: "File with this cluster's trusted CA list." },
  'clusters.*.talksTo': {
    says: 'What this cluster connects to: the kind of link, or the files with the certificates found there.',
    examples: [{ edge: 'traversal', unifiedCm: 'cucm/*.pem' }],
  },
  policy: { says: 'Limits of your own.' },
  'policy.expiryWarnDays': {
    says: 'Days before expiry from which a certificate is warned about; default: a quarter of its lifetime, at most 60.',
  },
  'policy.expiryErrorDays': {
    says: 'Days before expiry from which it is an error; default: a tenth of its lifetime, at most 13.',
  },
  'policy.minRsaBits': { says: 'Smallest RSA key to accept.' },
  'policy.allowWildcard': { says: 'Accept wildcard names, which Expressway does not support.' },
  'policy.internalSuffixes': {
    says: 'Endings of names that no public CA can issue for.',
    examples: [['.local', '.corp', '.internal']],
  },
  waivers: { says: 'Findings accepted until a day.' },
  'waivers[].rule': {
    says: 'Code of the finding that is accepted for now.',
    examples: ['trust/duplicate-ca-cn'],
  },
  'waivers[].where': { says: 'File or peer it is limited to; without it, everywhere.' },
  'waivers[].until': { says: 'Last day the waiver holds, YYYY-MM-DD.', examples: ['2027-03-31'] },
  'waivers[].reason': { says: 'Why, with a ticket number.' },
  federation: { says: 'Settings for XMPP Federation, as on the page of the Expressway-E.' },
  'federation.xmppFederationSupport': { says: 'XMPP federation support: On is true.' },
  'federation.useStaticRoutes': {
    says: 'Use static routes: find federated servers by staticRoutes instead of DNS.',
  },
  'federation.staticRoutes': { says: 'Configure static routes for federated XMPP domains.' },
  'federation.staticRoutes[].domain': { says: 'Federated XMPP domain or chat node alias.' },
  'federation.staticRoutes[].address': { says: 'IP address or FQDN of an XMPP server for it.' },
  'federation.dialbackSecret': {
    says: 'Where the dialback secret is kept, never the secret; the same for all peers.',
  },
  'federation.dialbackSecret.env': { says: 'Environment variable that holds the secret.' },
  'federation.dialbackSecret.file': { says: 'File that holds the secret.' },
  'federation.securityMode': { says: 'Security mode towards federated servers.' },
  'federation.requireClientSideSecurityCertificates': {
    says: 'Require client-side security certificates: verify the other side against the trusted CAs.',
  },
  'federation.privacyMode': { says: 'Privacy mode: whom this deployment federates with.' },
  'federation.allowList': { says: 'Federation allow list; exact names.' },
  'federation.allowList[]': { examples: ['federated.example'] },
  'federation.denyList': { says: 'Federation deny list; exact names.' },
  'federation.denyList[]': { examples: ['federated.example'] },
  'federation.profile': {
    says: 'literal: as the guide words the settings. hardened: what they leave open is decided safely.',
  },
  'federation.saslExternal': {
    says: 'Accept a verified certificate without dialback (SASL EXTERNAL); an Expressway cannot.',
  },
  'federation.peerUsages': {
    says: "Extended key usages by which a federated server's certificate is accepted.",
  },
  'federation.peerUsages.inbound': {
    says: 'Of servers that connect to us: TLS clients. Public CAs issue for serverAuth alone.',
  },
  'federation.peerUsages.outbound': { says: 'Of servers we connect to.' },
  'federation.peerNames': { says: 'Kinds of names to look for, besides DNS names and _xmpp-server.' },
  'federation.peerNames.xmppAddress': { says: 'Match XmppAddr names.' },
  'federation.peerNames.clientService': { says: 'Match SRV names of _xmpp-client.' },
  'federation.peerNames.commonName': {
    says: 'Match the CN where there is no alternative name, as RFC 6125 allowed; RFC 9525 forbids it.',
  },
  'federation.revocationCheck': {
    says: 'Whether certificates are looked up in revocation lists and OCSP responses.',
  },
  'federation.unknownRevocation': { says: 'What happens where they say nothing of a certificate.' },
  'federation.partners': { says: 'What federation partners say of their side.' },
  'federation.partners[].domain': { says: 'XMPP domain of the partner.' },
  'federation.partners[].chatNodeAliases': { says: 'Chat node aliases of the partner.' },
  'federation.partners[].chatNodeAliases[]': { examples: ['federated.example'] },
  'federation.partners[].securityMode': { says: "Security mode on the partner's side, where known." },
  'federation.partners[].onlySaslExternal': {
    says: 'The partner accepts certificates (SASL EXTERNAL) and no server dialback.',
  },
  issuer: {
    says: 'Organization of the CA, as the issuer of its certificates has it. It decides which of the dated facts hold.',
    examples: ["Let's Encrypt"],
  },
  issuedBy: {
    says: 'Who carries requests and certificates: files, by hand; expressway-acme, the Expressway itself (ACME).',
  },
  'services.sipFederation': { says: "SIP federation with Microsoft's products through IM and Presence." },
  'services.cmsWebProxy': { says: 'Web proxy for Meeting Server.' },
  'services.webexHybrid': { says: 'Webex hybrid services.' },
  nodes: {
    says: 'Nodes of other products, by the names that the Expressway-C has for them; these must be in their certificates.',
  },
  'nodes.unifiedCm': { says: 'Unified CM nodes.', examples: [['cucm1.example.com']] },
  'nodes.imp': { says: 'IM and Presence Service nodes.', examples: [['imp1.example.com']] },
  'nodes.unityConnection': { says: 'Unity Connection nodes.', examples: [['cuc1.example.com']] },
  'nodes.meetingServer': { says: 'Meeting Server web bridges.', examples: [['cms1.example.com']] },
  presenceDomains: {
    says: 'Domains of the addresses on IM and Presence. Default: federationDomains.',
    examples: [['example.com']],
  },
  trustStores: { says: 'Files with the trust stores of other sides.' },
  'trustStores.unifiedCm': { says: 'Trust stores of Unified CM.' },
  'trustStores.unifiedCm.tomcat': { says: 'tomcat-trust.', examples: ['cucm/tomcat-trust.pem'] },
  'trustStores.unifiedCm.CallManager': {
    says: 'CallManager-trust.',
    examples: ['cucm/CallManager-trust.pem'],
  },
  'trustStores.imp': { says: 'Trust stores of IM and Presence.' },
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
  sipFederation: { says: "Settings of SIP federation with Microsoft's products." },
  'sipFederation.domains': { says: 'Own SIP domains.', examples: [['example.com']] },
  'sipFederation.partners': { says: 'SIP domains of partners.', examples: [['msexample.com']] },
  'sipFederation.target': {
    says: 'Target of the SRV record _sipfederationtls._tcp; it must lie in the SIP domain.',
    examples: ['sip.example.com'],
  },
  'sipFederation.peerSubject': {
    says: 'TLS Peer Subject on IM and Presence: the common name of the certificate that the Expressway-C presents.',
    examples: ['expc.example.com'],
  },
  'sipFederation.federationRoutingFqdn': {
    says: 'Federation Routing IM/P FQDN.',
    examples: ['imp1-public.example.com'],
  },
  cmsWebProxy: { says: 'Web proxy for Meeting Server on the Expressway-E.' },
  'cmsWebProxy.guestAccountClientUris': {
    says: 'Guest account client URI: the names in the links that guests are sent.',
    examples: [['join.example.com']],
  },
  'clusters.*.release': {
    says: "This cluster's release, while an upgrade is under way; default: the deployment's.",
    examples: ['X15.5'],
  },
  'clusters.*.registrationDomains': { says: "Only where this cluster's list differs from the deployment's." },
  'clusters.*.federationDomains': { says: "Only where this cluster's list differs from the deployment's." },
  'clusters.*.phoneSecurityProfiles': {
    says: "Only where this cluster's list differs from the deployment's.",
  },
  'clusters.*.issuer': {
    says: "Organization of this cluster's CA; default: the deployment's, where it is the same kind of CA.",
    examples: ['DigiCert Inc'],
  },
  'clusters.*.issuedBy': {
    says: "Who carries this cluster's requests and certificates; default: the deployment's.",
  },
  'clusters.*.client': {
    says: "Client certificate, which Expressway keeps in a store of its own from X15.5 on: copy of the server certificate, or who signs it and what differs from the server's.",
  },
  'clusters.*.peers[].client': {
    says: "Client certificate of this peer, where it differs from the cluster's.",
  },
  'client.copyOfServer': { says: 'Copy server certificate file as client certificate.' },
  'client.ca': { says: 'CA of the client certificate; default: that of the server certificate.' },
  'client.issuer': { says: 'Organization of that CA.', examples: ['Example Ltd'] },
  'client.issuedBy': { says: 'Who carries its requests and certificates.' },
  'client.custody': { says: 'Who makes its key.' },
  'client.additionalNames': { says: "Further names besides the peer's own." },
  'client.request': { says: 'What differs for the client certificate. Usages by default: clientAuth.' },
  'clusters.*.serverEkuUpload': {
    says: 'X15.4: EnableServerEkuUpload is On, so that an Expressway-E takes a certificate without clientAuth.',
  },
  'clusters.*.extendedKeyUsageChecking': { says: 'X15.5: ExtendedKeyUsage Checking Mode; On is true.' },
  'clusters.*.tlsVerify': { says: 'TLS verify mode towards the nodes of a product; On is true.' },
  'clusters.*.tlsVerify.unifiedCm': { says: 'Towards Unified CM.' },
  'clusters.*.tlsVerify.imp': { says: 'Towards IM and Presence.' },
  'clusters.*.tlsVerify.unityConnection': { says: 'Towards Unity Connection.' },
  'clusters.*.zones': {
    says: "Zones of other Expressways that lead here, where they use other names than the peers' own.",
  },
  'clusters.*.zones[].peerAddress': {
    says: 'Peer address of the zone.',
    examples: ['expe-inside.example.com'],
  },
  'clusters.*.zones[].tlsVerifySubjectName': {
    says: 'TLS verify subject name of the zone.',
    examples: ['expe.example.com'],
  },
  'clusters.*.domainCertificates': { says: 'Domain certificates, one for each domain in multitenant mode.' },
  'clusters.*.domainCertificates[].domain': {
    says: 'The domain that clients ask for (SNI).',
    examples: ['customer.example'],
  },
  'clusters.*.domainCertificates[].additionalNames': { says: 'Further names of this certificate.' },
  'clusters.*.peers[].trustList': {
    says: 'File with the trusted CA list of this peer: lists are not replicated between peers.',
    examples: ['trust/expe1.pem'],
  },
  'clusters.*.peers[].installed': {
    says: 'Its certificate is in use, so that the key is known to be there.',
  },
  'federation.managedBy': {
    says: 'Who terminates XMPP federation: expressway, or imp (IM and Presence itself).',
  },
  'federation.partners[].policy': {
    says: 'What holds towards this partner in the place of the settings above.',
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
  },
  'federation.partners[].policy.revocationCheck': {
    says: 'Whether its certificates are looked up in revocation lists.',
  },
  'federation.partners[].policy.unknownRevocation': {
    says: 'What happens where they say nothing of its certificate.',
  },
};

/** The text for a way such as `clusters.*.peers[].request.key`. */
export function keyText(way: string): KeyText | undefined {
  const steps = way.split('.');
  const found = steps
    .map((_, i) => steps.slice(i).join('.'))
    .find((ending) => Object.hasOwn(texts, ending) && (ending === way || isUnmistakable(ending)));
  return found === undefined ? undefined : texts[found];
}

/** `name` alone means something else in every block. */
const isUnmistakable = (ending: string): boolean => ending.includes('.') || ending.endsWith('[]');
