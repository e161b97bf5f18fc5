import { expect } from 'vitest';
import type { CertificateRecipe } from '../../fixtures/recipes/certificates.ts';
import { gatherIssuedCertificate } from '../../src/lib/certificate/issued-certificate.ts';
import type { Deployment } from '../../src/lib/deployment/model.ts';
import { planDeployment } from '../../src/lib/plan/plan.ts';
import type { Finding } from '../../src/lib/findings/finding.ts';
import type {
  FleetFacts,
  FleetPeer,
  OtherFileInPlace,
  PlacedCertificate,
} from '../../src/lib/rules/fleet/facts.ts';
import { fleetRules } from '../../src/lib/rules/fleet/index.ts';
import { runCases, type Case } from '../support/cases.ts';
import { edge, named, peer, noFurtherServices } from '../support/deployment.ts';
import { corp, issue } from '../support/handover.ts';

interface Row extends Case {
  readonly deployment?: Deployment;
  readonly odd?: Readonly<Record<string, CertificateRecipe>>;
  /** Peers whose certificate has not come back. */
  readonly absent?: readonly string[];
  /** Peers that a certificate of nobody known fits. */
  /** What is in a file called after expe2. */
  readonly inPlace?: OtherFileInPlace['holds'];
  /** What is wrong with the certificate of a domain; undefined: none was given. */
  readonly domain?: { readonly faults?: readonly string[] };
  /** Peers that are given the certificate of another. */
  readonly shared?: Readonly<Record<string, string>>;
  /** Another certificate of expe1. */
  readonly older?: CertificateRecipe;
  /** How that one stands to the certificate of expe1; default: it is older. */
  readonly as?: 'passedOver' | 'tied' | 'mayHave';
}

const restart = 'fleet/restart-needed';
const edgeNames = [
  'DNS:expe.example.com',
  'DNS:collab-edge.example.com',
  'DNS:example.com',
  'DNS:chatnode1.example.com',
  'DNS:chatnode2.example.com',
];
const allPeers = ['expc1.example.com', 'expc2.example.com', 'expe1.example.com', 'expe2.example.com'];

const copied: Deployment = {
  ...corp(),
  release: 'X15.5',
  clusters: corp().clusters.map((cluster) => ({
    ...cluster,
    peers: cluster.peers.map((each) => ({ ...each, client: { copyOfServer: true } })),
  })),
};

