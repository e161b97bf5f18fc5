import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { nullValue } from '../../../../src/lib/asn1/der-writer.ts';
import { buildRequest, extension, good, keyText } from '../../../../fixtures/recipes/requests.ts';
import { writePem } from '../../../../src/lib/formats/pem.ts';
import { requirements } from '../../../../src/lib/findings/requirements.ts';
import { answeredCorp, checkAnswered, clientFile } from '../../../support/answered.ts';
import { peer } from '../../../support/deployment.ts';
import { publicKeyDer } from '../../../support/keys.ts';
import { describeRequirement, stateIn } from '../../../support/states.ts';

const expe1 = 'expe1.example.com';
const file = `issued/${expe1}.pem`;
const keyFile = `keys/${expe1}.key.pem`;
const none = { [file]: undefined };
const onExpressway = answeredCorp({}, [{}, { custody: 'expressway' }]);
const inTwoStores = answeredCorp({ release: 'X15.5' });
const requestWith = (recipe: object): string => writePem('CERTIFICATE REQUEST', buildRequest(recipe));
const hashOfKey = (key: string): string =>
  `sha256:${createHash('sha256').update(publicKeyDer(key)).digest('base64')}`;
const bareBase64 = keyText('rsa-2048-e').replace(/^[^]*?-----BEGIN.*\n|-----END.*\n/g, '');
/** With the names of the edge cluster alone. */
const ofCluster = { names: ['DNS:expe.example.com', 'DNS:example.com'] };

describeRequirement('certificate-known', [
  { name: 'one certificate is the peer’s', holds: [file] },
  {
    name: 'one certificate is that of several peers: whichever of them is asked about',
    odd: { [expe1]: { names: [...good.names, 'DNS:expe2.example.com'] } },
    folder: (made) => ({
      ...none,
      'issued/expe2.example.com.pem': undefined,
      'edge.pem': made[expe1]!.pem,
    }),
    peer: 'expe2.example.com',
    holds: ['edge.pem'],
  },
  {
    name: 'there is none',
    folder: () => none,
    open: [`fleet/peer-without-certificate@${expe1}`, `certificate@${expe1}`],
    answer: [`give the certificate of ${expe1}`],
  },
  {
    name: 'there is none for the peers of the other role either',
    folder: () => ({ ...none, 'issued/expe2.example.com.pem': undefined }),
    peer: 'expe2.example.com',
    open: ['fleet/peer-without-certificate@expe2.example.com', 'certificate@expe2.example.com'],
  },
  {
    name: 'two fit two peers, and it matters which is whose',
    seenByRuleAlone: true,
    odd: { [expe1]: ofCluster, 'expe2.example.com': { ...ofCluster, extendedKeyUsage: ['serverAuth'] } },
    folder: (made) => ({
      ...none,
      'issued/expe2.example.com.pem': undefined,
      [keyFile]: undefined,
      'keys/expe2.example.com.key.pem': undefined,
      'a.pem': made[expe1]!.pem,
      'b.pem': made['expe2.example.com']!.pem,
    }),
    open: [
      'cert/not-in-plan@a.pem',
      'cert/not-in-plan@b.pem',
      `fleet/certificates-of-several@${expe1}`,
      `which-certificate@${expe1} server`,
    ],
    answer: [
      `call the file of its certificate, of the key or of the request after it: ${expe1}.pem`,
      'or leave out those that no peer is to have',
    ],
  },
  {
    name: 'from X15.5 on that of the client store, where the Expressway opens connections',
    deployment: inTwoStores,
    folder: () => ({ [clientFile(expe1)]: undefined }),
    service: 'xmppFederation',
    store: 'client',
    open: [`fleet/client-certificate-missing@${expe1}`, `client-certificate@${expe1}`],
    answer: [
      'give the certificate of the client store too',
      'or say  client: copy of the server certificate  under clusters: edge in the deployment file, if that is in it',
    ],
  },
]);

describe('without its certificate', () => {
  const ofOthers = new Set(['trusts-other-expressway', 'trusted-from-outside']);
  it.each(requirements.filter((each) => !ofOthers.has(each)))(
    '%s is not known, and one question says why',
    async (requirement) => {
      const report = await checkAnswered({ folder: () => none });
      const states = report.services
        .filter(({ peer }) => peer === expe1)
        .flatMap((each) => each.requirements)
        .filter((each) => each.requirement === requirement);
      for (const each of states)
        expect(each).toMatchObject({ state: 'not known', questions: [`certificate@${expe1}`] });
    },
  );
});

