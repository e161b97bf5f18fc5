import type {
  CertificateState,
  Decision,
  DecisionFacts,
  DecisionRule,
  DecisionWarning,
  DialbackErrorCondition,
  StreamErrorCondition,
  WireAnswer,
} from './decision.ts';
import type { StreamPolicy } from './policy.ts';

/**
 * Decides about a stream, or about a further pair of domains on it: the first rule that fails has the last word.
 * Throws TypeError where facts are missing or contradict the security mode.
 */
export function decide(facts: DecisionFacts, policy: StreamPolicy): Decision {
  requireSoundFacts(facts, policy);
  for (const step of steps) {
    const decision = step(facts, policy);
    if (decision) return decision;
  }
  return decideByDialback(facts, policy);
}

/** SIP federation: TLS throughout, both sides with certificates, and nothing besides. */
export function decideMutualTls(certificate: CertificateState | 'not judged'): Decision {
  return certificate === 'ok'
    ? settle('accept', 'mutual TLS', { kind: 'nothing' })
    : reject('mutual TLS', { kind: 'close TCP' });
}

/** Why nobody has looked at a certificate that would have to be looked at. */
export type NotJudged = 'no room' | 'failed';

/**
 * Who has not been judged is refused, whatever the policy says.
 *
 * @param facts of the stream; undefined: mutual TLS, which has no words for it
 */
export function decideUnjudged(
  why: NotJudged,
  facts: Pick<DecisionFacts, 'isFurtherPair'> | undefined,
): Decision {
  if (!facts) return reject('not judged', { kind: 'close TCP' });
  return why === 'no room'
    ? refuse(facts, 'not judged', 'resource-constraint', 'resource-constraint', 'busy: try again later')
    : refuse(facts, 'not judged', 'not-authorized', 'not-authorized', 'the certificate cannot be judged');
}

type Step = (facts: DecisionFacts, policy: StreamPolicy) => Decision | undefined;

/** R0 to R9, in the order of evaluation, and the answers to the guide's gaps where they belong. */
const steps: readonly Step[] = [
  function isOurs(facts) {
    if (facts.isToLocal ?? true) return undefined;
    return refuse(facts, 'R0', 'host-unknown', 'item-not-found', 'this domain is not served here');
  },
  function isWelcome(facts) {
    if (facts.isAllowed) return undefined;
    return refuse(facts, 'R1', 'policy-violation', 'forbidden', 'federation with this domain is not allowed');
  },
  function isWithoutTls({ tls }) {
    return tls === 'insisted on' ? reject('R2', { kind: 'close TCP' }) : undefined;
  },
  function isEncrypted(facts, { securityMode }) {
    if (securityMode !== 'TLS required' || facts.tls === 'up') return undefined;
    if (facts.tls === 'failed') return reject('R4', { kind: 'close TCP' });
    return refuse(facts, 'R3', 'policy-violation', 'policy-violation', 'TLS is required');
  },
  function isNoDowngrade(facts, policy) {
    if (!lacksTls(facts) || policy.profile === 'literal' || !policy.requireCertificates) return undefined;
    return refuse(facts, 'G3', 'policy-violation', 'policy-violation', 'TLS is required');
  },
  function isIdentified(facts, policy) {
    if (facts.tls !== 'up') return undefined;
    if (facts.certificate === undefined) throw new TypeError('with TLS up, certificate must be given');
    return judgeCertificate(facts, facts.certificate, policy);
  },
  function isProven({ tls, certificate }, { saslExternal }) {
    if (tls !== 'up' || certificate !== 'ok' || !saslExternal) return undefined;
    return settle('accept', 'G8', { kind: 'SASL EXTERNAL success' });
  },
];

/** R6 to R9. The name must be there whatever "Require client-side security certificates" says. */
function judgeCertificate(
  facts: DecisionFacts,
  certificate: CertificateState,
  { requireCertificates, profile }: StreamPolicy,
): Decision | undefined {
  const unauthorized = (rule: DecisionRule): Decision =>
    refuse(facts, rule, 'not-authorized', 'not-authorized', facts.certificateText ?? texts[certificate]);
  switch (certificate) {
    case 'ok':
      return undefined;
    case 'san-mismatch':
    case 'cn-only':
    case 'untrusted+san-mismatch':
      return unauthorized('R7');
    case 'none':
      return requireCertificates ? unauthorized('R6') : undefined;
    case 'rev-unknown':
      return requireCertificates ? unauthorized('R9') : undefined;
    case 'revoked':
      if (requireCertificates) return unauthorized('R8');
      return profile === 'hardened' ? unauthorized('G4') : undefined;
    case 'untrusted':
    case 'self-signed':
    case 'expired':
      return requireCertificates ? unauthorized('R8') : undefined;
  }
}

