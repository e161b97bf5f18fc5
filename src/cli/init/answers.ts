import { starterDeployment, type StarterAnswers, type StarterCluster } from '../../lib/front.ts';
import { readDeployment, type Finding } from '../../lib/index.ts';

export interface AnswerFlags {
  readonly core?: string | undefined;
  readonly corePeers?: readonly string[] | undefined;
  readonly edge?: string | undefined;
  readonly edgePeers?: readonly string[] | undefined;
  readonly registrationDomain?: readonly string[] | undefined;
  readonly federationDomain?: readonly string[] | undefined;
  readonly chatAlias?: readonly string[] | undefined;
  readonly phoneProfile?: readonly string[] | undefined;
  readonly release?: string | undefined;
}

export function answersOf(flags: AnswerFlags): StarterAnswers {
  const { release, registrationDomain, federationDomain, chatAlias, phoneProfile } = flags;
  const core = clusterOf(flags.core, flags.corePeers);
  const edge = clusterOf(flags.edge, flags.edgePeers);
  return {
    ...(release !== undefined && { release }),
    ...(core && { core }),
    ...(edge && { edge }),
    ...(registrationDomain && { registrationDomains: registrationDomain.map(registrationDomainOf) }),
    ...(federationDomain && { federationDomains: federationDomain }),
    ...(chatAlias && { chatNodeAliases: chatAlias }),
    ...(phoneProfile && { phoneSecurityProfiles: phoneProfile }),
  };
}

/** Undefined where nothing is said of it. */
export function clusterOf(name?: string, peers: readonly string[] = []): StarterCluster | undefined {
  if (name === undefined && peers.length === 0) return undefined;
  return { ...(name !== undefined && { name }), peers };
}

type RegistrationDomain = NonNullable<StarterAnswers['registrationDomains']>[number];

/** `example.com`, or with a format: `example.com:DNS`. */
export function registrationDomainOf(text: string): RegistrationDomain {
  const [name = '', format] = text.split(/:([^:]*)$/, 2);
  return format === undefined
    ? { name }
    : { name, format: format as NonNullable<RegistrationDomain['format']> };
}

/** Comma-separated, blanks around commas or not. */
export function listOf(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** What is wrong with the answers: the file made of them is read back. */
export function mistakesIn(answers: StarterAnswers): readonly Finding[] {
  return readDeployment(starterDeployment(answers)).findings;
}
