import { effectiveLists, isFederationOnImp } from '../../lib/front.ts';
import {
  routeTo,
  type Deployment,
  type FederationPolicy,
  type Finding,
  type PolicyTowards,
  type PrivacyReason,
  type RouteChoice,
} from '../../lib/index.ts';
import { count } from '../program/exit-code.ts';
import type { DeploymentReference, View } from '../program/report.ts';
import { blocksOfFindings } from '../render/finding-blocks.ts';
import { bySeverity, findingCounts } from '../render/finding-lines.ts';
import { table, toned, type Line, type Span } from '../render/line.ts';

/** A domain that was asked about, and the answer. */
export interface AskedDomain {
  readonly domain: string;
  readonly isAllowed: boolean;
  readonly reason: PrivacyReason;
  readonly route: RouteChoice;
  /** undefined: as for all. */
  readonly towards: PolicyTowards | undefined;
}

export interface ShownFederation {
  readonly deployment: Deployment;
  readonly policy: FederationPolicy;
  readonly asked: readonly AskedDomain[];
  readonly findings: readonly Finding[];
  readonly reference: DeploymentReference;
}

/** The settings as they take effect, or the answers to what was asked. */
export function federationLines(shown: ShownFederation, view: View): Line[] {
  const { findings } = shown;
  const about = blocksOfFindings(bySeverity(findings), () => '', view).flatMap((block) => [...block, '']);
  if (view.quiet) return about.slice(0, -1);
  const body = bodyOf(shown);
  return [...body, '', ...about, `Federation: ${findingCounts(findings, view)}.`];
}

function bodyOf(shown: ShownFederation): Line[] {
  if (isFederationOnImp(shown.deployment)) return managedByImp(shown);
  return shown.asked.length > 0 ? askedLines(shown.asked) : policyLines(shown);
}

const managedByImp = ({ deployment, reference }: ShownFederation): Line[] =>
  table([
    [toned('strong', 'Deployment'), `${deployment.name}    ${reference.file}`],
    [
      toned('strong', 'Federation'),
      'managed by IM and Presence: no setting here takes effect on an Expressway',
    ],
  ]);

function askedLines(asked: readonly AskedDomain[]): Line[] {
  return table(
    asked.map(({ domain, isAllowed, reason, route, towards }) => [
      domain,
      isAllowed ? toned('good', 'allowed') : toned('warning', 'denied'),
      reason,
      isAllowed ? routeText(route) : '',
      isAllowed && towards ? towardsText(towards) : '',
    ]),
  );
}

/** `TLS required, certificates required, CAs in trust/partner.pem, 1 pinned key` */
function towardsText({ stream, certificates, anchors }: PolicyTowards): string {
  const { pins } = certificates;
  return [
    stream.securityMode,
    `certificates ${stream.requireCertificates ? '' : 'not '}required`,
    ...(anchors === undefined ? [] : [`CAs in ${anchors}`]),
    ...(pins.length > 0 ? [count(pins.length, 'pinned key')] : []),
    `revocation checked ${certificates.revocationCheck}`,
  ].join(', ');
}

const routeText = (route: RouteChoice): string =>
  route.by === 'DNS' ? 'by DNS' : `by static routes: ${route.addresses.join(', ')}`;

function policyLines(shown: ShownFederation): Line[] {
  const { deployment, policy, reference } = shown;
  const { localDomains, stream, certificates, dialbackSecret } = policy;
  const secret = dialbackSecret
    ? 'env' in dialbackSecret
      ? `in the environment variable ${dialbackSecret.env}`
      : `in the file ${dialbackSecret.file}`
    : 'no place given';
  const facts: readonly (readonly [string, string])[] = [
    ['Deployment', `${deployment.name}    ${reference.file}`],
    ['Federation', `${supportText(shown)}, for ${[...localDomains].join(', ') || 'no domain'}`],
    ['Security', `${stream.securityMode}, certificates ${stream.requireCertificates ? '' : 'not '}required`],
    ['Decisions', `${stream.profile}, SASL EXTERNAL ${onOff(stream.saslExternal)}`],
    [
      'Usages',
      `inbound ${listed(certificates.usages.inbound)}; outbound ${listed(certificates.usages.outbound)}`,
    ],
    ['Names', namesText(policy)],
    [
      'Revocation',
      `checked ${certificates.revocationCheck}; unknown status: ${certificates.unknownRevocation}`,
    ],
    ['Dialback', `secret ${secret}`],
    ['Privacy', privacyText(policy)],
  ];
  return [
    ...table(facts.map(([label, text]) => [toned('strong', label), text])),
    ...listLines(policy),
    ...partnerLines(policy),
  ];
}

const supportText = ({ deployment, policy }: ShownFederation): string =>
  deployment.federation!.managedBy === 'imp'
    ? 'by IM and Presence, not on the Expressway'
    : onOff(policy.privacy.isOn);

/** Partners with whom something else is agreed. */
function partnerLines({ partners }: FederationPolicy): Line[] {
  if (partners.size === 0) return [];
  const rows = [...partners].map(([domain, towards]) => [domain, towardsText(towards)]);
  return ['', 'Agreed with partners', ...table(rows, '  ')];
}

const onOff = (isOn: boolean): string => (isOn ? 'on' : 'off');
const listed = (words: readonly string[]): string => words.join(' or ') || 'none';

function namesText({ certificates: { names } }: FederationPolicy): string {
  return [
    ...['DNS', 'SRV _xmpp-server'],
    ...(names.clientService ? ['SRV _xmpp-client'] : []),
    ...(names.xmppAddress ? ['XmppAddr'] : []),
    ...(names.commonName ? ['CN as a last resort'] : []),
  ].join(', ');
}

function privacyText({ privacy }: FederationPolicy): string {
  const { allowed, denied } = effectiveLists(privacy);
  if (!privacy.isOn) return 'nobody: federation is off';
  if (privacy.mode === 'Off') return 'Off: everybody';
  if (!allowed) return `Deny list: everybody but ${count(denied.length, 'domain')}`;
  return `Allow list: ${count(allowed.length, 'domain')}`;
}

/** Everybody who is named somewhere, and how he is found. */
function listLines({ privacy }: FederationPolicy): Line[] {
  const { allowed, denied, routes } = effectiveLists(privacy);
  const rows: (readonly (string | Span)[])[] = [
    ...(allowed ?? []).map(({ domain, because }) => [
      domain,
      toned('good', 'allowed'),
      because,
      routeText(routeTo(domain, privacy)),
    ]),
    ...denied.map((domain) => [domain, toned('warning', 'denied'), 'deny list']),
    ...(allowed ? [] : routes)
      .filter(({ domain }) => !denied.includes(domain))
      .map(({ domain }) => [domain, toned('good', 'allowed'), '', routeText(routeTo(domain, privacy))]),
  ];
  return table(rows, '  ');
}
