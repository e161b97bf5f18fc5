import { rule } from '../../findings/rule.ts';
import { usageRefusals } from '../../path/usage-refusals.ts';
import { at, named, type CertificateDetail, type JudgedPath } from './facts.ts';

export const purposeRefused = rule({
  code: 'path/purpose-refused',
  severity: 'error',
  what: 'A certificate of the path rules out the purpose it is to serve, by extended key usage, key usage or Netscape certificate type.',
  why: 'OpenSSL, with which an Expressway verifies chains, ends the handshake; usages of a CA bind all certificates below it.',
  fix: [
    'Have the certificate reissued with the missing usage.',
    'If a CA certificate is named, use another CA: its usages bind all certificates below it.',
  ],
  notHitBy: 'profiles other than appliance; a certificate without these extensions',
  citations: [
    { source: 'rfc', ref: '5280 sections 4.2.1.3 and 4.2.1.12' },
    { source: 'openssl', ref: 'purposes sslserver and sslclient' },
  ],
  message: (d: CertificateDetail & { purpose: string; by: string }) =>
    `${named(d)} is not for TLS ${d.purpose}s by its ${d.by}`,
  *check({ certificates, options: { profile, purpose } }: JudgedPath) {
    if (profile !== 'appliance' || purpose === 'any') return;
    for (const { placed, by } of usageRefusals(certificates, purpose)) yield at(placed, { purpose, by });
  },
});
