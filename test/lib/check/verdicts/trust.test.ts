import {
  ca,
  type CertificateRecipe,
  type MadeCertificate,
} from '../../../../fixtures/recipes/certificates.ts';
import { extension, generalName } from '../../../../fixtures/recipes/requests.ts';
import { nullValue, sequence, tlv } from '../../../../src/lib/asn1/der-writer.ts';
import { explicit } from '../../../../src/lib/asn1/tags.ts';
import type { Bytes } from '../../../../src/lib/bytes.ts';
import type { ClientStore, Cluster } from '../../../../src/lib/deployment/model.ts';
import { answeredCorp, clientFile, unifiedCmList } from '../../../support/answered.ts';
import { core, edge, named, plainRequest } from '../../../support/deployment.ts';
import { publicPolicy } from '../../../support/handover.ts';
import { listOf } from '../../../support/handover-revocation.ts';
import { describeRequirement } from '../../../support/states.ts';

const expe1 = 'expe1.example.com';
const expe2 = 'expe2.example.com';
const expc1 = 'expc1.example.com';
const file = `issued/${expe1}.pem`;
const fileOfE2 = `issued/${expe2}.pem`;
const fileOfC1 = `issued/${expc1}.pem`;
const fileOfC2 = 'issued/expc2.example.com.pem';
const [ofCore, ofEdge] = ['trust/core.pem', 'trust/edge.pem'];

type Made = Readonly<Record<string, MadeCertificate>>;
const pem = (made: Made, ...names: readonly string[]): string =>
  names.map((name) => made[name]!.pem).join('');
const issuingOnce = {
  key: 'rsa-2048-c',
  issuer: 'root',
  subject: [['commonName', 'Corp Issuing CA 2']],
} as const;
const ended = ca({ ...issuingOnce, notAfter: '2026-11-01' });
const forClients = ca({ ...issuingOnce, extendedKeyUsage: ['clientAuth'] });
const rekeyed = ca({ key: 'rsa-3072', subject: [['commonName', 'Corp Issuing CA 2']] });
const withPlanOf = (clusters: Parameters<typeof answeredCorp>[1]) => answeredCorp({}, clusters);
const unknownCritical: CertificateRecipe = {
  extensions: [extension('1.3.6.1.4.1.99999.7', nullValue(), true)],
};
const permittedAlone = (name: string): Bytes =>
  extension('2.5.29.30', sequence(tlv(explicit(0), sequence(generalName(name)))), true);
const giveEdge =
  'give the trusted CA list of edge, and name its file under clusters: edge: trustList in the deployment file';
const giveCore =
  'give the trusted CA list of core, and name its file under clusters: core: trustList in the deployment file';
const edgeAlone = () => {
  const deployment = answeredCorp();
  return { ...deployment, clusters: deployment.clusters.slice(1) };
};
const b2b = { services: { ...answeredCorp().services, b2b: true } };

describeRequirement('trusted-by-other-expressway', [
  { name: 'the list of the other role verifies it', holds: [file, ofCore] },
  {
    name: 'the certificate has a fault of its own, which no list mends',
    odd: { [expe1]: unknownCritical },
    fails: [`cert/critical-extension@${expe1}`],
  },
  {
    name: 'the same, while no list of the other role was given: none would do',
    odd: { [expe1]: unknownCritical },
    folder: () => ({ [ofCore]: undefined }),
    fails: [`cert/critical-extension@${expe1}`],
  },
  {
    name: 'the list of the other role lacks its CA',
    folder: (made) => ({ [ofCore]: pem(made, 'otherRoot') }),
    fails: [`chain/untrusted@${expe1}`],
  },
  {
    name: 'it lacks the intermediate',
    folder: (made) => ({ [ofCore]: pem(made, 'root') }),
    fails: [`chain/intermediate-missing@${expe1}`],
  },
  {
    name: 'it holds an earlier certificate of the CA, which has ended',
    odd: { otherRoot: ended },
    folder: (made) => ({ [ofCore]: pem(made, 'root', 'otherRoot') }),
    fails: [`chain/other-list-fault@${expe1}`],
  },
  {
    name: 'the CA has ended wherever it is',
    odd: { issuing: ended },
    fails: [`chain/broken@${expe1}`],
  },
  {
    name: 'no list of the other role was given',
    folder: () => ({ [ofCore]: undefined }),
    open: [`trust-by-other-expressway@${expe1} core`],
    answer: [giveCore],
  },
  {
    name: 'the deployment has no other role',
    deployment: edgeAlone(),
    open: [`other-role@${expe1}`],
    answer: ['add the cluster of the other role to the deployment file'],
  },
  {
    name: 'the deployment has the other role, and the service could do without',
    deployment: answeredCorp(b2b),
    service: 'b2b',
    holds: [file, ofCore],
  },
  {
    name: 'the deployment has no other role, and the service can do without',
    deployment: { ...edgeAlone(), ...b2b },
    service: 'b2b',
  },
  {
    name: 'the two ways to search the list differ',
    odd: { otherRoot: rekeyed },
    folder: (made) => ({ [ofCore]: pem(made, 'otherRoot', 'root', 'issuing') }),
    open: [`trusted-ca-list@${expe1} ${ofCore}`],
    answer: [`leave one entry of each name in ${ofCore}, and give the list again`],
  },
  {
    name: 'the list knows the CA by a certificate that is for TLS clients alone',
    odd: { otherRoot: forClients },
    folder: (made) => ({ [ofCore]: pem(made, 'root', 'otherRoot') }),
    open: [`trusted-ca-list@${expe1} ${ofCore}`],
    answer: [`put the CAs of the certificate into ${ofCore}, and give the list again`],
  },
  {
    name: 'the list knows the CA by a certificate that is for TLS clients alone, and a client it is that it verifies',
    odd: { otherRoot: forClients },
    folder: (made) => ({ [ofEdge]: pem(made, 'root', 'otherRoot') }),
    peer: expc1,
    holds: [fileOfC1, ofEdge],
  },
  {
    name: 'a list of more entries than an Expressway takes is no evidence',
    seenByRuleAlone: true,
    folder: (made) => ({ [ofCore]: pem(made, 'root', 'issuing').repeat(501) }),
    open: [`trust/too-many@${ofCore}`],
  },
]);

