import { describe, expect, it } from 'vitest';
import type { PeerRole } from '../../../src/lib/federation/peer-facts.ts';
import type { CertificateState } from '../../../src/lib/federation/decision.ts';
import type { FederationSettings } from '../../../src/lib/deployment/model.ts';
import {
  ask,
  certificateOf,
  codesOf,
  labCrls,
  labPolicy,
  labTrust,
  type LabName,
} from '../../support/federation-lab.ts';

/** One certificate of the trial with Prosody and ejabberd, and what a gateway is to make of it. */
interface PeerCase {
  readonly name: LabName;
  /** Default: the certificate's name below lab.example. */
  readonly domain?: string;
  readonly state: CertificateState;
  /** Of the server we connect to; default: as inbound. */
  readonly outbound?: CertificateState;
  /** Every code there is, in the order of the alphabet. Default: none. */
  readonly codes?: readonly string[];
  readonly outboundCodes?: readonly string[];
  /** With lists of all CAs. */
  readonly withCrls?: boolean;
}

const mismatch = ['federation/name-mismatch'];
const onlyInCn = ['federation/name-mismatch', 'federation/name-only-in-common-name'];
const usage = ['federation/usage-not-accepted'];
const constraint = ['path/name-constraint-violated'];

const cases: readonly PeerCase[] = [
  { name: 'dns', state: 'ok' },
  { name: 'dns-upper', state: 'ok' },
  { name: 'dns-dot', state: 'san-mismatch', codes: mismatch },
  { name: 'wildcard', state: 'ok' },
  { name: 'wildcard-base', state: 'san-mismatch', codes: mismatch },
  { name: 'wildcard-deep', domain: 'a.wildcard-deep.lab.example', state: 'san-mismatch', codes: mismatch },
  { name: 'wildcard-part', state: 'san-mismatch', codes: mismatch },
  { name: 'xmppaddr', state: 'ok' },
  { name: 'xmppaddr-upper', state: 'ok' },
  { name: 'xmppaddr-user', state: 'san-mismatch', codes: mismatch },
  { name: 'srvname', state: 'ok' },
  { name: 'srv-case', state: 'ok' },
  { name: 'srv-client', state: 'san-mismatch', codes: mismatch },
  { name: 'srv-xmpps', state: 'san-mismatch', codes: mismatch },
  { name: 'srv-wild', state: 'ok' },
  { name: 'cn-only', state: 'cn-only', codes: onlyInCn },
  { name: 'cn-two', state: 'cn-only', codes: onlyInCn },
  { name: 'cn-san-other', state: 'cn-only', codes: onlyInCn },
  { name: 'cn-san-ip', state: 'cn-only', codes: onlyInCn },
  { name: 'cn-san-email', state: 'cn-only', codes: onlyInCn },
  { name: 'upn-othername', state: 'san-mismatch', codes: mismatch },
  { name: 'uri-san', state: 'san-mismatch', codes: mismatch },
  { name: 'wrong-domain', state: 'san-mismatch', codes: mismatch },
  { name: 'idn-a', domain: 'bücher.lab.example', state: 'ok' },
  { name: 'idn-u-xmppaddr', domain: 'xn--bcher-kva.lab.example', state: 'ok' },
  {
    name: 'idn-a-xmppaddr',
    domain: 'bücher.lab.example',
    state: 'ok',
    codes: ['federation/xmppaddr-a-label'],
  },
  { name: 'multi', domain: 'conference.multi.lab.example', state: 'ok' },
  { name: 'nul', state: 'san-mismatch', codes: mismatch },
  { name: 'expired', state: 'expired', codes: ['path/expired'] },
  { name: 'notyet', state: 'expired', codes: ['path/not-yet-valid'] },
  { name: 'selfsigned', state: 'self-signed', codes: ['path/issuer-not-found'] },
  { name: 'untrusted', state: 'untrusted', codes: ['path/issuer-not-found'] },
  { name: 'missing-int', state: 'untrusted', codes: ['path/issuer-not-found'] },
  { name: 'wrong-order', state: 'ok' },
  { name: 'extra-cert', state: 'ok' },
  { name: 'with-root', state: 'ok' },
  { name: 'eku-server', state: 'ok' },
  { name: 'eku-client', state: 'ok', outbound: 'untrusted', codes: [], outboundCodes: usage },
  { name: 'eku-none', state: 'ok' },
  { name: 'eku-any', state: 'untrusted', codes: usage },
  { name: 'eku-email', state: 'untrusted', codes: usage },
  { name: 'eku-xmpp', state: 'untrusted', codes: usage },
  { name: 'ku-wrong', state: 'untrusted', codes: ['path/key-usage-missing'] },
  { name: 'ca-leaf', state: 'untrusted', codes: ['federation/leaf-is-ca'] },
  { name: 'nullsubj', state: 'ok', codes: ['federation/subject-empty'] },
  { name: 'crit-ext', state: 'untrusted', codes: ['path/unknown-critical-extension'] },
  { name: 'revoked', withCrls: true, state: 'revoked', codes: ['path/revoked'] },
  { name: 'revoked-int', withCrls: true, state: 'revoked', codes: ['path/revoked'] },
  { name: 'nc-bad', state: 'untrusted', codes: constraint },
  { name: 'nc-bypass-xmppaddr', state: 'untrusted', codes: constraint },
  { name: 'nc-bypass-srv', state: 'untrusted', codes: constraint },
  { name: 'nc-bypass-cn', state: 'cn-only', codes: onlyInCn },
  { name: 'sha1', state: 'untrusted', codes: ['path/weak-signature'] },
  { name: 'rsa1024', state: 'untrusted', codes: ['path/weak-key'] },
  { name: 'rsa', state: 'ok' },
  { name: 'ed25519', state: 'ok' },
];

