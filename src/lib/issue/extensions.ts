import { sequence, tlv } from '../asn1/der-writer.ts';
import { extensionId } from '../asn1/oids.ts';
import { implicit } from '../asn1/tags.ts';
import { texts, type Checks } from '../public/settings.ts';
import type { Extension, X509 } from './packages/load.ts';

const ascii = new TextEncoder();

/**
 * Names of other domains, and IP addresses, are none of this CA's: critical, as RFC 5280 4.2.1.10 has it. XMPPAddress and
 * SRVName are of forms it does not restrict; OpenSSL refuses every certificate below a restriction of theirs.
 */
export function nameConstraints(x509: X509, domains: readonly string[]): Extension[] {
  if (domains.length === 0) return [];
  const subtree = (tag: number, base: Uint8Array): Uint8Array => sequence(tlv(implicit(tag), base));
  const permitted = domains.map((domain) => subtree(2, ascii.encode(domain)));
  // Address and mask: every address there is.
  const excluded = [new Uint8Array(8), new Uint8Array(32)].map((all) => subtree(7, all));
  const constructed = 0x20;
  const value = sequence(
    tlv(implicit(0) | constructed, ...permitted),
    tlv(implicit(1) | constructed, ...excluded),
  );
  return [new x509.Extension(extensionId.nameConstraints, true, value)];
}

/** What every kind of certificate may have besides. */
export interface CommonSettings {
  /** Where the CRL is to be had, for those who fetch it. */
  readonly crlUrls?: readonly string[];
  /** Policies under which it is issued, as dotted object identifiers. */
  readonly policies?: readonly string[];
}

export const commonChecks: Checks<CommonSettings> = { crlUrls: texts, policies: texts };

export const commonExtensions = (
  x509: X509,
  { crlUrls = [], policies = [] }: CommonSettings,
): Extension[] => [
  ...(policies.length > 0 ? [new x509.CertificatePolicyExtension([...policies])] : []),
  ...(crlUrls.length > 0 ? [new x509.CRLDistributionPointsExtension([...crlUrls])] : []),
];
