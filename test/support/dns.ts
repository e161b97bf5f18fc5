import type { Deployment } from '../../src/lib/deployment/model.ts';
import type { Answer, Ask, QuestionType } from '../../src/lib/dns/answer.ts';
import { planDns } from '../../src/lib/dns/plan-dns.ts';
import type { DnsView } from '../../src/lib/dns/record.ts';
import { reverseName } from '../../src/lib/dns/zone-text.ts';
import { core, edge, named, peer, sound } from './deployment.ts';

/** What a resolver says, by `SRV _xmpp-server._tcp.example.com`; what is not there is absent. */
export type World = Readonly<Record<string, Answer>>;

export const there = (rest: Partial<Extract<Answer, { is: 'there' }>>): Answer => ({
  ...{ is: 'there', targets: [], addresses: [], names: [], caa: [] },
  ...rest,
});

const numbered = (name: string, last: number) =>
  peer(name, { addresses: { outside: [`203.0.113.${last}`], inside: [`10.0.0.${last}`] } });

/** Every peer has an address outside and one inside. */
export const addressed: Deployment = {
  ...sound,
  clusters: [
    { ...core, peers: [numbered('expc1.example.com', 1), numbered('expc2.example.com', 2)] },
    { ...edge, peers: [numbered('expe1.example.com', 11), numbered('expe2.example.com', 12)] },
  ],
  nodes: { ...sound.nodes, unifiedCm: [named('cucm1.example.com')] },
};

/** A resolver that has every record of the plan, as it is to be. */
export function soundWorld(deployment: Deployment, view: DnsView): World {
  const world: Record<string, Answer> = {};
  for (const { view: of, need, name, data } of planDns(deployment)) {
    if (of !== view || need === 'forbidden') continue;
    if (data.type === 'SRV') world[`SRV ${name}`] = there({ targets: data.targets ?? [] });
    const addresses =
      data.type === 'address'
        ? data.of.flatMap((each) => (each.addresses.length > 0 ? each.addresses : ['10.9.9.9']))
        : [];
    if (data.type === 'address') world[`A ${name}`] = there({ addresses });
    if (data.type !== 'PTR') continue;
    for (const address of data.of.addresses.length > 0 ? data.of.addresses : ['10.9.9.9']) {
      world[`PTR ${reverseName(address)}`] = there({ names: [data.target] });
    }
  }
  for (const target of Object.values(world).flatMap((answer) =>
    answer.is === 'there' ? answer.targets : [],
  )) {
    world[`A ${target.target}`] ??= there({ addresses: [view === 'external' ? '203.0.113.99' : '10.9.9.9'] });
  }
  return world;
}

export const askOf =
  (world: World): Ask =>
  (name: string, type: QuestionType) =>
    Promise.resolve(world[`${type} ${name}`] ?? { is: 'absent' });