const rows: readonly Row[] = [
  {
    name: 'a domain certificate that is not there',
    domain: {},
    expect: [restart, 'fleet/domain-certificate-missing'],
    nearMissOf: 'fleet/domain-certificate-unfit',
    check: (findings) =>
      expect(findings.find(({ subject }) => subject.cluster === 'edge')!.locations).toEqual([
        { file: 'corp.yaml', line: 9, column: 3 },
      ]),
  },
  {
    name: 'a domain certificate without a fault',
    domain: { faults: [] },
    expect: [restart],
    nearMissOf: ['fleet/domain-certificate-missing', 'fleet/domain-certificate-unfit'],
  },
  {
    name: 'a domain certificate with two faults',
    domain: { faults: ['it lacks a.example', 'it expired on 2026-11-01'] },
    expect: [restart, 'fleet/domain-certificate-unfit'],
    check: (findings) =>
      expect(findings.find(({ subject }) => subject.file === 'tenant.pem')!.message).toBe(
        'the domain certificate for customer.example: it lacks a.example; it expired on 2026-11-01',
      ),
  },
  {
    name: 'four sound peers',
    expect: [restart],
    check: ([finding]) => expect(finding!.subject).toEqual({}),
    nearMissOf: [
      'fleet/peer-without-certificate',
      'fleet/other-file-in-place',
      'fleet/peers-differ',
      'fleet/chat-aliases-differ',
      'fleet/key-shared',
      'fleet/older-certificate',
    ],
  },
  {
    name: 'no certificate at all',
    absent: allPeers,
    expect: Array<string>(4).fill('fleet/peer-without-certificate'),
    nearMissOf: restart,
  },
  {
    name: 'one certificate for both peers of a cluster',
    shared: { 'expe2.example.com': 'expe1.example.com' },
    bears: [],
    expect: ['fleet/certificate-shared', restart],
    nearMissOf: ['fleet/key-shared', 'fleet/certificates-of-several'],
  },
  {
    name: 'X15.5 without a client certificate',
    deployment: { ...corp(), release: 'X15.5' },
    bears: allPeers.map(() => 'certificate-known not known (client)'),
    expect: [...Array<string>(4).fill('fleet/client-certificate-missing'), restart],
  },
  {
    name: 'X15.5 without a client certificate where the Expressway-E opens nothing',
    deployment: {
      ...corp(),
      release: 'X15.5',
      services: {
        mra: true,
        xmppFederation: false,
        groupChatTls: false,
        jabberGuest: false,
        b2b: false,
        ...noFurtherServices,
      },
    },
    expect: [...Array<string>(2).fill('fleet/client-certificate-missing'), restart],
    check: ([first, second]) =>
      expect([first!.subject.peer, second!.subject.peer]).toEqual(allPeers.slice(0, 2)),
  },
  {
    name: 'X15.5 where the client stores have a copy of the server certificate',
    deployment: copied,
    expect: [restart],
    nearMissOf: 'fleet/client-certificate-missing',
  },
  {
    name: 'X15.4 but for the Expressway-E, which has been upgraded',
    deployment: { ...corp({}, [{}, { release: 'X15.5' }]), release: 'X15.4' },
    expect: [...Array<string>(2).fill('fleet/client-certificate-missing'), restart],
  },
  {
    name: 'X15.4, where there is one store',
    deployment: { ...corp(), release: 'X15.4' },
    expect: [restart],
    nearMissOf: 'fleet/client-certificate-missing',
  },
  {
    name: 'one peer with a certificate, which restarts alone',
    absent: allPeers.slice(1),
    expect: [...Array<string>(3).fill('fleet/peer-without-certificate'), restart],
    check: (findings) => {
      expect(findings.at(-1)!.message).toBe('after the upload restart expc1.example.com');
      expect(findings.at(-1)!.locations).toEqual([{ file: 'expc1.example.com.pem' }]);
      expect(findings.at(-1)!.subject).toEqual({ cluster: 'core' });
    },
  },
  {
    name: 'one peer without a certificate',
    absent: ['expe2.example.com'],
    bears: [
      'certificate-known not known (server)',
      'trusts-other-expressway not known on expc1.example.com, expc2.example.com',
    ],
    expect: ['fleet/peer-without-certificate', restart],
    check: ([finding]) => expect(finding!.subject).toEqual({ cluster: 'edge', peer: 'expe2.example.com' }),
  },
  ...(
    [
      ['expe2.example.com', 'which shows it to the others', ['expc1.example.com', 'expc2.example.com']],
      ['expc2.example.com', 'which shows them another', undefined],
    ] as const
  ).map(([without, shows, peers]) => ({
    name: `X15.5 without the server certificate of ${without}, ${shows}`,
    deployment: { ...corp(), release: 'X15.5' },
    absent: [without],
    expect: [
      'fleet/peer-without-certificate',
      ...Array<string>(4).fill('fleet/client-certificate-missing'),
      restart,
    ],
    check: ([finding]: readonly Finding[]) =>
      expect(
        finding!.bears!.find(({ requirement }) => requirement === 'trusts-other-expressway')?.peers,
      ).toEqual(peers),
  })),
  {
    name: 'one peer without a certificate, in whose file a CA certificate is',
    absent: ['expe2.example.com'],
    inPlace: 'CA certificate',
    expect: ['fleet/peer-without-certificate', 'fleet/other-file-in-place', restart],
    bears: [
      'certificate-known not known (server)',
      'trusts-other-expressway not known on expc1.example.com, expc2.example.com',
      'certificate-known remark',
    ],
    check: ([, finding]) =>
      expect(finding!.message).toBe(
        'expe2.cer is the CA certificate CN=it, not the certificate of expe2.example.com',
      ),
  },
  {
    name: 'one peer lacks the federation domain',
    odd: {
      'expe1.example.com': {
        names: ['DNS:expe1.example.com', ...edgeNames.filter((name) => name !== 'DNS:example.com')],
      },
    },
    expect: ['fleet/peers-differ', restart],
    nearMissOf: 'fleet/chat-aliases-differ',
    check: ([finding]) =>
      expect(finding!.params).toEqual({ differences: ['DNS:example.com is not on expe1.example.com'] }),
  },
  {
    name: 'one peer has serverAuth alone and another issuer',
    odd: { 'expe1.example.com': { extendedKeyUsage: ['serverAuth'], issuer: 'root' } },
    expect: ['fleet/peers-differ', restart],
  },
  {
    name: 'a name of one peer alone',
    deployment: corp({}, [
      {},
      {
        peers: [
          peer('expe1.example.com'),
          peer('expe2.example.com', { additionalNames: [named('meet.example.com')] }),
        ],
      },
    ]),
    expect: [restart],
    nearMissOf: 'fleet/peers-differ',
  },
  {
    name: 'an alias on the C that the E lacks',
    odd: Object.fromEntries(
      edge.peers.map(({ name }) => [name.name, { names: [`DNS:${name.name}`, ...edgeNames.slice(0, 4)] }]),
    ),
    bears: ['names-present fails for groupChatTls on expe1.example.com, expe2.example.com (server)'],
    expect: ['fleet/chat-aliases-differ', restart],
    nearMissOf: 'fleet/peers-differ',
    check: ([finding]) =>
      expect(finding!.message).toBe(
        'DNS:chatnode2.example.com is not on expe1.example.com and expe2.example.com',
      ),
  },
  {
    name: 'an alias that both lack',
    odd: Object.fromEntries(
      allPeers.map((name) => [name, { names: [`DNS:${name}`, 'DNS:chatnode1.example.com'] }]),
    ),
    expect: [restart],
    nearMissOf: 'fleet/chat-aliases-differ',
  },
  {
    name: 'one key on two peers',
    odd: { 'expe2.example.com': { key: 'rsa-2048-e' } },
    expect: ['fleet/key-shared', restart],
    nearMissOf: 'fleet/certificate-shared',
  },
  {
    name: 'the certificate before the renewal beside the new one, with the same key',
    older: { key: 'rsa-2048-e', notBefore: '2025-10-01' },
    expect: ['fleet/older-certificate', restart],
    nearMissOf: ['fleet/key-shared', 'fleet/certificate-passed-over', 'fleet/certificates-begin-together'],
  },
  {
    name: 'the certificate of a web server that shares a domain',
    older: { notBefore: '2026-11-01' },
    as: 'passedOver',
    expect: ['fleet/certificate-passed-over', restart],
    nearMissOf: 'fleet/older-certificate',
  },
  {
    name: 'two certificates that begin together and come to different answers',
    absent: ['expe1.example.com'],
    older: { notBefore: '2026-10-01' },
    as: 'tied',
    expect: ['fleet/certificates-begin-together', restart],
    bears: [
      'certificate-known not known (server)',
      'trusts-other-expressway not known on expc1.example.com, expc2.example.com',
    ],
    nearMissOf: 'fleet/peer-without-certificate',
    check: ([finding]) =>
      expect(finding!.message).toBe(
        'expe1.example.com has certificates that begin at the same time and come to different answers: ' +
          'older.pem (cert/name-missing) and older.pem (no error or warning)',
      ),
  },
  {
    name: 'two certificates that fit several peers and come to different answers',
    absent: ['expe1.example.com'],
    older: { notBefore: '2026-10-01' },
    as: 'mayHave',
    expect: ['fleet/certificates-of-several', restart],
    bears: [
      'certificate-known not known (server)',
      'trusts-other-expressway not known on expc1.example.com, expc2.example.com',
    ],
    nearMissOf: ['fleet/peer-without-certificate', 'fleet/certificates-begin-together'],
    check: ([finding]) =>
      expect(finding!.message).toBe(
        'any of these may be the certificate of expe1.example.com, and they come to different answers: ' +
          'older.pem (cert/name-missing) or older.pem (no error or warning)',
      ),
  },
];

