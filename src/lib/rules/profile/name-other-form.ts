import { stepsFor } from '../../plan/name-advice.ts';
import { aboutRewritten, type RewrittenName } from './facts.ts';
import { profileRule } from './profile-rule.ts';

export const nameOtherForm = profileRule({
  name: 'name-other-form',
  both: {
    ownStep: 'give the planned names',
    severity: 'warning',
    what: 'A planned name is in the {request} in another form than planned, one that the Generate CSR page offers as well.',
    typical: 'The Format list beside the field was left at another choice.',
    fix: ['Make a new request with the planned format, or change the format in the deployment file.'],
    notHitBy: 'a {request} that holds both forms',
    citations: [
      { source: 'guide', ref: 'Expressway-E Server Certificate Requirements, page 11' },
      { source: 'tac', ref: '213872 and 221624' },
    ],
  },
  csr: {
    why: 'The service may work, but the form was chosen for a reason: CAs may drop an XMPPAddress or SRVName, and not every client takes every form.',
  },
  cert: {
    why: 'The service may work, but not every client takes every form.',
    bears: [
      {
        requirement: 'names-present',
        effect: 'not known',
        when: (_, { found }) => isXmppAddress(found),
        rows: (_, { neededFor }) => ({ services: neededFor }),
      },
      {
        requirement: 'names-present',
        effect: 'remark',
        when: (_, { found }) => !isXmppAddress(found),
        rows: (_, { neededFor }) => ({ services: neededFor }),
      },
    ],
  },
  message: ({ name, found }: RewrittenName) => `${found} stands in for ${name}`,
  remedy: (detail: RewrittenName) => stepsFor(detail),
  check: (_, facts) => aboutRewritten(facts, facts.names?.inOtherForm),
});

/** Some federated servers look at DNS names alone; the forms of a registration domain are all looked for. */
const isXmppAddress = (found: string): boolean => found.startsWith('XMPP:');
