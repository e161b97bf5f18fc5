import {
  isCa,
  isExpired,
  isNotYetValid,
  maySignCertificates,
  unprocessedCriticalExtensions,
} from './checks.ts';
import type { CountDefects } from './candidates.ts';
import type { CertificateFacts } from './facts.ts';
import type { PathOptions } from './options.ts';
import type { Issuer } from './store.ts';
import { isWeakSignature, keyWeakness } from './strength.ts';
import { purposesRuledOut } from './usage.ts';

/**
 * Counts what is sure to make a path through this issuer fail, so that the search tries better ones first. Only
 * the order depends on it: whether a path is good is for the rules to say.
 */
export function defectCounter(options: PathOptions): CountDefects {
  const known = new WeakMap<CertificateFacts, number>();
  return (issuer, intermediatesBelow) => {
    const { facts, isAnchor } = issuer;
    if (isAnchor && options.anchors === 'name-and-key') return 0;
    const own = known.get(facts) ?? countOwnDefects(issuer, options);
    known.set(facts, own);
    const pathLength = facts.extensions.basicConstraints?.value.pathLength ?? Infinity;
    return pathLength < intermediatesBelow ? own + 1 : own;
  };
}

function countOwnDefects({ facts, isAnchor }: Issuer, options: PathOptions): number {
  const { signatureAlgorithm, publicKey } = facts.certificate;
  const defects = [
    !isCa(facts, isAnchor),
    !maySignCertificates(facts),
    isExpired(facts, options.time),
    isNotYetValid(facts, options.time),
    facts.once(unprocessedCriticalExtensions).length > 0,
    purposesRuledOut(facts, options.extendedKeyUsage).length > 0,
    keyWeakness(publicKey, options.minimumRsaBits) !== undefined,
    !isAnchor && isWeakSignature(signatureAlgorithm, options.allowSha1),
  ];
  return defects.filter(Boolean).length;
}
