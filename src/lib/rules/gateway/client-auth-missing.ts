import { keyPurpose } from '../../asn1/oids.ts';
import { rule } from '../../findings/rule.ts';
import { findExtension } from '../../x509/extensions.ts';
import { aboutOwn, type OwnCertificateFacts } from './facts.ts';

export const clientAuthMissing = rule({
  code: 'gateway/client-auth-missing',
  severity: 'warning',
  what: 'A certificate that the gateway presents may not be used as a client: its extendedKeyUsage leaves clientAuth out.',
  why: 'Servers that the gateway connects to may refuse it, and fall back to dialback where they can.',
  fix: ['Get a certificate with clientAuth among its extended key usages.'],
  notHitBy: 'a certificate without extendedKeyUsage, or with anyExtendedKeyUsage',
  citations: [{ source: 'rfc', ref: '5280 section 4.2.1.12' }],
  message: () => 'the certificate is not for use as a client (clientAuth)',
  *check(facts: OwnCertificateFacts) {
    const usages = findExtension(facts.leaf.extensions, 'extKeyUsage')?.value;
    const isUsable = usages?.some(
      (each) => each === keyPurpose.clientAuth || each === keyPurpose.anyExtendedKeyUsage,
    );
    if (isUsable === false) yield aboutOwn(facts, {});
  },
});
