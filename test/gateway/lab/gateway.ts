import { Resolver } from 'node:dns/promises';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { echo } from '../../../examples/gateway/echo.ts';
import { startGateway, type Gateway, type ListenOptions } from '../../../examples/gateway/gateway.ts';
import { element } from '../../../examples/gateway/markup.ts';
import { openSite, type OpenSite } from '../../../examples/gateway/open-site.ts';
import type { GatewayEvent, Site } from '../../../examples/gateway/site.ts';
import { childOf, textOf, type Element } from '../../../examples/gateway/xml.ts';
import { ConnectionPlaces, OutboundAttempts } from 'expcert';
import { until } from './until.ts';
import type { Authority } from './authority.ts';
import { dnsPort } from './dns.ts';

export interface LabGatewaySettings extends ListenOptions {
  readonly folder: string;
  readonly dns: string;
  readonly authority: Authority;
  readonly domains: readonly string[];
  readonly aliases?: readonly string[];
  /** The block `federation` of the deployment file, besides the dialback secret. */
  readonly federation?: Readonly<Record<string, unknown>>;
  /** PEM. Default: none are loaded. */
  readonly crls?: string;
  readonly site?: Partial<Site>;
}

export type VerdictOf = Extract<GatewayEvent, { kind: 'verdict' }>;

export interface LabGateway extends Gateway {
  readonly site: OpenSite;
  readonly events: readonly GatewayEvent[];
  /** Stanzas from accepted pairs, in the order of their coming. */
  readonly inbox: readonly Element[];
  readonly files: Readonly<Record<'certificate' | 'key' | 'crls', string>>;
  say(from: string, to: string, body: string): Promise<void>;
  /** Waits for a message with this body, and says from whom it is. */
  received(body: string): Promise<string>;
  /** Waits until something has been decided about a domain. */
  verdict(remote: string, isMeant?: (event: VerdictOf) => boolean): Promise<VerdictOf>;
}

/** The example gateway, on files as its README has them. */
export async function startLabGateway(settings: LabGatewaySettings): Promise<LabGateway> {
  const { folder, authority, domains, aliases = [], federation = {}, crls, host } = settings;
  mkdirSync(folder, { recursive: true });
  const place = (name: string) => join(folder, name);
  const files = { certificate: place('cert.pem'), key: place('key.pem'), crls: place('crls.pem') };
  const { chain, key } = await authority.certify(domains, aliases);
  writeFileSync(files.certificate, chain);
  writeFileSync(files.key, key, { mode: 0o600 });
  writeFileSync(place('dialback-secret'), 's3cr3tf0rd14lb4ck\n', { mode: 0o600 });
  if (crls !== undefined) writeFileSync(files.crls, crls);
  writeFileSync(place('deployment.yaml'), deploymentText(domains, aliases, federation));

  const events: GatewayEvent[] = [];
  const inbox: Element[] = [];
  const resolver = new Resolver();
  resolver.setServers([`${settings.dns}:${dnsPort}`]);
  const site = await openSite(
    {
      deployment: place('deployment.yaml'),
      ...{ certificate: files.certificate, key: files.key },
      trust: {
        anchors: [join(authority.folder, 'root.pem')],
        ...(crls !== undefined && { crls: [files.crls] }),
      },
    },
    {
      resolver,
      deliver: (stanza) => {
        inbox.push(stanza);
        const answer = echo(stanza);
        if (answer?.name === 'iq') gateway.send(answer).catch(() => undefined);
      },
      onEvent: (event) => void events.push(event),
      // Everybody here is on the same machine, and tries again at once.
      addressRefusal: () => undefined,
      places: new ConnectionPlaces({ perAddress: 2000, reserve: 0 }),
      attempts: new OutboundAttempts({ now: Date.now, pause: 0 }),
      questions: new OutboundAttempts({ now: Date.now, pause: 0 }),
      reloading: { watch: false },
      ...settings.site,
    },
  );
  const gateway = await startGateway(site, { host, ...portsOf(settings) });
  const bodyOf = (stanza: Element) => textOf(childOf(stanza, 'body') ?? element('body'));
  return {
    ...{ site, events, inbox, files },
    get streams() {
      return gateway.streams;
    },
    send: (stanza) => gateway.send(stanza),
    say: (from, to, body) =>
      gateway.send(element('message', { from, to, type: 'chat' }, [element('body', {}, [body])])),
    received: (body) =>
      until(
        `message "${body}"`,
        () => inbox.find((each) => bodyOf(each) === body)?.attributes['from'],
        events,
      ),
    verdict: (remote, isMeant = () => true) =>
      until(
        `verdict on ${remote}`,
        () =>
          events.find(
            (each): each is VerdictOf => each.kind === 'verdict' && each.remote === remote && isMeant(each),
          ),
        events,
      ),
    async close() {
      await gateway.close();
      site.close();
    },
  };
}

const portsOf = ({ port, directTlsPort }: ListenOptions) => ({
  ...(port !== undefined && { port }),
  ...(directTlsPort !== undefined && { directTlsPort }),
});

const deploymentText = (
  domains: readonly string[],
  aliases: readonly string[],
  federation: Readonly<Record<string, unknown>>,
): string =>
  // JSON is YAML.
  JSON.stringify({
    version: 1,
    name: 'Lab',
    release: 'X14.2',
    services: { mra: false, xmppFederation: true, groupChatTls: aliases.length > 0 },
    ca: 'private',
    federationDomains: domains,
    chatNodeAliases: aliases,
    clusters: {
      core: { role: 'C', peers: ['expc.lab.example'] },
      edge: { role: 'E', peers: ['expe.lab.example'] },
    },
    federation: { privacyMode: 'Off', dialbackSecret: { file: 'dialback-secret' }, ...federation },
  });
