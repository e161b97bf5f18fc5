import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { TlsaAnswer, TlsaRecord } from '../../../src/lib/federation/tlsa.ts';
import {
  ask,
  certificateOf,
  codesOf,
  labCrls,
  labPolicy,
  labTrust,
  type LabName,
} from '../../support/federation-lab.ts';
import { judgedAt } from '../../support/pki.ts';

type Kind = readonly [usage: number, selector: number, matchingType: number];

const record = ([usage, selector, matchingType]: Kind, name: LabName): TlsaRecord => {
  const { der, publicKey } = certificateOf(name);
  const content = selector === 0 ? der : publicKey.der;
  const digest = { 1: 'sha256', 2: 'sha512' }[matchingType];
  const data = digest ? createHash(digest).update(content).digest() : content;
  return { usage, selector, matchingType, data: new Uint8Array(data) };
};

const secure = (...records: readonly TlsaRecord[]): TlsaAnswer => ({ dnssec: 'secure', records });
const answer = (dnssec: TlsaAnswer['dnssec'], ...records: readonly TlsaRecord[]): TlsaAnswer => ({
  dnssec,
  records,
});

interface Row {
  readonly name: string;
  readonly of: LabName;
  readonly tlsa: TlsaAnswer;
  /** What records say, the state of the certificate, the rule. */
  readonly expect: readonly [dane: string, state: string, rule: string];
}

const rows: readonly Row[] = [
  ...(
    [
      [0, 0, 1],
      [0, 1, 2],
    ] as const
  ).map((kind) => ({
    name: `PKIX-TA ${kind.join(' ')}: the trusted CA of the path`,
    of: 'dns' as const,
    tlsa: secure(record(kind, 'root')),
    expect: ['matches', 'ok', 'R11'] as const,
  })),
  {
    name: 'PKIX-TA: the CA in between',
    of: 'dns',
    tlsa: secure(record([0, 1, 1], 'int')),
    expect: ['matches', 'ok', 'R11'],
  },
  {
    name: 'PKIX-TA: another CA, and the trusted one does not help',
    of: 'dns',
    tlsa: secure(record([0, 1, 1], 'evil-root')),
    expect: ['fails', 'untrusted', 'R8'],
  },
  {
    name: 'PKIX-TA of a CA that nobody trusts',
    of: 'untrusted',
    tlsa: secure(record([0, 1, 1], 'evil-root')),
    expect: ['fails', 'untrusted', 'R8'],
  },
  {
    name: 'PKIX-EE: the certificate, of a trusted CA',
    of: 'dns',
    tlsa: secure(record([1, 1, 1], 'dns')),
    expect: ['matches', 'ok', 'R11'],
  },
  {
    name: 'PKIX-EE of a CA that nobody trusts',
    of: 'untrusted',
    tlsa: secure(record([1, 0, 0], 'untrusted')),
    expect: ['fails', 'untrusted', 'R8'],
  },
  {
    name: 'DANE-TA: a CA that was sent along',
    of: 'untrusted',
    tlsa: secure(record([2, 0, 1], 'evil-root')),
    expect: ['matches', 'ok', 'R11'],
  },
  {
    name: 'DANE-TA of a CA that has not issued it',
    of: 'dns',
    tlsa: secure(record([2, 0, 1], 'evil-root')),
    expect: ['fails', 'untrusted', 'R8'],
  },
  {
    name: 'DANE-TA does not stand for the name',
    of: 'wrong-domain',
    tlsa: secure(record([2, 1, 1], 'int')),
    expect: ['matches', 'san-mismatch', 'R7'],
  },
  {
    name: 'DANE-TA does not stand for the dates',
    of: 'expired',
    tlsa: secure(record([2, 1, 1], 'int')),
    expect: ['fails', 'untrusted', 'R8'],
  },
  ...(
    [
      [3, 0, 0],
      [3, 0, 1],
      [3, 0, 2],
      [3, 1, 0],
      [3, 1, 1],
      [3, 1, 2],
    ] as const
  ).map((kind) => ({
    name: `DANE-EE ${kind.join(' ')}: a certificate of nobody`,
    of: 'selfsigned' as const,
    tlsa: secure(record(kind, 'selfsigned')),
    expect: ['matches', 'ok', 'R11'] as const,
  })),
  {
    name: 'DANE-EE stands for name and dates too',
    of: 'wrong-domain',
    tlsa: secure(record([3, 1, 1], 'wrong-domain')),
    expect: ['matches', 'ok', 'R11'],
  },
  {
    name: 'one of several records is enough',
    of: 'dns',
    tlsa: secure(record([3, 1, 1], 'expired'), record([3, 1, 1], 'dns')),
    expect: ['matches', 'ok', 'R11'],
  },
  {
    name: 'of two digests the weaker one does not count',
    of: 'dns',
    tlsa: secure(record([3, 1, 1], 'dns'), record([3, 1, 2], 'expired')),
    expect: ['fails', 'untrusted', 'R8'],
  },
  {
    name: 'secure records of which none fits outweigh a trusted CA',
    of: 'dns',
    tlsa: secure(record([3, 1, 1], 'expired')),
    expect: ['fails', 'untrusted', 'R8'],
  },
  ...(['insecure', 'indeterminate'] as const).flatMap((dnssec): Row[] => [
    {
      name: `${dnssec} DNSSEC does not help`,
      of: 'selfsigned',
      tlsa: answer(dnssec, record([3, 1, 1], 'selfsigned')),
      expect: ['not known', 'self-signed', 'R8'],
    },
    {
      name: `${dnssec} DNSSEC does no harm`,
      of: 'dns',
      tlsa: answer(dnssec, record([3, 1, 1], 'expired')),
      expect: ['not known', 'ok', 'R11'],
    },
  ]),
  {
    name: 'forged records are a reason against a trusted CA',
    of: 'dns',
    tlsa: answer('bogus'),
    expect: ['fails', 'untrusted', 'R8'],
  },
  { name: 'no record at all says nothing', of: 'dns', tlsa: secure(), expect: ['not known', 'ok', 'R11'] },
  ...[
    { ...record([3, 1, 1], 'dns'), usage: 255 },
    { ...record([3, 1, 1], 'dns'), selector: 2 },
    { ...record([3, 1, 1], 'dns'), matchingType: 3 },
    { ...record([3, 1, 1], 'dns'), data: new Uint8Array(31) },
  ].map((unusable, at): Row => ({
    name: `a record that cannot be used says nothing (${at})`,
    of: 'dns',
    tlsa: secure(unusable),
    expect: ['not known', 'ok', 'R11'],
  })),
];