/** Each Expressway-E has its own list, and the cluster none. */
function listsOfPeers(...lists: readonly (string | undefined)[]) {
  const { clusters } = answeredCorp();
  const [, { trustList: _, ...edge }] = clusters as [Cluster, Cluster];
  const peers = edge.peers.map((each, at) => ({ ...each, ...(lists[at] && { trustList: lists[at] }) }));
  return { ...answeredCorp(), clusters: [clusters[0]!, { ...edge, peers }] };
}
const [ofE1, ofE2] = ['trust/expe1.pem', 'trust/expe2.pem'];
const bothLists = listsOfPeers(ofE1, ofE2);

describeRequirement('own-list-verifies', [
  {
    name: 'the list of the peer alone verifies it',
    deployment: bothLists,
    folder: (made) => ({ [ofE1]: pem(made, 'root', 'issuing'), [ofE2]: pem(made, 'otherRoot') }),
    holds: [file, ofE1],
  },
  {
    name: 'the list of the peer alone lacks its CA, which that of its neighbour has',
    deployment: bothLists,
    folder: (made) => ({ [ofE1]: pem(made, 'root', 'issuing'), [ofE2]: pem(made, 'root') }),
    peer: expe2,
    fails: [`chain/not-in-own-list@${expe2}`],
  },
  {
    name: 'the list of its cluster counts for a peer without one of its own',
    deployment: {
      ...bothLists,
      clusters: [answeredCorp().clusters[0]!, { ...listsOfPeers(ofE1).clusters[1]!, trustList: ofEdge }],
    },
    folder: (made) => ({ [ofE1]: pem(made, 'otherRoot') }),
    peer: expe2,
    holds: [fileOfE2, ofEdge],
  },
  {
    name: 'the neighbour has a list, and lists are not replicated',
    deployment: listsOfPeers(ofE1),
    folder: (made) => ({ [ofEdge]: undefined, [ofE1]: pem(made, 'root', 'issuing') }),
    peer: expe2,
    open: [`trusted-ca-list@${expe2}`],
    answer: [
      `give the trusted CA list of ${expe2}, and name its file under clusters: edge: peers: ${expe2}: trustList in the deployment file`,
    ],
  },
  {
    name: 'a list that is called after a peer, where the deployment file names none',
    deployment: listsOfPeers(),
    folder: (made) => ({ [ofEdge]: undefined, 'trust-expe1.pem': pem(made, 'root', 'issuing') }),
    holds: [file, 'trust-expe1.pem'],
  },
  {
    name: 'a list that is called after a peer, and lacks the CA',
    deployment: listsOfPeers(),
    folder: (made) => ({ [ofEdge]: undefined, [`${expe2}-trust.pem`]: pem(made, 'root') }),
    peer: expe2,
    fails: [`chain/not-in-own-list@${expe2}`],
  },
  {
    name: 'a list that is called after a peer, where the deployment file names that of its cluster',
    folder: (made) => ({ 'trust-expe1.pem': pem(made, 'otherRoot') }),
    holds: [file, ofEdge],
  },
  ...['trust-expe.pem', 'expe.example.com-trust.pem', 'edge-trust.pem', 'trust-edge-expe.pem'].map(
    (called) => ({
      name: `a list that is called after a cluster, where the deployment file names none: ${called}`,
      deployment: listsOfPeers(),
      folder: (made: Made) => ({ [ofEdge]: undefined, [called]: pem(made, 'root', 'issuing') }),
      holds: [file, called],
    }),
  ),
  {
    name: 'a list that is called after a cluster, for a peer that another is called after',
    deployment: listsOfPeers(),
    folder: (made) => ({
      [ofEdge]: undefined,
      'trust-expe.pem': pem(made, 'root', 'issuing'),
      'trust-expe2.pem': pem(made, 'root'),
    }),
    peer: expe2,
    fails: [`chain/not-in-own-list@${expe2}`],
  },
  {
    name: 'a list that is called after two clusters is that of neither',
    deployment: listsOfPeers(),
    folder: (made) => ({ [ofEdge]: undefined, 'trust-core-edge.pem': pem(made, 'root', 'issuing') }),
    open: [`trusted-ca-list@${expe1}`],
  },
]);

describeRequirement('trusted-by-other-expressway', [
  {
    name: 'the list of each peer of the other role verifies it',
    deployment: bothLists,
    folder: (made) => ({ [ofE1]: pem(made, 'root', 'issuing'), [ofE2]: pem(made, 'root', 'issuing') }),
    peer: expc1,
    holds: [fileOfC1, ofE1, fileOfC1, ofE2],
  },
  {
    name: 'the list of one peer of the other role lacks its CA',
    deployment: bothLists,
    folder: (made) => ({ [ofE1]: pem(made, 'root', 'issuing'), [ofE2]: pem(made, 'otherRoot') }),
    peer: expc1,
    fails: [`chain/untrusted@${expc1}`],
  },
  {
    name: 'the list of one peer of the other role was not given',
    deployment: listsOfPeers(ofE1),
    folder: (made) => ({ [ofEdge]: undefined, [ofE1]: pem(made, 'root', 'issuing') }),
    peer: expc1,
    open: [`trust-by-other-expressway@${expc1} ${expe2}`],
  },
]);

describeRequirement('trusts-other-expressway', [
  {
    name: 'the list of its neighbour lacks the CA of the other role',
    deployment: bothLists,
    folder: (made) => ({ [ofE1]: pem(made, 'root', 'issuing'), [ofE2]: pem(made, 'otherRoot') }),
    holds: [fileOfC1, ofE1, fileOfC2, ofE1],
  },
  {
    name: 'its own list lacks the CA of the other role',
    deployment: bothLists,
    folder: (made) => ({ [ofE1]: pem(made, 'root', 'issuing'), [ofE2]: pem(made, 'root') }),
    peer: expe2,
    fails: [`chain/intermediate-missing@${expc1}`, 'chain/intermediate-missing@expc2.example.com'],
  },
]);

