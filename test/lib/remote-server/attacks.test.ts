import { describe, expect, it } from 'vitest';
import { integer, sequence } from '../../../src/lib/asn1/der-writer.ts';
import { limitsOfPeers } from '../../../src/lib/path/budget.ts';
import { PeerTrust } from '../../../src/lib/remote-server/trust.ts';
import { verifyPeer, type PeerQuestion, type PeerReport } from '../../../src/lib/remote-server/verify.ts';
import { isTooCostly, mostRsaBitsOfPeers, verificationCost } from '../../../src/lib/x509/key-cost.ts';
import type { SignatureVerifier } from '../../../src/lib/x509/signature.ts';
import { extensionDer } from '../../support/certificate-der.ts';
import { labPolicy } from '../../support/federation-lab.ts';
import { named } from '../../support/deployment.ts';
import { buildPki, judgedAt, type CertificateRecipe, type Hierarchy } from '../../support/pki.ts';
import { syncVerifier } from '../../support/sync-verifier.ts';

/*
 * What a stranger may try with a certificate, and what comes of it. What may be tried with the stream is in
 * test/gateway/faults.test.ts, with TLS itself in test/node/traps.test.ts, with lists in test/lib/validation/.
 */

const domain = 'peer.example';

/** Somebody's chain. `leaf` is presented first, then all the others but the root that is trusted. */
interface Attempt {
  readonly attempt: string;
  readonly leaf?: CertificateRecipe;
  readonly others?: Hierarchy;
  readonly question?: Partial<PeerQuestion>;
  readonly state: PeerReport['state'];
  /** Of the decision. Default: R7 where no name fits, R8 else. */
  readonly rule?: string;
}

const trusted: Hierarchy = { root: { ca: true }, int: { ca: true, issuedBy: 'root' } };

/** Counts what is asked of it. */
function countingVerifier() {
  const asked = { cost: 0, tooCostly: 0 };
  const verifier: SignatureVerifier = {
    verify(scheme, key, signed, signature) {
      asked.cost += verificationCost(key, signed.length);
      if (isTooCostly(key, mostRsaBitsOfPeers)) asked.tooCostly++;
      return syncVerifier.verify(scheme, key, signed, signature);
    },
  };
  return { asked, verifier };
}

async function present({ leaf = {}, others = {}, question = {} }: Omit<Attempt, 'attempt' | 'state'>) {
  const hierarchy: Hierarchy = {
    ...trusted,
    ...others,
    leaf: { issuedBy: 'int', san: [`dns:${domain}`], ca: false, ...leaf },
  };
  const { root, leaf: own, ...sent } = buildPki(hierarchy);
  const { asked, verifier } = countingVerifier();
  const report = await verifyPeer(
    [own!, ...Object.values(sent)].map(({ der }) => der),
    {
      ...{ role: 'client', domain, localDomain: 'local.example', policy: labPolicy(), time: judgedAt },
      evidence: new PeerTrust({ anchors: [root!], verifier }),
      dialback: 'valid',
      ...question,
    },
  );
  return { report, asked };
}

const names = (...san: string[]): CertificateRecipe => ({ san });
const below = (ca: CertificateRecipe): Pick<Attempt, 'leaf' | 'others'> => ({
  leaf: { issuedBy: 'ca' },
  others: { ca: { ca: true, issuedBy: 'root', ...ca } },
});
const forbidding = (...permitted: string[]) => below({ permitted });