describeRequirement('file-accepted', [
  { name: 'a PEM file with the certificate alone', service: 'upload', holds: [file] },
  {
    name: 'DER',
    service: 'upload',
    folder: (made) => ({ [file]: made[expe1]!.der }),
    fails: [`cert/not-pem@${expe1}`],
  },
  {
    name: 'a CA in the same file',
    service: 'upload',
    folder: (made) => ({ [file]: made[expe1]!.pem + made.issuing!.pem }),
    fails: [`chain/bundle@${expe1}`],
  },
  {
    name: 'a key in the same file',
    service: 'upload',
    folder: (made) => ({ [file]: made[expe1]!.pem + keyText('rsa-2048-e'), [keyFile]: undefined }),
    open: [`file@${expe1}`],
    answer: ['give the certificate in a PEM file of its own'],
  },
  {
    name: 'a blank line within the armour, which OpenSSL cannot read',
    service: 'upload',
    folder: (made) => ({ [file]: made[expe1]!.pem.replace('\n-----END', '\n\n-----END') }),
    fails: [`cert/pem-damaged@${expe1}`],
  },
  {
    name: 'a blank line within the armour of the key',
    service: 'upload',
    folder: () => ({ [keyFile]: keyText('rsa-2048-e').replace('\n-----END', '\n\n-----END') }),
    fails: [`key/pem-damaged@${keyFile}`],
  },
  {
    name: 'a key in base64 without armour',
    service: 'upload',
    folder: () => ({ [keyFile]: bareBase64 }),
    fails: [`key/not-pem@${keyFile}`],
  },
  {
    name: 'a key in base64 without armour, and the same key in PEM',
    service: 'upload',
    folder: () => ({ 'old.key': bareBase64 }),
    holds: [file],
  },
  {
    name: 'a key with long lines, which OpenSSL reads',
    service: 'upload',
    folder: () => ({ [keyFile]: keyText('rsa-2048-e').replace(/([^-])\n(?!-)/g, '$1') }),
    holds: [file],
  },
  {
    name: 'base64 without armour',
    service: 'upload',
    folder: (made) => ({ [file]: made[expe1]!.pem.replace(/-----.*-----\n/g, '') }),
    fails: [`cert/not-pem@${expe1}`],
  },
]);

const inUse = answeredCorp({}, [
  {},
  { peers: [peer(expe1, { installed: true }), peer('expe2.example.com')] },
]);