describeRequirement('trusts-other-expressway', [
  { name: 'its list verifies each of the other role', holds: [fileOfC1, ofEdge, fileOfC2, ofEdge] },
  {
    name: 'its list verifies each of the other role, on an Expressway-C too',
    peer: expc1,
    holds: [file, ofCore, fileOfE2, ofCore],
  },
  {
    name: 'its list lacks the CA of one of them',
    odd: { [expc1]: { issuer: 'otherRoot' } },
    // The first is about the list of Unified CM.
    fails: [`chain/untrusted@${expc1}~2`],
  },
  {
    name: 'one of them has a fault of its own, which no list mends',
    odd: { [expc1]: unknownCritical },
    fails: [`cert/critical-extension@${expc1}`],
  },
  {
    name: 'one of them has a name that its CA may not issue for: the same',
    odd: { issuing: ca({ ...issuingOnce, extensions: [permittedAlone('DNS:example.org')] }) },
    fails: [`chain/broken@${expc1}`, 'chain/broken@expc2.example.com'],
  },
  {
    name: 'one of them has such a fault in the server store of X15.5, and shows what is in its client store',
    deployment: answeredCorp({ release: 'X15.5' }),
    odd: { [expc1]: unknownCritical },
    holds: [clientFile(expc1), ofEdge, clientFile('expc2.example.com'), ofEdge],
  },
  {
    name: 'its list lacks the intermediate of one of them',
    folder: (made) => ({ [ofEdge]: pem(made, 'root') }),
    fails: [`chain/intermediate-missing@${expc1}`, 'chain/intermediate-missing@expc2.example.com'],
  },
  {
    name: 'no certificate of one of them was given',
    folder: () => ({ [fileOfC1]: undefined }),
    open: [
      `fleet/peer-without-certificate@${expc1}`,
      `trust-by-other-expressway@${expe1} certificate of ${expc1}`,
    ],
    answer: [`give the certificate of ${expc1}`],
  },
  {
    name: 'no list of its own was given',
    folder: () => ({ [ofEdge]: undefined }),
    open: [`trusted-ca-list@${expe1}`],
    answer: [giveEdge],
  },
  { name: 'the deployment has no other role', deployment: edgeAlone(), open: [`other-role@${expe1}`] },
  {
    name: 'from X15.5 on the Expressway-C shows its client certificate, and none was given',
    deployment: answeredCorp({ release: 'X15.5' }),
    folder: () => ({ [clientFile(expc1)]: undefined, [clientFile('expc2.example.com')]: undefined }),
    open: ['expc1', 'expc2'].map(
      (name) => `trust-by-other-expressway@${expe1} client certificate of ${name}.example.com`,
    ),
  },
  {
    name: 'from X15.5 on an Expressway-E shows its server certificate all the same',
    deployment: answeredCorp({ release: 'X15.5' }),
    peer: expc1,
    holds: [file, ofCore, fileOfE2, ofCore],
  },
]);

const cucm = 'cucm/tomcat.pem';
const callManager = 'cucm/CallManager.pem';
const noneOfUnifiedCm = { [cucm]: undefined, [callManager]: undefined };
const bothOfUnifiedCm = [callManager, ofCore, cucm, ofCore];
const ofUnifiedCm = unifiedCmList.file;
describeRequirement('trusted-by-unified-cm', [
  { name: 'its trust list verifies the Expressway-C', peer: expc1, holds: [fileOfC1, ofUnifiedCm] },
  { name: 'Unified CM does not meet an Expressway-E' },
  {
    name: 'its trust list lacks the CA',
    peer: expc1,
    folder: (made) => ({ [ofUnifiedCm]: pem(made, 'otherRoot') }),
    fails: [`chain/untrusted@${expc1}`],
  },
  {
    name: 'no trust list was given',
    peer: expc1,
    folder: () => ({ [ofUnifiedCm]: undefined }),
    open: [`trust-by-unified-cm@${expc1}`],
    answer: [
      'export tomcat-trust and CallManager-trust of Unified CM, and name the files under trustStores: unifiedCm in the deployment file',
    ],
  },
  {
    name: 'nobody named Unified CM, and nothing of it was given',
    deployment: withPlanOf([{ talksTo: {} }]),
    peer: expc1,
    folder: () => ({ [ofUnifiedCm]: undefined, ...noneOfUnifiedCm }),
  },
  {
    name: 'nobody named Unified CM, and a certificate of it was given',
    deployment: withPlanOf([{ talksTo: {} }]),
    peer: expc1,
    folder: () => ({ [ofUnifiedCm]: undefined }),
    open: [`trust-by-unified-cm@${expc1}`],
  },
  {
    name: 'nobody named Unified CM, and its trust list was given',
    deployment: withPlanOf([{ talksTo: {} }]),
    peer: expc1,
    folder: () => noneOfUnifiedCm,
    holds: [fileOfC1, ofUnifiedCm],
  },
  {
    name: 'the store keeps the newer of two certificates of a CA, and that has another key',
    peer: expc1,
    odd: {
      otherRoot: ca({
        key: 'rsa-3072',
        subject: [['commonName', 'Corp Issuing CA 2']],
        notBefore: '2021-01-01',
      }),
    },
    folder: (made) => ({ [ofUnifiedCm]: pem(made, 'root', 'issuing', 'otherRoot') }),
    fails: [`chain/other-list-fault@${expc1}`],
    remarks: [`trust/subject-replaced@${ofUnifiedCm}`],
  },
]);

