import { rule } from '../../findings/rule.ts';
import { linesText, listText } from '../../findings/words.ts';
import { altNameKey, altNameText } from '../../san/required.ts';
import { aboutPeers, withCertificate, type FleetFacts, type PeerWithCertificate } from './facts.ts';

export const chatAliasesDiffer = rule({
  code: 'fleet/chat-aliases-differ',
  severity: 'error',
  what: 'The certificates of Expressway-C and Expressway-E do not hold the same chat node aliases.',
  why: 'Federated group chat over TLS needs the same set on both: rooms on the aliases that are missing cannot be reached.',
  typical: 'A chat node was added, and only one side got new certificates.',
  fix: [
    'Copy the list of aliases from the Expressway-C to the Expressway-E, and renew the certificates that lack one.',
  ],
  notHitBy: 'a deployment without group chat over TLS, or with certificates of one side only',
  citations: [{ source: 'guide', ref: 'Expressway Certificates, pages 9 to 11' }],
  bears: [{ requirement: 'names-present', effect: 'fails', services: ['groupChatTls'] }],
  message: ({ differences }: { differences: string[] }) => linesText(differences),
  *check(facts: FleetFacts) {
    if (!facts.plan.services.includes('groupChatTls')) return;
    const peers = withCertificate(facts);
    if (!(['C', 'E'] as const).every((role) => peers.some(({ plan }) => plan.role === role))) return;
    const lacking = plannedAliases(facts).flatMap(({ key, text }) => {
      const without = peers.filter((peer) => !holds(peer, key)).map(({ plan }) => plan.peer);
      return without.length === 0 || without.length === peers.length ? [] : [{ text, without }];
    });
    if (lacking.length === 0) return;
    const differences = lacking.map(({ text, without }) => `${text} is not on ${listText(without)}`);
    const rows = { peers: [...new Set(lacking.flatMap(({ without }) => without))], store: 'server' } as const;
    yield { ...aboutPeers(peers, { differences }), rows };
  },
});

function plannedAliases({ peers }: FleetFacts): { key: string; text: string }[] {
  const aliases = new Map<string, string>();
  for (const { plan } of peers) {
    for (const name of plan.names) {
      if (name.reasons.some(({ kind }) => kind === 'chatNodeAlias'))
        aliases.set(altNameKey(name), altNameText(name));
    }
  }
  return [...aliases].map(([key, text]) => ({ key, text }));
}

const holds = ({ server }: PeerWithCertificate, key: string): boolean =>
  server.issued.names.some((name) => altNameKey(name) === key);
