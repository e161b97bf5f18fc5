import { describe, expect, it } from 'vitest';
import { ChainJudge } from '../../../src/lib/check/chain-judge.ts';
import { ListSearch } from '../../../src/lib/check/list-search.ts';
import type { ListReader, PathAnswer } from '../../../src/lib/rules/chain/facts.ts';
import type { TrustStoreKind } from '../../../src/lib/trust/reachable-entries.ts';
import { SignatureChecks } from '../../../src/lib/x509/signature-checks.ts';
import { buildPki, judgedAt, keyIdentifier } from '../../support/pki.ts';
import { syncVerifier } from '../../support/sync-verifier.ts';

/** `twin`: another key of the root's name; `old`: the root as it was; `newer`: the root's name and key, begun later. */
const made = buildPki({
  root: { notAfter: '2028-01-01' },
  sub: { issuedBy: 'root', notAfter: '2026-12-24' },
  leaf: { issuedBy: 'sub', eku: ['serverAuth'] },
  twin: { subject: 'CN=root', key: 'twin', ca: true },
  bare: { subject: 'CN=root', key: 'twin', ca: true, without: ['subjectKeyIdentifier'] },
  old: { subject: 'CN=root', key: 'root', ca: true, notBefore: '2020-01-01', notAfter: '2026-01-01' },
  newer: { subject: 'CN=root', key: 'root', ca: true, notBefore: '2026-06-01' },
  otherRoot: { ca: true },
});
type Name = keyof typeof made;

const answerFor = async (
  list: readonly Name[],
  store: TrustStoreKind = 'expressway',
): Promise<PathAnswer> => {
  const settings = { time: judgedAt, checks: new SignatureChecks(syncVerifier) };
  const entries = list.map((name) => made[name]);
  return (await new ListSearch(entries, store, settings).find(made.leaf)).answer;
};

const hex = (key: string): string => Buffer.from(keyIdentifier(key)).toString('hex');

describe('a list that is searched', () => {
  it.each<[string, Name[], TrustStoreKind, object]>([
    [
      'with everything in it',
      ['root', 'sub'],
      'expressway',
      {
        result: 'trusted',
        path: ['CN=leaf', 'CN=sub', 'CN=root'],
        ends: { subject: 'CN=sub', position: 1, notAfter: Date.parse('2026-12-24') },
        refusedAs: { client: { subject: 'CN=leaf', position: 0, found: ['serverAuth'] } },
      },
    ],
    [
      'without the root',
      ['sub'],
      'expressway',
      { result: 'issuer missing', missingIssuer: 'CN=root', of: 'CN=sub' },
    ],
    [
      'without the CA',
      ['root'],
      'expressway',
      { result: 'issuer missing', missingIssuer: 'CN=sub', of: 'CN=leaf' },
    ],
    [
      'with another key of the name alone: both key identifiers are told',
      ['twin', 'sub'],
      'expressway',
      {
        result: 'broken',
        fault: 'other-key',
        subject: 'CN=sub',
        position: 1,
        wantedKey: hex('root'),
        foundKeys: [hex('twin')],
      },
    ],
    [
      'with the ended root alone',
      ['old', 'sub'],
      'expressway',
      { result: 'broken', fault: 'expired', position: 2 },
    ],
    [
      'with another key of the name first, which a search by name alone takes',
      ['twin', 'root', 'sub'],
      'expressway',
      { result: 'not checked', why: 'searches-differ' },
    ],
    ['with another key of the name last', ['root', 'twin', 'sub'], 'expressway', { result: 'trusted' }],
    [
      'with the ended root first, which OpenSSL passes over',
      ['old', 'root', 'sub'],
      'expressway',
      { result: 'not checked', why: 'searches-differ' },
    ],
    [
      'with a namesake without key identifier first, which both take',
      ['bare', 'root', 'sub'],
      'expressway',
      { result: 'broken', fault: 'other-key' },
    ],
    [
      'with two that are both no good: the fault says more than the gap',
      ['old', 'twin', 'sub'],
      'expressway',
      { result: 'broken' },
    ],
    [
      'by Unified CM, which keeps the newest of a name',
      ['old', 'newer', 'sub'],
      'unified-cm',
      { result: 'trusted' },
    ],
    [
      'by Unified CM, whose newest of the name is another key',
      ['old', 'twin', 'sub'],
      'unified-cm',
      { result: 'broken', fault: 'other-key' },
    ],
  ])('%s', async (_, list, store, expected) => {
    expect(await answerFor(list, store)).toMatchObject(expected);
  });
});

describe('the judge of chains', () => {
  const reader: ListReader = { kind: 'expressway', cluster: 'core', role: 'C', peers: ['c1.example.com'] };
  const judge = (list: readonly Name[], cas: readonly Name[]) =>
    new ChainJudge(
      {
        cas: cas.map((name) => ({ certificate: made[name], file: `${name}.pem` })),
        lists: [
          { file: 'core.pem', reader, store: 'expressway', certificates: list.map((name) => made[name]) },
        ],
        crls: [],
        ocspResponses: [],
      },
      judgedAt,
      new SignatureChecks(syncVerifier),
    );

  it('finds a way with what is at hand, and says what the list lacks', async () => {
    const chains = judge(['root'], ['sub', 'twin']);
    const toRoot = await chains.toRoot(made.leaf, 'core');
    const [answer] = await chains.ask(made.leaf, toRoot, () => true);
    expect(toRoot.answer).toMatchObject({ result: 'trusted' });
    expect(answer).toMatchObject({
      list: 'core.pem',
      reader,
      answer: { result: 'issuer missing' },
      answerWithHelp: { result: 'trusted' },
      absent: [{ subject: 'CN=sub', file: 'sub.pem' }],
    });
  });

  it('takes the good one of several CAs of a name, whatever their order', async () => {
    const { answer } = await judge([], ['twin', 'bare', 'old', 'root', 'sub']).toRoot(made.leaf, undefined);
    expect(answer).toMatchObject({ result: 'trusted' });
  });

  it('does not miss a root where none was given', async () => {
    const { answer } = await judge([], ['sub']).toRoot(made.leaf, undefined);
    expect(answer).toMatchObject({ result: 'not checked', why: 'no-root' });
  });

  it('misses it where another was', async () => {
    const { answer } = await judge([], ['sub', 'otherRoot']).toRoot(made.leaf, undefined);
    expect(answer).toMatchObject({ result: 'issuer missing', missingIssuer: 'CN=root' });
  });
});