const trustStores = { tomcat: 'cucm/tomcat-trust.pem', CallManager: 'cucm/CallManager-trust.pem' } as const;
const bothStores = answeredCorp({ trustStores: { unifiedCm: trustStores } });
const nothingSaid = { options: { trustLists: [] } };
describeRequirement('trusted-by-unified-cm', [
  {
    name: 'both of its trust stores verify the Expressway-C',
    deployment: bothStores,
    ...nothingSaid,
    peer: expc1,
    folder: (made) => ({ [trustStores.CallManager]: pem(made, 'root', 'issuing') }),
    holds: [fileOfC1, trustStores.CallManager, fileOfC1, trustStores.tomcat],
  },
  {
    name: 'its CallManager-trust lacks the CA',
    deployment: bothStores,
    ...nothingSaid,
    peer: expc1,
    folder: (made) => ({ [trustStores.CallManager]: pem(made, 'otherRoot') }),
    fails: [`chain/untrusted@${expc1}`],
  },
  {
    name: 'its CallManager-trust was not given',
    deployment: answeredCorp({ trustStores: { unifiedCm: { tomcat: trustStores.tomcat } } }),
    ...nothingSaid,
    peer: expc1,
    open: [`trust-by-unified-cm@${expc1} CallManager`],
    answer: [
      'export CallManager-trust of Unified CM, and name its file under trustStores: unifiedCm: CallManager in the deployment file',
    ],
  },
  {
    name: 'from X15.5 on its trust stores are asked about the client certificate',
    deployment: { ...bothStores, release: 'X15.5' },
    ...nothingSaid,
    peer: expc1,
    store: 'client',
    folder: (made) => ({ [trustStores.CallManager]: pem(made, 'root', 'issuing') }),
    holds: [clientFile(expc1), trustStores.CallManager, clientFile(expc1), trustStores.tomcat],
  },
]);

describeRequirement('trusts-unified-cm', [
  { name: 'its own list verifies the certificate of Unified CM', peer: expc1, holds: bothOfUnifiedCm },
  {
    name: 'none was given',
    peer: expc1,
    folder: () => noneOfUnifiedCm,
    open: [`certificates-of-unified-cm@${expc1}`],
    answer: [
      'export the certificates of its nodes, and name their files under clusters: core: talksTo: unifiedCm in the deployment file',
    ],
  },
  {
    name: 'the pattern of talksTo fits nothing: files elsewhere are no evidence',
    deployment: withPlanOf([{ talksTo: { unifiedCm: ['ucm/*.pem'] } }]),
    peer: expc1,
    open: ['absent-certificates@unifiedCm ucm/*.pem'],
    answer: ['put them there, or mend talksTo in the deployment file'],
  },
  {
    name: 'the pattern of another product fits nothing',
    deployment: withPlanOf([{ talksTo: { unifiedCm: ['cucm/*.pem'], imp: ['imp/*.pem'] } }]),
    peer: expc1,
    holds: bothOfUnifiedCm,
  },
  {
    name: 'none was given before X14.2, when only TLS verify mode looked at it',
    deployment: answeredCorp({ release: 'X14.1' }),
    peer: expc1,
    folder: () => noneOfUnifiedCm,
  },
  {
    name: 'its CA is not in the list',
    peer: expc1,
    odd: { unifiedCm: tomcat({ issuer: 'otherRoot' }) },
    fails: [`chain/node-untrusted@${cucm}`],
  },
  {
    name: 'its CA is not in the list before X14.2: a notice, and nobody knows',
    deployment: answeredCorp({ release: 'X14.1' }),
    peer: expc1,
    odd: { unifiedCm: tomcat({ issuer: 'otherRoot' }) },
    open: [`trust-of-other-product@${expc1} ${cucm}`],
    answer: [
      'put its CA, of a self-signed one the certificate itself, into trust/core.pem, and give the list again',
      'or leave it out, if the node of Unified CM does not show it',
    ],
  },
  {
    name: 'the list holds an earlier certificate of its CA, which has ended',
    peer: expc1,
    odd: { otherRoot: ended },
    folder: (made) => ({ [ofCore]: pem(made, 'root', 'otherRoot') }),
    fails: [`chain/node-fault@${callManager}`, `chain/node-fault@${cucm}`],
  },
  {
    name: 'it has ended',
    peer: expc1,
    odd: { unifiedCm: tomcat({ notAfter: '2026-11-01' }) },
    fails: [`cert/node-expired@${cucm}`],
  },
  {
    name: 'the last second of its validity counts',
    peer: expc1,
    odd: { unifiedCm: tomcat({ notAfter: '2026-11-22T10:00:00Z' }) },
    holds: bothOfUnifiedCm,
  },
  {
    name: 'the second after it does not',
    peer: expc1,
    odd: { unifiedCm: tomcat({ notAfter: '2026-11-22T09:59:59Z' }) },
    fails: [`cert/node-expired@${cucm}`],
  },
  {
    name: 'it has not begun',
    peer: expc1,
    odd: { unifiedCm: tomcat({ notBefore: '2026-11-23' }) },
    fails: [`cert/node-not-yet-valid@${cucm}`],
  },
  {
    name: 'it is revoked',
    peer: expc1,
    folder: (made) => ({ 'ca/issuing.crl': listOf('issuing', [made['unifiedCm']!]) }),
    fails: [`cert/node-revoked@${cucm}`],
  },
  {
    name: 'the CA above it is revoked',
    peer: expc1,
    folder: (made) => ({ 'ca/root.crl': listOf('root', [made['issuing']!]) }),
    fails: [`chain/node-fault@${callManager}`, `chain/node-fault@${cucm}`],
  },
  {
    name: 'no name of it is a whole host name',
    peer: expc1,
    odd: { unifiedCm: tomcat({ names: ['DNS:cucm1'] }) },
    open: [`cert/node-name-not-fqdn@${cucm}`, `trust-of-other-product@${expc1} ${cucm}`],
  },
  {
    name: 'it is for TLS clients alone',
    peer: expc1,
    odd: { unifiedCm: tomcat({ extendedKeyUsage: ['clientAuth'] }) },
    fails: [`chain/node-fault@${cucm}`],
  },
  {
    name: 'no list of the Expressway-C was given',
    peer: expc1,
    folder: () => ({ [ofCore]: undefined }),
    open: [callManager, cucm].map((path) => `trust-of-other-product@${expc1} ${path}`),
    answer: [giveCore, giveCore],
  },
  {
    name: 'the certificate of CallManager was not given, with which phones of MRA use secure SIP',
    peer: expc1,
    folder: () => ({ [callManager]: undefined }),
    open: [`certificates-of-unified-cm@${expc1} CallManager`],
  },
  {
    name: 'the certificate of CallManager was not given, and no phone uses secure SIP',
    deployment: answeredCorp({ phoneSecurityProfiles: [] }),
    peer: expc1,
    folder: () => ({ [callManager]: undefined }),
    holds: [cucm, ofCore],
  },
  {
    name: 'the certificate of CallManager was not given before X14.2',
    deployment: answeredCorp({ release: 'X14.1' }),
    peer: expc1,
    folder: () => ({ [callManager]: undefined }),
    holds: [cucm, ofCore],
  },
  {
    name: 'Unified CM reuses one certificate for both',
    peer: expc1,
    folder: (made) => ({ [callManager]: pem(made, 'unifiedCm') }),
    holds: [callManager, ofCore],
  },
  {
    name: 'the ECDSA twin of tomcat stands in for nothing',
    peer: expc1,
    odd: { twin: tomcat({ key: 'ec-p-256', keyUsage: [0] }) },
    folder: (made) => ({ [cucm]: undefined, 'cucm/tomcat-ECDSA.pem': pem(made, 'twin') }),
    open: [`certificates-of-unified-cm@${expc1} tomcat`],
  },
  {
    name: 'its ECDSA twin is not trusted, which the product may show',
    peer: expc1,
    odd: { twin: tomcat({ issuer: 'otherRoot', key: 'ec-p-256', keyUsage: [0] }) },
    folder: (made) => ({ 'cucm/tomcat-ECDSA.pem': pem(made, 'twin') }),
    open: [
      'chain/node-twin-untrusted@cucm/tomcat-ECDSA.pem',
      `trust-of-other-product@${expc1} cucm/tomcat-ECDSA.pem`,
    ],
  },
  {
    name: 'a certificate that no Expressway meets decides nothing',
    peer: expc1,
    odd: { capf: { key: 'rsa-2056', subject: [['commonName', 'CAPF-1a2b3c4d']], keyUsage: [5], ca: true } },
    folder: (made) => ({ 'cucm/CAPF.pem': pem(made, 'capf') }),
    holds: bothOfUnifiedCm,
  },
  {
    name: 'its CA is not in the list of another Expressway-C, which does not meet it',
    deployment: twoCores(),
    peer: expc1,
    folder: (made) => ({ 'trust/lab.pem': pem(made, 'otherRoot') }),
    holds: bothOfUnifiedCm,
  },
  {
    name: 'an Expressway-C that does not meet it has no certificate of its own Unified CM',
    deployment: twoCores(),
    peer: 'lab1.example.com',
    folder: (made) => ({ 'trust/lab.pem': pem(made, 'otherRoot') }),
    open: ['certificates-of-unified-cm@lab1.example.com'],
  },
  { name: 'Unified CM does not meet an Expressway-E' },
]);

