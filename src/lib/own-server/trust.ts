import type { RevocationCheck } from '../deployment/model.ts';
import type { Finding } from '../findings/finding.ts';
import { run } from '../findings/rule.ts';
import type { PeerTrust } from '../remote-server/trust.ts';
import { isDelta } from '../revocation/delta.ts';
import { isOlderList } from '../revocation/list-order.ts';
import { ownTrustRules } from '../rules/gateway/index.ts';
import type { OwnTrustFacts } from '../rules/gateway/facts.ts';
import { holderOf, issuersAmong } from '../x509/ca-or-server.ts';
import type { Certificate } from '../x509/certificate.ts';
import type { Crl } from '../x509/crl.ts';
import { nameKey } from '../x509/name.ts';

export interface OwnTrustQuestion {
  /** undefined: dates are not judged. */
  readonly at: Date | undefined;
  /** Default: if loaded. */
  readonly revocationCheck?: RevocationCheck;
}

/** A trusted CA, and its newest list. */
export interface TrustedCa {
  readonly certificate: Certificate;
  readonly list: Crl | undefined;
}

/** What speaks against the trusted CAs and the lists. */
export function judgeOwnTrust(
  trust: Pick<PeerTrust, 'cas' | 'crls' | 'hasCrls'>,
  { at, revocationCheck = 'if loaded' }: OwnTrustQuestion,
): readonly Finding[] {
  const hasIssued = issuersAmong(trust.cas);
  const cas = trustedCas(trust);
  const issuers = new Set(cas.map(({ certificate }) => nameKey(certificate.subject)));
  const facts: OwnTrustFacts = {
    anchors: cas.map(({ certificate, list }) => ({
      certificate,
      list,
      isServer: holderOf(certificate, hasIssued(certificate)) === 'server',
    })),
    lists: newestLists(trust.crls).map((crl) => ({ crl, isOfKnownCa: issuers.has(nameKey(crl.issuer)) })),
    isRevocationChecked: revocationCheck === 'always' || (revocationCheck === 'if loaded' && trust.hasCrls),
    time: at?.getTime(),
  };
  return run(ownTrustRules, facts);
}

export function trustedCas({ cas, crls }: Pick<PeerTrust, 'cas' | 'crls'>): readonly TrustedCa[] {
  const lists = new Map(newestLists(crls).map((crl) => [nameKey(crl.issuer), crl]));
  return cas.map((certificate) => ({ certificate, list: lists.get(nameKey(certificate.subject)) }));
}

/** One of each issuer; what is partial does not replace what is whole. */
function newestLists(crls: readonly Crl[]): readonly Crl[] {
  const newest = new Map<string, Crl>();
  for (const crl of crls) {
    if (isDelta(crl)) continue;
    const known = newest.get(nameKey(crl.issuer));
    if (!known || isOlderList(known, crl)) newest.set(nameKey(crl.issuer), crl);
  }
  return [...newest.values()];
}
