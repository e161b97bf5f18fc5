import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { listedEntries, type PlanFacts } from '../../plan/facts.ts';

/** XMPP between servers (RFC 6120 section 3.2.1; the guide's section on DNS SRV records). */
const port = 5269;

export const federationNeedsSrv = rule({
  code: 'plan/federation-needs-srv',
  severity: 'notice',
  what: 'Federation partners find your servers by DNS SRV records.',
  why: 'Without the records partners cannot reach the domain, however good the certificate.',
  fix: [
    `Publish _xmpp-server._tcp SRV records with port ${port} for each federation domain and chat node alias, pointing to the Expressway-E.`,
    'Partners that use static routes to you do not need them.',
  ],
  notHitBy: 'federation.managedBy: imp, where partners connect to IM and Presence',
  citations: [{ source: 'guide', ref: 'DNS SRV Records for XMPP Federation, pages 19 and 20' }],
  message: ({ records }: { records: string[] }) => `publish ${listText(records)} with port ${port}`,
  *check({ plan }: PlanFacts) {
    const { deployment } = plan;
    const isOnEdge = deployment.clusters.some(({ role }) => role === 'E');
    if (!plan.services.includes('xmppFederation') || !isOnEdge) return;
    const kinds = [
      'federationDomain',
      ...(plan.services.includes('groupChatTls') ? ['chatNodeAlias' as const] : []),
    ] as const;
    const names = kinds.flatMap((kind) => listedEntries(deployment, kind)).map(({ entry }) => entry.name!);
    const records = [...new Set(names.map((name) => `_xmpp-server._tcp.${name.toLowerCase()}`))];
    if (records.length > 0) yield { subject: {}, detail: { records } };
  },
});