const attempts: readonly Attempt[] = [
  { attempt: 'nothing at all', state: 'ok', rule: 'R11' },
  { attempt: 'the domain as CN alone', leaf: { san: null, subject: `CN=${domain}` }, state: 'cn-only' },
  {
    attempt: 'the domain as CN beside another name',
    leaf: { subject: `CN=${domain}`, ...names('dns:evil.example') },
    state: 'cn-only',
  },
  { attempt: 'a NUL behind the domain', leaf: names(`dns:${domain}\0.evil.example`), state: 'san-mismatch' },
  { attempt: 'a dot behind it', leaf: names(`dns:${domain}.`), state: 'san-mismatch' },
  { attempt: 'a blank before it', leaf: names(`dns: ${domain}`), state: 'san-mismatch' },
  { attempt: 'a line end behind it', leaf: names(`dns:${domain}\n`), state: 'san-mismatch' },
  { attempt: 'two names in one', leaf: names(`dns:${domain},dns:evil.example`), state: 'san-mismatch' },
  { attempt: 'a wildcard for everything', leaf: names('dns:*'), state: 'san-mismatch' },
  { attempt: 'a wildcard for a top-level domain', leaf: names('dns:*.example'), state: 'san-mismatch' },
  { attempt: 'a wildcard for two labels', leaf: names('dns:*.*.example'), state: 'san-mismatch' },
  { attempt: 'a wildcard inside a label', leaf: names('dns:p*r.example'), state: 'san-mismatch' },
  { attempt: 'a wildcard below the domain', leaf: names(`dns:*.${domain}`), state: 'san-mismatch' },
  { attempt: 'a wildcard as XmppAddr', leaf: names('xmpp:*.example'), state: 'san-mismatch' },
  { attempt: 'a letter that looks alike', leaf: names('xmpp:p\u0435er.example'), state: 'san-mismatch' },
  { attempt: 'full-width letters', leaf: names('xmpp:ｐｅｅｒ.example'), state: 'san-mismatch' },
  { attempt: 'a soft hyphen', leaf: names('xmpp:pe\u00ader.example'), state: 'san-mismatch' },
  { attempt: 'an SRVName of clients', leaf: names(`srv:_xmpp-client.${domain}`), state: 'san-mismatch' },
  { attempt: 'an SRVName without service', leaf: names(`srv:${domain}`), state: 'san-mismatch' },
  { attempt: 'a user of the domain', leaf: names(`xmpp:a@${domain}`), state: 'san-mismatch' },
  { attempt: 'a resource of the domain', leaf: names(`xmpp:${domain}/a`), state: 'san-mismatch' },
  { attempt: 'a URI with the domain', leaf: names(`uri:xmpp:${domain}`), state: 'san-mismatch' },
  {
    attempt: 'more dots than a stack has frames',
    leaf: names(`xmpp:${'.'.repeat(90_000)}`),
    state: 'san-mismatch',
  },
  {
    attempt: '2,000 names',
    leaf: names(...Array.from({ length: 2000 }, (_, i) => `dns:h${i}.example`), `dns:${domain}`),
    state: 'untrusted+san-mismatch',
  },
  {
    attempt: '200 names that go through IDNA',
    leaf: names(...Array.from({ length: 200 }, (_, i) => `xmpp:bücher${i}.example`), `dns:${domain}`),
    state: 'untrusted+san-mismatch',
  },
  ...[
    '',
    '.',
    `u@${domain}`,
    `${domain}/r`,
    `${domain}:5269`,
    `${domain}..`,
    '127.0.0.1',
    '0x7f.1',
    '\ud800.example',
  ].map((from): Attempt => ({
    ...{
      attempt: `"${escape(from)}" as domain`,
      question: { domain: from },
      state: 'not judged',
      rule: 'R1',
    },
  })),
  ...['.', 'a.', 'é', 'é.', '\u{1f4a9}', 'xn--', '-', '*.', '@', '[', ' ', '%'].map((part): Attempt => {
    const question = { domain: part.repeat(100_000) };
    return { attempt: `100,000 times "${part}" as domain`, question, state: 'not judged', rule: 'R1' };
  }),
  {
    attempt: 'a domain that is denied',
    question: { policy: labPolicy({ privacyMode: 'Deny list', denyList: [named(domain)] }) },
    ...{ state: 'not judged', rule: 'R1' },
  },
  {
    attempt: 'a domain of ours that is none',
    question: { localDomain: 'é.'.repeat(60_000) },
    ...{ state: 'not judged', rule: 'R0' },
  },
  { attempt: 'a certificate of its own', leaf: { issuedBy: 'leaf' }, state: 'self-signed' },
  {
    attempt: 'a root of its own',
    leaf: { issuedBy: 'evil' },
    others: { evil: { ca: true } },
    state: 'untrusted',
  },
  {
    attempt: 'a root of the same name',
    leaf: { issuedBy: 'forged' },
    others: { forged: { ca: true, subject: 'CN=root', issuer: 'CN=root' } },
    state: 'untrusted',
  },
  { attempt: 'a signature that is not the CA’s', leaf: { signedWith: 'evil' }, state: 'untrusted' },
  { attempt: 'a signature with one bit changed', leaf: { damaged: true }, state: 'untrusted' },
  { attempt: 'a server certificate as CA', ...below({ ca: false }), state: 'untrusted' },
  { attempt: 'a CA that may not sign', ...below({ keyUsage: ['digitalSignature'] }), state: 'untrusted' },
  { attempt: 'a CA of version 1', ...below({ version: 1 }), state: 'untrusted' },
  { attempt: 'a CA without basicConstraints', ...below({ ca: null }), state: 'untrusted' },
  {
    attempt: 'a CA below one that may have none',
    leaf: { issuedBy: 'ca' },
    others: { upper: { ca: true, issuedBy: 'root', pathLength: 0 }, ca: { ca: true, issuedBy: 'upper' } },
    state: 'untrusted',
  },
  { attempt: 'a CA certificate as its own', leaf: { ca: true }, state: 'untrusted' },
  { attempt: 'an old certificate', leaf: { notAfter: '2026-06-30' }, state: 'expired' },
  { attempt: 'one that is not yet valid', leaf: { notBefore: '2027-01-01' }, state: 'expired' },
  { attempt: 'an old CA', ...below({ notAfter: '2026-06-30' }), state: 'expired' },
  { attempt: 'a certificate for mail', leaf: { eku: ['emailProtection'] }, state: 'untrusted' },
  { attempt: 'a certificate for anything', leaf: { eku: ['anyExtendedKeyUsage'] }, state: 'untrusted' },
  { attempt: 'a certificate for OCSP', leaf: { eku: ['OCSPSigning'] }, state: 'untrusted' },
  { attempt: 'a CA for mail', ...below({ eku: ['emailProtection'] }), state: 'untrusted' },
  {
    attempt: 'a client certificate on a server',
    ...{ leaf: { eku: ['clientAuth'] }, question: { role: 'server' as const }, state: 'untrusted' as const },
  },
  {
    attempt: 'a critical extension that nobody knows',
    leaf: { more: [extensionDer('1.2.3.4', sequence(integer(1)), true)] },
    state: 'untrusted',
  },
  {
    attempt: 'a CA with one',
    ...below({ more: [extensionDer('1.2.3.4', sequence(integer(1)), true)] }),
    state: 'untrusted',
  },
  { attempt: 'a CA that is bound to other domains', ...forbidding('dns:other.example'), state: 'untrusted' },
  {
    attempt: 'an SRVName below a CA bound by DNS names',
    ...forbidding('dns:other.example'),
    leaf: { issuedBy: 'ca', ...names(`srv:_xmpp-server.${domain}`) },
    state: 'untrusted',
  },
  {
    attempt: 'an XmppAddr below a CA bound by DNS names, in capitals',
    ...below({ excluded: [`dns:${domain}`] }),
    leaf: { issuedBy: 'ca', ...names('xmpp:PEER.EXAMPLE') },
    state: 'untrusted',
  },
  { attempt: 'RSA of 1024 bits', leaf: { key: 'rsa-1024' }, state: 'untrusted' },
  {
    attempt: 'SHA-1',
    leaf: { issuedBy: 'ca', hash: 'sha1' },
    others: { ca: { ca: true, issuedBy: 'root', key: 'rsa-2048' } },
    state: 'untrusted',
  },
  {
    attempt: 'MD5',
    leaf: { issuedBy: 'ca', hash: 'md5' },
    others: { ca: { ca: true, issuedBy: 'root', key: 'rsa-2048' } },
    state: 'untrusted',
  },
];