describe('what TLSA records make of a certificate', () => {
  it.each(rows)('$name', async ({ of, tlsa, expect: expected }) => {
    const { dane, state, decision } = await ask(of, { role: 'server', tlsa, domain: `${of}.lab.example` });
    expect([dane, state, decision.rule]).toEqual(expected);
  });

  it('a record in the place of a CA is told', async () => {
    const report = await ask('selfsigned', { tlsa: secure(record([3, 1, 1], 'selfsigned')) });
    expect(codesOf(report)).toContain('federation/dane-in-place-of-ca');
  });
  it('what is known to be revoked stays so', async () => {
    const evidence = labTrust({ crls: labCrls() });
    const report = await ask('revoked', { evidence, tlsa: secure(record([3, 1, 1], 'revoked')) });
    expect(report.state).toBe('revoked');
  });
  it('no record stands in the place of CAs that are agreed with the partner', async () => {
    const domains = ['selfsigned.lab.example'];
    const evidence = labTrust({ partners: [{ domains, anchors: [certificateOf('evil-root')] }] });
    const report = await ask('selfsigned', { evidence, tlsa: secure(record([3, 1, 1], 'selfsigned')) });
    expect([report.dane, report.state]).toEqual(['matches', 'self-signed']);
  });
  it('the answer holds no longer than the records', async () => {
    const tlsa = { ...secure(record([3, 1, 1], 'dns')), validUntil: judgedAt + 1000 };
    expect((await ask('dns', { tlsa })).recheckAt).toBe(judgedAt + 1000);
  });
  it('what has ended says nothing', async () => {
    const tlsa = { ...secure(record([3, 1, 1], 'selfsigned')), validUntil: judgedAt - 1 };
    const report = await ask('selfsigned', { tlsa });
    expect([report.dane, report.state]).toEqual(['not known', 'self-signed']);
    expect(report.recheckAt).not.toBe(judgedAt - 1);
  });
  it('nothing is said of records that nobody has asked for', async () => {
    expect(await ask('dns', { policy: labPolicy() })).not.toHaveProperty('dane');
  });
});
