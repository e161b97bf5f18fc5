import {
  ca,
  type CertificateRecipe,
  type MadeCertificate,
} from '../../../../fixtures/recipes/certificates.ts';
import { extension, good } from '../../../../fixtures/recipes/requests.ts';
import { octetString } from '../../../../src/lib/asn1/der-writer.ts';
import { answeredCorp } from '../../../support/answered.ts';
import { listOf, responseAbout } from '../../../support/handover-revocation.ts';
import { describeRequirement } from '../../../support/states.ts';

const expe1 = 'expe1.example.com';
const file = `issued/${expe1}.pem`;
const ownList = 'trust/edge.pem';

type Made = Readonly<Record<string, MadeCertificate>>;
const pem = (made: Made, ...names: readonly string[]): string =>
  names.map((name) => made[name]!.pem).join('');
const issuing = (rest: CertificateRecipe) => ({
  issuing: ca({ issuer: 'root', key: 'rsa-2048-c', subject: [['commonName', 'Corp Issuing CA 2']], ...rest }),
});
const ended = { notAfter: '2026-11-01' };
/** No CA is anywhere but in the list of the other side. */
const noOwnCas = { [ownList]: undefined, 'ca/root.pem': undefined, 'ca/issuing.pem': undefined };
const nothingOfCas = { ...noOwnCas, 'trust/core.pem': undefined, 'cucm/tomcat-trust.pem': undefined };
const unknownCritical = extension('1.2.3.4.5', octetString(new Uint8Array([5, 0])), true);

describeRequirement('own-list-verifies', [
  { name: 'the list of its cluster holds the whole chain', holds: [file, ownList] },
  {
    name: 'no list was given',
    folder: () => ({ [ownList]: undefined }),
    open: [`trusted-ca-list@${expe1}`],
    answer: [
      'give the trusted CA list of edge, and name its file under clusters: edge: trustList in the deployment file',
    ],
  },
  {
    name: 'a list that nobody named is no evidence, whatever it holds',
    deployment: answeredCorp({}, [{}, { trustList: undefined as never }]),
    open: [`trusted-ca-list@${expe1}`],
  },
  {
    name: 'the list lacks the CA, which is at hand',
    folder: (made) => ({ [ownList]: pem(made, 'root') }),
    fails: [`chain/not-in-own-list@${expe1}`],
  },
  {
    name: 'the list holds the intermediate and not its root',
    folder: (made) => ({ [ownList]: pem(made, 'issuing') }),
    fails: [`chain/not-in-own-list@${expe1}`],
  },
  {
    name: 'the CA in the list has ended, and a current one is at hand',
    odd: {
      otherRoot: ca({
        issuer: 'root',
        key: 'rsa-2048-c',
        subject: [['commonName', 'Corp Issuing CA 2']],
        ...ended,
      }),
    },
    folder: (made) => ({ [ownList]: pem(made, 'root', 'otherRoot') }),
    fails: [`chain/own-list-fault@${expe1}`],
  },
  {
    name: 'the CA has ended wherever it is',
    odd: issuing(ended),
    fails: [`chain/broken@${expe1}`],
  },
  {
    name: 'the list holds another key of the CA’s name before the right one: the two ways to search it differ',
    odd: { otherRoot: ca({ key: 'rsa-3072', subject: [['commonName', 'Corp Issuing CA 2']] }) },
    folder: (made) => ({ [ownList]: pem(made, 'otherRoot', 'root', 'issuing') }),
    open: [`trusted-ca-list@${expe1} ${ownList}`],
    answer: [`leave one entry of each name in ${ownList}, and give the list again`],
  },
  {
    name: 'a list of more entries than an Expressway takes is no evidence',
    seenByRuleAlone: true,
    folder: (made) => ({ [ownList]: pem(made, 'root', 'issuing').repeat(501) }),
    open: [`trust/too-many@${ownList}`],
  },
]);

