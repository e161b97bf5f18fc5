import { rule } from '../../findings/rule.ts';
import { consequenceOf, stepsFor } from '../../plan/name-advice.ts';
import {
  aboutRewritten,
  bearsOnNames,
  isServerCertificate,
  type PeerCertificateFacts,
  type RewrittenName,
} from './facts.ts';

export const nameWrongForm = rule({
  code: 'cert/name-wrong-form',
  severity: 'error',
  what: 'A planned name is in the certificate in a form in which nobody looks for it.',
  why: 'Names are compared type by type and character by character, so the name counts as missing and its service fails.',
  typical:
    'A registration domain as SRVName _collab-edge.DOMAIN, as RFC 4985 has it, instead of _collab-edge._tls.DOMAIN, which Cisco devices look for; a host name as XMPPAddress.',
  fix: ['Make a new request with the name in the planned form, and have it signed.'],
  notHitBy: 'another form that the Generate CSR page offers for the same field (cert/name-other-form)',
  citations: [
    { source: 'guide', ref: 'Expressway Certificates, pages 9 to 11' },
    { source: 'tac', ref: '211304' },
  ],
  bears: bearsOnNames,
  message: ({ name, found }: RewrittenName) => `${name} is missing; ${found} is no substitute`,
  consequence: consequenceOf,
  remedy: stepsFor,
  *check(facts: PeerCertificateFacts) {
    if (isServerCertificate(facts)) yield* aboutRewritten(facts, facts.names?.inWrongForm ?? []);
  },
});
