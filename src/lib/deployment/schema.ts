import * as v from 'valibot';
import { federationSchema } from './federation-schema.ts';
import { registrationFormats, xmppFormats } from './model.ts';
import { requestSchema } from './request-schema.ts';
import { closed, fileName, name, namesWithFormat, noList, text, wholeNumber, words } from './schema-parts.ts';

const additionalName = name('additional name', 'meet.example.com', { wildcard: true });

const registrationDomains = namesWithFormat('registration domain', 'example.com', registrationFormats, {
  offered: ['DNS', 'CollabEdgeDNS'],
  note: 'CollabEdgeDNS puts "collab-edge." in front of the domain. Write example.com, not collab-edge.example.com',
});
const xmppHints = { note: 'XMPPAddress is discouraged: a CA may refuse it, and Expressway may give it up' };
const federationDomains = namesWithFormat('federation domain', 'example.com', xmppFormats, xmppHints);
const chatNodeAliases = namesWithFormat('chat node alias', 'chatnode1.example.com', xmppFormats, xmppHints);

const custody = v.pipe(
  words(['tool', 'expressway']),
  v.description('tool: csr create makes the keys. expressway: the box makes its own.'),
);
const ca = v.pipe(
  words(['private', 'public']),
  v.description('Whether a private or a publicly trusted CA signs.'),
);

const peerName = name('peer name', 'expe1.example.com');

const cluster = closed('a cluster', {
  role: v.pipe(words(['C', 'E']), v.description('C: Expressway-C, inside. E: Expressway-E, at the edge.')),
  name: v.pipe(
    v.optional(name('cluster name', 'expe.example.com')),
    v.description('FQDN of the cluster. Leave it out for a single Expressway.'),
  ),
  peers: v.pipe(
    v.array(
      v.union([
        peerName,
        closed('a peer', {
          name: v.pipe(peerName, v.description('FQDN of this peer.')),
          additionalNames: v.pipe(
            v.optional(v.array(additionalName), []),
            v.description('Further names of this peer only.'),
          ),
          request: v.pipe(v.optional(requestSchema), v.description('What differs for this peer.')),
        }),
      ]),
    ),
    v.minLength(1, 'no-peers'),
    v.description('The Expressways of this cluster, by FQDN.'),
  ),
  additionalNames: v.pipe(
    v.optional(v.array(additionalName), []),
    v.description('Further names of every peer; on the page "Additional alternative names".'),
  ),
  chatNodeAliases: v.pipe(
    v.optional(chatNodeAliases),
    v.description("Only where this cluster's list differs from the deployment's."),
  ),
  ca: v.pipe(v.optional(ca), v.description("This cluster's CA; default: the deployment's.")),
  custody: v.pipe(
    v.optional(custody),
    v.description("Who makes this cluster's keys; default: the deployment's."),
  ),
  request: v.pipe(v.optional(requestSchema), v.description('What differs for this cluster.')),
  trustList: v.pipe(v.optional(fileName), v.description("File with this cluster's trusted CA list.")),
  talksTo: v.pipe(
    v.optional(noList(v.record(v.string(), fileName)), {}),
    v.description('What this cluster connects to: the kind of link, or the certificates found there.'),
  ),
});

const clusterId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, 'cluster-id'));

const policy = closed('the policy', {
  expiryWarnDays: v.pipe(
    v.optional(wholeNumber(0, 3650)),
    v.description(
      'Days before expiry from which a certificate is warned about; default: a quarter of its lifetime, at most 60.',
    ),
  ),
  expiryErrorDays: v.pipe(
    v.optional(wholeNumber(0, 3650)),
    v.description(
      'Days before expiry from which it is an error; default: a tenth of its lifetime, at most 13.',
    ),
  ),
  minRsaBits: v.pipe(v.optional(wholeNumber(512, 16384), 2048), v.description('Smallest RSA key to accept.')),
  allowWildcard: v.pipe(
    v.optional(v.boolean(), false),
    v.description('Accept wildcard names, which Expressway does not support.'),
  ),
  internalSuffixes: v.pipe(
    v.optional(v.array(v.pipe(v.string(), v.regex(/^(?:\.[A-Za-z0-9-]{1,63})+$/, 'suffix'))), [
      '.local',
      '.corp',
    ]),
    v.description('Endings of names that no public CA can issue for.'),
    v.examples([['.local', '.corp', '.internal']]),
  ),
});

