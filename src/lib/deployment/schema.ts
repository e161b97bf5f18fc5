import * as v from 'valibot';
import { federationSchema } from './federation-schema.ts';
import {
  ca,
  chatNodeAliases,
  clusterSchema,
  custody,
  federationDomains,
  issuedBy,
  issuer,
  phoneSecurityProfiles,
  registrationDomains,
} from './cluster-schema.ts';
import { requestSchema } from './request-schema.ts';
import { closed, fileName, name, noList, releaseText, text, wholeNumber, words } from './schema-parts.ts';
import {
  cmsWebProxySchema,
  ignored,
  nodesSchema,
  sipFederationSchema,
  trustStoresSchema,
} from './surroundings-schema.ts';

const clusterId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, 'cluster-id'));

const policy = closed('the policy', {
  expiryWarnDays: v.optional(wholeNumber(0, 3650)),
  expiryErrorDays: v.optional(wholeNumber(0, 3650)),
  minRsaBits: v.optional(wholeNumber(512, 16384), 2048),
  allowWildcard: v.optional(v.boolean(), false),
  internalSuffixes: v.optional(
    v.array(v.pipe(v.string(), v.regex(/^(?:\.[A-Za-z0-9-]{1,63})+$/, 'suffix'))),
    ['.local', '.corp'],
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
  rule: v.pipe(v.string(), v.regex(codeForm, 'rule-code')),
  where: v.optional(fileName),
  until: v.pipe(v.string(), v.check(isCalendarDate, 'calendar-date')),
  reason: text(500),
});

const service = v.optional(v.boolean(), false);

/** The deployment file, version 1: from this are made its reading, its types and its JSON Schema. */
export const deploymentSchema = closed('the deployment file', {
  $schema: v.optional(v.string()),
  version: v.literal(1),
  name: text(200),
  release: releaseText,
  services: v.pipe(
    closed('services', {
      mra: service,
      xmppFederation: service,
      groupChatTls: service,
      jabberGuest: service,
      b2b: service,
      sipFederation: service,
      cmsWebProxy: service,
      webexHybrid: service,
    }),
    v.check((wanted) => Object.values(wanted).includes(true), 'no-service'),
  ),
  custody: v.optional(custody, 'tool'),
  ca: v.optional(ca, 'private'),
  issuer: v.optional(issuer),
  issuedBy: v.optional(issuedBy, 'files'),
  request: v.optional(requestSchema),
  registrationDomains: v.optional(registrationDomains, []),
  federationDomains: v.optional(federationDomains, []),
  chatNodeAliases: v.optional(chatNodeAliases, []),
  phoneSecurityProfiles: v.optional(phoneSecurityProfiles, []),
  phoneSecurityProfilesOn: v.optional(v.array(words(['C', 'E'])), ['C']),
  clusters: v.pipe(noList(v.record(clusterId, clusterSchema)), v.minEntries(1, 'no-clusters')),
  nodes: v.optional(nodesSchema, {}),
  presenceDomains: v.optional(v.array(name('presence domain'))),
  trustStores: v.optional(trustStoresSchema, {}),
  ignore: v.optional(ignored, []),
  sipFederation: v.optional(sipFederationSchema),
  cmsWebProxy: v.optional(cmsWebProxySchema),
  policy: v.optional(policy, {}),
  waivers: v.optional(v.array(waiver), []),
  federation: v.optional(federationSchema),
});

/** What the file says, with the defaults filled in; names not yet read. */
export type DeploymentFile = v.InferOutput<typeof deploymentSchema>;