const nodesOf = (...names: readonly string[]) => ({
  ...answeredCorp({ phoneSecurityProfiles: [] }),
  nodes: { ...answeredCorp().nodes, unifiedCm: names.map(named) },
});
describeRequirement('trusts-unified-cm', [
  {
    name: 'its certificate has the name of the node that the deployment file lists',
    deployment: nodesOf('cucm1.example.com'),
    peer: expc1,
    holds: bothOfUnifiedCm.slice(2),
    folder: () => ({ [callManager]: undefined }),
  },
  {
    name: 'its certificate has the name of no node that the deployment file lists',
    deployment: nodesOf('cucm-new.example.com'),
    peer: expc1,
    folder: () => ({ [callManager]: undefined }),
    fails: [`cert/node-name-differs@${cucm}`],
  },
  {
    name: 'of one of the nodes that the deployment file lists no certificate was given',
    deployment: nodesOf('cucm1.example.com', 'cucm2.example.com'),
    peer: expc1,
    folder: () => ({ [callManager]: undefined }),
    open: [`certificates-of-unified-cm@${expc1} tomcat cucm2.example.com`],
  },
  {
    name: 'before X14.2 TLS verify mode is on, and none was given',
    deployment: answeredCorp({ release: 'X14.0' }, [{ tlsVerify: { unifiedCm: true } }]),
    peer: expc1,
    folder: () => noneOfUnifiedCm,
    open: [`certificates-of-unified-cm@${expc1}`],
  },
  {
    name: 'before X14.2 TLS verify mode is on, and its CA is not in the list',
    deployment: answeredCorp({ release: 'X14.0' }, [{ tlsVerify: { unifiedCm: true } }]),
    peer: expc1,
    odd: { unifiedCm: tomcat({ issuer: 'otherRoot' }) },
    fails: [`chain/node-untrusted@${cucm}`],
  },
  {
    name: 'before X14.2 TLS verify mode is off, and its CA is not in the list',
    deployment: answeredCorp({ release: 'X14.0' }, [{ tlsVerify: { unifiedCm: false } }]),
    peer: expc1,
    odd: { unifiedCm: tomcat({ issuer: 'otherRoot' }) },
  },
]);

const withSip = {
  ...imp({}),
  deployment: {
    ...imp({}).deployment,
    services: { ...answeredCorp().services, sipFederation: true },
  },
  service: 'sipFederation' as const,
};
describeRequirement('trusts-imp', [
  {
    name: 'for SIP federation the list verifies the certificate of its SIP proxy',
    ...withSip,
    folder: (made) => ({ 'imp/cup.pem': pem(made, 'xmpp') }),
    holds: ['imp/cup.pem', ofCore],
  },
  {
    name: 'for SIP federation the certificate of its XCP router says nothing',
    ...withSip,
    open: [`certificates-of-imp@${expc1}`],
  },
  {
    name: 'for SIP federation the list does not verify the certificate of its SIP proxy',
    ...withSip,
    odd: { xmpp: tomcat({ issuer: 'otherRoot', key: 'rsa-2056' }) },
    folder: (made) => ({ 'imp/cup.pem': pem(made, 'xmpp') }),
    fails: ['chain/node-untrusted@imp/cup.pem'],
  },
  {
    name: 'a certificate without the presence domain, which Jabber asks its user about',
    ...imp({ names: ['DNS:imp1.example.com'] }),
    service: 'xmppFederation',
    holds: ['imp/cup-xmpp.pem', ofCore],
    remarks: ['cert/node-domain-missing@imp/cup-xmpp.pem'],
  },
]);

