import { createPublicKey, webcrypto } from 'node:crypto';
import { expect } from 'vitest';
import {
  attributeSet,
  buildRequest,
  good,
  keyText,
  type KeyName,
  type RequestRecipe,
} from '../../fixtures/recipes/requests.ts';
import { integer } from '../../src/lib/asn1/der-writer.ts';
import type { Cluster, Deployment, Issuance } from '../../src/lib/deployment/model.ts';
import type { Armour } from '../../src/lib/formats/armour.ts';
import type { Finding } from '../../src/lib/findings/finding.ts';
import { planDeployment, type Plan } from '../../src/lib/plan/plan.ts';
import type { CsrFacts } from '../../src/lib/rules/csr/facts.ts';
import { csrRules } from '../../src/lib/rules/csr/index.ts';
import type { CheckCsrOptions } from '../../src/lib/check/csr/options.ts';
import { gatherCsrFacts } from '../../src/lib/check/csr/facts.ts';
import { CsrSeries } from '../../src/lib/check/csr/series.ts';
import { runCases, type Case } from '../support/cases.ts';
import { core, edge, named, peer, plainRequest, requesting, sound } from '../support/deployment.ts';

interface Row extends Case {
  readonly request?: RequestRecipe;
  /** Laid over the sound deployment of four peers; null: there is none. */
  readonly deployment?: Partial<Deployment> | null;
  /** Requests given before this one in the same call. */
  readonly earlier?: readonly RequestRecipe[];
  readonly options?: Partial<CheckCsrOptions>;
  /** The public CA by name, for every peer. */
  readonly issuer?: string;
  /** Default: `expe1.csr`. */
  readonly file?: string;
  /** --key */
  readonly key?: KeyName;
  /** All keys of the manifest, by peer. */
  readonly manifest?: Readonly<Record<string, KeyName>>;
  readonly hasPrivateKeyBeside?: boolean;
  /** Default: sound. */
  readonly armour?: Armour;
}

const publicEdge: Cluster = { ...edge, ca: 'public' };
const withEdge = (cluster: Cluster, rest: Partial<Deployment> = {}): Partial<Deployment> => ({
  ...rest,
  clusters: [core, cluster],
});
const single: Cluster = withoutName({ ...edge, peers: [peer('expe1.example.com')] });
/** With a client certificate of its own on every peer. */
const withClient = (cluster: Cluster, rest: Partial<Issuance> = {}): Cluster => ({
  ...cluster,
  peers: cluster.peers.map((each) => ({
    ...each,
    client: {
      ...{ copyOfServer: false, ca: 'private', issuedBy: 'files', custody: 'tool', additionalNames: [] },
      ...rest,
      request: { ...plainRequest, extendedKeyUsage: ['clientAuth'] },
    },
  })),
});
const twoStores: Partial<Deployment> = { release: 'X15.5', clusters: [withClient(core), edge] };
const forClient: RequestRecipe = {
  subject: [['commonName', 'expc1.example.com']],
  names: ['DNS:expc1.example.com', 'DNS:expc.example.com'],
  extendedKeyUsage: ['clientAuth'],
};
const without = (...names: string[]): string[] => good.names.filter((name) => !names.includes(name));
const instead = (name: string, other: string): string[] =>
  good.names.map((each) => (each === name ? other : each));
const collabEdge = 'DNS:collab-edge.example.com';
const serverOnly = { extendedKeyUsage: ['serverAuth'] } as const;
const forCore: RequestRecipe = {
  subject: [['commonName', 'expc.example.com']],
  names: [
    ...[
      'DNS:expc1.example.com',
      'DNS:expc.example.com',
      'DNS:chatnode1.example.com',
      'DNS:chatnode2.example.com',
    ],
    'DNS:DX80TLSprofile.example.com',
  ],
};
const forCoreAlone = forCore.names!.filter((name) => !name.includes('chatnode'));
const withoutChat: Partial<Deployment> = { services: { ...sound.services, groupChatTls: false } };
const stranger: RequestRecipe = {
  subject: [['commonName', 'www.example.net']],
  names: ['DNS:www.example.net', 'DNS:example.com'],
};
const only = (rows: readonly Finding[], code: string): Finding =>
  rows.find((finding) => finding.code === code)!;