function escape(text: string): string {
  return text.replace(/[\ud800-\udfff]/g, '\\ud800');
}

const withoutName: readonly string[] = ['san-mismatch', 'cn-only', 'untrusted+san-mismatch'];

describe('a stranger who presents', () => {
  it.each(attempts)('$attempt: $state', async ({ state, rule, ...attempt }) => {
    const { report, asked } = await present(attempt);
    const byDefault = withoutName.includes(state) ? 'R7' : 'R8';
    expect({ state: report.state, rule: report.decision.rule }).toEqual({ state, rule: rule ?? byDefault });
    expect(report.decision.verdict).toBe(state === 'ok' ? 'accept' : 'reject');
    expect(asked.cost).toBeLessThanOrEqual(limitsOfPeers.signatureCost);
    // What lands in a log is no longer than anything meant to be read.
    for (const { message } of report.reasons) expect(message.length).toBeLessThan(6_000);
  });
});

/** CAs of one name: whose key has signed? */
function maze(key: (at: number) => string, count = 30): Pick<Attempt, 'leaf' | 'others'> {
  const ca = (at: number): CertificateRecipe => ({
    ...{ ca: true, subject: 'CN=M', issuer: 'CN=M', key: key(at), signedWith: 'rsa-2048-b' },
  });
  return {
    leaf: { issuer: 'CN=M', signedWith: 'rsa-2048-b' },
    others: Object.fromEntries(Array.from({ length: count }, (_, at) => [`m${at}`, ca(at)])),
  };
}