describeRequirement('trusted-by-imp', [
  {
    name: 'for SIP federation its cup-trust verifies the Expressway-C',
    ...withSip,
    deployment: { ...withSip.deployment, trustStores: { imp: { cup: 'imp/cup-trust.pem' } } },
    folder: (made) => ({ 'imp/cup-trust.pem': pem(made, 'root', 'issuing') }),
    holds: [fileOfC1, 'imp/cup-trust.pem'],
  },
  {
    name: 'for SIP federation its tomcat-trust says nothing',
    ...withSip,
    deployment: { ...withSip.deployment, trustStores: { imp: { tomcat: 'imp/tomcat-trust.pem' } } },
    folder: (made) => ({ 'imp/tomcat-trust.pem': pem(made, 'root', 'issuing') }),
    open: [`trust-by-imp@${expc1}`],
    answer: [
      'export cup-trust of IM and Presence, and name the files under trustStores: imp in the deployment file',
    ],
  },
]);

describeRequirement('trusts-imp', [
  {
    name: 'nobody named it, and nothing of it was given',
    peer: expc1,
  },
  {
    name: 'the pattern for Unified CM is mistyped: a tomcat certificate of nobody is no reason to ask for it',
    deployment: withPlanOf([{ talksTo: { unifiedCm: ['ucm/*.pem'] } }]),
    peer: expc1,
  },
  {
    name: 'the deployment names it, and no certificate of it was given',
    deployment: withPlanOf([{ talksTo: { unifiedCm: ['cucm/*.pem'], imp: ['imp/*.pem'] } }]),
    peer: expc1,
    open: ['absent-certificates@imp imp/*.pem'],
  },
  {
    name: 'the list verifies the certificate of its XCP router',
    ...imp({}),
    service: 'xmppFederation',
    holds: ['imp/cup-xmpp.pem', ofCore],
  },
  {
    name: 'the list does not verify the certificate of its XCP router',
    ...imp({ issuer: 'otherRoot' }),
    service: 'xmppFederation',
    fails: ['chain/node-untrusted@imp/cup-xmpp.pem'],
  },
  {
    name: 'two Expressway-Cs talk to it, and no certificate of it was given',
    deployment: {
      ...twoCores(),
      clusters: twoCores().clusters.map((each) =>
        each.role === 'C' ? { ...each, talksTo: { ...each.talksTo, imp: ['imp/*.pem'] } } : each,
      ),
    },
    peer: expc1,
    open: ['absent-certificates@imp imp/*.pem'],
  },
  {
    name: 'another Expressway-C talks to it',
    deployment: {
      ...twoCores(),
      ...imp({}).deployment,
      clusters: [...imp({}).deployment.clusters, ...twoCores().clusters.slice(2)],
    },
    peer: 'lab1.example.com',
  },
]);

describeRequirement('trusted-by-imp', [
  {
    name: 'no trust list was given',
    ...imp({}),
    service: 'xmppFederation',
    open: [`trust-by-imp@${expc1}`],
    answer: [
      'export cup-xmpp-trust and tomcat-trust of IM and Presence, and name the files under trustStores: imp in the deployment file',
    ],
  },
  {
    name: 'its trust list verifies the Expressway-C',
    ...imp({}),
    service: 'xmppFederation',
    options: { trustLists: [unifiedCmList, { file: 'imp/trust.pem', of: 'imp' }] },
    holds: [fileOfC1, 'imp/trust.pem'],
  },
  {
    name: 'its trust list lacks the CA',
    ...imp({}),
    folder: (made) => ({ 'imp/cup-xmpp.pem': pem(made, 'xmpp'), 'imp/trust.pem': pem(made, 'otherRoot') }),
    service: 'xmppFederation',
    options: { trustLists: [unifiedCmList, { file: 'imp/trust.pem', of: 'imp' }] },
    fails: [`chain/untrusted@${expc1}`],
  },
]);

const storesOfImp = { 'cup-xmpp': 'imp/cup-xmpp-trust.pem', tomcat: 'imp/tomcat-trust.pem' };
const withStoresOfImp = (cup: string) => ({
  ...imp({}),
  deployment: { ...imp({}).deployment, trustStores: { imp: { ...storesOfImp, cup } } },
  service: 'xmppFederation' as const,
});
describeRequirement('trusted-by-imp', [
  {
    name: 'cup-xmpp-trust and tomcat-trust verify the Expressway-C, and cup-trust is of SIP federation',
    ...withStoresOfImp('imp/cup-trust.pem'),
    folder: (made) => ({
      'imp/cup-xmpp.pem': pem(made, 'xmpp'),
      'imp/cup-xmpp-trust.pem': pem(made, 'root', 'issuing'),
      'imp/tomcat-trust.pem': pem(made, 'root', 'issuing'),
      'imp/cup-trust.pem': pem(made, 'otherRoot'),
    }),
    holds: [fileOfC1, 'imp/cup-xmpp-trust.pem', fileOfC1, 'imp/tomcat-trust.pem'],
  },
  {
    name: 'cup-xmpp-trust lacks the CA',
    ...withStoresOfImp('imp/cup-trust.pem'),
    folder: (made) => ({
      'imp/cup-xmpp.pem': pem(made, 'xmpp'),
      'imp/cup-xmpp-trust.pem': pem(made, 'otherRoot'),
      'imp/tomcat-trust.pem': pem(made, 'root', 'issuing'),
    }),
    fails: [`chain/untrusted@${expc1}`],
  },
]);

