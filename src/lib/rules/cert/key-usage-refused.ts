import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { purposeRefusedInLeaf, type TlsPurpose } from '../../path/appliance.ts';
import { CertificateFacts } from '../../path/facts.ts';
import { about, type PeerCertificateFacts } from './facts.ts';

type Detail = {
  readonly purposes: readonly TlsPurpose[];
  readonly by: string;
  readonly found: readonly string[];
};

/** TLS purposes that OpenSSL refuses for the key usage or the certificate type, whatever the extended key usage says. */
export function purposesRefused({ issued }: Pick<PeerCertificateFacts, 'issued'>): Detail | undefined {
  const facts = new CertificateFacts(issued.certificate);
  const refused = (['server', 'client'] as const).flatMap((purpose) => {
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
    'a certificate without the key usage extension; an extended key usage that is not there (cert/server-auth-missing)',
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
