import {
  guessClient,
  guessIssuance,
  isClientBeside,
  isForClients,
  issuanceReasons,
  sharedIssuance,
  type GuessedIssuance,
  type IssuanceSample,
} from './guess-issuance.ts';
import type { RegistrationFormat } from '../model.ts';
import type { StarterAnswers, StarterCluster } from './starter.ts';

/** A certificate or request in use, as far as guessing goes. */
export interface SampleCertificate extends IssuanceSample {
  /** `DNS`, `SRV`, `XMPP`, in the order of the certificate. */
  readonly names: readonly { readonly type: string; readonly value: string }[];
  readonly commonNames: readonly string[];
  /** Its file is called after the client store. */
  readonly isCalledClient?: boolean;
}

export interface GuessedDeployment {
  readonly answers: StarterAnswers;
  /** What was concluded from what, one sentence each. */
  readonly reasons: readonly string[];
  /** Clusters that a starter file has no room for, by name. */
  readonly leftOut: readonly string[];
}

interface Guess {
  /** Cluster name, or the single peer's. */
  readonly name: string;
  readonly isClustered: boolean;
  readonly peers: readonly string[];
  readonly isEdge: boolean;
  readonly why: string;
  /** Names besides those of the peers and the cluster, in order. */
  readonly others: readonly Other[];
  readonly issuance: GuessedIssuance;
  /** Of the client certificate, where it has one of its own. */
  readonly client: GuessedIssuance | undefined;
}

interface Other {
  readonly type: string;
  readonly value: string;
}

/**
 * Concludes from certificates or requests in use what the deployment is like. Nothing here is certain: names do not
 * say what they are for.
 */
export function guessDeployment(samples: readonly SampleCertificate[]): GuessedDeployment {
  const named = samples.filter(({ names, commonNames }) => names.length + commonNames.length > 0);
  const isClients = (sample: SampleCertificate): boolean =>
    isForClients(sample) ||
    sample.isCalledClient === true ||
    named.some((other) => isOfSamePeer(sample, other) && isClientBeside(sample, other));
  const servers = named.filter((sample) => !isClients(sample));
  // Where there is nothing else, they say at least who is there.
  const clients = servers.length === 0 ? [] : named.filter(isClients);
  const guesses = clustersOf(servers.length === 0 ? named : servers, clients);
  const [edge, ...moreEdges] = bySize(guesses.filter(({ isEdge }) => isEdge));
  const [core, ...moreCores] = bySize(guesses.filter(({ isEdge }) => !isEdge));
  const names = namesOf(core, edge);
  const all = [core, edge].filter((guess) => guess !== undefined);
  const { shared, own } = sharedIssuance(all.map(({ issuance }) => issuance));
  const clusters = new Map(all.map((guess, at) => [guess, { ...clusterOf(guess), ...own[at] }]));
  return {
    answers: {
      areGuesses: true,
      ...shared,
      ...(core && { core: clusters.get(core)! }),
      ...(edge && { edge: clusters.get(edge)! }),
      ...names.answers,
    },
    reasons: [
      ...all.map(({ name, peers, isEdge, why }) => {
        const number = `${peers.length} peer${peers.length === 1 ? '' : 's'}`;
        return `${name} (${number}) looks like Expressway-${isEdge ? 'E' : 'C'}: ${why}`;
      }),
      ...all.flatMap(({ name, issuance, client }) => issuanceReasons(name, issuance, client)),
      ...names.reasons,
    ],
    leftOut: [...moreCores, ...moreEdges].map(({ name }) => name),
  };
}

/** The name that comes first is the peer's own. */
const isOfSamePeer = (a: SampleCertificate, b: SampleCertificate): boolean =>
  firstName(a) !== undefined && firstName(a) === firstName(b);

const firstName = ({ names, commonNames }: SampleCertificate): string | undefined =>
  (dnsNames(names)[0] ?? commonNames[0])?.toLowerCase();

const clusterOf = ({ name, isClustered, peers, client }: Guess): StarterCluster => ({
  ...(isClustered && { name }),
  peers,
  ...(client && { client }),
});

const bySize = (guesses: readonly Guess[]): Guess[] =>
  [...guesses].sort((a, b) => b.peers.length - a.peers.length);

/** Certificates with one CN are one cluster's: the box puts the cluster's name there, or the peer's own. */
function clustersOf(samples: readonly SampleCertificate[], clients: readonly SampleCertificate[]): Guess[] {
  const groups = new Map<string, SampleCertificate[]>();
  for (const sample of samples) {
    const key = sharedName(sample, samples).toLowerCase();
    const group = groups.get(key);
    if (group) group.push(sample);
    else groups.set(key, [sample]);
  }
  return [...groups.values()].map((group) => guessCluster(group, sharedName(group[0]!, samples), clients));
}

/** The CN, where it is a name of the certificate; else the first name. */
function sharedName(
  { names, commonNames }: SampleCertificate,
  samples: readonly SampleCertificate[],
): string {
  const dns = dnsNames(names);
  const cn = commonNames.find((name) => name.includes('.')) ?? dns[0] ?? '';
  if (cn.toLowerCase() !== dns[0]?.toLowerCase()) return cn;
  // Peers with their own names as CN share the name that comes second, that of the cluster.
  const second = dns[1];
  const isShared = samples.some(
    (other) => dnsNames(other.names)[0] !== dns[0] && dnsNames(other.names)[1] === second,
  );
  return second !== undefined && isShared && sameParent(cn, second) ? second : cn;
}

const dnsNames = (names: SampleCertificate['names']): string[] =>
  names.filter(({ type }) => type === 'DNS').map(({ value }) => value);

const parentOf = (name: string): string => name.slice(name.indexOf('.') + 1).toLowerCase();
const sameParent = (a: string, b: string): boolean => parentOf(a) === parentOf(b);

