import type { FederationPartner, SecurityMode } from '../deployment/model.ts';
import { decide } from './decide.ts';
import type { TlsState } from './decision.ts';
import { domainOf, policyTowards, type FederationPolicy } from './policy.ts';

/** Will streams with a partner be encrypted? `never`: they will be in the clear; `impossible`: there will be none. */
export type PartnerEncryption =
  'always' | 'unless somebody interferes' | 'never' | 'impossible' | 'not known';

/** What the security modes of both sides come to, with the decisions of our policy. */
export function encryptionWith(
  { domain, securityMode: theirs }: FederationPartner,
  policy: FederationPolicy,
): PartnerEncryption {
  const { stream: ours } = policyTowards(policy, domainOf(domain));
  if (theirs === undefined) return 'not known';
  if (ours.securityMode !== 'No TLS' && theirs !== 'No TLS') {
    const isInsisted = ours.securityMode === 'TLS required' || theirs === 'TLS required';
    return isInsisted ? 'always' : 'unless somebody interferes';
  }
  const tls = withoutTls(ours.securityMode, theirs);
  const { verdict } = decide({ direction: 'in', isAllowed: true, tls, dialback: 'valid' }, ours);
  return verdict === 'accept' ? 'never' : 'impossible';
}

function withoutTls(ours: SecurityMode, theirs: SecurityMode): TlsState {
  if (ours !== 'No TLS') return 'not-offered';
  return theirs === 'TLS required' ? 'insisted on' : 'not used';
}