it('there are 56 of them', () => expect(new Set(cases.map(({ name }) => name)).size).toBe(56));

describe.each<[PeerRole]>([['client'], ['server']])('a federated TLS %s', (role) => {
  it.each(cases)('$name', async (row) => {
    const { name, domain = `${name}.lab.example`, withCrls = false } = row;
    const state = role === 'server' ? (row.outbound ?? row.state) : row.state;
    const codes = role === 'server' ? (row.outboundCodes ?? row.codes) : row.codes;
    const evidence = labTrust(withCrls ? { crls: labCrls() } : {});
    const report = await ask(name, { role, domain, evidence });
    expect({ state: report.state, codes: codesOf(report) }).toEqual({ state, codes: codes ?? [] });
    expect(report.decision.verdict).toBe(state === 'ok' ? 'accept' : 'reject');
  });

  it.each(cases.filter(({ state }) => state === 'ok'))(
    '$name, with all lists loaded',
    async ({ name, domain, codes }) => {
      const report = await ask(name, {
        role,
        evidence: labTrust({ crls: labCrls() }),
        ...(domain !== undefined && { domain }),
      });
      if (role === 'server' && name === 'eku-client') return expect(report.state).toBe('untrusted');
      expect({ state: report.state, codes: codesOf(report) }).toEqual({ state: 'ok', codes: codes ?? [] });
    },
  );
});

describe('without a certificate', () => {
  it('a client is refused, or left to dialback', async () => {
    const report = await ask('dns', { chain: [] });
    expect(codesOf(report)).toEqual(['federation/certificate-missing']);
    expect(report).toMatchObject({ state: 'none', decision: { verdict: 'reject', rule: 'R6' } });
    const policy = labPolicy({ requireClientSideSecurityCertificates: false });
    expect((await ask('dns', { chain: [], policy })).decision).toMatchObject({
      verdict: 'accept',
      warnings: ['encrypted, no certificate'],
    });
  });
  it('a server is refused', async () => {
    expect(await ask('dns', { chain: [], role: 'server' })).toMatchObject({
      decision: { verdict: 'reject', rule: 'R7' },
    });
  });
});

describe('what is an option', () => {
  it.each<[string, LabName, Partial<FederationSettings>, CertificateState]>([
    [
      'XmppAddr can be switched off',
      'xmppaddr',
      { peerNames: { xmppAddress: false, clientService: false, commonName: false } },
      'san-mismatch',
    ],
    [
      'SRV names of _xmpp-client can be let in',
      'srv-client',
      { peerNames: { xmppAddress: true, clientService: true, commonName: false } },
      'ok',
    ],
    [
      'anyExtendedKeyUsage can be let in',
      'eku-any',
      { peerUsages: { inbound: ['serverAuth', 'anyExtendedKeyUsage'], outbound: [] } },
      'ok',
    ],
    [
      'the usage of RFC 6120 can be let in',
      'eku-xmpp',
      { peerUsages: { inbound: ['xmppAddr'], outbound: [] } },
      'ok',
    ],
    [
      'serverAuth alone can be shut out',
      'eku-server',
      { peerUsages: { inbound: ['clientAuth'], outbound: [] } },
      'untrusted',
    ],
  ])('%s', async (_, name, change, state) => {
    expect((await ask(name, { policy: labPolicy(change) })).state).toBe(state);
  });

  describe('the CN, as RFC 6125 had it', () => {
    const policy = labPolicy({ peerNames: { xmppAddress: true, clientService: false, commonName: true } });
    it.each<[LabName, CertificateState, readonly string[]]>([
      ['cn-only', 'ok', []],
      ['cn-san-ip', 'ok', []],
      ['cn-san-email', 'ok', []],
      ['cn-san-other', 'cn-only', onlyInCn],
      ['cn-two', 'cn-only', onlyInCn],
      ['nc-bypass-cn', 'untrusted', ['federation/name-constraint-bypassed']],
    ])('%s is %s', async (name, state, codes) => {
      const report = await ask(name, { policy });
      expect({ state: report.state, codes: codesOf(report) }).toEqual({ state, codes });
    });
  });

  it('a missing intermediate can be given', async () => {
    const evidence = labTrust({ intermediates: [certificateOf('int')] });
    expect((await ask('missing-int', { evidence })).state).toBe('ok');
  });
});