const unity = withPlanOf([{ talksTo: { unifiedCm: ['cucm/*.pem'], unityConnection: ['unity/*.pem'] } }]);
describeRequirement('trusts-unity', [
  { name: 'nobody named it', peer: expc1 },
  {
    name: 'no certificate of it was given',
    deployment: unity,
    peer: expc1,
    open: ['absent-certificates@unityConnection unity/*.pem'],
    answer: ['put them there, or mend talksTo in the deployment file'],
  },
  {
    name: 'the list verifies its certificate',
    deployment: unity,
    peer: expc1,
    odd: { unity: tomcat({ key: 'rsa-2056' }) },
    folder: (made) => ({ 'unity/tomcat.pem': pem(made, 'unity') }),
    holds: ['unity/tomcat.pem', ofCore],
  },
  {
    name: 'the list does not verify its certificate',
    deployment: unity,
    peer: expc1,
    odd: { unity: tomcat({ key: 'rsa-2056', issuer: 'otherRoot' }) },
    folder: (made) => ({ 'unity/tomcat.pem': pem(made, 'unity') }),
    fails: ['chain/node-untrusted@unity/tomcat.pem'],
  },
]);

const bearsPolicy = { extensions: [publicPolicy] };
const publicEdge = withPlanOf([{}, { ca: 'public' }]);
const privateCa = `cert/private-ca-at-edge@${expe1}`;
const outside = { options: { trustLists: [unifiedCmList, { file: 'outside.pem', of: 'outside' }] } };
const ownClient: ClientStore = {
  ...{ copyOfServer: false, ca: 'private', issuedBy: 'files', custody: 'tool', additionalNames: [] },
  request: { ...plainRequest, extendedKeyUsage: ['clientAuth'] },
};
const seenByPartners = {
  store: 'client',
  service: 'xmppFederation',
  deployment: answeredCorp({ release: 'X15.5' }, [
    {},
    { ca: 'public', peers: edge.peers.map((each) => ({ ...each, client: ownClient })) },
  ]),
} as const;
describeRequirement('trusted-from-outside', [
  {
    name: 'the deployment file says that those outside have the private CA',
    holds: ['corp.yaml: clusters: edge: ca'],
    remarks: [privateCa],
  },
  { name: 'it bears the mark of a public CA', deployment: publicEdge, holds: [file] },
  {
    name: 'a public CA is to sign it, and it bears no mark of one',
    deployment: publicEdge,
    odd: { [expe1]: { extensions: [] } },
    open: [`trust-from-outside@${expe1}`],
    remarks: [privateCa],
    answer: ['say ca: private under the cluster if those outside have its CA, or give their list'],
  },
  {
    name: 'it lives longer than public CAs may issue',
    odd: { [expe1]: { ...bearsPolicy, notAfter: '2028-10-01' } },
    open: [`cert/lifetime-over-public-limit@${expe1}`, `trust-from-outside@${expe1}`],
    answer: ['have it issued again for a time within the limit'],
  },
  {
    name: 'the list of those outside verifies it',
    ...outside,
    folder: (made) => ({ 'outside.pem': pem(made, 'root', 'issuing') }),
    holds: [file, 'outside.pem'],
    remarks: [privateCa],
  },
  {
    name: 'the list of those outside lacks its CA, whatever the file says',
    ...outside,
    folder: (made) => ({ 'outside.pem': pem(made, 'otherRoot') }),
    fails: [`chain/untrusted@${expe1}`],
    remarks: [privateCa],
  },
  { name: 'nobody outside meets an Expressway-C', peer: expc1 },
  {
    name: 'a private CA signs the client certificate alone, which partners see',
    ...seenByPartners,
    open: [`trust-from-outside@${expe1} client certificate`],
    answer: [
      'ask the partners to trust that CA, and name a file with the CAs that they trust under trustStores: outside in the deployment file',
    ],
  },
  {
    name: 'the list of those outside lacks the private CA of the client certificate',
    ...seenByPartners,
    ...outside,
    folder: (made) => ({ 'outside.pem': pem(made, 'otherRoot') }),
    // After that of the server certificate.
    fails: [`chain/untrusted@${expe1}~2`],
  },
  {
    name: 'the list of those outside has the private CA of the client certificate',
    ...seenByPartners,
    ...outside,
    folder: (made) => ({ 'outside.pem': pem(made, 'root', 'issuing') }),
    holds: [clientFile(expe1), 'outside.pem'],
  },
  {
    name: 'the private CA signs both certificates, and those outside have it',
    ...seenByPartners,
    deployment: answeredCorp({ release: 'X15.5' }),
    holds: ['corp.yaml: clusters: edge: ca'],
  },
  {
    name: 'no partner sees the client certificate of an Expressway-E that only accepts connections',
    ...seenByPartners,
    service: 'mra',
  },
]);

function tomcat(rest: CertificateRecipe): CertificateRecipe {
  return {
    issuer: 'issuing',
    key: 'rsa-2048-o',
    subject: [['commonName', 'cucm1.example.com']],
    names: ['DNS:cucm1.example.com'],
    ...rest,
  };
}

/** The Expressway-C talks to IM and Presence, whose XCP router has this certificate. */
function imp(rest: CertificateRecipe) {
  return {
    deployment: withPlanOf([{ talksTo: { unifiedCm: ['cucm/*.pem'], imp: ['imp/*.pem'] } }]),
    peer: expc1,
    odd: {
      xmpp: tomcat({
        subject: [['commonName', 'imp1.example.com']],
        names: ['DNS:imp1.example.com', 'DNS:example.com'],
        key: 'rsa-2056',
        ...rest,
      }),
    },
    folder: (made: Made) => ({
      'imp/cup-xmpp.pem': pem(made, 'xmpp'),
      'imp/trust.pem': pem(made, 'root', 'issuing'),
    }),
  };
}

/** A second Expressway-C that talks to another Unified CM. */
function twoCores() {
  const deployment = answeredCorp();
  const lab = {
    ...core,
    id: 'lab',
    name: { name: 'lab.example.com', written: 'lab.example.com' },
    peers: [{ ...core.peers[0]!, name: { name: 'lab1.example.com', written: 'lab1.example.com' } }],
    trustList: 'trust/lab.pem',
  };
  return { ...deployment, clusters: [...deployment.clusters, lab] };
}

