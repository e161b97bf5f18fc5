import { isBefore, releaseFacts } from '../../product/release.ts';
import { rule } from '../../findings/rule.ts';
import { inFile, type PlanFacts } from '../../plan/facts.ts';
import type { RequestPlan } from '../../plan/plan.ts';

type Obstacle = 'role' | 'release' | 'store' | 'ca' | 'custody' | 'Jabber Guest';

const sayings: Readonly<Record<Obstacle, (request: { role: string; release: string }) => string>> = {
  role: () => 'an Expressway-C has no ACME client',
  release: ({ release }) => `ACME came with ${releaseFacts.acme.from}; this is ${release}`,
  store: () => 'ACME makes server certificates; the client store can only be given a copy',
  ca: () => "the ACME client of an Expressway knows Let's Encrypt alone, which is a public CA",
  custody: () => 'with ACME the Expressway makes its own keys and requests',
  'Jabber Guest': () => 'Expressway does not support ACME with Jabber Guest',
};

const remedies: Readonly<Record<Obstacle, string>> = {
  role: 'Write issuedBy: files on this cluster.',
  release: 'Upgrade first, or write issuedBy: files on this cluster.',
  store:
    'Have the client certificate signed by a CA that issues client authentication: client: with ca and issuedBy: files.',
  ca: 'Write ca: public on this cluster, or issuedBy: files if it is signed by a CA of your own.',
  custody: 'Write custody: expressway on this cluster.',
  'Jabber Guest':
    'Write issuedBy: files on this cluster, or move Jabber Guest to another Expressway-E, or give it up.',
};

export const acmeRefused = rule({
  code: 'plan/acme-refused',
  severity: 'error',
  what: 'The Expressway is to fetch its certificate by ACME where it cannot.',
  why: 'No certificate comes of it.',
  fix: ['Write issuedBy: files on this cluster, or change what stands against ACME.'],
  notHitBy: `an Expressway-E of ${releaseFacts.acme.from} or later with ca: public, custody: expressway and no Jabber Guest`,
  citations: [
    releaseFacts.acme.citation,
    { source: 'certificate-guide', ref: 'No Jabber Guest support with ACME' },
  ],
  message: ({ obstacle, role, release }: { obstacle: Obstacle; role: string; release: string }) =>
    sayings[obstacle]({ role, release }),
  remedy: ({ obstacle }) => [remedies[obstacle]],
  *check({ plan }: PlanFacts) {
    const { clusters, services } = plan.deployment;
    for (const { id, issuedByPosition, position } of clusters) {
      const byAcme = plan.requests.filter(
        (each) => each.cluster === id && each.issuedBy === 'expressway-acme',
      );
      const found = new Map(byAcme.flatMap((each) => obstaclesOf(each, services.jabberGuest)));
      for (const [obstacle, { role, release }] of found) {
        yield {
          subject: { cluster: id },
          detail: { obstacle, role, release },
          locations: inFile(plan, issuedByPosition ?? position),
        };
      }
    }
  },
});

function obstaclesOf(request: RequestPlan, hasJabberGuest: boolean): [Obstacle, RequestPlan][] {
  const { role, release, store, ca, custody } = request;
  if (store === 'client') return [['store', request]];
  if (role === 'C') return [['role', request]];
  const obstacles: [Obstacle, boolean][] = [
    ['release', isBefore(release, releaseFacts.acme.from)],
    ['ca', ca === 'private'],
    ['custody', custody === 'tool'],
    ['Jabber Guest', hasJabberGuest],
  ];
  return obstacles.flatMap(([obstacle, holds]) => (holds ? [[obstacle, request]] : []));
}