function guessCluster(
  group: readonly SampleCertificate[],
  name: string,
  clients: readonly SampleCertificate[],
): Guess {
  const isName = (text: string): boolean => text.toLowerCase() === name.toLowerCase();
  const peers = group.map(
    ({ names }) => dnsNames(names).find((each) => !isName(each) && isHostBeside(each, name)) ?? name,
  );
  const unique = [...new Map(peers.map((peer) => [peer.toLowerCase(), peer])).values()];
  const own = new Set([...unique, name].map((each) => each.toLowerCase()));
  const others = new Map<string, Other>();
  for (const { names } of group) {
    for (const each of names) {
      if (!own.has(each.value.toLowerCase())) others.set(`${each.type}:${each.value.toLowerCase()}`, each);
    }
  }
  const isClustered = !unique.some(isName);
  return {
    name,
    isClustered,
    peers: unique,
    others: [...others.values()],
    issuance: guessIssuance(group),
    client: guessClient(
      clients.filter(({ names, commonNames }) =>
        [...commonNames, ...dnsNames(names)].some((each) => own.has(each.toLowerCase())),
      ),
    ),
    ...roleOf([...others.values()], [name, ...unique]),
  };
}

/** `expe1.example.com` beside `expe.example.com`: the same domain, and a name that starts alike. */
function isHostBeside(name: string, cluster: string): boolean {
  const start = (text: string): string => text.slice(0, 3).toLowerCase();
  return sameParent(name, cluster) && start(name) === start(cluster);
}

function roleOf(others: readonly Other[], hosts: readonly string[]): { isEdge: boolean; why: string } {
  const forClients = others.find(({ value }) => collabEdge.test(value));
  if (forClients) return { isEdge: true, why: `it has ${forClients.type}:${forClients.value}` };
  const edgeHost = hosts.find((host) => /^(exp(ressway)?-?e|vcs-?e|.*edge)/i.test(host));
  if (edgeHost !== undefined) return { isEdge: true, why: `the name ${edgeHost}` };
  const coreHost = hosts.find((host) => /^(exp(ressway)?-?c|vcs-?c|.*core)/i.test(host));
  return {
    isEdge: false,
    why: coreHost === undefined ? 'nothing says that it is an Expressway-E' : `the name ${coreHost}`,
  };
}

/** What the names besides those of peers and clusters are for. */
function namesOf(core: Guess | undefined, edge: Guess | undefined) {
  const onCore = new Set(core?.others.map(({ value }) => value.toLowerCase()));
  const onEdge = new Set(edge?.others.map(({ value }) => value.toLowerCase()));
  const registration: { name: string; format: RegistrationFormat }[] = [];
  const federation: string[] = [];
  const aliases: string[] = [];
  const profiles: string[] = [];
  const reasons: string[] = [];
  const tell = (value: string, what: string): void => void reasons.push(`${value}: ${what}`);
  const evidence = edge && federationEvidence(edge, onCore);
  const hasCollabEdge = edge?.others.some(({ value }) => collabEdge.test(value)) ?? false;

  for (const { type, value } of edge?.others ?? []) {
    const domain = collabEdge.exec(value)?.[1];
    if (domain !== undefined) {
      const format = type === 'SRV' ? 'SRVName' : 'CollabEdgeDNS';
      registration.push({ name: domain, format });
      tell(value, `registration domain ${domain}, format ${format}`);
    } else if (type === 'XMPP') {
      if (!federation.includes(value)) federation.push(value);
      tell(`${type}:${value}`, 'XMPP federation domain');
    } else if (onCore.has(value.toLowerCase())) {
      aliases.push(value);
      tell(value, 'chat node alias, since it is on both sides');
    } else if (isDomain(value, edge!)) {
      // Mobile and remote access is far commoner than federation, and asks for the same name.
      if (!hasCollabEdge) {
        registration.push({ name: value, format: 'DNS' });
        tell(value, 'registration domain, format DNS');
      }
      if (hasCollabEdge || evidence !== undefined) {
        if (!federation.includes(value)) federation.push(value);
        tell(value, `XMPP federation domain, since there is ${evidence ?? 'another name for registrations'}`);
      }
    } else {
      aliases.push(value);
      tell(value, 'chat node alias; it could be an additional name');
    }
  }
  for (const { value } of core?.others ?? []) {
    if (onEdge.has(value.toLowerCase())) continue;
    if (edge === undefined && /chat|conf|muc/i.test(value)) {
      aliases.push(value);
      tell(value, 'chat node alias');
    } else {
      profiles.push(value);
      tell(value, 'phone security profile, since it is on the Expressway-C alone');
    }
  }
  return {
    answers: {
      ...(registration.length > 0 && { registrationDomains: registration }),
      ...(federation.length > 0 && { federationDomains: federation }),
      ...(aliases.length > 0 && { chatNodeAliases: aliases }),
      ...(profiles.length > 0 && { phoneSecurityProfiles: profiles }),
    },
    reasons,
  };
}

const collabEdge = /^(?:collab-edge|_collab-edge\._tls)\.(.+)$/i;

/** What an Expressway-E has for XMPP federation alone. */
function federationEvidence({ others }: Guess, onCore: ReadonlySet<string>): string | undefined {
  const found =
    others.find(({ type }) => type === 'XMPP') ??
    others.find(({ value }) => onCore.has(value.toLowerCase()) || /chat|conf|muc/i.test(value));
  return found && `${found.type}:${found.value}`;
}

/** A domain of users: the peers are in it, or it has two labels. */
const isDomain = (value: string, { peers }: Guess): boolean =>
  value.split('.').length <= 2 || peers.some((peer) => parentOf(peer) === value.toLowerCase());
