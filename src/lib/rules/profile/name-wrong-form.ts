import { consequenceOf, stepsFor } from '../../plan/name-advice.ts';
import { bearsOnNames } from '../cert/facts.ts';
import { aboutRewritten, type RewrittenName } from './facts.ts';
import { profileRule } from './profile-rule.ts';

export const nameWrongForm = profileRule({
  name: 'name-wrong-form',
  both: {
    ownStep: 'give the planned names',
    severity: 'error',
    what: 'A planned name is in the {request} in a form in which nobody looks for it.',
    why: 'Names are compared type by type and character by character, so the name counts as missing and its service fails.',
    typical:
      'A registration domain as SRVName _collab-edge.DOMAIN, as RFC 4985 has it, instead of _collab-edge._tls.DOMAIN, which Cisco devices look for; a host name as XMPPAddress.',
    notHitBy: 'another form that the Generate CSR page offers for the same field ({area}/name-other-form)',
    citations: [
      { source: 'guide', ref: 'Expressway Certificates, pages 9 to 11' },
      { source: 'tac', ref: '211304' },
    ],
  },
  csr: {
    fix: ['Make a new request with the name in the planned form.'],
  },
  cert: {
    fix: ['Make a new request with the name in the planned form, and have it signed.'],
    bears: bearsOnNames,
  },
  message: ({ name, found }: RewrittenName) => `${name} is missing; ${found} is no substitute`,
  consequence: consequenceOf,
  remedy: (detail: RewrittenName) => stepsFor(detail),
  check: (_, facts) => aboutRewritten(facts, facts.names?.inWrongForm),
});