const rows: readonly Row[] = [
  {
    name: 'a request as planned for an Expressway-E',
    expect: [],
    nearMissOf: [
      'csr/signature-invalid',
      'csr/weak-key-or-hash',
      'csr/name-missing',
      'csr/name-extra',
      'csr/no-names',
      'csr/usage-missing',
      'csr/cn-missing',
      'csr/encoding-not-der',
      'csr/malformed-part',
      'csr/malformed-part-taken',
      'csr/pem-damaged',
    ],
  },
  {
    name: 'a request that was copied out of a web page',
    armour: {
      sound: false,
      oddities: [
        { kind: 'markup', line: 1 },
        { kind: 'blank-line', line: 7 },
      ],
    },
    expect: ['csr/pem-damaged'],
    check: ([finding]) =>
      expect(finding!.message).toBe(
        'OpenSSL cannot read the PEM block: line 1: HTML stands on this line; line 7: there is an empty line in the content',
      ),
  },
  { name: 'a request as planned for an Expressway-C', request: forCore, expect: [] },
  {
    name: 'a subject with a character that its string type does not have',
    request: {
      subject: [
        ['countryName', 'G_'],
        ['commonName', 'expe.example.com'],
      ],
    },
    expect: ['csr/encoding-not-der', 'csr/subject-refused'],
    check: ([finding]) => expect(finding!.message).toContain('PrintableString'),
  },
  {
    name: 'a request alone, with no deployment',
    deployment: null,
    expect: [],
    nearMissOf: ['csr/not-in-plan'],
  },
  {
    name: 'names and CN in other letter case are the same names',
    request: {
      subject: [['commonName', 'EXPE.Example.com']],
      names: good.names.map((name) => name.replace('example', 'EXAMPLE')),
    },
    expect: [],
    nearMissOf: ['csr/name-missing', 'csr/name-extra', 'csr/cn-differs', 'csr/cn-not-among-names'],
  },

  // signature and key
  {
    name: 'one bit of the signature is wrong',
    request: { broken: { signatureBit: true } },
    expect: ['csr/signature-invalid'],
  },
  {
    name: 'a signature nobody here can verify is not called wrong',
    request: { key: 'ec-secp256k1' },
    deployment: null,
    expect: ['csr/key-untested'],
    nearMissOf: 'csr/signature-invalid',
  },
  {
    name: 'an RSA key of 1024 bits',
    request: { key: 'rsa-1024' },
    expect: ['csr/weak-key-or-hash', 'csr/key-differs'],
    nearMissOf: ['csr/key-untested', 'csr/key-below-policy'],
  },
  { name: 'a request signed with SHA-1', request: { hash: 'sha1' }, expect: ['csr/weak-key-or-hash'] },
  {
    name: 'weak in both, and signed with MD5',
    request: { key: 'rsa-1024', hash: 'md5' },
    deployment: null,
    expect: ['csr/weak-key-or-hash', 'csr/weak-key-or-hash'],
  },
  {
    name: 'an RSA key of 8192 bits',
    request: { key: 'rsa-8192' },
    deployment: null,
    expect: ['csr/key-refused'],
    nearMissOf: ['csr/key-untested', 'csr/weak-key-or-hash'],
  },
  {
    name: 'an Ed25519 key for a public CA',
    request: { key: 'ed25519' },
    deployment: withEdge(publicEdge),
    expect: ['csr/key-refused', 'csr/key-differs'],
    nearMissOf: 'csr/key-untested',
  },
  {
    name: 'an Ed25519 key for a private CA',
    request: { key: 'ed25519' },
    expect: ['csr/key-untested', 'csr/key-differs'],
    nearMissOf: 'csr/key-refused',
  },
  {
    name: 'an RSA key of 2056 bits',
    request: { key: 'rsa-2056' },
    expect: ['csr/key-untested', 'csr/key-differs'],
  },
  {
    name: 'an RSA key of 3072 bits where 2048 are planned',
    request: { key: 'rsa-3072' },
    expect: ['csr/key-differs'],
    nearMissOf: 'csr/key-untested',
  },
  {
    name: 'an RSA key of 3072 bits as planned',
    request: { key: 'rsa-3072' },
    deployment: withEdge(requesting(edge, { key: { type: 'rsa', bits: 3072 } })),
    expect: [],
    nearMissOf: 'csr/key-differs',
  },
  {
    name: 'a policy that wants longer keys',
    deployment: { policy: { ...sound.policy, minRsaBits: 3072 } },
    expect: ['csr/key-below-policy'],
    check: (found) => expect(found[0]?.params).toEqual({ bits: 2048, minimum: 3072 }),
  },
  {
    name: 'an ECDSA key before X14.3',
    request: { key: 'ec-p-256', keyUsage: [0] },
    expect: ['csr/key-type-release', 'csr/key-differs'],
  },
  {
    name: 'an ECDSA key in X14.3, as planned',
    request: { key: 'ec-p-256', keyUsage: [0] },
    deployment: withEdge(requesting(edge, { key: { type: 'ec', curve: 'P-256' } }), { release: 'X14.3' }),
    expect: [],
    nearMissOf: ['csr/key-type-release', 'csr/key-differs', 'csr/key-usage-missing'],
  },
  { name: 'the private key that belongs to it', key: 'rsa-2048', expect: [], nearMissOf: 'csr/key-mismatch' },
  { name: 'another private key', key: 'rsa-2048-b', expect: ['csr/key-mismatch'] },
  {
    name: 'an ECDSA key that belongs to it',
    request: { key: 'ec-p-521', keyUsage: [0] },
    deployment: null,
    key: 'ec-p-521',
    expect: [],
    nearMissOf: 'csr/key-mismatch',
  },
  { name: 'a key of another kind', key: 'ec-p-256', expect: ['csr/key-mismatch'] },
  {
    name: 'a key the manifest does not know',
    manifest: { 'expe1.example.com': 'rsa-2048-b' },
    expect: ['csr/key-not-in-manifest'],
  },
  {
    name: 'a key the manifest knows',
    manifest: { 'expe1.example.com': 'rsa-2048' },
    expect: [],
    nearMissOf: 'csr/key-not-in-manifest',
  },
  {
    name: 'the manifest says whose key it is, whatever the names say',
    manifest: { 'expe2.example.com': 'rsa-2048' },
    expect: ['csr/name-missing', 'csr/name-of-sibling'],
    check: (found) => {
      expect(only(found, 'csr/name-missing').params['name']).toBe('DNS:expe2.example.com');
      expect(only(found, 'csr/name-of-sibling').params['name']).toBe('DNS:expe1.example.com');
    },
  },
  { name: 'a private key in the same file', hasPrivateKeyBeside: true, expect: ['csr/private-key-in-file'] },

  // several requests
  {
    name: 'the same request again',
    earlier: [{}],
    expect: ['csr/given-twice'],
    nearMissOf: ['csr/key-shared', 'csr/several-for-peer'],
  },
  {
    name: 'the same request signed anew',
    request: { key: 'ec-p-256', keyUsage: [0] },
    deployment: null,
    earlier: [{ key: 'ec-p-256', keyUsage: [0] }],
    expect: ['csr/given-twice'],
  },
  {
    name: 'two requests for one peer',
    earlier: [{ key: 'rsa-2048-b' }],
    expect: ['csr/several-for-peer'],
    nearMissOf: ['csr/given-twice', 'csr/key-shared'],
  },
  {
    name: 'two requests for one peer with the key used again',
    earlier: [{ names: without(collabEdge) }],
    expect: ['csr/several-for-peer'],
    nearMissOf: 'csr/key-shared',
  },
  {
    name: 'two peers with one key',
    earlier: [{ names: instead('DNS:expe1.example.com', 'DNS:expe2.example.com') }],
    expect: ['csr/key-shared'],
    nearMissOf: 'csr/several-for-peer',
    check: (found) => expect(found[0]?.message).toBe('the same key as earlier-1.csr'),
  },

  // whose it is
  {
    name: 'a request for another machine',
    request: stranger,
    expect: ['csr/not-in-plan'],
    nearMissOf: ['csr/name-missing', 'csr/name-extra', 'csr/cn-differs'],
    check: (found) => expect(found[0]?.params).toEqual({ couldBe: [] }),
  },
  {
    name: 'a request that fits both peers of a cluster, and is called after neither',
    request: { names: without('DNS:expe1.example.com') },
    file: 'edge.csr',
    expect: ['csr/not-in-plan'],
    check: (found) =>
      expect(found[0]?.params).toEqual({ couldBe: ['expe1.example.com', 'expe2.example.com'] }),
  },
  {
    name: 'the same in a file that is called after one of them',
    request: { names: without('DNS:expe1.example.com') },
    expect: ['csr/name-missing'],
  },
  {
    name: 'the same with the peer said',
    request: { names: without('DNS:expe1.example.com') },
    options: { peer: 'expe1.example.com' },
    expect: ['csr/name-missing'],
    nearMissOf: 'csr/not-in-plan',
  },
  {
    name: 'a request for another machine with the peer said',
    request: stranger,
    options: { peer: 'expe1.example.com' },
    expect: [...Array<string>(5).fill('csr/name-missing'), 'csr/name-extra', 'csr/cn-differs'],
    nearMissOf: 'csr/not-in-plan',
  },

  // names
  {
    name: 'a name that a client looks for is missing',
    request: { names: without(collabEdge) },
    expect: ['csr/name-missing'],
    check: ([finding]) => {
      expect(finding?.message).toBe('DNS:collab-edge.example.com is missing');
      expect(finding?.why).toContain('MRA sign-in fails for example.com');
      expect(finding?.fix[0]).toBe(
        'on expe1.example.com open Maintenance > Security > Server certificate > Generate CSR, ' +
          'set "Unified CM registrations domains" to example.com, Format CollabEdgeDNS, and send the new request',
      );
      expect(finding?.subject).toEqual({ cluster: 'edge', peer: 'expe1.example.com', file: 'expe1.csr' });
    },
  },
  {
    name: 'a missing name points at its line in the deployment file',
    request: { names: without(collabEdge) },
    deployment: {
      registrationDomains: [
        { ...named('example.com'), format: 'CollabEdgeDNS', position: { line: 21, column: 13 } },
      ],
    },
    expect: ['csr/name-missing'],
    check: ([finding]) =>
      expect(finding?.locations).toEqual([
        { file: 'expe1.csr' },
        { file: 'corp.yaml', line: 21, column: 13 },
      ]),
  },
  {
    name: 'a name asked for twice tells both consequences',
    request: { names: without('DNS:example.com') },
    deployment: { registrationDomains: [{ ...named('example.com'), format: 'DNS' }] },
    expect: ['csr/name-wrong-form'],
    check: (found) => {
      const { why } = only(found, 'csr/name-wrong-form');
      expect(why).toContain('MRA sign-in fails for example.com');
      expect(why).toContain('XMPP federation fails for example.com');
    },
  },
  {
    name: 'where the Expressway makes the keys, expcert does not offer to',
    request: { names: without('DNS:chatnode2.example.com') },
    deployment: withEdge({ ...edge, custody: 'expressway' }),
    expect: ['csr/name-missing'],
    check: ([finding]) => {
      expect(finding?.fix).toHaveLength(1);
      expect(finding?.fix[0]).toContain(
        '"IM and Presence chat node aliases" to chatnode1.example.com,chatnode2.example.com, Format DNS',
      );
    },
  },
  {
    name: 'the name of a single Expressway comes from the page itself',
    request: {
      subject: [['commonName', 'expe1.example.com']],
      names: without('DNS:expe1.example.com', 'DNS:expe.example.com'),
    },
    deployment: withEdge(single),
    expect: ['csr/name-missing'],
    nearMissOf: 'csr/cn-not-among-names',
    check: ([finding]) => expect(finding?.fix[0]).not.toContain('set "'),
  },
  {
    name: 'an additional name is missing',
    deployment: withEdge({ ...edge, additionalNames: [named('meet.example.com')] }),
    expect: ['csr/name-missing'],
    nearMissOf: 'csr/optional-name-missing',
    check: ([finding]) =>
      expect(finding?.fix[0]).toContain('"Additional alternative names" to meet.example.com'),
  },
  {
    name: 'a profile name that is planned on E, where nothing needs it',
    deployment: { phoneSecurityProfilesOn: ['C', 'E'] },
    expect: ['csr/optional-name-missing'],
    nearMissOf: 'csr/name-missing',
  },
  {
    name: 'a profile name missing on C',
    request: { ...forCore, names: forCore.names!.slice(0, -1) },
    expect: ['csr/name-missing'],
    nearMissOf: 'csr/optional-name-missing',
    check: ([finding]) => expect(finding?.why).toContain('profile DX80TLSprofile.example.com'),
  },
  {
    name: 'a federation domain as XMPPAddress where DNS is planned',
    request: { names: instead('DNS:example.com', 'XMPP:example.com') },
    expect: ['csr/name-other-form'],
    nearMissOf: ['csr/name-missing', 'csr/name-extra', 'csr/name-wrong-form', 'csr/other-name-public-ca'],
    check: ([finding]) => expect(finding?.message).toBe('XMPP:example.com stands in for DNS:example.com'),
  },
  {
    name: 'a registration domain as the SRVName of Cisco where CollabEdgeDNS is planned',
    request: { names: instead(collabEdge, 'SRV:_collab-edge._tls.example.com') },
    expect: ['csr/name-other-form'],
    nearMissOf: 'csr/name-wrong-form',
  },
  {
    name: 'a registration domain as the SRVName of RFC 4985',
    request: { names: instead(collabEdge, 'SRV:_collab-edge.example.com') },
    deployment: { registrationDomains: [{ ...named('example.com'), format: 'SRVName' }] },
    expect: ['csr/name-wrong-form'],
    nearMissOf: ['csr/name-other-form', 'csr/name-missing'],
  },
  {
    name: "the peer's own name as XMPPAddress",
    request: { names: instead('DNS:expe1.example.com', 'XMPP:expe1.example.com') },
    options: { peer: 'expe1.example.com' },
    expect: ['csr/name-wrong-form'],
  },
  {
    name: 'both forms of one domain, one of them planned',
    request: { names: [...good.names, 'XMPP:example.com'] },
    expect: ['csr/name-extra'],
    nearMissOf: ['csr/name-other-form', 'csr/name-duplicate'],
  },
  {
    name: 'a name nobody planned',
    request: { names: [...good.names, 'DNS:www.example.com'] },
    expect: ['csr/name-extra'],
  },
  {
    name: 'a name of a form the Expressway does not know',
    request: { names: [...good.names, 'email:admin@example.com'] },
    expect: ['csr/name-extra'],
  },
  {
    name: 'a name twice, once in capitals',
    request: { names: [...good.names, 'DNS:EXAMPLE.com'] },
    expect: ['csr/name-duplicate'],
  },
  {
    name: 'a name three times is told once',
    request: { names: [...good.names, 'DNS:example.com', 'DNS:example.com'] },
    expect: ['csr/name-duplicate'],
  },
  {
    name: 'a host name without domain',
    request: { names: ['DNS:expe1'] },
    deployment: null,
    expect: ['csr/name-not-fqdn', 'csr/cn-not-among-names'],
  },
  {
    name: 'an IP address',
    request: { names: [...good.names, 'IP:192.0.2.1'] },
    expect: ['csr/name-not-fqdn'],
    nearMissOf: 'csr/name-extra',
    check: ([finding]) => expect(finding?.message).toContain('IP:192.0.2.1 is an IP address'),
  },
  {
    name: 'an IP address, a final dot and an underscore as DNS names',
    request: { names: [...good.names, 'DNS:192.0.2.1', 'DNS:a.example.com.', 'DNS:a_b.example.com'] },
    deployment: null,
    expect: Array<string>(3).fill('csr/name-not-fqdn'),
  },
  {
    name: 'an internationalised name as A-label',
    request: { names: [...good.names, 'DNS:xn--bcher-kva.example.com'] },
    deployment: null,
    expect: [],
    nearMissOf: 'csr/name-not-fqdn',
  },
  {
    name: 'the names of all peers, as one choice of the Generate CSR page puts them in',
    request: { names: [...good.names, 'DNS:EXPE2.example.com'] },
    expect: ['csr/name-of-sibling'],
    nearMissOf: 'csr/name-extra',
  },
  {
    name: 'the name of a peer of another cluster',
    request: { names: [...good.names, 'DNS:expc2.example.com'] },
    expect: ['csr/name-extra'],
    nearMissOf: 'csr/name-of-sibling',
  },
  {
    name: 'the chat node alias that an Expressway-C finds out, with group chat off',
    request: { ...forCore, names: [...forCoreAlone, 'DNS:conference-2-StandAloneClusterdf1a4.example.com'] },
    deployment: withoutChat,
    expect: ['csr/alias-by-discovery'],
    nearMissOf: 'csr/name-extra',
  },
  {
    name: 'an alias that the deployment file lists, with group chat off',
    request: { ...forCore, names: [...forCoreAlone, 'DNS:chatnode1.example.com'] },
    deployment: withoutChat,
    expect: ['csr/alias-by-discovery'],
  },
  {
    name: 'such an alias on an Expressway-E',
    request: { names: [...good.names, 'DNS:conference-2-StandAloneClusterdf1a4.example.com'] },
    expect: ['csr/name-extra'],
    nearMissOf: 'csr/alias-by-discovery',
  },
  {
    name: 'a wildcard',
    request: { names: [...good.names, 'DNS:*.example.com'] },
    expect: ['csr/wildcard'],
    nearMissOf: ['csr/name-not-fqdn', 'csr/name-extra'],
  },
  {
    name: 'a wildcard as CN, where the policy allows it',
    request: { subject: [['commonName', '*.example.com']], names: [...good.names, 'DNS:*.example.com'] },
    deployment: { policy: { ...sound.policy, allowWildcard: true } },
    expect: ['csr/name-extra'],
    nearMissOf: ['csr/wildcard', 'csr/cn-not-fqdn'],
  },
  {
    name: 'an XMPPAddress for a public CA',
    request: { names: [...good.names, 'XMPP:example.com'] },
    deployment: withEdge(publicEdge),
    expect: ['csr/other-name-public-ca', 'csr/name-extra'],
  },
  {
    name: 'a name under .local for a public CA',
    request: { names: [...good.names, 'DNS:cucm.corp.local'] },
    deployment: withEdge(publicEdge),
    expect: ['csr/internal-name-public-ca', 'csr/name-extra'],
  },
  {
    name: 'a name under .local for a private CA',
    request: { names: [...good.names, 'DNS:cucm.corp.local'] },
    expect: ['csr/name-extra'],
    nearMissOf: 'csr/internal-name-public-ca',
  },
  {
    name: 'no name at all, with no deployment',
    request: { names: [] },
    deployment: null,
    expect: ['csr/no-names'],
    nearMissOf: 'csr/cn-not-among-names',
  },
  {
    name: 'no name at all: each missing one is told',
    request: { names: [], subject: [['commonName', 'expe1.example.com']] },
    expect: Array<string>(6).fill('csr/name-missing'),
    nearMissOf: 'csr/no-names',
  },

  // subject
  { name: 'no CN', request: { subject: [['organizationName', 'Example Corp']] }, expect: ['csr/cn-missing'] },
  { name: 'an empty subject', request: { subject: [] }, deployment: null, expect: ['csr/cn-missing'] },
  {
    name: 'a CN of blanks',
    request: { subject: [['commonName', ' ']] },
    deployment: null,
    expect: ['csr/cn-missing'],
    nearMissOf: 'csr/cn-not-fqdn',
  },
  {
    name: 'a CN that is a host name',
    request: { subject: [['commonName', 'expe']] },
    expect: ['csr/cn-not-fqdn'],
    nearMissOf: ['csr/cn-not-among-names', 'csr/cn-differs', 'csr/cn-missing'],
  },
  {
    name: "the peer's name as CN where the cluster's is planned",
    request: { subject: [['commonName', 'expe1.example.com']] },
    expect: [],
    nearMissOf: 'csr/cn-differs',
  },
  {
    name: 'another planned name as CN',
    request: { subject: [['commonName', 'chatnode1.example.com']] },
    expect: ['csr/cn-differs'],
    nearMissOf: 'csr/cn-not-among-names',
  },
  {
    name: 'a CN that is no name',
    request: { subject: [['commonName', 'other.example.com']] },
    deployment: null,
    expect: ['csr/cn-not-among-names'],
  },
  {
    name: 'an attribute known by number only',
    request: {
      subject: [
        ['1.3.6.1.4.1.6449.1.2.1.5.1', 'x'],
        ['commonName', 'expe.example.com'],
      ],
    },
    expect: ['csr/subject-oid'],
  },
  {
    name: 'attributes of EV certificates and well-known ones',
    request: {
      subject: [
        ['1.3.6.1.4.1.311.60.2.1.2', 'London'],
        ['serialNumber', '4711'],
        ['2.5.4.16', '1 High Street'],
        ['0.9.2342.19200300.100.1.3', 'uc@example.com'],
        ['organizationalUnitName', 'UC'],
        ['emailAddress', 'uc@example.com'],
        ['commonName', 'expe.example.com'],
      ],
    },
    expect: [],
    nearMissOf: 'csr/subject-oid',
  },
  {
    name: 'values that are longer than their attributes may be, or empty',
    request: {
      subject: [
        ['localityName', 'l'.repeat(129)],
        ['organizationName', ' '],
        ['commonName', 'expe.example.com'],
      ],
    },
    expect: ['csr/subject-refused', 'csr/subject-refused'],
    check: (findings) =>
      expect(findings.map(({ message }) => message)).toEqual([
        'L has 129 characters; 128 are allowed',
        'O is empty',
      ]),
  },
  {
    name: 'values just as long as they may be',
    request: {
      subject: [
        ['countryName', 'GB'],
        ['localityName', 'l'.repeat(128)],
        ['organizationName', 'ö'.repeat(64)],
        ['organizationalUnitName', 'a'],
        ['organizationalUnitName', 'b'],
        ['commonName', 'expe.example.com'],
      ],
    },
    expect: [],
    nearMissOf: ['csr/subject-refused', 'csr/subject-repeated'],
  },
  {
    name: 'two organizations',
    request: {
      subject: [
        ['organizationName', 'A'],
        ['organizationName', 'B'],
        ['commonName', 'expe.example.com'],
      ],
    },
    expect: ['csr/subject-repeated'],
  },
  {
    name: 'a country with three letters',
    request: {
      subject: [
        ['countryName', 'DEU'],
        ['commonName', 'expe.example.com'],
      ],
    },
    expect: ['csr/subject-refused'],
  },

  // parts that break their rules
  {
    name: 'the version that old certbots wrote',
    request: { broken: { version: integer(2) } },
    expect: ['csr/malformed-part'],
    check: ([finding]) =>
      expect(finding?.message).toBe('malformed: version: expected 0 (v1), found 2 (against RFC 2986 4.1)'),
  },
  {
    name: 'no attributes field, and so no names',
    request: { broken: { attributes: new Uint8Array() } },
    deployment: null,
    expect: ['csr/malformed-part-taken', 'csr/no-names', 'csr/usage-not-requested'],
  },
  {
    name: 'an umlaut in a DNS name',
    request: { names: [...good.names, 'DNS:b\u00fccher.example.com'] },
    expect: ['csr/name-extra', 'csr/name-malformed'],
    nearMissOf: 'csr/malformed-part',
    check: (findings) =>
      expect(findings.at(-1)?.message).toBe(
        'dNSName bücher.example.com is malformed: write xn--bcher-kva.example.com',
      ),
  },
  {
    name: 'the A-label form of an umlaut',
    request: { names: [...good.names, 'DNS:xn--bcher-kva.example.com'] },
    expect: ['csr/name-extra'],
    nearMissOf: 'csr/name-malformed',
  },

  // usages
  {
    name: 'server authentication alone before X15.4',
    request: serverOnly,
    expect: ['csr/usage-missing'],
    nearMissOf: ['csr/usage-not-requested', 'csr/server-auth-only-switch', 'csr/usage-differs'],
    check: ([finding]) =>
      expect(finding?.params).toMatchObject({
        usage: 'clientAuth',
        role: 'E',
        release: 'X14.2',
        store: 'server',
      }),
  },
  {
    name: 'neither usage, but another one',
    request: { extendedKeyUsage: ['codeSigning'] },
    expect: ['csr/usage-missing', 'csr/usage-missing'],
  },
  {
    name: 'client authentication alone',
    request: { extendedKeyUsage: ['clientAuth'] },
    expect: ['csr/usage-missing'],
  },
  {
    name: 'server authentication alone on E in X15.4, as planned',
    request: serverOnly,
    deployment: withEdge(requesting(edge, serverOnly), { release: 'X15.4' }),
    expect: ['csr/server-auth-only-switch'],
    nearMissOf: ['csr/usage-missing', 'csr/usage-differs'],
  },
  {
    name: 'server authentication alone on C in X15.4',
    request: { ...forCore, ...serverOnly },
    deployment: { release: 'X15.4' },
    expect: ['csr/usage-missing'],
    nearMissOf: 'csr/server-auth-only-switch',
  },
  {
    name: 'server authentication alone in X15.5, where both are planned',
    request: serverOnly,
    deployment: { release: 'X15.5' },
    expect: ['csr/usage-differs'],
    nearMissOf: ['csr/usage-missing', 'csr/server-auth-only-switch'],
  },
  {
    name: 'server authentication alone in X15.4, where the file says that the switch is on',
    request: serverOnly,
    deployment: withEdge({ ...requesting(edge, serverOnly), serverEkuUpload: true }, { release: 'X15.4' }),
    expect: [],
    nearMissOf: 'csr/server-auth-only-switch',
  },

  // the client store of X15.5
  {
    name: 'clientAuth alone of an Expressway-C with a client store is the request for that',
    request: forClient,
    deployment: twoStores,
    file: 'expc1.csr',
    expect: [],
    nearMissOf: ['csr/usage-missing', 'csr/usage-differs', 'csr/name-missing', 'csr/cn-differs'],
  },
  {
    name: 'serverAuth alone in a file called after the client store',
    request: { ...forClient, ...serverOnly },
    deployment: twoStores,
    file: 'expc1.example.com-client.csr.pem',
    expect: ['csr/usage-missing'],
    check: ([finding]) =>
      expect(finding).toMatchObject({
        subject: { cluster: 'core', peer: 'expc1.example.com', store: 'client' },
        message: 'clientAuth is missing, which the client store of X15.5 demands',
        fix: ['Make a new request for the client store that asks for clientAuth.', expect.any(String)],
      }),
  },
  {
    name: 'clientAuth alone in the request for the server store, as the manifest says',
    request: { ...forCore, extendedKeyUsage: ['clientAuth'] },
    deployment: twoStores,
    manifest: { 'expc1.example.com': 'rsa-2048' },
    expect: ['csr/usage-missing'],
    check: ([finding]) => {
      expect(finding!.subject).toEqual({
        ...{ cluster: 'core', peer: 'expc1.example.com', file: 'expe1.csr' },
      });
      expect(finding!.params).toMatchObject({ usage: 'serverAuth', store: 'server' });
    },
  },
  {
    name: 'both usages with the names of the server certificate, in a file of the client store: it serves there too',
    request: forCore,
    deployment: twoStores,
    file: 'client/expc1.example.com.csr',
    expect: [],
    nearMissOf: ['csr/name-extra'],
  },
  {
    name: 'both usages with the names of the server certificate are the request for the server store',
    request: forCore,
    deployment: twoStores,
    expect: [],
  },
  {
    name: 'clientAuth alone on X15.5, where the file says nothing of the client store',
    request: forClient,
    deployment: { release: 'X15.5' },
    file: 'expc1.csr',
    expect: [],
    nearMissOf: ['csr/usage-missing', 'csr/name-missing'],
  },
  {
    name: 'clientAuth alone on X15.4, which has one store',
    request: { ...forCore, extendedKeyUsage: ['clientAuth'] },
    deployment: { release: 'X15.4' },
    file: 'client.csr',
    expect: ['csr/usage-missing'],
  },
  {
    name: 'both usages and the own names alone are no request for the client store, but one that lacks names',
    request: { ...forClient, extendedKeyUsage: ['serverAuth', 'clientAuth'] },
    deployment: twoStores,
    file: 'expc1.csr',
    expect: Array<string>(3).fill('csr/name-missing'),
  },
  {
    name: 'one request for each store of a peer',
    request: forClient,
    earlier: [{ ...forCore, key: 'rsa-2048-b' }],
    deployment: twoStores,
    expect: [],
    nearMissOf: ['csr/several-for-peer', 'csr/key-shared'],
  },
  {
    name: 'a second request for the client store',
    request: { ...forClient, key: 'rsa-3072' },
    earlier: [forClient],
    deployment: twoStores,
    expect: ['csr/several-for-peer', 'csr/key-differs'],
    check: (findings) =>
      expect(only(findings, 'csr/several-for-peer').message).toContain(
        'for expc1.example.com, client store too',
      ),
  },
  {
    name: 'a request for the client store of a public CA after the end of clientAuth',
    request: forClient,
    deployment: {
      ...twoStores,
      clusters: [withClient(core, { ca: 'public' }), edge],
    },
    options: { at: new Date('2027-03-15T00:00:00Z') },
    expect: ['csr/client-auth-ended'],
    check: ([finding]) => expect(finding!.fix[0]).toContain('ca: private under client'),
  },
  {
    name: 'no usage at all',
    request: { extendedKeyUsage: [] },
    expect: ['csr/usage-not-requested'],
    nearMissOf: 'csr/usage-missing',
  },
  {
    name: 'any usage',
    request: { extendedKeyUsage: ['anyExtendedKeyUsage'] },
    expect: ['csr/usage-not-requested'],
  },
  {
    name: 'server authentication alone with no deployment',
    request: serverOnly,
    deployment: null,
    expect: [],
    nearMissOf: 'csr/usage-missing',
  },
  {
    name: 'client authentication of a public CA after the end',
    deployment: withEdge(publicEdge),
    options: { at: new Date('2027-03-15T00:00:00Z') },
    expect: ['csr/client-auth-ended'],
  },
  {
    name: "client authentication of Let's Encrypt, which has ended it",
    deployment: withEdge(publicEdge),
    issuer: "Let's Encrypt",
    expect: ['csr/client-auth-ended'],
    check: ([finding]) =>
      expect(finding!.message).toBe("no clientAuth is issued by Let's Encrypt since 2026-07-08"),
  },
  {
    name: 'client authentication of a root outside the stores of browsers, after all others have ended it',
    deployment: withEdge(publicEdge),
    issuer: 'DigiCert Assured ID Root G2',
    options: { at: new Date('2028-01-01T00:00:00Z') },
    expect: [],
    nearMissOf: 'csr/client-auth-ended',
  },
  {
    name: 'client authentication of a public CA on the day before',
    deployment: withEdge(publicEdge),
    options: { at: new Date('2027-03-14T23:59:59Z') },
    expect: [],
    nearMissOf: [
      'csr/client-auth-ended',
      'csr/other-name-public-ca',
      'csr/internal-name-public-ca',
      'csr/key-refused',
    ],
  },
  { name: 'a key usage for encryption alone', request: { keyUsage: [2] }, expect: ['csr/key-usage-missing'] },
  { name: 'no key usage at all', request: { keyUsage: [] }, expect: [], nearMissOf: 'csr/key-usage-missing' },
  { name: 'a request to become a CA', request: { ca: true }, expect: ['csr/asks-for-ca'] },
  { name: 'key usage keyCertSign', request: { keyUsage: [0, 2, 5] }, expect: ['csr/asks-for-ca'] },
  {
    name: 'basic constraints with CA false',
    request: { ca: false },
    expect: [],
    nearMissOf: 'csr/asks-for-ca',
  },
  {
    name: 'nothing but a key',
    request: { subject: [], broken: { attributes: attributeSet() } },
    deployment: null,
    expect: ['csr/no-names', 'csr/cn-missing', 'csr/usage-not-requested'],
    nearMissOf: ['csr/private-key-in-file', 'csr/key-below-policy'],
  },
];