const dialbackStates = ['not yet done', 'valid', 'invalid', 'error'] as const;

const texts: Readonly<Record<CertificateState, string>> = {
  ok: '',
  none: 'no certificate was presented',
  'san-mismatch': 'the certificate does not name this domain in its subjectAltName',
  'cn-only': 'the certificate names this domain only in its CN, which does not count',
  'untrusted+san-mismatch': 'the certificate does not name this domain in its subjectAltName',
  untrusted: 'the certificate cannot be verified',
  'self-signed': 'the certificate is self-signed',
  expired: 'the certificate is not valid at this time',
  revoked: 'the certificate has been revoked',
  'rev-unknown': 'it is not known whether the certificate has been revoked',
};

/** R11, with what is to be warned about on the way (R5, R10). */
function decideByDialback(facts: DecisionFacts, { securityMode }: StreamPolicy): Decision {
  const fallsBackToTcp = lacksTls(facts);
  const rule = fallsBackToTcp ? 'R5+R11' : 'R11';
  const rest = { warnings: warningsOf(facts, securityMode), fallsBackToTcp };
  switch (facts.dialback) {
    case 'not yet done':
      return { ...settle('do dialback', rule, { kind: 'nothing' }), ...rest };
    case 'valid':
      return { ...settle('accept', rule, { kind: 'db:result', type: 'valid' }), ...rest };
    case 'invalid':
      return { ...settle('reject', rule, { kind: 'db:result', type: 'invalid' }), ...rest };
    case 'error': {
      const condition = facts.dialbackError ?? 'remote-server-timeout';
      return { ...settle('defer', rule, { kind: 'db:result', type: 'error', condition }), ...rest };
    }
  }
}

function warningsOf(facts: DecisionFacts, securityMode: StreamPolicy['securityMode']): DecisionWarning[] {
  if (securityMode === 'No TLS') return ['plaintext'];
  if (lacksTls(facts)) return ['plaintext downgrade'];
  if (facts.certificate === 'none') return ['encrypted, no certificate'];
  return facts.certificate === 'ok' ? [] : ['identity unproven'];
}

const lacksTls = ({ tls }: DecisionFacts): boolean => tls === 'not-offered' || tls === 'failed';

/** On a stream that is up, only the pair is refused. */
function refuse(
  { isFurtherPair = false }: Pick<DecisionFacts, 'isFurtherPair'>,
  rule: DecisionRule,
  condition: StreamErrorCondition,
  ofPair: DialbackErrorCondition,
  text: string,
): Decision {
  if (isFurtherPair) return reject(rule, { kind: 'db:result', type: 'error', condition: ofPair });
  return reject(rule, { kind: 'stream error', condition, text });
}

const reject = (rule: DecisionRule, wire: WireAnswer): Decision => settle('reject', rule, wire);

function settle(verdict: Decision['verdict'], rule: DecisionRule, wire: WireAnswer): Decision {
  return { verdict, rule, wire, warnings: [], fallsBackToTcp: false };
}

function requireSoundFacts(
  { tls, certificate, direction, dialback }: DecisionFacts,
  { securityMode, requireCertificates }: StreamPolicy,
): void {
  // Not every caller has a compiler: what is misspelt must not count as harmless.
  if (certificate !== undefined && !Object.hasOwn(texts, certificate))
    throw new TypeError(`there is no certificate state "${certificate}"`);
  if (!(dialbackStates as readonly string[]).includes(dialback))
    throw new TypeError(`there is no dialback state "${dialback}"`);
  if (direction !== 'in' && direction !== 'out') throw new TypeError('direction must be "in" or "out"');
  if (typeof requireCertificates !== 'boolean')
    throw new TypeError('the policy must say whether certificates are required');
  const isNoTls = tls === 'not used' || tls === 'insisted on';
  if ((securityMode === 'No TLS') !== isNoTls)
    throw new TypeError(`TLS cannot be "${tls}" in security mode "${securityMode}"`);
  if (tls === 'up' && direction === 'out' && certificate === 'none')
    throw new TypeError('a TLS server always presents a certificate');
}
