import { rule } from '../../findings/rule.ts';
import { isBefore } from '../../product/release.ts';
import { about, whoseText, type ChainFacts } from './facts.ts';

/** From here on the traffic server verifies these certificates on every request. */
const from = 'X14.2';

type Detail = { readonly list: string; readonly whose: string; readonly missingIssuer: string };

export const nodeUntrusted = rule({
  code: 'chain/node-untrusted',
  severity: 'error',
  what: 'The Expressway-C does not trust a certificate of Unified CM, the IM and Presence Service or Unity Connection.',
  why: 'From X14.2 on the traffic server verifies these certificates with every request, even with TLS verify off: sign-in from outside fails with 502.',
  typical: 'Self-signed Unified CM certificates, of which tomcat was uploaded and tomcat-ECDSA was not.',
  fix: [
    'Upload the CA of the certificate to the trusted CA list of every Expressway-C peer; for a self-signed one the certificate itself.',
    'For an -EC certificate: trust or sign it as well, or put RSA first in the cipher list.',
  ],
  notHitBy:
    'releases before X14.2, where only TLS verify mode asks for it; a certificate the list can verify',
  saysTheProduct: ['Core server certificate verification failed', 'CSCwc69661', 'CSCwa25108'],
  citations: [{ source: 'tac', ref: '218018 and 225476' }],
  message: ({ list, whose, missingIssuer }: Detail) =>
    `not trusted by ${list}${whoseText(whose || undefined)}: "${missingIssuer}" is not in it`,
  *check(facts: ChainFacts) {
    if (facts.of.kind !== 'node' || facts.release === undefined || isBefore(facts.release, from)) return;
    for (const { list, whose, answer } of facts.otherLists) {
      if (answer.result !== 'issuer missing') continue;
      yield about(facts, { list, whose: whose ?? '', missingIssuer: answer.missingIssuer });
    }
  },
});
