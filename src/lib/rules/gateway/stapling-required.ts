import { rule } from '../../findings/rule.ts';
import { findExtension } from '../../x509/extensions.ts';
import { aboutOwn, type OwnCertificateFacts } from './facts.ts';

/** The TLS extension status_request (RFC 7633). */
const statusRequest = 5;

export const staplingRequired = rule({
  code: 'gateway/stapling-required',
  severity: 'error',
  what: 'A certificate that the gateway presents demands a stapled OCSP response, which the gateway cannot send.',
  why: 'Servers that heed the demand refuse the certificate.',
  fix: ['Get a certificate without the TLS feature extension (must-staple).'],
  citations: [{ source: 'rfc', ref: '7633 section 4.2.3.1' }],
  message: () => 'the certificate demands a stapled OCSP response (must-staple)',
  *check(facts: OwnCertificateFacts) {
    if (findExtension(facts.leaf.extensions, 'tlsFeature')?.value.includes(statusRequest))
      yield aboutOwn(facts, {});
  },
});