/** CAs of one name and key below CAs of another name: each of these may have signed each of those. */
function layers(key: (at: number) => string, algorithm = 'rsa-2048-b'): Pick<Attempt, 'leaf' | 'others'> {
  const lower: CertificateRecipe = {
    ca: true,
    subject: 'CN=A',
    issuer: 'CN=B',
    key: 'a',
    signedWith: algorithm,
  };
  const upper = (at: number): CertificateRecipe => ({
    ...{ ca: true, subject: 'CN=B', issuer: 'CN=B', key: key(at), signedWith: algorithm },
  });
  return {
    leaf: { issuer: 'CN=A', signedWith: 'a' },
    others: {
      ...Object.fromEntries(Array.from({ length: 15 }, (_, at) => [`a${at}`, lower])),
      ...Object.fromEntries(Array.from({ length: 14 }, (_, at) => [`b${at}`, upper(at)])),
    },
  };
}

const tooCostly = 'path/key-too-costly';
const cut = 'path/search-limit-reached';

describe('a chain made to be dear', () => {
  it.each<[string, Pick<Attempt, 'leaf' | 'others'>, string]>([
    ['exponents of 3071 bits', maze((at) => `hostile-rsa-3072-e3071-${at}`), 'path/signature-not-checked'],
    ['exponents of 34 bits', layers((at) => `hostile-rsa-2048-e34-${at}`), 'path/signature-not-checked'],
    ['moduli of 16,384 bits', maze((at) => `hostile-rsa-16384-e17-${at}`, 20), 'path/signature-not-checked'],
    ['moduli of 8,192 bits, exponents of 33', layers((at) => `hostile-rsa-8192-e33-${at}`), cut],
    ['moduli of 2,048 bits in two layers', layers((at) => `hostile-rsa-2048-e17-${at}`), cut],
    ['P-256 in two layers', layers((at) => `p256-${at}`, 'p256-x'), cut],
    ['Ed25519 in two layers', layers((at) => `e${at}`, 'x'), cut],
    ['a hostile key of its own', { leaf: { key: 'hostile-rsa-3072-e3071' } }, tooCostly],
  ])('%s', async (_, chain, code) => {
    const { report, asked } = await present(chain);
    expect(report.decision).toMatchObject({ verdict: 'reject', rule: 'R8' });
    expect(report.reasons.map((reason) => reason.code)).toContain(code);
    expect(asked.tooCostly).toBe(0);
    expect(asked.cost).toBeLessThanOrEqual(limitsOfPeers.signatureCost);
  });

  it.each<[string, Partial<PeerQuestion>]>([
    ['is not looked at for a domain that is denied', { policy: labPolicy({ privacyMode: 'Allow list' }) }],
    ['is not looked at for a domain that is none', { domain: '1.2.3.4' }],
    ['is not looked at for a domain that it does not name', { domain: 'other.example' }],
  ])('%s', async (_, question) => {
    const { report, asked } = await present({ ...layers((at) => `e${at}`, 'x'), question });
    expect(report.decision.verdict).toBe('reject');
    expect(asked.cost).toBe(0);
  });

  it('costs the same, whatever else the policy asks', async () => {
    const policy = labPolicy({ requireClientSideSecurityCertificates: false, revocationCheck: 'always' });
    const { report, asked } = await present({ ...layers((at) => `e${at}`, 'x'), question: { policy } });
    expect(report.state).toBe('untrusted');
    expect(asked.cost).toBeLessThanOrEqual(limitsOfPeers.signatureCost);
  });
});
