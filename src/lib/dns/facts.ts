import type { Deployment } from '../deployment/model.ts';
import { listText } from '../findings/words.ts';
import { serviceLabels } from '../product/labels.ts';
import type { Answer } from './answer.ts';
import type { ObservedDns, ObservedRecord, ObservedTarget } from './observed.ts';
import type { DnsRecord, DnsView, RecordData, ServiceTarget } from './record.ts';

/** What the rules of area dns/ judge. */
export interface DnsFacts {
  readonly deployment: Deployment;
  readonly observed: ObservedDns;
}

export const viewWords: Readonly<Record<DnsView, string>> = {
  external: 'outside',
  internal: 'inside',
};

export const typeWords: Readonly<Record<RecordData['type'], string>> = {
  SRV: 'SRV record',
  address: 'address record',
  PTR: 'reverse record',
};

/** What a finding about a record tells of it. */
export interface RecordDetail {
  readonly [name: string]: string;
  readonly name: string;
  readonly type: string;
  readonly where: string;
  readonly zone: string;
  /** What is to be there, `10 10 8443 expe1.example.com`. */
  readonly wanted: string;
  readonly services: string;
  readonly reason: string;
}

export function recordDetail({ name, data, view, zone, services, reason }: DnsRecord): RecordDetail {
  return {
    ...{ name, zone, reason },
    type: typeWords[data.type],
    where: viewWords[view],
    wanted: listText(wantedOf(data)),
    services: listText(services.map((service) => serviceLabels[service])),
  };
}

export const targetText = ({ priority, weight, port, target }: ServiceTarget): string =>
  `${priority} ${weight} ${port} ${target}`;

/** What is to stand behind a name, an entry a text. */
export function wantedOf(data: RecordData): string[] {
  switch (data.type) {
    case 'SRV':
      return data.targets?.map(targetText) ?? ['the nodes of Unified CM, port 8443'];
    case 'address':
      return data.of.flatMap(({ addresses, says }) => (addresses.length > 0 ? addresses : [says]));
    case 'PTR':
      return [data.target];
  }
}

/** Records that are to be there and of which the resolver said something. */
export const wantedRecords = ({ observed }: DnsFacts): ObservedRecord[] =>
  observed.records.filter(({ record }) => record.need !== 'forbidden');

/** Rows whose source is sure; a finding about another is no error. */
export const isSure = ({ record }: ObservedRecord): boolean =>
  record.need === 'needed' && record.certainty === 'sure';

export interface FoundTarget {
  readonly found: ObservedRecord;
  readonly target: ObservedTarget;
}

/** Every target of every service record that is to be there. */
export const foundTargets = (facts: DnsFacts): FoundTarget[] =>
  wantedRecords(facts).flatMap((found) => found.targets.map((target) => ({ found, target })));

/** Targets by which partners and clients are led to a peer: its name; for most services the name of its cluster too. */
export function leadsTo({ clusters }: DnsFacts['deployment'], target: string, record: DnsRecord): string[] {
  const name = target.toLowerCase();
  const edges = clusters.filter(({ role }) => role === 'E');
  const ofCluster = edges.find((cluster) => cluster.name?.name.toLowerCase() === name);
  if (ofCluster && !record.services.includes('mra'))
    return ofCluster.peers.map(({ name }) => name.name.toLowerCase());
  return [name];
}

export const isThere = (answer: Answer): answer is Extract<Answer, { is: 'there' }> => answer.is === 'there';

/** RFC 6120 section 14.7. */
export const federationPort = 5269;

/** Every answer that was asked for, by the name that it is about; those about CAA apart. */
export function allAnswers({
  observed,
}: Pick<DnsFacts, 'observed'>): { readonly name: string; readonly answer: Answer }[] {
  return [
    ...observed.records.flatMap(({ record, answer, targets, reverse }) => [
      { name: record.name, answer },
      ...targets.map((target) => ({ name: target.target, answer: target.answer })),
      ...reverse.map((each) => ({ name: each.address, answer: each.answer })),
    ]),
    ...observed.partners.flatMap(({ name, answer, targets }) => [
      { name: `_xmpp-server._tcp.${name}`, answer },
      ...targets.map((target) => ({ name: target.target, answer: target.answer })),
    ]),
  ];
}

/** How far a resolver has answered. */
export interface DnsQuestions {
  readonly asked: number;
  /** Of so many nobody knows the answer. */
  readonly unanswered: number;
  /** Why not, each reason once: `SERVFAIL`, `no answer`. */
  readonly because: readonly string[];
}

/** How many questions were asked, and of how many nobody knows the answer. */
export function dnsQuestions(observed: ObservedDns): DnsQuestions {
  const answers = [
    ...allAnswers({ observed }).map(({ answer }) => answer),
    ...observed.zones.flatMap(({ unlikely, caa }) => [unlikely, caa]),
  ];
  const because = answers.flatMap((answer) => (answer.is === 'not answered' ? [answer.because] : []));
  return { asked: answers.length, unanswered: because.length, because: [...new Set(because)] };
}
