/** A deployment file for tests that make keys: ECDSA, which takes no time, in two clusters of one and two. */
export const corp = `version: 1
name: Example Corp
release: X15.2
services: { mra: true, xmppFederation: true, groupChatTls: true }
ca: private
request:
  key: { type: ec, curve: P-256 }
  subject: { C: GB, O: Example Corp }
registrationDomains: [{ name: example.com, format: CollabEdgeDNS }]
federationDomains: [example.com]
chatNodeAliases: [chatnode1.example.com]
phoneSecurityProfiles: [DX80TLSprofile.example.com]
clusters:
  core:
    role: C
    peers: [expc1.example.com]
  edge:
    role: E
    name: expe.example.com
    peers: [expe1.example.com, expe2.example.com]
`;

export const corpPeers = ['expc1.example.com', 'expe1.example.com', 'expe2.example.com'] as const;
