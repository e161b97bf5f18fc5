import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { checkFederatedDomain } from '../../lib/front.ts';
import {
  checkFederation,
  decide,
  federationPolicy,
  policyTowards,
  privacyOf,
  toALabels,
  type Decision,
  type FederationPolicy,
  type PeerTrust,
} from '../../lib/index.ts';
import { descriptor } from '../inputs/flag-values.ts';
import { loadDeployment, type LoadedDeployment } from '../inputs/load-deployment.ts';
import { defineCommand } from '../program/command.ts';
import { CommandError, type Problem } from '../program/command-error.ts';
import { parsePlace } from './find-servers.ts';
import { lookAtServer, type Looked } from './look-at-server.ts';
import { ownContext } from './own-context.ts';
import { peerJson } from './peer-json.ts';
import { peerLines } from './peer-text.ts';
import { tlsAfter } from './problems.ts';
import { readTrust } from './read-trust.ts';

export const federationCheck = defineCommand({
  examples: [
    ['federation check partner.example -d corp.yaml --trust ca.pem', 'what the server of a partner presents'],
    [
      'federation check partner.example -d corp.yaml --connect 192.0.2.1:5269',
      'the same, at an address that is not in DNS yet',
    ],
    [
      'federation check partner.example -d corp.yaml --cert expe1.pem --key expe1.key',
      'and present a certificate ourselves',
    ],
  ],
  exitCodes: [0, 1, 2, 3],
  seeAlso: ['federation policy', 'federation decide', 'explain'],
  declare: (command) =>
    command
      .argument('<domain>', 'XMPP domain or chat node alias of the partner')
      .option('--connect <host:port>', 'where its server is; else static routes, then DNS')
      .option('--from <domain>', 'which of our domains to come as; default: the first')
      .option('--direct-tls', 'with --connect: TLS from the start, without STARTTLS')
      .option('--trust <file...>', 'trusted CAs; else the trust lists of the Expressway-E clusters')
      .option('--crl <file...>', 'revocation lists; nothing is ever fetched')
      .option('--cert <file>', 'the certificate to present, with its CAs')
      .option('--key <file>', 'its private key')
      .option('--key-passphrase-file <file>', 'the passphrase of the key, from a file or - for stdin')
      .option('--key-passphrase-fd <number>', 'the same, from an open file descriptor', descriptor)
      .addOption(
        new Option('--timeout <seconds>', 'how long to wait for each answer').argParser(seconds).default(10),
      ),
  async run(call) {
    const loaded = await loadDeployment(call);
    const { flags } = call;
    if (flags.directTls && flags.connect === undefined)
      throw new CommandError(2, '--direct-tls needs --connect HOST:PORT');
    const domain = canonical(call.args[0]);
    const policy = policyOf(loaded, domain);
    const from = localDomain(flags.from, policy, loaded);
    const trust = await readTrust(flags, loaded, call);
    const context = await ownContext(flags, call);
    const place = flags.connect === undefined ? undefined : parsePlace(flags.connect);
    const looked = await lookAtServer(
      { domain, from, policy, trust, timeout: flags.timeout * 1000, context },
      place && { ...place, isDirectTls: flags.directTls ?? false, by: '--connect' },
      call,
    );
    return resultOf({ ...looked, from, isPresenting: context !== undefined }, domain, policy, trust, loaded);
  },
});

function resultOf(
  looked: Looked & { readonly from: string; readonly isPresenting: boolean },
  domain: string,
  policy: FederationPolicy,
  { binding }: PeerTrust,
  { deployment, findings: mistakes, reference }: LoadedDeployment,
) {
  const { seen, failures } = looked;
  const about = [...checkFederatedDomain(domain, policy), ...(seen?.report.peer.reasons ?? [])];
  const findings = [...mistakes, ...checkFederation(deployment, binding), ...about];
  const unread: readonly Problem[] = seen ? [] : failures.map(({ problem }) => problem);
  const answered = { ...looked, withoutTls: decisionWithoutTls(looked, domain, policy) };
  return {
    findings,
    unread,
    deployment: reference,
    parts: { federationPeer: peerJson(domain, answered) },
    text: (view: Parameters<typeof peerLines>[1]) =>
      peerLines({ ...answered, domain, findings: about }, view),
  };
}

/** What becomes of a stream to a server with which TLS did not come about. */
function decisionWithoutTls(
  { seen, failures }: Looked,
  domain: string,
  policy: FederationPolicy,
): Decision | undefined {
  const tls = failures.map(tlsAfter).find((state) => state !== undefined);
  if (seen || !tls) return undefined;
  const { isAllowed } = privacyOf(domain, policy.privacy);
  const { stream } = policyTowards(policy, domain);
  return decide({ direction: 'out', isAllowed, tls, dialback: 'not yet done' }, stream);
}

function policyOf({ deployment, reference }: LoadedDeployment, domain: string): FederationPolicy {
  const policy = federationPolicy(deployment);
  if (!policy) {
    throw new CommandError(3, `${reference.file} has no block "federation"`, {
      help: ['every key has a default; to begin:  federation: {}'],
    });
  }
  if (policyTowards(policy, domain).stream.securityMode !== 'No TLS') return policy;
  throw new CommandError(
    2,
    `${reference.file} has security mode "No TLS" towards ${domain}: no certificate is ever asked for`,
    {
      help: 'securityMode: TLS required, or TLS optional',
    },
  );
}

function canonical(domain: string): string {
  const parsed = toALabels(domain);
  if ('name' in parsed) return parsed.name;
  throw new CommandError(2, `"${domain}" ${parsed.text}`);
}

function localDomain(
  given: string | undefined,
  { localDomains }: FederationPolicy,
  { reference }: LoadedDeployment,
): string {
  const [first] = localDomains;
  if (first === undefined) {
    throw new CommandError(3, `${reference.file} has no federation domain to come as`, {
      help: 'federationDomains: [example.com]',
    });
  }
  const from = given === undefined ? first : canonical(given);
  if (localDomains.has(from)) return from;
  throw new CommandError(2, `${from} is no federation domain or chat node alias of ${reference.file}`, {
    expected: [...localDomains].join(', '),
  });
}

function seconds(text: string): number {
  const number = Number(text);
  if (/^\d{1,4}(\.\d+)?$/.test(text) && number > 0) return number;
  throw new InvalidArgumentError('Expected a number of seconds, such as 10.');
}
