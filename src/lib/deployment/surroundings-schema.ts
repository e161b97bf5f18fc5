import * as v from 'valibot';
import { parseDnsName } from '../names/dns-name.ts';
import { isIpAddress } from '../names/is-ip-address.ts';
import { closed, fileName, name, text } from './schema-parts.ts';

/** Also the address, or the host name alone, by which an Expressway-C has a node: that is told, and does not work. */
const node = v.pipe(
  v.string(),
  v.check((input) => isIpAddress(input) || 'name' in parseDnsName(input, { labels: 1 }), 'node'),
);
const nodeNames = v.optional(v.array(node), []);

/** Nodes as the Expressway-C has them on its pages. */
export const nodesSchema = closed('nodes', {
  unifiedCm: nodeNames,
  imp: nodeNames,
  unityConnection: nodeNames,
  meetingServer: v.optional(v.array(name('node')), []),
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