const standing = (other: PlacedCertificate, as: Row['as']): Partial<FleetPeer> =>
  as === 'tied' || as === 'mayHave'
    ? {
        [as]: [
          { ...other, store: 'server', faults: ['cert/name-missing'] },
          { ...other, store: 'server', faults: [] },
        ],
      }
    : { [as ?? 'older']: [other] };

runCases(
  fleetRules,
  rows,
  async ({
    deployment = corp(),
    odd = {},
    absent = [],
    inPlace,
    domain,
    shared = {},
    older,
    as,
  }): Promise<FleetFacts> => {
    const made = issue(deployment, {
      ...odd,
      ...(older && { older: { issuer: 'issuing', ...older } }),
    });
    const placed = async (name: string) => ({
      issued: await gatherIssuedCertificate(made[name]!.certificate),
      place: { file: `${name}.pem` },
    });
    const plan = planDeployment(deployment);
    const peers: FleetPeer[] = [];
    for (const each of plan.peers) {
      peers.push({
        plan: each,
        server: absent.includes(each.peer) ? undefined : await placed(shared[each.peer] ?? each.peer),
        older: [],
        ...(older && each.peer === 'expe1.example.com' && standing(await placed('older'), as)),
        client: undefined,
      });
    }
    return {
      plan,
      peers,
      ...(domain && {
        domainCertificates: [
          {
            ...{ cluster: 'edge', domain: 'customer.example' },
            declaredAt: { file: 'corp.yaml', line: 9, column: 3 },
            found: domain.faults
              ? [{ issued: peers[0]!.server!.issued, place: { file: 'tenant.pem' }, faults: domain.faults }]
              : [],
          },
        ],
      }),
      inPlace: inPlace
        ? [{ peer: plan.peers.at(-1)!, place: { file: 'expe2.cer' }, holds: inPlace, subject: 'CN=it' }]
        : [],
    };
  },
);
