import {
  services,
  type CaKind,
  type ExtendedKeyUsage,
  type RegistrationFormat,
  type Role,
  type Service,
} from '../model.ts';
import { needsOwnClient } from '../../product/client-store.ts';
import { starterHeading, starterMarks } from '../reading/starter-marks.ts';
import { plainText } from './plain-text.ts';

export interface StarterCluster {
  /** FQDN of the cluster, or of the single Expressway where there are no peers. */
  readonly name?: string;
  readonly peers: readonly string[];
  /** Where it is not the deployment's. */
  readonly ca?: CaKind;
  readonly issuer?: string;
  readonly extendedKeyUsage?: readonly ExtendedKeyUsage[];
  /** Who signs its client certificates, where they are not those of the server. */
  readonly client?: Pick<StarterCluster, 'ca' | 'issuer' | 'extendedKeyUsage'>;
}

/** What is known of a deployment that is to be written down. Everything else becomes an example to replace. */
export interface StarterAnswers {
  readonly name?: string;
  /** `X14.2` */
  readonly release?: string;
  /** That release has a client store. */
  readonly hasClientStore?: boolean;
  /** Without it, the services follow from the names given. */
  readonly services?: readonly Service[];
  readonly ca?: CaKind;
  /** Organization of the CA. */
  readonly issuer?: string;
  /** Without it both. */
  readonly extendedKeyUsage?: readonly ExtendedKeyUsage[];
  readonly core?: StarterCluster;
  readonly edge?: StarterCluster;
  readonly registrationDomains?: readonly { readonly name: string; readonly format?: RegistrationFormat }[];
  readonly federationDomains?: readonly string[];
  readonly chatNodeAliases?: readonly string[];
  readonly phoneSecurityProfiles?: readonly string[];
  /** Clusters, names, services and CAs were guessed from certificates: each such line asks to be confirmed. */
  readonly areGuesses?: boolean;
}

/** Marks of a line that holds an example instead of an answer, and of one that was guessed. */
const { replace, confirm } = starterMarks;
/** Column where comments start. */
const commentColumn = 36;

/** Writes a deployment file to start from: YAML with short comments, valid as it stands if the answers are. */
export function starterDeployment(answers: StarterAnswers = {}): string {
  const wanted = wantedServices(answers);
  const body = [
    ...head(answers),
    '',
    ...serviceLines(wanted, answers),
    '',
    ...requestLines(answers),
    '',
    ...nameLines(answers, wanted),
    '',
    ...clusterLines(answers),
    '',
    ...waiverLines(),
  ];
  const isGuessed = body.some((line) => line.includes(`# ${confirm}`));
  const marked = body.some((line) => line.includes(`# ${replace}`));
  return [
    '# yaml-language-server: $schema=./expcert.schema.json',
    '# For completion in an editor:  expcert schema deployment --out expcert.schema.json',
    ...(marked ? [`# ${starterHeading} Put your own names there, then run: expcert plan`] : []),
    ...(isGuessed
      ? [`# Lines marked ${confirm} were guessed from certificates. Correct them, or remove the mark.`]
      : []),
    ...body,
    '',
  ].join('\n');
}

function wantedServices(answers: StarterAnswers): ReadonlySet<Service> {
  if (answers.services && answers.services.length > 0) return new Set(answers.services);
  const derived: Service[] = [];
  if (isGiven(answers.federationDomains)) derived.push('xmppFederation');
  if (isGiven(answers.chatNodeAliases)) derived.push('groupChatTls');
  const isMra = isGiven(answers.registrationDomains) || isGiven(answers.phoneSecurityProfiles);
  return new Set(isMra || derived.length === 0 ? ['mra', ...derived] : derived);
}

const isGiven = <T>(list: readonly T[] | undefined): list is readonly [T, ...T[]] =>
  list !== undefined && list.length > 0;

function head({ name, release }: StarterAnswers): string[] {
  return [
    'version: 1',
    answered('name: ', name, 'Example Corp'),
    release === undefined
      ? commented('release: X15.5', `${replace}: the Expressway release; some rules depend on it`)
      : commented(`release: ${plainText(release)}`, 'Expressway release; some rules depend on it'),
  ];
}