const webBridge: CertificateRecipe = {
  issuer: 'issuing',
  key: 'rsa-3072',
  subject: [['commonName', 'cms1.example.com']],
  names: ['DNS:cms1.example.com'],
};
/** A web proxy for Meeting Server, whose certificates lie in cms/. */
const meetingServer = (
  recipe: CertificateRecipe = {},
  { talksTo = { cms: ['cms/*.pem'] }, nodes = [] }: { talksTo?: Cluster['talksTo']; nodes?: string[] } = {},
) => ({
  deployment: answeredCorp(
    {
      services: { ...answeredCorp().services, cmsWebProxy: true },
      nodes: { ...answeredCorp().nodes, meetingServer: nodes.map(named) },
    },
    [{ talksTo: { unifiedCm: ['cucm/*.pem'], ...talksTo } }],
  ),
  odd: { bridge: { ...webBridge, ...recipe } },
  folder: (made: Made) => ({ 'cms/webbridge.pem': pem(made, 'bridge') }),
  service: 'cmsWebProxy' as const,
  peer: expc1,
});

describeRequirement('trusts-meeting-server', [
  {
    name: 'nobody named it, and nothing of it was given',
    ...meetingServer({}, { talksTo: {} }),
    folder: () => ({}),
  },
  {
    name: 'the list verifies the certificate of its web bridge',
    ...meetingServer(),
    holds: ['cms/webbridge.pem', ofCore],
  },
  {
    name: 'its certificate is told by its folder alone',
    ...meetingServer({}, { talksTo: {} }),
    holds: ['cms/webbridge.pem', ofCore],
  },
  {
    name: 'the list lacks the CA of its web bridge',
    ...meetingServer({ issuer: 'otherRoot' }),
    open: [`trust-of-other-product@${expc1} cms/webbridge.pem`],
    answer: [`put its CA into ${ofCore}, and give the list again`],
  },
  {
    name: 'the certificate of its web bridge has ended',
    ...meetingServer({ notAfter: '2026-11-01' }),
    open: [`trust-of-other-product@${expc1} cms/webbridge.pem`],
  },
  {
    name: 'the certificate of its web bridge is for clients',
    ...meetingServer({ extendedKeyUsage: ['clientAuth'] }),
    open: [`trust-of-other-product@${expc1} cms/webbridge.pem`],
  },
  {
    name: 'talksTo names it, and nothing is there',
    ...meetingServer(),
    folder: () => ({}),
    open: ['absent-certificates@cms cms/*.pem'],
  },
  {
    name: 'the deployment file lists its node, and no certificate was given',
    ...meetingServer({}, { talksTo: {}, nodes: ['cms1.example.com'] }),
    folder: () => ({}),
    open: [`certificates-of-meeting-server@${expc1} cms1.example.com`],
  },
  {
    name: 'the deployment file lists its node: a certificate without that name, such as that of its database, is none of a web bridge',
    ...meetingServer({}, { nodes: ['cms1.example.com'] }),
    odd: {
      bridge: webBridge,
      database: { key: 'rsa-2056', subject: [['commonName', 'postgres']], names: ['DNS:db1.example.com'] },
    },
    folder: (made) => ({
      'cms/webbridge.pem': pem(made, 'bridge'),
      'cms/dbserver.pem': pem(made, 'database'),
    }),
    holds: ['cms/webbridge.pem', ofCore],
  },
  {
    name: 'the list of the Expressway-C was not given',
    ...meetingServer(),
    folder: (made) => ({ 'cms/webbridge.pem': pem(made, 'bridge'), [ofCore]: undefined }),
    open: [`trust-of-other-product@${expc1} cms/webbridge.pem`],
    answer: [giveCore],
  },
]);

const webex = (talksTo: Cluster['talksTo'] = { webex: ['webex/*'] }) => ({
  deployment: answeredCorp({ services: { ...answeredCorp().services, webexHybrid: true } }, [
    {},
    { talksTo },
  ]),
  service: 'webexHybrid' as const,
});
const cloud = { odd: { cloud: { ...webBridge, issuer: 'otherRoot' } } };

describeRequirement('trusts-webex', [
  {
    name: 'nothing of the cloud was given',
    ...webex({}),
    open: [`certificates-of-webex@${expe1}`],
    answer: [
      'save the certificate that it presents, or the CAs that Cisco names for it, and name the files under clusters: edge: talksTo: webex in the deployment file',
    ],
  },
  {
    name: 'the list verifies the certificate that the cloud presents',
    ...webex(),
    ...cloud,
    folder: (made) => ({
      'webex/cloud.pem': pem(made, 'cloud'),
      [ofEdge]: pem(made, 'root', 'issuing', 'otherRoot'),
    }),
    holds: ['webex/cloud.pem', ofEdge],
  },
  {
    name: 'the list has the root of the cloud, which sends its intermediate',
    ...webex(),
    odd: { cloud: webBridge },
    folder: (made) => ({
      'webex/cloud.pem': pem(made, 'cloud'),
      [ofEdge]: pem(made, 'root'),
      'chain.pem': pem(made, 'issuing'),
    }),
    holds: ['webex/cloud.pem', ofEdge],
  },
  {
    name: 'the list lacks the CA of the cloud',
    ...webex(),
    ...cloud,
    folder: (made) => ({ 'webex/cloud.pem': pem(made, 'cloud') }),
    open: [`trust-of-other-product@${expe1} webex/cloud.pem`],
  },
  {
    name: 'the list has the CA that was given for the cloud',
    ...webex(),
    folder: (made) => ({
      'webex/root.cer': pem(made, 'otherRoot'),
      [ofEdge]: pem(made, 'root', 'issuing', 'otherRoot'),
    }),
    holds: ['webex/root.cer', ofEdge],
  },
  {
    name: 'the list lacks the CA that was given for the cloud',
    ...webex(),
    folder: (made) => ({ 'webex/root.cer': pem(made, 'otherRoot') }),
    open: [`trust-of-other-product@${expe1} webex/root.cer`],
  },
  { name: 'nobody asks the Expressway-C for it', ...webex(), peer: expc1 },
]);
