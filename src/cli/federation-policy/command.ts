import { effectiveLists } from '../../lib/front.ts';
import {
  checkFederation,
  federationPolicy,
  privacyOf,
  routeTo,
  toALabels,
  type Deployment,
  type FederationPolicy,
  type PolicyTowards,
} from '../../lib/index.ts';
import { loadDeployment } from '../inputs/load-deployment.ts';
import { defineCommand } from '../program/command.ts';
import { CommandError } from '../program/command-error.ts';
import { federationLines, type AskedDomain } from './federation-text.ts';

export const federationPolicyCommand = defineCommand({
  examples: [
    ['federation policy -d corp.yaml', 'who may federate, over which routes, and on what conditions'],
    ['federation policy -d corp.yaml partner.example', 'whether one domain may, and how it is found'],
  ],
  exitCodes: [0, 1, 2, 3],
  seeAlso: ['federation decide', 'explain'],
  declare: (command) =>
    command.argument('[domain...]', 'domains or chat node aliases of partners to ask about'),
  async run(call) {
    const { deployment, findings: mistakes, reference } = await loadDeployment(call);
    const policy = federationPolicy(deployment);
    if (!policy) {
      throw new CommandError(3, `${reference.file} has no block "federation"`, {
        help: ['every key has a default; to begin:  federation: {}'],
      });
    }
    const asked = call.args[0].map((domain) => answer(domain, policy));
    const findings = [...mistakes, ...checkFederation(deployment)];
    return {
      findings,
      deployment: reference,
      parts: { federation: policyJson(deployment, policy, asked) },
      text: (view) => federationLines({ deployment, policy, asked, findings, reference }, view),
    };
  },
});

function answer(written: string, policy: FederationPolicy): AskedDomain {
  const { privacy } = policy;
  const parsed = toALabels(written);
  if (!('name' in parsed)) throw new CommandError(2, `"${written}" ${parsed.text}`);
  const domain = parsed.name;
  return {
    domain,
    ...privacyOf(domain, privacy),
    route: routeTo(domain, privacy),
    towards: policy.partners.get(domain),
  };
}

const towardsJson = ({ stream, certificates, anchors }: PolicyTowards) => ({
  securityMode: stream.securityMode,
  requireCertificates: stream.requireCertificates,
  revocationCheck: certificates.revocationCheck,
  unknownRevocation: certificates.unknownRevocation,
  ...(anchors !== undefined && { anchors }),
  pins: [...certificates.pins],
});

function policyJson(
  { federation: settings }: Deployment,
  { localDomains, privacy, stream, partners }: FederationPolicy,
  asked: readonly AskedDomain[],
) {
  const { allowed, denied, routes } = effectiveLists(privacy);
  return {
    managedBy: settings!.managedBy,
    support: privacy.isOn,
    localDomains: [...localDomains],
    ...stream,
    privacyMode: privacy.mode,
    ...(allowed && { allowed: allowed.map(({ domain, because }) => ({ domain, because })) }),
    denied: [...denied],
    routes: routes.map(({ domain, addresses }) => ({ domain, addresses: [...addresses] })),
    partners: [...partners].map(([domain, towards]) => ({ domain, ...towardsJson(towards) })),
    ...(asked.length > 0 && {
      asked: asked.map(({ domain, isAllowed, reason, route, towards }) => ({
        domain,
        isAllowed,
        because: reason,
        ...(route.by === 'static routes' && { addresses: [...route.addresses] }),
        ...(towards && towardsJson(towards)),
      })),
    }),
  };
}