/** Names say which services are there; of the others they say nothing. */
function serviceLines(wanted: ReadonlySet<Service>, { areGuesses = false }: StarterAnswers): string[] {
  return [
    commented('services:', 'what must work; decides which names are needed'),
    ...services.map((service) => guessed(`  ${service}: ${wanted.has(service)}`, areGuesses)),
  ];
}

function requestLines(answers: StarterAnswers): string[] {
  const { ca = 'private', issuer, extendedKeyUsage, areGuesses = false } = answers;
  const about = 'who signs: private or public; a cluster may have its own';
  return [
    commented(`ca: ${ca}`, areGuesses ? `${confirm}: ${about}` : about),
    ...(issuer === undefined ? [] : [guessed(`issuer: ${plainText(issuer)}`, areGuesses)]),
    commented('custody: tool', 'tool: csr create makes the keys; expressway: each box its own'),
    commented('request:', 'the same for every peer; a cluster or peer may differ'),
    '  key: { type: rsa, bits: 2048 }',
    '  hash: sha256',
    ...(extendedKeyUsage ? [guessed(`  ${usageText(extendedKeyUsage)}`, areGuesses)] : []),
  ];
}

interface NameList {
  readonly key: string;
  readonly about: string;
  readonly entries: readonly string[] | undefined;
  readonly example: string;
  /** Without the names the service does not work. */
  readonly isNeeded: boolean;
}

function nameLines(answers: StarterAnswers, wanted: ReadonlySet<Service>): string[] {
  const lists: NameList[] = [
    {
      key: 'registrationDomains',
      about: 'public domains users sign in with, not a .local one of Unified CM',
      entries: answers.registrationDomains?.map(registrationEntry),
      example: registrationEntry({ name: 'example.com' }),
      isNeeded: wanted.has('mra'),
    },
    {
      key: 'federationDomains',
      about: 'domains of the users who chat with other companies',
      entries: answers.federationDomains?.map(plainText),
      example: 'example.com',
      isNeeded: wanted.has('xmppFederation'),
    },
    {
      key: 'chatNodeAliases',
      about: 'as on IM and Presence: Messaging > Group Chat Server Alias Mapping',
      entries: answers.chatNodeAliases?.map(plainText),
      example: 'chatnode1.example.com',
      isNeeded: wanted.has('groupChatTls'),
    },
    {
      key: 'phoneSecurityProfiles',
      about: 'encrypted profiles of phones outside, without OAuth; named as an FQDN',
      entries: answers.phoneSecurityProfiles?.map(plainText),
      example: 'DX80TLSprofile.example.com',
      isNeeded: false,
    },
  ];
  return lists.flatMap((list) => nameListLines(list, answers.areGuesses ?? false));
}

function nameListLines({ key, about, entries, example, isNeeded }: NameList, isGuess: boolean): string[] {
  const heading = commented(`${key}:`, about);
  if (isGiven(entries)) {
    return [heading, ...entries.map((entry) => guessed(`  - ${entry}`, isGuess))];
  }
  const entry = `  - ${example}`;
  return isNeeded ? [heading, commented(entry, replace)] : [commented(`# ${key}:`, about), `# ${entry}`];
}

/** CollabEdgeDNS unless said otherwise: it keeps the bare domain out of the certificate. */
const registrationEntry = ({
  name,
  format = 'CollabEdgeDNS',
}: {
  name: string;
  format?: RegistrationFormat;
}) => `{ name: ${plainText(name)}, format: ${format} }`;

function clusterLines(answers: StarterAnswers): string[] {
  const { core, edge } = answers;
  const examples = !core && !edge;
  return [
    'clusters:',
    ...(core || examples ? oneCluster('core', 'C', core, 'expc', answers) : []),
    ...(edge || examples ? oneCluster('edge', 'E', edge, 'expe', answers) : []),
  ];
}