/** Whether the text is a day of the calendar, `2027-03-31`. */
export function isCalendarDate(input: string): boolean {
  const parsed = /^\d{4}-\d{2}-\d{2}$/.test(input) ? Date.parse(`${input}T00:00:00Z`) : NaN;
  // Date.parse takes 30 February for 2 March in some engines.
  return !Number.isNaN(parsed) && new Date(parsed).toISOString().startsWith(input);
}

const codeForm = /^[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*$/;

/** It has the form of the code of a finding. */
export const isCode = (text: string): boolean => codeForm.test(text);

const waiver = closed('a waiver', {
  rule: v.pipe(
    v.string(),
    v.regex(codeForm, 'rule-code'),
    v.description('Code of the finding that is accepted for now.'),
    v.examples(['trust/duplicate-ca-cn']),
  ),
  where: v.pipe(
    v.optional(fileName),
    v.description('File or peer it is limited to; without it, everywhere.'),
  ),
  until: v.pipe(
    v.string(),
    v.check(isCalendarDate, 'calendar-date'),
    v.description('Last day the waiver holds, YYYY-MM-DD.'),
    v.examples(['2027-03-31']),
  ),
  reason: v.pipe(text(500), v.description('Why, with a ticket number.')),
});

const service = v.optional(v.boolean(), false);

/** The deployment file, version 1: from this are made its reading, its types and its JSON Schema. */
export const deploymentSchema = v.pipe(
  closed('the deployment file', {
    $schema: v.pipe(v.optional(v.string()), v.description('For editors: address of the JSON Schema.')),
    version: v.pipe(v.literal(1), v.description('Version of this file format.')),
    name: v.pipe(text(200), v.description('What this deployment is called in reports.')),
    release: v.pipe(
      v.string(),
      v.regex(/^X\d{1,2}(?:\.\d{1,3}){1,3}$/, 'release'),
      v.metadata({ isRelease: true }),
      v.description('Expressway release; some rules depend on it.'),
      v.examples(['X14.2', 'X15.5']),
    ),
    services: v.pipe(
      closed('services', {
        mra: v.pipe(service, v.description('Mobile and remote access.')),
        xmppFederation: v.pipe(service, v.description('XMPP federation through the Expressway.')),
        groupChatTls: v.pipe(service, v.description('Group chat over TLS with federated contacts.')),
        jabberGuest: v.pipe(service, v.description('Jabber Guest.')),
        b2b: v.pipe(service, v.description('Business-to-business calls.')),
      }),
      v.check((wanted) => Object.values(wanted).includes(true), 'no-service'),
      v.description('What must work; decides which names are needed.'),
    ),
    custody: v.optional(custody, 'tool'),
    ca: v.optional(ca, 'private'),
    request: v.pipe(v.optional(requestSchema), v.description('Defaults for every CSR.')),
    registrationDomains: v.pipe(
      v.optional(registrationDomains, []),
      v.description('Unified CM registrations domains: the public domains users sign in with.'),
    ),
    federationDomains: v.pipe(v.optional(federationDomains, []), v.description('XMPP federation domains.')),
    chatNodeAliases: v.pipe(
      v.optional(chatNodeAliases, []),
      v.description('IM and Presence chat node aliases (federated group chat).'),
    ),
    phoneSecurityProfiles: v.pipe(
      v.optional(v.array(text(253)), []),
      v.description('Unified CM phone security profile names, as FQDNs.'),
      v.examples([['DX80TLSprofile.example.com']]),
    ),
    phoneSecurityProfilesOn: v.pipe(
      v.optional(v.array(words(['C', 'E'])), ['C']),
      v.description('Whose certificates carry the profile names. Needed on C; allowed on E.'),
    ),
    clusters: v.pipe(
      noList(v.record(clusterId, cluster)),
      v.minEntries(1, 'no-clusters'),
      v.description('The clusters, and single Expressways, under names of your choice.'),
    ),
    policy: v.pipe(v.optional(policy, {}), v.description('Limits of your own.')),
    waivers: v.pipe(v.optional(v.array(waiver), []), v.description('Findings accepted until a day.')),
    federation: v.pipe(
      v.optional(federationSchema),
      v.description('Settings for XMPP Federation, as on the page of the Expressway-E.'),
    ),
  }),
  v.description('A Cisco Expressway deployment for expcert, version 1.'),
);

/** What the file says, with the defaults filled in; names not yet read. */
export type DeploymentFile = v.InferOutput<typeof deploymentSchema>;
