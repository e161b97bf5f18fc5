import type { Deployment } from '../deployment/model.ts';
import { isInUse } from '../deployment/services-in-use.ts';
import { bothAnswers, addressesOf, type Answer, type Ask } from './answer.ts';
import type {
  ObservedDns,
  ObservedPartner,
  ObservedRecord,
  ObservedTarget,
  ObservedZone,
} from './observed.ts';
import type { DnsRecord, DnsView } from './record.ts';
import { reverseName } from './zone-text.ts';

/**
 * Asks for every record of a view, and for what is found there. Every name is asked once for each type; `ask` sees to it
 * that not too many questions are on their way at once.
 */
export async function observeDns(
  deployment: Deployment,
  records: readonly DnsRecord[],
  { view, ask }: { readonly view: DnsView; readonly ask: Ask },
): Promise<ObservedDns> {
  const once = rememberedAsk(ask);
  const ofView = records.filter((record) => record.view === view);
  const zones = [...new Set(ofView.map(({ zone }) => zone))];
  const [observed, aboutZones, partners] = await Promise.all([
    Promise.all(ofView.map((record) => observeRecord(record, once))),
    Promise.all(zones.map((zone) => observeZone(zone, view, once))),
    view === 'external' ? observePartners(deployment, once) : [],
  ]);
  return { view, records: observed, zones: aboutZones, partners };
}

function rememberedAsk(ask: Ask): Ask {
  const asked = new Map<string, Promise<Answer>>();
  return (name, type) => {
    const key = `${type} ${name.toLowerCase()}`;
    const known = asked.get(key);
    if (known) return known;
    const answer = ask(name, type);
    asked.set(key, answer);
    return answer;
  };
}

const addressAnswer = async (name: string, ask: Ask): Promise<Answer> =>
  bothAnswers(...(await Promise.all([ask(name, 'A'), ask(name, 'AAAA')])));

async function observeRecord(record: DnsRecord, ask: Ask): Promise<ObservedRecord> {
  const { name, data } = record;
  if (data.type === 'SRV') {
    const answer = await ask(name, 'SRV');
    const [targets, mistyped] = await Promise.all([
      targetsOf(answer, ask),
      answer.is === 'absent' && record.need !== 'forbidden' ? foundElsewhere(record, ask) : [],
    ]);
    return { record, answer, targets, reverse: [], mistyped };
  }
  const answer = await addressAnswer(name, ask);
  if (data.type === 'address') return { record, answer, targets: [], reverse: [], mistyped: [] };
  const addresses = [...new Set([...data.of.addresses, ...addressesOf(answer)])];
  const reverse = await Promise.all(
    addresses.map(async (address) => ({ address, answer: await ask(reverseName(address), 'PTR') })),
  );
  return { record, answer, targets: [], reverse, mistyped: [] };
}

async function targetsOf(answer: Answer, ask: Ask): Promise<ObservedTarget[]> {
  if (answer.is !== 'there') return [];
  return Promise.all(
    answer.targets.map(async (target) => ({ ...target, answer: await addressAnswer(target.target, ask) })),
  );
}

/** Slips of the pen: the other protocol label, labels run together, the zone written twice. */
export function likelyMistypings({ name, zone }: DnsRecord): string[] {
  const [service = '', protocol = '', ...rest] = name.split('.');
  const domain = rest.join('.');
  const others = ['_tcp', '_tls', '_udp'].filter((each) => each !== protocol);
  return [
    ...others.map((each) => `${service}.${each}.${domain}`),
    `${service}${protocol}.${domain}`,
    `${name}.${zone}`,
  ];
}

async function foundElsewhere(record: DnsRecord, ask: Ask): Promise<string[]> {
  const names = likelyMistypings(record);
  const answers = await Promise.all(names.map((name) => ask(name, 'SRV')));
  return names.filter((_, at) => answers[at]!.is === 'there');
}

const unlikelyLabel = 'expcert-looks-for-a-wildcard';

async function observeZone(zone: string, view: DnsView, ask: Ask): Promise<ObservedZone> {
  const name = `${unlikelyLabel}.${zone}`;
  const [address, service, caa] = await Promise.all([
    addressAnswer(name, ask),
    ask(`_${name}`, 'SRV'),
    view === 'external' ? climbingCaa(zone, ask) : ({ is: 'absent' } as const),
  ]);
  return { zone, unlikely: address.is === 'there' ? address : service, caa };
}

/** RFC 8659 section 3: the first name on the way up that has any decides. */
async function climbingCaa(zone: string, ask: Ask): Promise<Answer> {
  const labels = zone.split('.');
  for (let at = 0; at < labels.length; at++) {
    const answer = await ask(labels.slice(at).join('.'), 'CAA');
    if (answer.is !== 'absent') return answer;
  }
  return { is: 'absent' };
}

/** Domains and aliases of partners for which there is no static route: only DNS leads to them. */
async function observePartners(deployment: Deployment, ask: Ask): Promise<ObservedPartner[]> {
  const { federation } = deployment;
  if (!federation || !isInUse(deployment, 'xmppFederation')) return [];
  const routed = new Set(
    federation.useStaticRoutes ? federation.staticRoutes.map(({ domain }) => domain.name.toLowerCase()) : [],
  );
  const wanted = federation.partners.flatMap((partner) =>
    [partner.domain, ...partner.chatNodeAliases]
      .filter(({ name }) => !routed.has(name.toLowerCase()))
      .map(({ name }) => ({ name, partner })),
  );
  return Promise.all(
    wanted.map(async ({ name, partner }) => {
      const answer = await ask(`_xmpp-server._tcp.${name}`, 'SRV');
      return { name, partner, answer, targets: await targetsOf(answer, ask) };
    }),
  );
}
