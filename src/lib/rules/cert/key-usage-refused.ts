import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { purposeRefusedInLeaf, type TlsPurpose } from '../../path/appliance.ts';
import { CertificateFacts } from '../../path/facts.ts';
import { hasClientStore } from '../../product/release.ts';
import { about, type PeerCertificateFacts } from './facts.ts';

type Detail = {
  readonly purposes: readonly TlsPurpose[];
  readonly by: string;
  readonly found: readonly string[];
};

/** What it is shown for: where there are two stores, that of its own alone. */
function purposesOf({ peer, store }: PeerCertificateFacts): readonly TlsPurpose[] {
  if (store === 'client') return ['client'];
  return peer && hasClientStore(peer.release) ? ['server'] : ['server', 'client'];
}

/** TLS purposes that OpenSSL refuses for the key usage or the certificate type, whatever the extended key usage says. */
function purposesRefused(about: PeerCertificateFacts): Detail | undefined {
  const facts = new CertificateFacts(about.issued.certificate);
  const refused = purposesOf(about).flatMap((purpose) => {
    const by = purposeRefusedInLeaf(facts, purpose);
    return by === undefined || by === 'extended key usage' ? [] : [{ purpose, by }];
  });
  const [first] = refused;
  if (!first) return undefined;
  const { keyUsage, netscapeCertType } = facts.extensions;
  const found = (first.by === 'key usage' ? keyUsage : netscapeCertType)?.value ?? [];
  return { purposes: refused.map(({ purpose }) => purpose), by: first.by, found };
}

const isAbout =
  (purpose: TlsPurpose) =>
  (_: PeerCertificateFacts, { purposes }: Detail): boolean =>
    purposes.includes(purpose);

export const keyUsageRefused = rule({
  code: 'cert/key-usage-refused',
  severity: 'error',
  what: 'The key usage of the certificate rules out what TLS does with its key: signing, or encrypting a key.',
  why: 'Whoever verifies the certificate with OpenSSL, as Expressways do, ends the handshake: for a server one of digitalSignature, keyEncipherment and keyAgreement must be there, for a client digitalSignature or keyAgreement.',
  typical: 'A CA profile with keyEncipherment alone, or one for signing documents.',
  fix: [
    'Have the certificate issued again with the key usages digitalSignature and, for an RSA key, keyEncipherment.',
  ],
  notHitBy:
    'a certificate without the key usage extension; from X15.5 on what the other store is for; an extended key usage that is not there (cert/server-auth-missing)',
  saysTheProduct: ['unsupported certificate purpose'],
  citations: [
    { source: 'rfc', ref: '5280 sections 4.2.1.3 and 4.2.1.12' },
    { source: 'openssl', ref: 'purposes sslserver and sslclient' },
  ],
  bears: [
    { requirement: 'server-usage', effect: 'fails', when: isAbout('server') },
    { requirement: 'client-usage', effect: 'fails', when: isAbout('client') },
  ],
  message: (d: Detail) =>
    `not for ${listText(d.purposes.map((purpose) => `TLS ${purpose}s`))}: its ${d.by} is ${listText(d.found) || 'empty'}`,
  *check(facts: PeerCertificateFacts) {
    const refused = purposesRefused(facts);
    if (refused) yield about(facts, refused);
  },
});
