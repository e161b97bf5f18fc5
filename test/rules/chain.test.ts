import { expect } from 'vitest';
import type { Finding } from '../../src/lib/findings/finding.ts';
import {
  listsIn,
  type BrokenPath,
  type ChainFacts,
  type CrlFacts,
  type ListAnswer,
  type ListReader,
  type PathAnswer,
  type TrustedPath,
} from '../../src/lib/rules/chain/facts.ts';
import { chainRules, crlRules } from '../../src/lib/rules/chain/index.ts';
import { runCases, type Case } from '../support/cases.ts';
import { judgedAt } from '../support/pki.ts';

const day = 86_400_000;
const end = Date.parse('2027-06-30T23:59:59Z');

const good = (rest: Partial<TrustedPath> = {}): TrustedPath => ({
  result: 'trusted',
  path: ['CN=expe1', 'CN=Corp Issuing CA 2', 'CN=Corp Root CA'],
  ends: { notAfter: end, subject: 'CN=expe1', position: 0 },
  refusedAs: {},
  ...rest,
});
const trusted = good();
const issuerMissing: PathAnswer = {
  result: 'issuer missing',
  missingIssuer: 'CN=Corp Issuing CA 2',
  of: 'CN=expe1',
};
const open: PathAnswer = {
  result: 'not checked',
  why: 'no-root',
  because: 'no root CA and no trusted CA list given',
};
const differs: PathAnswer = {
  result: 'not checked',
  why: 'searches-differ',
  because: 'with all its entries there is a good path, with the other search not',
};
const expiredCa: BrokenPath = {
  result: 'broken',
  fault: 'expired',
  because: 'the CA certificate "CN=Corp Issuing CA 2" expired on 2026-01-01',
  subject: 'CN=Corp Issuing CA 2',
  position: 1,
};
const otherKey: BrokenPath = {
  result: 'broken',
  fault: 'other-key',
  because: 'the certificate "CN=expe1" was signed with another key',
  subject: 'CN=expe1',
  position: 0,
  wantedKey: 'aa11',
  foundKeys: ['bb22'],
};
const forbiddenName: BrokenPath = {
  result: 'broken',
  fault: 'name-constraints',
  because: 'the certificate "CN=expe1" has a name that a CA above it does not permit',
  subject: 'CN=expe1',
  position: 0,
};
const unknownExtension: BrokenPath = { ...forbiddenName, fault: 'critical-extension', because: 'critical' };
const weak: BrokenPath = { ...forbiddenName, fault: 'strength', because: 'weak' };
const revokedCa: BrokenPath = { ...expiredCa, fault: 'revoked', because: 'revoked' };
const mailCa = {
  subject: 'CN=Mail CA',
  position: 1,
  kind: 'extended key usage',
  found: ['emailProtection'],
} as const;
const leafRefusal = { ...mailCa, subject: 'CN=expe1', position: 0 };
const absent = [{ subject: 'CN=Corp Issuing CA 2', file: 'ca/issuing.pem' }];

const core: ListReader = {
  kind: 'expressway',
  cluster: 'core',
  role: 'C',
  peers: ['expc1.example.com', 'expc2.example.com'],
};
const list = (rest: Partial<ListAnswer> = {}): ListAnswer => ({
  list: 'trust/core.pem',
  reader: core,
  answer: trusted,
  answerWithHelp: trusted,
  absent: [],
  through: [],
  ...rest,
});
const ownList = (answer: PathAnswer): ListAnswer =>
  list({ list: 'trust/edge.pem', reader: { ...core, cluster: 'edge', role: 'E', peers: [] }, answer });
const bad = (answer: PathAnswer): ListAnswer => list({ answer, answerWithHelp: answer });
const node: ChainFacts['of'] = { kind: 'node', requirement: 'trusts-unified-cm', services: ['mra'] };
const twin: ChainFacts['of'] = { ...node, isTwin: true };

