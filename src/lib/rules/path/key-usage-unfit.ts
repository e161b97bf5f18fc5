import { rule } from '../../findings/rule.ts';
import { oidName } from '../../asn1/oids.ts';
import { missingUsages, unfitUsages } from '../../path/usage.ts';
import type { KeyUsage } from '../../x509/extensions.ts';
import { publicKeyText } from '../../x509/public-key.ts';
import { at, named, type CertificateDetail, type JudgedPath } from './facts.ts';

type Detail = { purpose: string; wanted: readonly KeyUsage[]; found: readonly KeyUsage[]; key: string };

export const keyUsageUnfit = rule({
  code: 'path/key-usage-unfit',
  severity: 'error',
  what: 'The key usages of the certificate allow nothing that its purpose needs of such a key.',
  why: 'A certificate may be used only for what its key usage and its extended key usage both allow.',
  fix: [
    'Have the certificate reissued with digitalSignature, for a server with an RSA key also keyEncipherment.',
  ],
  notHitBy:
    'a certificate without a key usage extension; one that has one usage the purpose can do with; one that lacks a bit you ask for (path/key-usage-missing)',
  citations: [
    { source: 'rfc', ref: '5280 section 4.2.1.12' },
    { source: 'rfc', ref: '5280 section 4.2.1.3' },
    { source: 'rfc', ref: '8813 section 3' },
  ],
  message: (d: CertificateDetail & Detail) =>
    `the key usage of ${named(d)} is ${d.found.join(', ')}; for ${d.purpose} a key of this kind (${d.key}) needs ${orNothing(d.wanted)}`,
  *check({ certificates, options }: JudgedPath) {
    const leaf = certificates[0]!;
    if (missingUsages(leaf.facts, options.keyUsage).length > 0) return;
    const { extensions, certificate } = leaf.facts;
    for (const { purpose, wanted } of unfitUsages(leaf.facts, options.extendedKeyUsage)) {
      yield at(leaf, {
        purpose: oidName(purpose) ?? purpose,
        wanted,
        found: extensions.keyUsage?.value ?? [],
        key: publicKeyText(certificate.publicKey),
      });
    }
  },
});

const orNothing = (wanted: readonly KeyUsage[]): string =>
  wanted.length > 0 ? wanted.join(' or ') : 'what it cannot do';
