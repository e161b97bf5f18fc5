import * as v from 'valibot';
import { parseDnsName } from './dns-name.ts';
import { isIpAddress } from './ip-address.ts';
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
    v.optional(words(['TLS required', 'TLS optional', 'No TLS']), 'TLS required'),
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
});