/** Where the release has a client store: what goes into it. */
function clientLines(role: Role, cluster: StarterCluster | undefined, answers: StarterAnswers): string[] {
  if (cluster?.client)
    return [guessed(`    client: ${clientText(cluster.client)}`, answers.areGuesses ?? false)];
  if (!(answers.hasClientStore ?? answers.release === undefined))
    return [commented('    # client: { ca: private }', 'X15.5: or copy of the server certificate')];
  const ca = cluster?.ca ?? answers.ca ?? 'private';
  const usages = cluster?.extendedKeyUsage ?? answers.extendedKeyUsage ?? ['clientAuth'];
  const needsOwn = needsOwnClient({
    ...{ role, ca, services: wantedServices(answers) },
    hasClientAuth: usages.includes('clientAuth'),
  });
  return [
    commented(
      `    client: ${needsOwn ? '{ ca: private }' : 'copy of the server certificate'}`,
      needsOwn ? 'client certificate of X15.5' : 'client certificate of X15.5; or { ca: private }',
    ),
  ];
}

function oneCluster(
  id: string,
  role: Role,
  given: StarterCluster | undefined,
  example: string,
  answers: StarterAnswers,
): string[] {
  const { areGuesses: isGuess = false } = answers;
  const place = role === 'C' ? 'Expressway-C, inside' : 'Expressway-E, at the edge';
  const about = isGuess ? `${confirm}: ${place}` : place;
  const lines = [`  ${id}:`, commented(`    role: ${role}`, about)];
  const cluster = given && singleAsPeer(given);
  const isKnown = isGiven(cluster?.peers);
  const peers = isKnown ? cluster!.peers : [`${example}1.example.com`, `${example}2.example.com`];
  if (cluster?.name !== undefined || peers.length > 1) {
    lines.push(answered('    name: ', cluster?.name, `${example}.${domainOf(peers[0])}`));
  }
  const peerLines = peers.map((peer) => answered('      - ', isKnown ? peer : undefined, peer));
  const { ca, issuer, extendedKeyUsage } = given ?? {};
  return [
    ...lines,
    ...(ca ? [guessed(`    ca: ${ca}`, isGuess)] : []),
    ...(issuer === undefined ? [] : [guessed(`    issuer: ${plainText(issuer)}`, isGuess)]),
    ...(extendedKeyUsage ? [guessed(`    request: { ${usageText(extendedKeyUsage)} }`, isGuess)] : []),
    '    peers:',
    ...peerLines,
    ...clientLines(role, given, answers),
    ...optionalLines(id, role),
  ];
}

/** What many clusters need sooner or later, to take the mark of the comment away. */
const optionalLines = (id: string, role: string): string[] => [
  commented(`    # trustList: trust/${id}.pem`, 'its Trusted CA certificate page, saved as a file'),
  ...(role === 'C'
    ? [commented('    # talksTo: { unifiedCm: cucm/*.pem }', 'certificates of what it connects to')]
    : []),
];

function clientText({
  ca = 'private',
  issuer,
  extendedKeyUsage,
}: NonNullable<StarterCluster['client']>): string {
  const parts = [
    `ca: ${ca}`,
    ...(issuer === undefined ? [] : [`issuer: ${plainText(issuer)}`]),
    ...(extendedKeyUsage ? [`request: { ${usageText(extendedKeyUsage)} }`] : []),
  ];
  return `{ ${parts.join(', ')} }`;
}

const waiverLines = (): string[] => [
  commented('# waivers:', 'findings accepted until a day, and why'),
  '#   - { rule: trust/duplicate-ca-cn, until: 2027-03-31, reason: CA renewal in progress }',
];

const usageText = (usages: readonly ExtendedKeyUsage[]): string => `extendedKeyUsage: [${usages.join(', ')}]`;

/** A name without peers is the name of a single Expressway. */
const singleAsPeer = ({ name, peers }: StarterCluster): StarterCluster =>
  peers.length === 0 && name !== undefined
    ? { peers: [name] }
    : { ...(name !== undefined && { name }), peers };

const domainOf = (peer = ''): string =>
  peer.includes('.') ? peer.slice(peer.indexOf('.') + 1) : 'example.com';

/** The line with the answer, or with the example and its mark. */
const answered = (start: string, answer: string | undefined, example: string): string =>
  answer === undefined ? commented(start + plainText(example), replace) : start + plainText(answer);

/** The line, with its mark where nobody has said it. */
const guessed = (line: string, isGuess: boolean): string => (isGuess ? commented(line, confirm) : line);

const commented = (line: string, comment: string): string => `${line.padEnd(commentColumn - 1)} # ${comment}`;
