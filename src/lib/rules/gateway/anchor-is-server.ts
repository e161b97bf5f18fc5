import { rule } from '../../findings/rule.ts';
import { printName } from '../../x509/name.ts';
import { aboutTrust, type OwnTrustFacts } from './facts.ts';

export const anchorIsServer = rule({
  code: 'gateway/anchor-is-server',
  severity: 'warning',
  what: 'The list of trusted CAs holds the certificate of a server.',
  why: 'It verifies nothing but itself, and at its renewal that server is refused.',
  fix: ['Put the CA that has issued it into the list, and take the server certificate out.'],
  citations: [{ source: 'field-experience', ref: 'trusted-CA lists' }],
  message: ({ subject }: { subject: string }) =>
    `${subject} among the trusted CAs is the certificate of a server`,
  *check({ anchors }: OwnTrustFacts) {
    for (const { certificate, isServer } of anchors)
      if (isServer) yield aboutTrust({ subject: printName(certificate.subject) });
  },
});
