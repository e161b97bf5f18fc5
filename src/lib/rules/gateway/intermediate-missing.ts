import { rule } from '../../findings/rule.ts';
import { printName } from '../../x509/name.ts';
import { aboutOwn, type OwnCertificateFacts } from './facts.ts';

export const intermediateMissing = rule({
  code: 'gateway/intermediate-missing',
  severity: 'warning',
  what: 'The gateway presents its certificate without the CA certificates above it.',
  why: 'Other servers that have only the root cannot verify it, and refuse its streams.',
  typical: 'The certificate alone was saved, without the chain that the CA sent with it.',
  fix: ['Put the certificates of the intermediate CAs into the same file, behind the certificate.'],
  notHitBy: 'a certificate whose issuer is in the file or among the trusted CAs',
  citations: [{ source: 'rfc', ref: '8446 section 4.4.2' }],
  message: ({ issuer }: { issuer: string }) =>
    `the certificate stands alone, and its issuer ${issuer} is neither with it nor among the trusted CAs`,
  *check(facts: OwnCertificateFacts) {
    if (facts.chain === 'alone' && !facts.isSelfSigned)
      yield aboutOwn(facts, { issuer: printName(facts.leaf.issuer) });
  },
});
