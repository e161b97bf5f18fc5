import { oidName } from '../../asn1/oids.ts';
import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { refusedExtensions } from '../../path/appliance.ts';
import { CertificateFacts } from '../../path/facts.ts';
import { aboutRefused, refusedItself, type PeerCertificateFacts } from './facts.ts';

/** Extensions for which OpenSSL, and so the Expressway, refuses the certificate. */
export const extensionsRefused = ({ issued }: Pick<PeerCertificateFacts, 'issued'>): string[] =>
  refusedExtensions(new CertificateFacts(issued.certificate)).map((id) => oidName(id) ?? id);

export const criticalExtension = rule({
  code: 'cert/critical-extension',
  severity: 'error',
  what: 'The certificate has a critical extension that OpenSSL, and so the Expressway, does not know.',
  why: 'Critical means: whoever does not understand it must refuse the certificate. Everybody who verifies the chain does.',
  typical:
    'A CA profile for other uses, or key identifiers and access information that were marked critical.',
  fix: ['Have the certificate issued again without the extension, or with the extension not critical.'],
  notHitBy: 'an unknown extension that is not critical; a CA above it (chain/broken)',
  saysTheProduct: ['unhandled critical extension'],
  citations: [
    { source: 'rfc', ref: '5280 section 4.2' },
    { source: 'rfc', ref: '5280 section 6.1.5 (f)' },
  ],
  bears: refusedItself,
  message: ({ extensions }: { readonly extensions: readonly string[] }) =>
    `critical and not understood: ${listText(extensions)}`,
  *check(facts: PeerCertificateFacts) {
    const extensions = extensionsRefused(facts);
    if (extensions.length > 0) yield aboutRefused(facts, { extensions });
  },
});
