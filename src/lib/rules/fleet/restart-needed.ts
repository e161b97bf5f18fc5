import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { aboutPeers, withCertificate, type FleetFacts } from './facts.ts';

export const restartNeeded = rule({
  code: 'fleet/restart-needed',
  severity: 'notice',
  what: 'A new server certificate takes effect after a restart of the Expressway.',
  why: 'Until then the old certificate stays in use; the Expressway shows alarm 15028.',
  fix: [
    'After the upload choose Maintenance > Restart options > Restart, on one peer after the other.',
    'In a cluster set TLS verification to Permissive first, and back to Enforce when all are done.',
  ],
  notHitBy: 'a deployment none of whose peers has a certificate here',
  saysTheProduct: ['alarm 15028', 'alarm 15022', 'alarm 20020'],
  citations: [
    { source: 'guide', ref: 'Expressway Certificates' },
    { source: 'admin-guide', ref: 'alarm 15028' },
    { source: 'certificate-guide', ref: 'Loading a server certificate and private key, clusters' },
  ],
  message: ({ peers }: { peers: string[] }) =>
    `after the upload restart ${listText(peers)}${peers.length > 1 ? ', one after the other' : ''}`,
  *check(facts: FleetFacts) {
    const peers = withCertificate(facts);
    if (peers.length > 0) yield aboutPeers(peers, { peers: peers.map(({ plan }) => plan.peer) });
  },
});