runCases(csrRules, rows, factsOf);

async function factsOf({
  request,
  deployment,
  earlier = [],
  options,
  key,
  manifest,
  file = 'expe1.csr',
  hasPrivateKeyBeside = false,
  issuer,
  armour = { sound: true },
}: Row): Promise<CsrFacts> {
  const all: CheckCsrOptions = {
    at: new Date('2026-11-22T00:00:00Z'),
    ...(deployment !== null && { plan: signedBy(issuer, planDeployment({ ...sound, ...deployment })) }),
    ...(key && { keyPair: await keyPair(key) }),
    ...(manifest && { manifest: await owners(manifest) }),
    ...options,
  };
  const series = new CsrSeries(all);
  for (const [at, recipe] of earlier.entries()) {
    const place = { file: `earlier-${at + 1}.csr` };
    await gatherCsrFacts({ request: buildRequest(recipe), place }, all, series);
  }
  const input = { request: buildRequest(request), place: { file }, armour, hasPrivateKeyBeside };
  return gatherCsrFacts(input, all, series);
}

const signedBy = (issuer: string | undefined, plan: Plan): Plan => ({
  ...plan,
  peers: plan.peers.map((peer) => ({ ...peer, ...(issuer !== undefined && { issuer }) })),
});

function spkiOf(key: KeyName): Uint8Array<ArrayBuffer> {
  const text = keyText(key);
  return new Uint8Array(
    createPublicKey(text.slice(text.indexOf('-----BEGIN'))).export({ type: 'spki', format: 'der' }),
  );
}

async function keyPair(name: KeyName): Promise<CryptoKeyPair> {
  const algorithm = name.startsWith('rsa-')
    ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
    : { name: 'ECDSA', namedCurve: name.replace('ec-p', 'P') };
  const publicKey = await webcrypto.subtle.importKey('spki', spkiOf(name), algorithm, true, ['verify']);
  return { publicKey, privateKey: publicKey } as CryptoKeyPair;
}

async function owners(keys: Readonly<Record<string, KeyName>>) {
  const entries = Object.entries(keys).map(async ([owner, key]) => {
    const digest = await webcrypto.subtle.digest('SHA-256', spkiOf(key));
    return { peer: owner, publicKeyHash: `sha256:${Buffer.from(digest).toString('base64')}` };
  });
  return Promise.all(entries);
}

function withoutName({ name: _, ...rest }: Cluster): Cluster {
  return rest;
}
