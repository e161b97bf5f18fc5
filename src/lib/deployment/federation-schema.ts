import * as v from 'valibot';
import { parseDnsName } from '../names/dns-name.ts';
import { isIpAddress } from '../names/is-ip-address.ts';
import {
  federationManagers,
  federationProfiles,
  peerUsages,
  revocationChecks,
  securityModes,
  unknownRevocations,
} from './model.ts';
import { closed, fileName, name, words } from './schema-parts.ts';
import { environmentVariable } from './secret-keys.ts';

/** Exactly one place; the secret itself never. */
const dialbackSecret = v.pipe(
  closed('the place of the dialback secret', {
    env: v.optional(v.pipe(v.string(), v.regex(environmentVariable, 'environment-variable'))),
    file: v.optional(fileName),
  }),
  v.check(({ env, file }) => (env === undefined) !== (file === undefined), 'one-place'),
);

/** SHA-256 of a SubjectPublicKeyInfo: 64 hexadecimal digits, with colons or without. */
const publicKeyPin = /^[0-9A-Fa-f]{2}(?::?[0-9A-Fa-f]{2}){31}$/;

const federatedDomain = name('domain');

const usages = (...byDefault: (typeof peerUsages)[number][]) =>
  v.optional(v.array(words(peerUsages)), byDefault);

const acceptedUsages = closed('accepted usages', {
  inbound: usages('serverAuth', 'clientAuth'),
  outbound: usages('serverAuth'),
});

const acceptedNames = closed('accepted names', {
  xmppAddress: v.optional(v.boolean(), true),
  clientService: v.optional(v.boolean(), false),
  commonName: v.optional(v.boolean(), false),
});

/** What holds towards one partner, in the place of the settings for all. */
const partnerPolicy = closed("a partner's policy", {
  securityMode: v.optional(words(securityModes)),
  requireClientSideSecurityCertificates: v.optional(v.boolean()),
  anchors: v.optional(fileName),
  pins: v.optional(v.array(v.pipe(v.string(), v.regex(publicKeyPin, 'public-key-pin'))), []),
  revocationCheck: v.optional(words(revocationChecks)),
  unknownRevocation: v.optional(words(unknownRevocations)),
});

const partner = closed('a partner', {
  domain: federatedDomain,
  chatNodeAliases: v.optional(v.array(federatedDomain), []),
  securityMode: v.optional(words(securityModes)),
  onlySaslExternal: v.optional(v.boolean(), false),
  policy: v.optional(partnerPolicy, {}),
});

/** "Settings for XMPP Federation" (the guide's table 3), with the words of the page. */
export const federationSchema = closed('the XMPP federation settings', {
  managedBy: v.optional(words(federationManagers), 'expressway'),
  xmppFederationSupport: v.optional(v.boolean(), true),
  useStaticRoutes: v.optional(v.boolean(), false),
  staticRoutes: v.optional(
    v.array(
      closed('a static route', {
        domain: federatedDomain,
        address: v.pipe(
          v.string(),
          v.check((input) => isIpAddress(input) || 'name' in parseDnsName(input), 'address'),
        ),
      }),
    ),
    [],
  ),
  dialbackSecret: v.optional(dialbackSecret),
  securityMode: v.optional(words(securityModes), 'TLS required'),
  requireClientSideSecurityCertificates: v.optional(v.boolean(), true),
  privacyMode: v.optional(words(['Off', 'Allow list', 'Deny list']), 'Allow list'),
  allowList: v.optional(v.array(federatedDomain), []),
  denyList: v.optional(v.array(federatedDomain), []),
  profile: v.optional(words(federationProfiles), 'hardened'),
  saslExternal: v.optional(v.boolean(), false),
  peerUsages: v.optional(acceptedUsages, {}),
  peerNames: v.optional(acceptedNames, {}),
  revocationCheck: v.optional(words(revocationChecks), 'if loaded'),
  unknownRevocation: v.optional(words(unknownRevocations), 'reject'),
  partners: v.optional(v.array(partner), []),
});