describeRequirement('chain-complete', [
  { name: 'a path leads to a root', holds: [file] },
  {
    name: 'no CA was given',
    folder: () => nothingOfCas,
    open: [`chain@${expe1}`],
    answer: ['give root and intermediates of its CA, best as the trusted CA list of the cluster'],
  },
  {
    name: 'an intermediate is nowhere, and the own list was given',
    folder: (made) => ({
      ...nothingOfCas,
      [ownList]: pem(made, 'root'),
    }),
    fails: [`chain/incomplete@${expe1}`],
  },
  {
    name: 'an intermediate is nowhere, and the own list may hold it',
    folder: (made) => ({ ...nothingOfCas, 'ca/root.pem': pem(made, 'root') }),
    open: [`chain/incomplete@${expe1}`, `chain@${expe1}`],
    answer: ['give root and intermediates of its CA, best as the trusted CA list of the cluster'],
  },
  {
    name: 'the CA has ended, and the own list was given',
    odd: issuing(ended),
    fails: [`chain/broken@${expe1}`],
  },
  {
    name: 'the CA at hand has ended, and the own list may hold a current one',
    odd: issuing(ended),
    folder: () => ({ [ownList]: undefined }),
    open: [`chain/broken@${expe1}`, `chain@${expe1}`],
  },
  {
    name: 'a critical extension that nobody knows',
    odd: { [expe1]: { extensions: [unknownCritical] } },
    fails: [`cert/critical-extension@${expe1}`],
  },
  {
    name: 'it signed itself: it is its own root',
    odd: { [expe1]: { issuer: undefined as never } },
    holds: [file],
  },
  {
    name: 'its issuer has its own name, and is nowhere',
    odd: {
      otherRoot: ca({ key: 'rsa-3072', subject: good.subject }),
      [expe1]: { issuer: 'otherRoot', subject: good.subject },
    },
    open: [`chain@${expe1}`],
  },
  {
    name: 'its signature is wrong',
    odd: { [expe1]: { signatureBit: true } },
    fails: [`chain/broken@${expe1}`],
  },
]);

const goodLists = { 'ca/issuing.crl': listOf('issuing', []), 'ca/root.crl': listOf('root', []) };
describeRequirement('not-revoked', [
  { name: 'nobody gave a list: it is not asked' },
  { name: 'the lists of all its CAs do not name it', folder: () => goodLists, holds: [file] },
  {
    name: 'the list of its CA names it',
    folder: (made) => ({ ...goodLists, 'ca/issuing.crl': listOf('issuing', [made[expe1]!]) }),
    fails: [`cert/revoked@${expe1}`],
  },
  {
    name: 'a response says that it is revoked',
    folder: (made) => ({ 'ca/expe1.ocsp': responseAbout(made[expe1]!, { status: { reason: 1 } }) }),
    fails: [`cert/revoked@${expe1}`],
  },
  {
    name: 'the list of the root names its CA',
    folder: (made) => ({ ...goodLists, 'ca/root.crl': listOf('root', [made.issuing!]) }),
    fails: [`chain/broken@${expe1}`],
  },
  {
    name: 'the list of its CA alone is here',
    folder: () => ({ 'ca/issuing.crl': listOf('issuing', []) }),
    open: [`revocation@${expe1} ${file} revocation of CN=Corp Issuing CA 2`],
    answer: ['give the current revocation lists of its CAs, or OCSP responses'],
  },
  {
    name: 'a response about another certificate',
    folder: (made) => ({ 'ca/expe2.ocsp': responseAbout(made['expe2.example.com']!) }),
    open: [`revocation@${expe1} ${file}`, `revocation@${expe1} ${file} revocation of CN=Corp Issuing CA 2`],
  },
  {
    name: 'a response about it and the list of the root',
    folder: (made) => ({ 'ca/expe1.ocsp': responseAbout(made[expe1]!), 'ca/root.crl': listOf('root', []) }),
    holds: [file],
  },
]);
