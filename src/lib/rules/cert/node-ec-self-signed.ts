import { rule } from '../../findings/rule.ts';
import { holdsFor, releaseFacts } from '../../product/release.ts';
import { aboutNode, roleText, type NodeCertificateFacts } from './facts.ts';
import { openAsUsed } from './node-facts.ts';

export const nodeEcSelfSigned = rule({
  code: 'cert/node-ec-self-signed',
  severity: 'warning',
  what: 'An ECDSA certificate of Unified CM is still self-signed.',
  why: 'From X14.2 on the Expressway may prefer it to the RSA one: then port 8443 works and port 6972 fails, or the other way round.',
  typical: 'Only the RSA certificates were signed; the CN of the other is HOST-EC.DOMAIN.',
  fix: [
    'Have the -ECDSA certificates signed too, or trust them, or put RSA first in the cipher list of the Expressway.',
  ],
  notHitBy:
    'an ECDSA certificate of a CA; releases before X14.2; a list of the Expressway-C that was asked (chain/node-twin-untrusted)',
  citations: [{ source: 'tac', ref: '218018' }],
  bears: openAsUsed,
  message: ({ role }: { role: string }) => `${roleText(role)} has an ECDSA key and is self-signed`,
  *check(facts: NodeCertificateFacts) {
    const { issued, uses, release, isListAsked } = facts;
    if (
      release === undefined ||
      !holdsFor(releaseFacts.nodesAlwaysVerified, release) ||
      uses.length === 0 ||
      isListAsked
    )
      return;
    if (issued.isSelfSigned === true && issued.certificate.publicKey.kind === 'ec')
      yield aboutNode(facts, {});
  },
});
