import type { AnyRule, RuleEntry } from '../findings/rule.ts';
import { certRules, nodeCertificateRules } from './cert/index.ts';
import { chainRules, crlRules } from './chain/index.ts';
import { csrRules } from './csr/index.ts';
import { dnsRules } from './dns/index.ts';
import { deploymentFileRules, waiverRules } from './deployment/index.ts';
import {
  federatedDomainRules,
  federationPeerRules,
  federationSettingsRules,
  unjudgedPeerRules,
} from './federation/index.ts';
import { fleetRules } from './fleet/index.ts';
import { ownCertificateRules, ownTrustRules } from './gateway/index.ts';
import { keyFileRules, keyToUploadRules } from './key/index.ts';
import { pathRules } from './path/index.ts';
import { planRules } from './plan/index.ts';
import { labRules, trustRules } from './trust/index.ts';

/** Everything expcert can say, area by area, in reading order. */
export const catalogue: readonly RuleEntry[] = [
  ...deploymentFileRules.map(textOf),
  ...waiverRules.map(textOf),
  ...planRules.map(textOf),
  ...csrRules.map(textOf),
  ...certRules.map(textOf),
  ...nodeCertificateRules.map(textOf),
  ...keyToUploadRules.map(textOf),
  ...keyFileRules.map(textOf),
  ...chainRules.map(textOf),
  ...crlRules.map(textOf),
  ...trustRules.map(textOf),
  ...labRules.map(textOf),
  ...fleetRules.map(textOf),
  ...pathRules.map(textOf),
  ...dnsRules.map(textOf),
  ...federationSettingsRules.map(textOf),
  ...federatedDomainRules.map(textOf),
  ...federationPeerRules.map(textOf),
  ...unjudgedPeerRules.map(textOf),
  ...ownCertificateRules.map(textOf),
  ...ownTrustRules.map(textOf),
];

function textOf<Facts>({ apply: _, ...text }: AnyRule<Facts>): RuleEntry {
  return text;
}
