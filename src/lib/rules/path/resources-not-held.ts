import { rule } from '../../findings/rule.ts';
import { unheldResources } from '../../path/address-resources.ts';
import { at, named, type CertificateDetail, type JudgedPath } from './facts.ts';

export const resourcesNotHeld = rule({
  code: 'path/resources-not-held',
  severity: 'error',
  what: 'The certificate names IP addresses or AS numbers that a CA above it does not hold.',
  why: 'OpenSSL refuses the certificate, even where the extension is not critical.',
  typical: 'An extension for the certificates of networks, which has no place in that of a server.',
  fix: ['Have the certificate issued again without IP address blocks and AS numbers.'],
  notHitBy: 'addresses in the subject alternative name, which are names; profiles other than `appliance`',
  saysTheProduct: ["RFC 3779 resource not subset of parent's resources"],
  citations: [{ source: 'rfc', ref: '3779 sections 2.3 and 3.3' }],
  message: (d: CertificateDetail) =>
    `${named(d)} does not hold the IP addresses or AS numbers that the certificate names`,
  *check({ certificates, options, candidate }: JudgedPath) {
    if (options.profile !== 'appliance' || candidate.end !== 'anchor') return;
    const issuer = unheldResources(certificates);
    if (issuer) yield at(issuer, {});
  },
});
