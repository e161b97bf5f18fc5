import * as v from 'valibot';
import { parseDnsName } from '../names/dns-name.ts';
import { isIpAddress } from '../names/is-ip-address.ts';
import { federationProfiles, peerUsages, revocationChecks, securityModes } from './model.ts';
import { closed, fileName, name, words } from './schema-parts.ts';
import { environmentVariable } from './secret-keys.ts';

/** Exactly one place; the secret itself never. */
const dialbackSecret = v.pipe(
  closed('the place of the dialback secret', {
    env: v.pipe(
      v.optional(v.pipe(v.string(), v.regex(environmentVariable, 'environment-variable'))),
      v.description('Environment variable that holds the secret.'),
    ),
    file: v.pipe(v.optional(fileName), v.description('File that holds the secret.')),
  }),
  v.check(({ env, file }) => (env === undefined) !== (file === undefined), 'one-place'),
);

const federatedDomain = name('domain', 'federated.example');

const usages = (...byDefault: (typeof peerUsages)[number][]) =>
  v.optional(v.array(words(peerUsages)), byDefault);

const acceptedUsages = closed('accepted usages', {
  inbound: v.pipe(
    usages('serverAuth', 'clientAuth'),
    v.description('Of servers that connect to us: TLS clients. Public CAs issue for serverAuth alone.'),
  ),
  outbound: v.pipe(usages('serverAuth'), v.description('Of servers we connect to.')),
});

const acceptedNames = closed('accepted names', {
  xmppAddress: v.pipe(v.optional(v.boolean(), true), v.description('Match XmppAddr names.')),
  clientService: v.pipe(v.optional(v.boolean(), false), v.description('Match SRV names of _xmpp-client.')),
  commonName: v.pipe(
    v.optional(v.boolean(), false),
    v.description(
      'Match the CN where there is no alternative name, as RFC 6125 allowed; RFC 9525 forbids it.',
    ),
  ),
});

const partner = closed('a partner', {
  domain: v.pipe(federatedDomain, v.description('XMPP domain of the partner.')),
  chatNodeAliases: v.pipe(
    v.optional(v.array(federatedDomain), []),
    v.description('Chat node aliases of the partner.'),
  ),
  securityMode: v.pipe(
    v.optional(words(securityModes)),
    v.description("Security mode on the partner's side, where known."),
  ),
  onlySaslExternal: v.pipe(
    v.optional(v.boolean(), false),
    v.description('The partner accepts certificates (SASL EXTERNAL) and no server dialback.'),
  ),
});

/** "Settings for XMPP Federation" (the guide's table 3), with the words of the page. */
export const federationSchema = closed('the XMPP federation settings', {
  xmppFederationSupport: v.pipe(
    v.optional(v.boolean(), true),
    v.description('XMPP federation support: On is true.'),
  ),
  useStaticRoutes: v.pipe(
    v.optional(v.boolean(), false),
    v.description('Use static routes: find federated servers by staticRoutes instead of DNS.'),
  ),
  staticRoutes: v.pipe(
    v.optional(
      v.array(
        closed('a static route', {
          domain: v.pipe(federatedDomain, v.description('Federated XMPP domain or chat node alias.')),
          address: v.pipe(
            v.string(),
            v.check((input) => isIpAddress(input) || 'name' in parseDnsName(input), 'address'),
            v.description('IP address or FQDN of an XMPP server for it.'),
          ),
        }),
      ),
      [],
    ),
    v.description('Configure static routes for federated XMPP domains.'),
  ),
  dialbackSecret: v.pipe(
    v.optional(dialbackSecret),
    v.description('Where the dialback secret is kept, never the secret; the same for all peers.'),
  ),
  securityMode: v.pipe(
    v.optional(words(securityModes), 'TLS required'),
    v.description('Security mode towards federated servers.'),
  ),
  requireClientSideSecurityCertificates: v.pipe(
    v.optional(v.boolean(), true),
    v.description(
      'Require client-side security certificates: verify the other side against the trusted CAs.',
    ),
  ),
  privacyMode: v.pipe(
    v.optional(words(['Off', 'Allow list', 'Deny list']), 'Allow list'),
    v.description('Privacy mode: whom this deployment federates with.'),
  ),
  allowList: v.pipe(
    v.optional(v.array(federatedDomain), []),
    v.description('Federation allow list; exact names.'),
  ),
  denyList: v.pipe(
    v.optional(v.array(federatedDomain), []),
    v.description('Federation deny list; exact names.'),
  ),
  profile: v.pipe(
    v.optional(words(federationProfiles), 'hardened'),
    v.description(
      'literal: as the guide words the settings. hardened: what they leave open is decided safely.',
    ),
  ),
  saslExternal: v.pipe(
    v.optional(v.boolean(), false),
    v.description('Accept a verified certificate without dialback (SASL EXTERNAL); an Expressway cannot.'),
  ),
  peerUsages: v.pipe(
    v.optional(acceptedUsages, {}),
    v.description("Extended key usages by which a federated server's certificate is accepted."),
  ),
  peerNames: v.pipe(
    v.optional(acceptedNames, {}),
    v.description('Kinds of names to look for, besides DNS names and _xmpp-server.'),
  ),
  revocationCheck: v.pipe(
    v.optional(words(revocationChecks), 'if loaded'),
    v.description('Whether certificates are looked up in revocation lists and OCSP responses.'),
  ),
  unknownRevocation: v.pipe(
    v.optional(words(['reject', 'accept']), 'reject'),
    v.description('What happens where they say nothing of a certificate.'),
  ),
  partners: v.pipe(
    v.optional(v.array(partner), []),
    v.description('What federation partners say of their side.'),
  ),
});
