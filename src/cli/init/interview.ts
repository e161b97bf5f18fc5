import { serviceLabels, type StarterAnswers, type StarterCluster } from '../../lib/front.ts';
import type { Service } from '../../lib/index.ts';
import type { Prompts } from '../host/prompts.ts';
import { clusterOf, listOf, mistakesIn, registrationDomainOf } from './answers.ts';

/** Asks for all that a deployment file needs; what is left empty becomes an example to replace. */
export async function interview(prompts: Prompts): Promise<StarterAnswers> {
  /** An answer as a part of the file; an empty one is none. */
  async function ask(
    message: string,
    placeholder: string,
    part: (text: string) => StarterAnswers,
  ): Promise<StarterAnswers> {
    const validate = (text: string) =>
      text.trim() === '' ? undefined : mistakesIn(part(text.trim()))[0]?.message;
    const text = (await prompts.text({ message, placeholder, validate })).trim();
    return text === '' ? {} : part(text);
  }

  const name = await ask('What is the deployment called?', 'Example Corp', (text) => ({ name: text }));
  const release = await ask('Which release do the Expressways run?', 'X15.5', (text) => ({ release: text }));
  const ca = await prompts.select({
    message: 'Who signs the certificates?',
    options: [
      { value: 'private', label: 'a private CA' },
      { value: 'public', label: 'a public CA' },
    ],
  });
  const core = await askCluster(prompts, 'Expressway-C', 'expc', (cluster) => ({ core: cluster }));
  const edge = await askCluster(prompts, 'Expressway-E', 'expe', (cluster) => ({ edge: cluster }));
  const services = await askServices(prompts);
  const answers = { ...name, ...release, ca, ...core, ...edge, services };
  const has = (service: Service) => services.includes(service);
  const names: StarterAnswers[] = [];
  if (has('mra')) {
    names.push(
      await ask('Registration domains (separated by commas)', 'example.com', (text) => ({
        registrationDomains: listOf(text).map(registrationDomainOf),
      })),
      await ask('Phone security profile names, if any', 'DX80TLSprofile.example.com', (text) => ({
        phoneSecurityProfiles: listOf(text),
      })),
    );
  }
  if (has('xmppFederation')) {
    names.push(
      await ask('XMPP federation domains', 'example.com', (text) => ({ federationDomains: listOf(text) })),
    );
  }
  if (has('groupChatTls')) {
    names.push(
      await ask('Chat node aliases', 'chatnode1.example.com, chatnode2.example.com', (text) => ({
        chatNodeAliases: listOf(text),
      })),
    );
  }
  return Object.assign({}, answers, ...names) as StarterAnswers;
}

/** Name first; a cluster without further peers is a single Expressway. */
async function askCluster(
  prompts: Prompts,
  what: string,
  example: string,
  part: (cluster: StarterCluster) => StarterAnswers,
): Promise<StarterAnswers> {
  const complaint = (cluster: StarterCluster | undefined) => cluster && mistakesIn(part(cluster))[0]?.message;
  const name = (
    await prompts.text({
      message: `${what}: FQDN of the cluster, or of the single Expressway; empty if there is none`,
      placeholder: `${example}.example.com`,
      validate: (text) => (text.trim() === '' ? undefined : complaint(clusterOf(text.trim()))),
    })
  ).trim();
  if (name === '') return {};
  const peers = await prompts.text({
    message: `${what}: FQDNs of the peers of ${name}; empty for a single Expressway`,
    placeholder: `${example}1.example.com, ${example}2.example.com`,
    validate: (text) => complaint(clusterOf(name, listOf(text))),
  });
  return part({ name, peers: listOf(peers) });
}

async function askServices(prompts: Prompts): Promise<Service[]> {
  const wanted: Service[] = [];
  for (const [service, label] of Object.entries(serviceLabels) as [Service, string][]) {
    const initial = service === 'mra';
    if (await prompts.confirm({ message: `In use: ${label}?`, initial })) wanted.push(service);
  }
  return wanted;
}