/** How the steps of each finding begin. */
const toDo =
  (...expected: string[]) =>
  (findings: readonly Finding[]) => {
    const told = findings.flatMap(({ fix }) => fix);
    expect(told.map((step, at) => step.slice(0, expected[at]?.length ?? 40))).toEqual(expected);
  };

/** What the finding says of requirements: `fails chain-complete`, with the peers of the row where they are named. */
const bears =
  (...expected: string[]) =>
  (findings: readonly Finding[]) =>
    expect(
      findings.flatMap(({ bears: all = [] }) =>
        all.map(({ requirement, effect, peers, services }) =>
          [effect, requirement, ...(peers ?? []), ...(services ?? [])].join(' '),
        ),
      ),
    ).toEqual(expected);
const inCore = 'expc1.example.com expc2.example.com';

interface Row extends Case {
  readonly facts?: Partial<ChainFacts>;
}

const rows: readonly Row[] = [
  {
    name: 'a full chain that both lists can verify',
    facts: { ownList: ownList(trusted), otherLists: [list()] },
    expect: [],
    nearMissOf: [
      'chain/incomplete',
      'chain/broken',
      'chain/not-in-own-list',
      'chain/own-list-fault',
      'chain/untrusted',
      'chain/other-list-fault',
      'chain/ca-usage-forbids',
      'chain/ends-first',
      'chain/tolerated',
      'chain/bundle',
    ],
  },
  // the chain
  {
    name: 'a chain with a gap, which the Expressway itself may not have',
    facts: { toRoot: issuerMissing },
    expect: ['chain/incomplete'],
    bears: ['chain-complete not known (server)'],
    check: bears('not known chain-complete'),
  },
  {
    name: 'a chain with a gap, its own list included',
    facts: { toRoot: issuerMissing, ownList: ownList(issuerMissing) },
    expect: ['chain/incomplete'],
    check: bears('fails chain-complete'),
  },
  {
    name: 'a chain nobody could check for want of a root',
    facts: { toRoot: open },
    expect: [],
    nearMissOf: 'chain/incomplete',
  },
  {
    name: 'a chain whose intermediate has expired, while its own list is not given',
    facts: { toRoot: expiredCa },
    expect: ['chain/broken'],
    nearMissOf: 'chain/incomplete',
    check: bears('not known chain-complete'),
  },
  {
    name: 'an intermediate that has expired in every list: one finding for all of them',
    facts: { toRoot: expiredCa, ownList: ownList(expiredCa), otherLists: [bad(expiredCa)] },
    expect: ['chain/broken'],
    bears: [
      'chain-complete fails (server)',
      'own-list-verifies fails (server)',
      'trusted-by-other-expressway fails (server)',
      'trusts-other-expressway fails on expc1.example.com, expc2.example.com',
    ],
    nearMissOf: ['chain/own-list-fault', 'chain/other-list-fault'],
    check: (findings) => {
      bears(
        'fails chain-complete',
        'fails own-list-verifies',
        'fails trusted-by-other-expressway',
        `fails trusts-other-expressway ${inCore}`,
      )(findings);
      expect(findings[0]!.message).toBe(`${expiredCa.because}; it is the same in trust/core.pem of core`);
      expect(listsIn(findings[0]!.params)).toContain('trust/core.pem');
    },
  },
  {
    name: 'an intermediate that has expired at hand, and has been renewed in the list of the other side',
    facts: { toRoot: expiredCa, ownList: ownList(expiredCa), otherLists: [list()] },
    expect: ['chain/broken'],
    check: (findings) => {
      bears('fails chain-complete', 'fails own-list-verifies')(findings);
      expect(findings[0]!.message).toBe(expiredCa.because);
    },
  },
  {
    name: 'an intermediate that has expired in the lists of two readers',
    facts: {
      toRoot: expiredCa,
      otherLists: [bad(expiredCa), { ...bad(expiredCa), reader: { kind: 'unifiedCm' } }],
    },
    expect: ['chain/broken'],
    check: bears(
      'not known chain-complete',
      'fails trusted-by-other-expressway',
      `fails trusts-other-expressway ${inCore}`,
      'fails trusted-by-unified-cm',
    ),
  },
  {
    name: 'a weak signature of the certificate itself',
    facts: { toRoot: weak },
    expect: ['chain/broken'],
    check: bears('fails chain-complete'),
  },
  {
    name: 'a name for which the CA may not issue: no other list mends that',
    facts: { toRoot: forbiddenName },
    expect: ['chain/broken'],
    check: (findings) => {
      bears('fails chain-complete')(findings);
      expect(findings[0]!.fix[0]).toContain('another CA');
    },
  },
  {
    name: 'a CA that was withdrawn: the chain is whole',
    facts: { toRoot: revokedCa },
    expect: ['chain/broken'],
    check: bears('fails not-revoked'),
  },
  {
    name: 'a critical extension of the certificate itself, of which cert/critical-extension speaks',
    facts: {
      toRoot: unknownExtension,
      ownList: ownList(unknownExtension),
      otherLists: [bad(unknownExtension)],
    },
    expect: [],
    nearMissOf: ['chain/broken', 'chain/own-list-fault', 'chain/other-list-fault'],
  },
  {
    name: 'what RFC 5280 forbids and OpenSSL takes',
    facts: { tolerated: ['malformed name constraints: dns:.example.com'] },
    expect: ['chain/tolerated'],
    nearMissOf: 'chain/broken',
  },
  // its own list
  {
    name: "an issuing CA that is at hand and not in the Expressway's own list",
    facts: { ownList: { ...ownList(issuerMissing), absent } },
    expect: ['chain/not-in-own-list'],
    bears: ['own-list-verifies fails (server)'],
    check: (findings) => {
      bears('fails own-list-verifies')(findings);
      expect(findings[0]!.message).toContain('CN=Corp Issuing CA 2 (in ca/issuing.pem)');
      expect(findings[0]!.locations).toEqual([{ file: 'expe1.pem' }]);
    },
  },
  {
    name: 'the same, and the CA has revoked what lies on the path: the list lacks the root all the same',
    facts: { toRoot: revokedCa, ownList: { ...ownList(issuerMissing), absent } },
    expect: ['chain/broken', 'chain/not-in-own-list'],
  },
  {
    name: 'a cross certificate in its own list that is found before the root and leads to one that is not there',
    facts: { ownList: ownList(issuerMissing) },
    expect: ['chain/not-in-own-list'],
    check: ([finding]) => {
      expect(finding!.message).toMatch(/ that is found first in .+ leads to ".+", which is not there$/);
      expect(finding!.fix[0]).toContain('(a cross certificate) out of ');
    },
  },
  {
    name: 'another key of the same name in its own list',
    facts: { ownList: ownList(otherKey) },
    expect: ['chain/own-list-fault'],
    bears: ['own-list-verifies fails (server)'],
    nearMissOf: 'chain/not-in-own-list',
    check: (findings) => {
      bears('fails own-list-verifies')(findings);
      expect(findings[0]!.params).toMatchObject({ wantedKey: 'aa11', foundKeys: ['bb22'] });
      expect(findings[0]!.fix[0]).toContain('key identifier');
    },
  },
  {
    name: 'an ended CA in its own list, while the renewed one is at hand',
    facts: { ownList: { ...ownList(expiredCa), absent } },
    expect: ['chain/own-list-fault'],
    check: toDo('Upload CN=Corp Issuing CA 2 (in ca/issuing.pem) to Trusted CA certificate on every peer'),
  },
  {
    name: 'another key in its own list, while the right one is at hand',
    facts: { ownList: { ...ownList(otherKey), absent } },
    expect: ['chain/own-list-fault'],
    check: toDo('Upload CN=Corp Issuing CA 2 (in ca/issuing.pem) to', 'Keep the one that is there'),
  },
  {
    name: 'another key in its own list, while no good chain is at hand either',
    facts: { toRoot: expiredCa, ownList: { ...ownList(otherKey), absent } },
    expect: ['chain/broken', 'chain/own-list-fault'],
    check: ([, finding]) => expect(finding!.fix[0]).toMatch(/^Ask the CA for its certificate with the key/),
  },
  {
    name: 'entries of one name, with which two ways of searching come to different ends',
    facts: { ownList: ownList(differs), otherLists: [bad(differs)] },
    expect: [],
    nearMissOf: ['chain/own-list-fault', 'chain/other-list-fault', 'chain/untrusted'],
  },
  // lists of others
  {
    name: 'a root that the other side does not know',
    facts: { otherLists: [{ ...bad(issuerMissing), absent }] },
    expect: ['chain/untrusted'],
    bears: [
      'trusted-by-other-expressway fails (server)',
      'trusts-other-expressway fails on expc1.example.com, expc2.example.com',
    ],
    nearMissOf: 'chain/intermediate-missing',
    check: bears('fails trusted-by-other-expressway', `fails trusts-other-expressway ${inCore}`),
  },
  {
    name: 'a root that Unified CM does not know',
    facts: { otherLists: [{ ...bad(issuerMissing), reader: { kind: 'unifiedCm' } }] },
    expect: ['chain/untrusted'],
    check: bears('fails trusted-by-unified-cm'),
  },
  {
    name: 'a root that the IM and Presence Service does not know',
    facts: { otherLists: [{ ...bad(issuerMissing), reader: { kind: 'imp' } }] },
    expect: ['chain/untrusted'],
    check: bears('fails trusted-by-imp'),
  },
  {
    name: 'a root that those outside do not know',
    facts: { otherLists: [{ ...bad(issuerMissing), reader: { kind: 'outside' } }] },
    expect: ['chain/untrusted'],
    check: bears('fails trusted-from-outside'),
  },
  {
    name: 'from X15.5 on, the server certificate of an Expressway-C, which shows the other one',
    facts: {
      release: 'X15.5',
      of: { kind: 'peer', role: 'C' },
      store: 'server',
      otherLists: [bad(issuerMissing)],
    },
    expect: ['chain/untrusted'],
    check: bears('fails trusted-by-other-expressway'),
  },
  {
    name: 'from X15.5 on, the client certificate of an Expressway-C',
    facts: {
      release: 'X15.5',
      of: { kind: 'peer', role: 'C' },
      store: 'client',
      otherLists: [bad(issuerMissing)],
    },
    expect: ['chain/untrusted'],
    check: bears('fails trusted-by-other-expressway', `fails trusts-other-expressway ${inCore}`),
  },
  {
    name: 'from X15.5 on, the server certificate of an Expressway-E',
    facts: { release: 'X15.5', otherLists: [bad(issuerMissing)] },
    expect: ['chain/untrusted'],
    check: bears('fails trusted-by-other-expressway', `fails trusts-other-expressway ${inCore}`),
  },
  {
    name: 'from X15.5 on, the client certificate of an Expressway-E',
    facts: { release: 'X15.5', store: 'client', otherLists: [bad(issuerMissing)] },
    expect: ['chain/untrusted'],
    check: bears('fails trusted-by-other-expressway'),
  },
  {
    name: 'a root that is not in a list of nobody knows whom',
    facts: { otherLists: [{ ...bad(issuerMissing), reader: { kind: 'unknown' } }] },
    expect: ['chain/untrusted'],
    check: (findings) => {
      bears()(findings);
      expect(findings[0]!.message).toContain('not trusted by trust/core.pem: ');
    },
  },
  {
    name: 'a list of the other side with the root alone: the zone comes up and its SSH tunnels do not',
    facts: { otherLists: [list({ answer: issuerMissing, absent })] },
    expect: ['chain/intermediate-missing'],
    bears: [
      'trusted-by-other-expressway fails (server)',
      'trusts-other-expressway fails on expc1.example.com, expc2.example.com',
    ],
    nearMissOf: 'chain/untrusted',
    check: bears('fails trusted-by-other-expressway', `fails trusts-other-expressway ${inCore}`),
  },
  {
    name: 'a cross certificate in the list of the other side that leads to a root that is not there',
    facts: { otherLists: [list({ answer: issuerMissing })] },
    expect: ['chain/intermediate-missing'],
    check: ([finding]) => {
      expect(finding!.message).toMatch(/ leads to ".+", which is not there$/);
      expect(finding!.fix[0]).toContain('(a cross certificate) out of trust/core.pem');
    },
  },
  {
    name: 'an ended root in the list of the other side',
    facts: { otherLists: [bad(expiredCa)] },
    expect: ['chain/other-list-fault'],
    bears: [
      'trusted-by-other-expressway fails (server)',
      'trusts-other-expressway fails on expc1.example.com, expc2.example.com',
    ],
    nearMissOf: ['chain/untrusted', 'chain/intermediate-missing'],
    check: bears('fails trusted-by-other-expressway', `fails trusts-other-expressway ${inCore}`),
  },
  {
    name: 'an ended CA in a list of Unified CM, while the renewed one is at hand',
    facts: {
      otherLists: [{ ...bad(expiredCa), absent, reader: { kind: 'unifiedCm', trustStore: 'tomcat' } }],
    },
    expect: ['chain/other-list-fault'],
    check: ([finding]) =>
      expect(finding!.fix).toEqual([
        'On Unified CM put root and intermediates of the certificate into tomcat-trust, and restart the services. At hand: CN=Corp Issuing CA 2 (in ca/issuing.pem).',
      ]),
  },
  {
    name: 'an ended CA in a list of Unified CM: nothing of it goes onto an Expressway',
    facts: { otherLists: [{ ...bad(expiredCa), reader: { kind: 'unifiedCm' } }] },
    expect: ['chain/other-list-fault'],
    check: ([finding]) => {
      expect(finding!.fix[0]).toContain('On Unified CM put root and intermediates');
      expect(finding!.fix[0]).not.toContain('every peer');
    },
  },
  // usages and dates of the path
  {
    name: 'an intermediate for e-mail',
    facts: { toRoot: good({ refusedAs: { server: mailCa, client: mailCa } }) },
    expect: ['chain/ca-usage-forbids'],
    bears: ['server-usage fails (server)', 'client-usage fails (server)'],
    check: (findings) => {
      bears('fails server-usage', 'fails client-usage')(findings);
      expect(findings[0]!.message).toContain('not for TLS servers and TLS clients');
    },
  },
  {
    name: 'an intermediate for servers alone',
    facts: { toRoot: good({ refusedAs: { client: { ...mailCa, found: ['serverAuth'] } } }) },
    expect: ['chain/ca-usage-forbids'],
    check: bears('fails client-usage'),
  },
  {
    name: 'an intermediate for clients alone',
    facts: { toRoot: good({ refusedAs: { server: { ...mailCa, found: ['clientAuth'] } } }) },
    expect: ['chain/ca-usage-forbids'],
    check: bears('fails server-usage'),
  },
  {
    name: 'a certificate that is not for clients itself',
    facts: { toRoot: good({ refusedAs: { client: leafRefusal } }) },
    expect: [],
    nearMissOf: 'chain/ca-usage-forbids',
  },
  {
    name: 'an issuing CA that ends before the certificate',
    facts: {
      toRoot: good({
        ends: { notAfter: end - 100 * day, subject: 'CN=Corp Issuing CA 2', position: 1 },
      }),
    },
    expect: ['chain/ends-first'],
    bears: ['in-date remark (server)'],
    nearMissOf: 'chain/end-imminent',
  },
  {
    name: 'an issuing CA that ends tomorrow',
    facts: {
      toRoot: good({ ends: { notAfter: judgedAt + day, subject: 'CN=Corp Issuing CA 2', position: 1 } }),
    },
    expect: ['chain/end-imminent'],
    bears: ['in-date remark (server)'],
    nearMissOf: 'chain/ends-first',
    check: ([finding]) =>
      expect(finding!.message).toBe('the CA "CN=Corp Issuing CA 2" ends on 2026-11-23 (1 day left)'),
  },
  {
    name: 'a root that ends in an hour',
    facts: {
      toRoot: good({ ends: { notAfter: judgedAt + day / 24, subject: 'CN=Corp Root CA', position: 2 } }),
    },
    expect: ['chain/end-imminent'],
  },
  {
    name: 'an issuing CA with one day more than is an error by the policy',
    facts: {
      expiryErrorDays: 5,
      toRoot: good({ ends: { notAfter: judgedAt + 6 * day, subject: 'CN=Corp Issuing CA 2', position: 1 } }),
    },
    expect: ['chain/ends-first'],
  },
  {
    name: 'an issuing CA that ends in the same minute as the certificate',
    facts: {
      toRoot: good({ ends: { notAfter: end - 59_000, subject: 'CN=Corp Issuing CA 2', position: 1 } }),
    },
    expect: [],
    nearMissOf: 'chain/ends-first',
  },
  // certificates of other products
  {
    name: 'a tomcat certificate that the Expressway-C does not trust',
    facts: { of: node, otherLists: [bad(issuerMissing)] },
    expect: ['chain/node-untrusted'],
    bears: ['trusts-unified-cm fails for mra on expc1.example.com, expc2.example.com'],
    nearMissOf: ['chain/untrusted', 'chain/node-fault', 'chain/node-upgrade'],
    check: bears(`fails trusts-unified-cm ${inCore} mra`),
  },
  {
    name: 'the same before X14.2',
    facts: { of: node, release: 'X14.0', otherLists: [bad(issuerMissing)] },
    expect: ['chain/node-upgrade'],
    nearMissOf: 'chain/node-untrusted',
    check: (findings) => {
      bears()(findings);
      expect(findings[0]!.message).toMatch(/^from X14\.2 on it is verified, and then not trusted by /);
    },
  },
  {
    name: 'the same before X14.2, with the CA at hand',
    facts: { of: node, release: 'X14.0', otherLists: [{ ...bad(issuerMissing), absent }] },
    expect: ['chain/node-upgrade'],
    check: toDo('Before the upgrade: Upload CN=Corp Issuing CA 2 (in ca/issuing.pem) to'),
  },
  {
    name: 'the same before X14.2 where TLS verify mode is on',
    facts: {
      of: node,
      release: 'X14.0',
      otherLists: [{ ...bad(issuerMissing), reader: { ...core, tlsVerify: { unifiedCm: true } } }],
    },
    expect: ['chain/node-untrusted'],
    nearMissOf: 'chain/node-upgrade',
  },
  {
    name: 'the same where TLS verify mode is on towards another product',
    facts: {
      of: node,
      release: 'X14.0',
      otherLists: [{ ...bad(issuerMissing), reader: { ...core, tlsVerify: { imp: true } } }],
    },
    expect: ['chain/node-upgrade'],
  },
  {
    name: 'the same on a cluster that has been upgraded already',
    facts: {
      of: node,
      release: 'X14.0',
      otherLists: [{ ...bad(issuerMissing), reader: { ...core, release: 'X14.2' } }],
    },
    expect: ['chain/node-untrusted'],
  },
  {
    name: 'CallManager-trust of Unified CM lacks the CA',
    facts: {
      otherLists: [
        { ...bad(issuerMissing), reader: { kind: 'unifiedCm', trustStore: 'CallManager' }, list: 'cm.pem' },
      ],
    },
    expect: ['chain/untrusted'],
    bears: ['trusted-by-unified-cm fails (server)'],
    check: ([finding]) => {
      expect(finding!.message).toContain('not trusted by cm.pem, CallManager-trust of Unified CM: ');
      expect(finding!.fix).toEqual([
        'On Unified CM put root and intermediates of the certificate into CallManager-trust, and restart the services.',
      ]);
    },
  },
  {
    name: 'cup-trust of IM and Presence lacks the CA, which SIP federation alone asks for',
    facts: { otherLists: [{ ...bad(issuerMissing), reader: { kind: 'imp', trustStore: 'cup' } }] },
    expect: ['chain/untrusted'],
    bears: ['trusted-by-imp fails for sipFederation (server)'],
  },
  {
    name: 'a tomcat certificate whose CA was renewed with another key',
    facts: { of: node, otherLists: [bad(otherKey)] },
    expect: ['chain/node-fault'],
    bears: ['trusts-unified-cm fails for mra on expc1.example.com, expc2.example.com'],
    nearMissOf: 'chain/node-untrusted',
    check: (findings) => {
      bears(`fails trusts-unified-cm ${inCore} mra`)(findings);
      toDo('Put the current CA certificates, or for a self-signed one the certificate itself')(findings);
    },
  },
  {
    name: 'the same, while the CA with the right key is at hand',
    facts: { of: node, otherLists: [{ ...bad(otherKey), absent }] },
    expect: ['chain/node-fault'],
    check: toDo(
      'Upload CN=Corp Issuing CA 2 (in ca/issuing.pem) to the trusted CA list of every Expressway-C',
    ),
  },
  {
    name: 'a tomcat certificate with a critical extension: no list mends that',
    facts: { of: node, toRoot: unknownExtension, otherLists: [bad(unknownExtension)] },
    expect: ['chain/node-fault'],
    check: toDo('Have the certificate that is named issued again without the critical extension'),
  },
  {
    name: 'a tomcat certificate that is not for servers',
    facts: { of: node, otherLists: [list({ answer: good({ refusedAs: { server: leafRefusal } }) })] },
    expect: ['chain/node-fault'],
    check: toDo('Have the certificate of the node issued again for TLS servers'),
  },
  {
    name: 'a tomcat certificate that is for nothing at all',
    facts: {
      of: node,
      otherLists: [list({ answer: good({ refusedAs: { server: { ...leafRefusal, found: [] } } }) })],
    },
    expect: ['chain/node-fault'],
    check: (findings) => expect(findings[0]!.message).toMatch(/ allows nothing$/),
  },
  {
    name: 'a tomcat certificate that its CA has revoked: the list does not tell',
    facts: { of: node, toRoot: revokedCa, otherLists: [list()] },
    expect: ['chain/node-fault'],
    check: toDo('The CA has been withdrawn: have the certificate issued by its successor'),
  },
  {
    name: 'a tomcat certificate whose chain is broken elsewhere, and good in the list',
    facts: { of: node, toRoot: expiredCa, otherLists: [list()] },
    expect: [],
    nearMissOf: 'chain/node-fault',
  },
  {
    name: 'a certificate of the IM and Presence Service that the Expressway-C does not trust',
    facts: { of: { kind: 'node', requirement: 'trusts-imp' }, otherLists: [bad(issuerMissing)] },
    expect: ['chain/node-untrusted'],
    check: bears(`fails trusts-imp ${inCore}`),
  },
  {
    name: 'a certificate of Unity Connection that the Expressway-C does not trust',
    facts: { of: { kind: 'node', requirement: 'trusts-unity' }, otherLists: [bad(issuerMissing)] },
    expect: ['chain/node-untrusted'],
    check: bears(`fails trusts-unity ${inCore}`),
  },
  {
    name: 'an ECDSA certificate beside the RSA one that the Expressway-C does not trust',
    facts: { of: twin, otherLists: [bad(issuerMissing)] },
    expect: ['chain/node-twin-untrusted'],
    bears: ['trusts-unified-cm not known for mra on expc1.example.com, expc2.example.com'],
    nearMissOf: 'chain/node-untrusted',
    check: bears(`not known trusts-unified-cm ${inCore} mra`),
  },
  {
    name: 'an ECDSA certificate that the Expressway-C trusts',
    facts: { of: twin, otherLists: [list()] },
    expect: [],
    nearMissOf: 'chain/node-twin-untrusted',
  },
  {
    name: 'a certificate that no Expressway meets',
    facts: { of: { kind: 'node', requirement: undefined }, otherLists: [bad(issuerMissing)] },
    expect: [],
    nearMissOf: 'chain/node-untrusted',
  },
  // the file
  {
    name: 'three certificates in one file',
    facts: { bundle: { certificates: 3, order: 'root first' } },
    expect: ['chain/bundle'],
    bears: ['file-accepted fails (server)'],
    check: bears('fails file-accepted'),
  },
];

