import { isFederationOnImp } from '../../deployment/services-in-use.ts';
import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { inFile, listedEntries, type PlanFacts } from '../../plan/facts.ts';

export const federationOnImp = rule({
  code: 'plan/federation-on-imp',
  severity: 'notice',
  what: 'IM and Presence terminates XMPP federation itself, so that nothing about it is asked of an Expressway.',
  why: 'Its names go into no certificate of an Expressway, and verdicts say nothing of it; partners see the certificate cup-xmpp-s2s of the IM and Presence nodes.',
  fix: [
    'On the IM and Presence nodes have cup-xmpp-s2s signed by a CA that partners trust, and make it again when domains change: it carries the presence, e-mail and chat domains.',
    'For group chat over TLS turn on "Enable Wildcards in XMPP Federation Security Certificates" there first.',
    'Point the _xmpp-server._tcp SRV records of these domains to the IM and Presence nodes, with port 5269 open in both directions.',
    'Leave "XMPP federation support" off on the Expressways: only one of the two may be on.',
  ],
  notHitBy: 'federation.managedBy: expressway, the default',
  citations: [
    { source: 'guide', ref: 'XMPP federation on IM and Presence or on Expressway, never both' },
    { source: 'imp-federation-guide', ref: 'XMPP federation through IM and Presence' },
    { source: 'imp-guide', ref: 'certificate cup-xmpp-s2s' },
  ],
  message: ({ names }: { names: string[] }) =>
    names.length === 0
      ? 'XMPP federation is managed by IM and Presence, and not judged here'
      : `XMPP federation is managed by IM and Presence, and not judged here: ${listText(names)} must be in its cup-xmpp-s2s certificates`,
  *check({ plan }: PlanFacts) {
    const { deployment } = plan;
    const { xmppFederation, groupChatTls } = deployment.services;
    if (!isFederationOnImp(deployment) || !(xmppFederation || groupChatTls)) return;
    const kinds = ['federationDomain', ...(groupChatTls ? ['chatNodeAlias' as const] : [])] as const;
    const names = kinds.flatMap((kind) => listedEntries(deployment, kind)).map(({ entry }) => entry.name!);
    yield {
      subject: {},
      detail: { names: [...new Set(names)] },
      locations: inFile(plan, deployment.federation?.positions['managedBy']),
    };
  },
});
