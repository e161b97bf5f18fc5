import * as v from 'valibot';
import { closed, fileName, name, text } from './schema-parts.ts';

const nodeNames = v.optional(v.array(name('node')), []);

/** Nodes as the Expressway-C has them on its pages. */
export const nodesSchema = closed('nodes', {
  unifiedCm: nodeNames,
  imp: nodeNames,
  unityConnection: nodeNames,
  meetingServer: nodeNames,
});

/** Files with the trust stores of other sides. */
export const trustStoresSchema = closed('trust stores', {
  unifiedCm: v.optional(
    closed('trust stores of Unified CM', {
      tomcat: v.optional(fileName),
      CallManager: v.optional(fileName),
    }),
  ),
  imp: v.optional(
    closed('trust stores of IM and Presence', {
      tomcat: v.optional(fileName),
      'cup-xmpp': v.optional(fileName),
      cup: v.optional(fileName),
    }),
  ),
  outside: v.optional(fileName),
});

export const sipFederationSchema = closed('the SIP federation settings', {
  domains: v.optional(v.array(name('SIP domain')), []),
  partners: v.optional(v.array(name('SIP domain')), []),
  target: v.optional(name('target of the SRV record')),
  peerSubject: v.optional(v.union([name('TLS peer subject'), v.array(name('TLS peer subject'))])),
  federationRoutingFqdn: v.optional(name('Federation Routing FQDN')),
});

export const cmsWebProxySchema = closed('the web proxy for Meeting Server', {
  guestAccountClientUris: v.optional(v.array(name('Guest account client URI')), []),
});

export const ignored = v.array(text(4096));