runCases(chainRules, rows, ({ facts }): ChainFacts => ({
  subject: { file: 'expe1.pem' },
  place: { file: 'expe1.pem' },
  name: 'CN=expe1',
  notAfter: end,
  at: judgedAt,
  expiryErrorDays: 13,
  of: { kind: 'peer', role: 'E' },
  store: 'server',
  release: 'X14.2',
  toRoot: trusted,
  tolerated: [],
  ownList: undefined,
  otherLists: [],
  bundle: undefined,
  ...facts,
}));

interface CrlRow extends Case {
  readonly facts?: Partial<CrlFacts>;
}

const crlRows: readonly CrlRow[] = [
  {
    name: 'a list that was to be replaced yesterday',
    facts: { nextUpdate: judgedAt - day },
    expect: ['chain/crl-outdated'],
    check: (findings) => {
      expect(findings[0]!.message).toContain('was to be replaced');
      expect(findings[0]!.locations).toEqual([{ file: 'ca.crl' }]);
    },
  },
  {
    name: 'a list that begins tomorrow',
    facts: { thisUpdate: judgedAt + day },
    expect: ['chain/crl-outdated'],
    check: (findings) => expect(findings[0]!.message).toContain('begins on'),
  },
  { name: 'a list in force', expect: [], nearMissOf: 'chain/crl-outdated' },
  {
    name: 'a list of a month with a week left',
    facts: { thisUpdate: judgedAt - 23 * day, nextUpdate: judgedAt + 7 * day },
    expect: ['chain/crl-ends-soon'],
    check: (findings) => expect(findings[0]!.message).toContain('(7 days left)'),
  },
  {
    name: 'a list of four weeks with one left, a quarter to the very second',
    facts: { thisUpdate: judgedAt - 21 * day, nextUpdate: judgedAt + 7 * day },
    expect: ['chain/crl-ends-soon'],
  },
  {
    name: 'a list of a month with eight days left',
    facts: { thisUpdate: judgedAt - 22 * day, nextUpdate: judgedAt + 8 * day },
    expect: [],
    nearMissOf: 'chain/crl-ends-soon',
  },
  {
    name: 'a list that is to be replaced this very second',
    facts: { nextUpdate: judgedAt },
    expect: ['chain/crl-ends-soon'],
  },
  { name: 'a list that begins this very second', facts: { thisUpdate: judgedAt }, expect: [] },
  { name: 'a list without a next update', facts: { nextUpdate: undefined }, expect: [] },
];

runCases(crlRules, crlRows, ({ facts }): CrlFacts => ({
  place: { file: 'ca.crl' },
  issuer: 'CN=Corp Issuing CA 2',
  thisUpdate: judgedAt - day,
  nextUpdate: judgedAt + day,
  at: judgedAt,
  ...facts,
}));
