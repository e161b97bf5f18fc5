import { rule } from '../../findings/rule.ts';
import { about, type PeerCertificateFacts } from './facts.ts';

export const temporary = rule({
  code: 'cert/temporary',
  severity: 'error',
  what: 'This is the temporary certificate that an Expressway makes for itself when it is installed.',
  why: 'It is not supported for mobile and remote access: nobody else trusts its CA.',
  typical:
    'The server certificate was downloaded from a new Expressway whose own certificate was never uploaded.',
  fix: ['Make a request for this peer, have it signed, and upload the certificate.'],
  notHitBy: 'a certificate of your own CA, whatever its name',
  citations: [{ source: 'tac', ref: '213872' }],
  bears: [{ requirement: 'ca-signed', effect: 'fails' }],
  message: () => 'this is the temporary certificate of a new Expressway',
  *check(facts: PeerCertificateFacts) {
    if (facts.issued.isTemporary) yield about(facts, {});
  },
});
