import { rule } from '../../findings/rule.ts';
import { stepsFor } from '../../plan/name-advice.ts';
import {
  aboutRewritten,
  isServerCertificate,
  type PeerCertificateFacts,
  type RewrittenName,
} from './facts.ts';

export const nameOtherForm = rule({
  code: 'cert/name-other-form',
  severity: 'warning',
  what: 'A planned name is in the certificate in another form than planned, one that the Generate CSR page offers as well.',
  why: 'The service may work, but not every client takes every form.',
  typical: 'The Format list beside the field was left at another choice.',
  fix: ['Make a new request with the planned format, or change the format in the deployment file.'],
  notHitBy: 'a certificate that holds both forms',
  citations: [
    { source: 'guide', ref: 'Expressway-E Server Certificate Requirements, page 11' },
    { source: 'tac', ref: '213872 and 221624' },
  ],
  bears: [
    {
      requirement: 'names-present',
      effect: 'not known',
      when: (_, { found }: RewrittenName) => isXmppAddress(found),
      rows: (_, { neededFor }: RewrittenName) => ({ services: neededFor }),
    },
    {
      requirement: 'names-present',
      effect: 'remark',
      when: (_, { found }: RewrittenName) => !isXmppAddress(found),
      rows: (_, { neededFor }: RewrittenName) => ({ services: neededFor }),
    },
  ],
  message: ({ name, found }: RewrittenName) => `${found} stands in for ${name}`,
  remedy: stepsFor,
  *check(facts: PeerCertificateFacts) {
    if (isServerCertificate(facts)) yield* aboutRewritten(facts, facts.names?.inOtherForm ?? []);
  },
});

/** Some federated servers look at DNS names alone; the forms of a registration domain are all looked for. */
const isXmppAddress = (found: string): boolean => found.startsWith('XMPP:');
