import { rule } from '../../findings/rule.ts';
import { holdsFor, releaseFacts } from '../../product/release.ts';
import { hasUsage } from '../profile/presented.ts';
import { about, isForClientStore, type PeerCertificateFacts } from './facts.ts';

export const clientAuthOwnCertificate = rule({
  code: 'cert/client-auth-own-certificate',
  severity: 'notice',
  what: 'The server certificate has no client authentication, and no client certificate of the peer was given.',
  why: 'This release keeps the two apart. Copied into the client store, a server certificate keeps the SSH tunnels of an Expressway-C down, and peers that look at the usage refuse an Expressway-E.',
  typical: 'An upgrade or ACME copied the server certificate into the client store.',
  fix: [
    'On Maintenance > Security > Client certificate upload a certificate with clientAuth; one of your own CA will do.',
    'Give that certificate to this check too.',
  ],
  notHitBy: 'a server certificate with both usages; one beside a client certificate; releases before X15.5',
  citations: [
    releaseFacts.separateClientStore.citation,
    { source: 'admin-guide', ref: 'Client certificate' },
  ],
  // The certificate that opens connections is that of the other store.
  bears: [{ requirement: 'client-usage', effect: 'not known', rows: () => ({ store: 'client' }) }],
  message: ({ role }: { role: string }) =>
    `server certificate of an Expressway-${role} without clientAuth, and no client certificate given`,
  *check(facts: PeerCertificateFacts) {
    const { peer } = facts;
    if (!peer || isForClientStore(facts) || facts.hasClientCertificate) return;
    if (!holdsFor(releaseFacts.separateClientStore, peer.release)) return;
    if (!hasUsage(facts.issued, 'clientAuth')) yield about(facts, { role: peer.role });
  },
});
