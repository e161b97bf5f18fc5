import type { ChainFacts, ListAnswer, PathAnswer } from '../../src/lib/rules/chain/facts.ts';
import { chainRules } from '../../src/lib/rules/chain/index.ts';
import { runCases, type Case } from '../support/cases.ts';

const trusted: PathAnswer = {
  result: 'trusted',
  path: ['CN=expe1', 'CN=Corp Issuing CA 2', 'CN=Corp Root CA'],
};
const issuerMissing: PathAnswer = {
  result: 'issuer missing',
  missingIssuer: 'CN=Corp Issuing CA 2',
  of: 'CN=expe1',
};
const open: PathAnswer = { result: 'not checked', because: 'no root CA and no trusted CA list given' };
const absent = [{ subject: 'CN=Corp Issuing CA 2', file: 'ca/issuing.pem' }];

const list = (rest: Partial<ListAnswer> = {}): ListAnswer => ({
  list: 'trust/core.pem',
  whose: 'core',
  answer: trusted,
  answerWithHelp: trusted,
  absent: [],
  ...rest,
});
const node: ChainFacts['of'] = { kind: 'node' };

interface Row extends Case {
  readonly facts?: Partial<ChainFacts>;
}

const rows: readonly Row[] = [
  {
    name: 'a full chain that both lists can verify',
    facts: { ownList: list({ list: 'trust/edge.pem', whose: 'edge' }), otherLists: [list()] },
    expect: [],
    nearMissOf: [
      'chain/incomplete',
      'chain/broken',
      'chain/not-in-own-list',
      'chain/untrusted',
      'chain/bundle',
    ],
  },
  { name: 'a chain with a gap', facts: { toRoot: issuerMissing }, expect: ['chain/incomplete'] },
  {
    name: 'a chain nobody could check for want of a root',
    facts: { toRoot: open },
    expect: [],
    nearMissOf: 'chain/incomplete',
  },
  {
    name: 'a chain whose intermediate has expired',
    facts: { toRoot: { result: 'broken', because: 'the CA certificate "CN=Corp Issuing CA 2" expired' } },
    expect: ['chain/broken'],
    nearMissOf: 'chain/incomplete',
  },
  {
    name: "an issuing CA that is at hand and not in the Expressway's own list",
    facts: { ownList: list({ answer: issuerMissing, absent }) },
    expect: ['chain/not-in-own-list'],
  },
  {
    name: 'a root that the other side does not know',
    facts: { otherLists: [list({ answer: issuerMissing, answerWithHelp: issuerMissing, absent })] },
    expect: ['chain/untrusted'],
    nearMissOf: 'chain/intermediate-missing',
  },
  {
    name: 'a list of the other side with the root alone: the zone comes up and its SSH tunnels do not',
    facts: { otherLists: [list({ answer: issuerMissing, absent })] },
    expect: ['chain/intermediate-missing'],
    nearMissOf: 'chain/untrusted',
  },
  {
    name: 'a tomcat certificate that the Expressway-C does not trust',
    facts: { of: node, otherLists: [list({ answer: issuerMissing, answerWithHelp: issuerMissing })] },
    expect: ['chain/node-untrusted'],
    nearMissOf: 'chain/untrusted',
  },
  {
    name: 'the same before X14.2',
    facts: {
      of: node,
      release: 'X14.0',
      otherLists: [list({ answer: issuerMissing, answerWithHelp: issuerMissing })],
    },
    expect: [],
    nearMissOf: 'chain/node-untrusted',
  },
  {
    name: 'three certificates in one file',
    facts: { bundle: { certificates: 3, order: 'root first' } },
    expect: ['chain/bundle'],
  },
];

runCases(chainRules, rows, ({ facts }): ChainFacts => ({
  subject: { file: 'expe1.pem' },
  place: { file: 'expe1.pem' },
  name: 'CN=expe1',
  of: { kind: 'peer', role: 'E' },
  release: 'X14.2',
  toRoot: trusted,
  ownList: undefined,
  otherLists: [],
  bundle: undefined,
  ...facts,
}));