describeRequirement('key-held', [
  { name: 'the key is here', holds: [file, keyFile] },
  {
    name: 'a request with its key is here',
    folder: () => ({ [keyFile]: undefined, 'expe1.csr': requestWith({ key: 'rsa-2048-e' }) }),
    holds: [file, 'expe1.csr'],
  },
  {
    name: 'the manifest knows its key',
    folder: () => ({ [keyFile]: undefined }),
    options: { manifest: [{ peer: expe1, publicKeyHash: hashOfKey('rsa-2048-e') }] },
    holds: [file],
  },
  {
    name: 'the key of another lies in its place',
    folder: () => ({ [keyFile]: keyText('rsa-2048') }),
    fails: [`key/mismatch@${expe1}`],
  },
  {
    name: 'the request called as the certificate has another key',
    folder: () => ({ [keyFile]: undefined, [`issued/${expe1}.csr`]: requestWith({ key: 'rsa-2048-b' }) }),
    fails: [`cert/other-request@${expe1}`],
  },
  {
    name: 'the request called as the certificate has another key, and the key itself is here',
    folder: () => ({ [`issued/${expe1}.csr`]: requestWith({ key: 'rsa-2048-b' }) }),
    holds: [file, keyFile],
    remarks: [`cert/other-request@${expe1}`],
  },
  {
    name: 'a request whose signature is wrong proves nothing',
    folder: () => ({
      [keyFile]: undefined,
      'expe1.csr': requestWith({ key: 'rsa-2048-e', broken: { signatureBit: true } }),
    }),
    open: [`private-key@${expe1}`],
    answer: [
      'give the request or the key, or the manifest that expcert wrote with them',
      'or say  installed: true  for expe1.example.com in the deployment file, if the certificate is in use',
    ],
  },
  {
    name: 'the same where it alone would say whose the certificate is: it owns no key',
    deployment: onExpressway,
    folder: () => ({
      [keyFile]: undefined,
      [`issued/${expe1}.csr`]: requestWith({ key: 'rsa-2048-e', broken: { signatureBit: true } }),
    }),
    open: [`private-key@${expe1}`],
  },
  {
    name: 'nothing was given, and the certificate has to be replaced anyway',
    odd: { [expe1]: { extensions: [extension('1.3.6.1.4.1.99999.7', nullValue(), true)] } },
    folder: () => ({ [keyFile]: undefined }),
    open: [`private-key@${expe1}`],
    answer: ['no answer helps this certificate: have it issued again without its fault'],
  },
  {
    name: 'nothing was given',
    folder: () => ({ [keyFile]: undefined }),
    open: [`private-key@${expe1}`],
    answer: [
      'give the request or the key, or the manifest that expcert wrote with them',
      'or say  installed: true  for expe1.example.com in the deployment file, if the certificate is in use',
    ],
  },
  {
    name: 'the manifest knows other keys alone',
    folder: () => ({ [keyFile]: undefined }),
    options: { manifest: [{ peer: expe1, publicKeyHash: 'sha256:other' }] },
    open: [`cert/key-not-in-manifest@${expe1}`, `private-key@${expe1}`],
  },
  {
    name: 'the key is kept on the Expressway, and nothing shows that it is there',
    deployment: onExpressway,
    folder: () => ({ [keyFile]: undefined }),
    open: [`private-key@${expe1}`],
    answer: [
      'download the request on Maintenance > Security > Server certificate of the peer and put it beside the certificate',
      'or say  installed: true  for expe1.example.com in the deployment file, if the certificate is in use',
    ],
  },
  {
    name: 'the key is kept on the Expressway, and its request is here',
    deployment: onExpressway,
    folder: () => ({ [keyFile]: undefined, 'expe1.csr': requestWith({ key: 'rsa-2048-e' }) }),
    holds: [file, 'expe1.csr'],
  },
  {
    name: 'the Expressway knows the key of its last request alone, and two are here',
    deployment: onExpressway,
    folder: () => ({
      [keyFile]: undefined,
      'expe1.csr': requestWith({ key: 'rsa-2048-e' }),
      'expe1-old.csr': requestWith({ key: 'rsa-2048-b' }),
    }),
    open: [`which-request@${expe1}`],
    answer: ['leave the older requests out'],
  },
  {
    name: 'the deployment file says that the certificate is in use',
    deployment: inUse,
    folder: () => ({ [keyFile]: undefined }),
    holds: ['corp.yaml: clusters: edge: peers: expe1.example.com: installed'],
  },
  {
    name: 'the deployment file says so, and the request for its renewal lies beside it',
    deployment: inUse,
    folder: () => ({
      [keyFile]: undefined,
      [file.replace('.pem', '.csr.pem')]: requestWith({ key: 'rsa-2048-p' }),
    }),
    holds: ['corp.yaml: clusters: edge: peers: expe1.example.com: installed'],
  },
  {
    name: 'the deployment file says so of the other peer',
    deployment: inUse,
    folder: () => ({ 'keys/expe2.example.com.key.pem': undefined, [keyFile]: undefined }),
    peer: 'expe2.example.com',
    open: ['private-key@expe2.example.com'],
  },
  {
    name: 'the deployment file says so, and the key of another lies in its place',
    seenByRuleAlone: true,
    deployment: inUse,
    folder: () => ({ [keyFile]: keyText('rsa-2048') }),
    fails: [`key/mismatch@${expe1}`],
  },
  {
    name: 'the deployment file says so of what is in the server store alone',
    deployment: { ...inUse, release: 'X15.5' },
    folder: () => ({ [keyFile]: undefined }),
    store: 'client',
    service: 'xmppFederation',
    open: [`private-key@${expe1}`],
    answer: ['give the request or the key, or the manifest that expcert wrote with them'],
  },
  {
    name: 'two requests are here, and the key itself',
    folder: () => ({
      'expe1.csr': requestWith({ key: 'rsa-2048-e' }),
      'expe1-old.csr': requestWith({ key: 'rsa-2048-b' }),
    }),
    holds: [file, keyFile],
  },
  {
    name: 'a key file without a last newline, which an Expressway once joined to the next line',
    seenByRuleAlone: true,
    folder: () => ({ [keyFile]: keyText('rsa-2048-e').trimEnd() }),
    open: [`key/no-final-newline@${keyFile}`],
  },
  {
    name: 'a key file without a last newline, where MRA is not asked about',
    service: 'upload',
    folder: () => ({ [keyFile]: keyText('rsa-2048-e').trimEnd() }),
    holds: [file, keyFile],
  },
]);

describe('a row that does not ask', () => {
  it('has no state', async () => {
    const report = await checkAnswered();
    expect(stateIn(report, 'file-accepted', { service: 'mra' })).toBeUndefined();
    expect(stateIn(report, 'in-date', { service: 'jabberGuest' })).toBeUndefined();
  });
});
