import { describe, expect, it } from 'vitest';
import { integer, sequence } from '../../../src/lib/asn1/der-writer.ts';
import { extensionId } from '../../../src/lib/asn1/oids.ts';
import { PeerCache } from '../../../src/lib/public/federation.ts';
import type { PeerAssessment } from '../../../src/lib/remote-server/assess.ts';
import { PeerTrust, type PeerTrustMaterial } from '../../../src/lib/remote-server/trust.ts';
import type { PeerQuestion, PeerReport } from '../../../src/lib/remote-server/verify.ts';
import type { Certificate } from '../../../src/lib/x509/certificate.ts';
import { extensionDer } from '../../support/certificate-der.ts';
import { buildCrl } from '../../support/crls.ts';
import {
  ask,
  certificateOf,
  chainOf,
  codesOf,
  labCrls,
  labCertificates,
  labHierarchy,
  labPolicy,
  labTrust,
  rawChain,
} from '../../support/federation-lab.ts';
import { named } from '../../support/deployment.ts';
import { ocspResponseDer, type OcspRecipe } from '../../support/ocsp.ts';
import { buildPki, judgedAt, type CertificateRecipe, type Hierarchy } from '../../support/pki.ts';

const ocsp = (recipe: OcspRecipe) => ocspResponseDer(labHierarchy, labCertificates, recipe);
const day = 24 * 60 * 60 * 1000;
const crlEnd = Date.parse('2026-12-01');
const notAfter = Date.parse('2027-12-31');

describe('the report', () => {
  it('says of every name why it is not the one', async () => {
    const { names } = await ask('multi', { domain: 'other.example' });
    expect(names).toEqual([
      { name: 'dns:multi.lab.example', verdict: 'another name' },
      { name: 'dns:conference.multi.lab.example', verdict: 'another name' },
      { name: 'srv:_xmpp-server.multi.lab.example', verdict: 'another name' },
      { name: 'xmpp:multi.lab.example', verdict: 'another name' },
      { name: 'cn:peer', verdict: 'CN does not count' },
    ]);
  });

  it.each([
    ['dns-dot', 'dns-dot.lab.example', 'malformed'],
    ['wildcard-base', 'wildcard-base.lab.example', 'wildcard stands for one label only'],
    ['wildcard-deep', 'a.wildcard-deep.lab.example', 'wildcard stands for one label only'],
    ['wildcard-part', 'wildcard-part.lab.example', 'wildcard is no whole first label'],
    ['xmppaddr-user', 'xmppaddr-user.lab.example', 'names a user'],
    ['srv-client', 'srv-client.lab.example', 'another service'],
    ['upn-othername', 'upn-othername.lab.example', 'kind of name does not count'],
    ['nul', 'nul.lab.example', 'malformed'],
    ['dns', 'other.example', 'another name'],
  ] as const)('%s for %s: %s', async (name, domain, verdict) => {
    expect((await ask(name, { domain })).names[0]!.verdict).toBe(verdict);
  });

  it('says nothing of a path where no name fits: none was looked for', async () => {
    const chain = rawChain(['expired']);
    const report = await ask('expired', { chain, domain: 'other.example' });
    expect(codesOf(report)).toEqual(['federation/name-mismatch']);
    expect(report).toMatchObject({
      ...{ state: 'san-mismatch', path: [], revocation: [], recheckAt: undefined, decision: { rule: 'R7' } },
      reachesAnchor: undefined,
    });
  });

  it('gives all reasons where they are asked for', async () => {
    const chain = rawChain(['expired']);
    const report = await ask('expired', { chain, domain: 'other.example', allReasons: true });
    expect(codesOf(report)).toEqual(['federation/name-mismatch', 'path/expired', 'path/issuer-not-found']);
    expect(report).toMatchObject({
      ...{ state: 'untrusted+san-mismatch', reachesAnchor: false, decision: { rule: 'R7' } },
    });
  });

  it.each<[string, Partial<PeerQuestion>, string]>([
    ['the certificate is another one’s', { domain: 'other.example' }, 'R7'],
    ['the path ends nowhere', { chain: rawChain(['dns']) } as Partial<PeerQuestion>, 'R8'],
    ['the domain is denied', { policy: labPolicy({ privacyMode: 'Allow list' }) }, 'R1'],
    ['the domain is none', { domain: '192.0.2.1' }, 'R1'],
    ['we are not meant', { localDomain: 'elsewhere.example' }, 'R0'],
  ])('decides the same by all reasons as by the first: %s', async (_, question, rule) => {
    const [first, all] = [await ask('dns', question), await ask('dns', { ...question, allReasons: true })];
    expect(first.decision).toEqual(all.decision);
    expect(first.decision).toMatchObject({ verdict: 'reject', rule });
  });

  it('tells the peer what is wrong', async () => {
    expect((await ask('selfsigned')).decision.wire).toEqual({
      kind: 'stream error',
      condition: 'not-authorized',
      text: 'the certificate is self-signed',
    });
  });

  it('finds the good way out of a cross-signed chain', async () => {
    const chain = rawChain(['dns', 'int-by-unknown-root', 'int']);
    const report = await ask('dns', { chain });
    expect(report.state).toBe('ok');
    expect(report.path).toEqual([certificateOf('dns'), certificateOf('int'), certificateOf('root')]);
  });

  it('needs nothing but WebCrypto', async () => {
    const evidence = new PeerTrust({ anchors: [certificateOf('root')], crls: labCrls() });
    expect((await ask('dns', { evidence })).state).toBe('ok');
    expect((await ask('revoked', { evidence })).state).toBe('revoked');
    expect((await ask('rsa', { evidence })).state).toBe('ok');
  });

  it('shows the way that ends without anchor', async () => {
    expect(await ask('missing-int')).toMatchObject({ reachesAnchor: false, path: [expect.anything()] });
  });
});

describe('the usages of CAs bind what is below', () => {
  it.each([
    ['below-server-only-ca', 'client', 'ok'],
    ['below-server-only-ca', 'server', 'ok'],
    ['below-client-only-ca', 'client', 'ok'],
    ['below-client-only-ca', 'server', 'untrusted'],
  ] as const)('%s as %s: %s', async (name, role, state) => {
    expect((await ask(name, { role })).state).toBe(state);
  });
});

describe('revocation', () => {
  const stale = { crls: labCrls({ nextUpdate: '2026-11-10' }) };
  const loaded = { crls: labCrls() };

  it('is not looked at without lists', async () => {
    expect(await ask('revoked')).toMatchObject({ state: 'ok', revocation: [] });
  });
  it('must be known where lists are loaded', async () => {
    const report = await ask('dns', { evidence: labTrust(stale) });
    expect(codesOf(report)).toEqual(['path/revocation-unknown']);
    expect(report).toMatchObject({ state: 'rev-unknown', decision: { verdict: 'reject', rule: 'R9' } });
  });
  it('must be known of every CA', async () => {
    const evidence = labTrust({ crls: labCrls().slice(1, 2) });
    expect((await ask('dns', { evidence })).state).toBe('rev-unknown');
  });
  it('may stay unknown where the policy says so, with a warning', async () => {
    const policy = labPolicy({ unknownRevocation: 'accept' });
    const report = await ask('dns', { evidence: labTrust(stale), policy });
    expect({ state: report.state, codes: codesOf(report) }).toEqual({
      state: 'ok',
      codes: ['path/revocation-unchecked'],
    });
  });
  it('must be known although nothing is loaded, where the policy says always', async () => {
    expect((await ask('dns', { policy: labPolicy({ revocationCheck: 'always' }) })).state).toBe(
      'rev-unknown',
    );
  });
  it('is not looked at where the policy says off', async () => {
    const policy = labPolicy({ revocationCheck: 'off' });
    expect((await ask('revoked', { evidence: labTrust(loaded), policy })).state).toBe('ok');
  });
  it('outweighs what else is wrong: hardened, an expired one is refused where none is required', async () => {
    const policy = labPolicy({ requireClientSideSecurityCertificates: false });
    const report = await ask('expired-revoked', { evidence: labTrust(loaded), policy });
    expect(codesOf(report)).toEqual(['path/expired', 'path/revoked']);
    expect(report).toMatchObject({ state: 'revoked', decision: { verdict: 'reject', rule: 'G4' } });
    expect((await ask('expired', { evidence: labTrust(loaded), policy })).decision).toMatchObject({
      verdict: 'accept',
      warnings: ['identity unproven'],
    });
  });
});

describe('a stapled OCSP response', () => {
  const about = (status: 'good' | { reason: number }) =>
    ocsp({ signedBy: 'int', answers: [{ about: 'dns', status }] });

  it('that says good is enough for the certificate, where no lists are loaded', async () => {
    const report = await ask('dns', { stapledOcsp: about('good') });
    expect(report).toMatchObject({ state: 'ok', revocation: [{ position: 0, status: 'good' }] });
  });
  it('that says revoked counts', async () => {
    expect((await ask('dns', { stapledOcsp: about({ reason: 1 }) })).state).toBe('revoked');
  });
  it('of somebody else says nothing', async () => {
    const answers = [{ about: 'dns', status: 'good' as const }];
    const forged = ocsp({ signedBy: 'evil-root', answers });
    expect((await ask('dns', { stapledOcsp: forged })).state).toBe('rev-unknown');
  });
  it('that cannot be read is as good as none', async () => {
    const stapledOcsp = Uint8Array.of(0x30, 0x80);
    expect((await ask('dns', { stapledOcsp })).state).toBe('ok');
    const policy = labPolicy({ revocationCheck: 'always' });
    expect((await ask('dns', { stapledOcsp, policy })).state).toBe('rev-unknown');
  });
});

describe('a certificate that promises a stapled response (RFC 7633)', () => {
  const mustStaple = extensionDer(extensionId.tlsFeature, sequence(integer(5)), false);
  const hierarchy: Hierarchy = {
    root: { ca: true },
    dns: { issuedBy: 'root', san: ['dns:dns.lab.example'], more: [mustStaple] },
    revoked: { issuedBy: 'root', san: ['dns:dns.lab.example'], serial: 667, more: [mustStaple] },
  };
  const certificates = buildPki(hierarchy);
  const crls = [buildCrl(hierarchy, { issuedBy: 'root', revoked: [667], issuer: 'CN=root' })];
  const staple = (signedBy: string) =>
    ocspResponseDer(hierarchy, certificates, { signedBy, answers: [{ about: 'dns', status: 'good' }] });
  interface Row {
    readonly what: string;
    readonly state: PeerReport['state'];
    readonly question?: Partial<PeerQuestion>;
    readonly trust?: Partial<PeerTrustMaterial>;
  }
  it.each<Row>([
    { what: 'of a server that sends none', state: 'rev-unknown' },
    {
      what: 'of one that sends none, with a list that says nothing of it',
      state: 'rev-unknown',
      trust: { crls },
    },
    { what: 'of one that sends it', state: 'ok', question: { stapledOcsp: staple('root') } },
    { what: 'of one that sends rubbish', state: 'rev-unknown', question: { stapledOcsp: Uint8Array.of(1) } },
    { what: 'of one that signs it itself', state: 'rev-unknown', question: { stapledOcsp: staple('dns') } },
    { what: 'of a client: nobody can ask those', state: 'ok', question: { role: 'client' } },
    {
      what: 'where the policy looks at nothing',
      state: 'ok',
      question: { policy: labPolicy({ revocationCheck: 'off' }) },
    },
    {
      what: 'where the policy accepts what is not known',
      state: 'ok',
      question: { policy: labPolicy({ unknownRevocation: 'accept' }) },
    },
  ])('$what: $state', async ({ state, question, trust }) => {
    const evidence = labTrust({ anchors: [certificates['root']!], ...trust });
    const chain = [certificates['dns']!.der];
    const report = await ask('dns', { role: 'server', chain, evidence, ...question });
    expect(report.state).toBe(state);
    if (state === 'rev-unknown') expect(codesOf(report)).toEqual(['path/revocation-unknown']);
  });

  it('is revoked where a list says so', async () => {
    const evidence = labTrust({ anchors: [certificates['root']!], crls });
    const chain = [certificates['revoked']!.der];
    expect((await ask('dns', { role: 'server', chain, evidence })).state).toBe('revoked');
  });
});

describe('when to judge again', () => {
  it('is when the first certificate of the path ends', async () => {
    expect((await ask('dns')).recheckAt).toBe(notAfter);
  });
  it('is when the next list is due, if that comes first', async () => {
    expect((await ask('dns', { evidence: labTrust({ crls: labCrls() }) })).recheckAt).toBe(crlEnd);
  });
  it('is a day later where a response does not say', async () => {
    const answers = [{ about: 'dns', nextUpdate: null, thisUpdate: new Date(judgedAt).toISOString() }];
    const stapledOcsp = ocsp({ signedBy: 'int', answers });
    expect((await ask('dns', { stapledOcsp })).recheckAt).toBe(judgedAt + day);
  });
  it('is never for what is refused for good', async () => {
    expect((await ask('untrusted')).recheckAt).toBeUndefined();
  });
});

describe('the stream around it', () => {
  it('is refused by the privacy lists, whatever the certificate', async () => {
    const policy = labPolicy({ privacyMode: 'Deny list', denyList: [named('DNS.lab.example')] });
    const report = await ask('dns', { policy });
    expect(codesOf(report)).toEqual(['federation/domain-denied']);
    expect(report).toMatchObject({
      ...{ state: 'not judged', unjudged: 'refused before', names: [], path: [], decision: { rule: 'R1' } },
      reachesAnchor: undefined,
    });
    expect(await ask('dns', { policy, allReasons: true })).toMatchObject({
      ...{ state: 'ok', reachesAnchor: true, decision: { rule: 'R1' } },
    });
  });
  it.each<[string, Partial<PeerQuestion>]>([
    [
      'a domain that is denied',
      { policy: labPolicy({ privacyMode: 'Deny list', denyList: [named('dns.lab.example')] }) },
    ],
    ['a domain that is none', { domain: '127.0.50.9' }],
    ['a stream that is not for us', { localDomain: 'elsewhere.example' }],
    ['a certificate for another domain', { domain: 'other.example' }],
  ])('costs no signature for %s', async (_, question) => {
    const verifier = { verify: () => Promise.reject(new Error('nobody may ask')) };
    const turn = () => Promise.reject(new Error('nobody may wait'));
    const report = await ask('dns', { ...question, evidence: labTrust({ verifier }), turn });
    expect(report.decision.verdict).toBe('reject');
    expect(report.unjudged).not.toBe('failed');
  });
  it('must be for a domain of ours', async () => {
    expect((await ask('dns', { localDomain: 'elsewhere.example' })).decision.rule).toBe('R0');
    expect((await ask('dns', { localDomain: 'Chat.Local.example' })).decision.verdict).toBe('accept');
  });
  it('goes on to dialback, which decides', async () => {
    expect((await ask('dns', { dialback: 'not yet done' })).decision.verdict).toBe('do dialback');
    expect((await ask('dns', { dialback: 'error' })).decision.verdict).toBe('defer');
  });
  it('needs no dialback with EXTERNAL', async () => {
    const policy = labPolicy({ saslExternal: true });
    expect((await ask('dns', { policy, dialback: 'not yet done' })).decision.verdict).toBe('accept');
    expect((await ask('dns', { policy, dialback: 'error' })).decision.verdict).toBe('accept');
  });
  it.each(['client', 'server'] as const)(
    'as a %s is refused once its domain has disowned it',
    async (role) => {
      const policy = labPolicy({ saslExternal: true });
      expect((await ask('dns', { policy, role, dialback: 'invalid' })).decision.verdict).toBe('reject');
    },
  );
  it('of a domain with two readings is refused, and never mapped', async () => {
    const policy = labPolicy({ privacyMode: 'Off' });
    const report = await ask('dns', { domain: 'faß.lab.example', policy });
    expect(codesOf(report)).toEqual(['federation/domain-invalid']);
    expect(report).toMatchObject({ domain: 'faß.lab.example', decision: { verdict: 'reject', rule: 'R1' } });
  });
  it('of an IP address is refused', async () => {
    expect((await ask('dns', { domain: '127.0.50.9' })).decision.verdict).toBe('reject');
  });
});

describe('what a peer may send', () => {
  it('200 certificates: none is looked at', async () => {
    const chain = [...chainOf('dns'), ...Array.from({ length: 198 }, () => certificateOf('int').der)];
    const report = await ask('dns', { chain });
    expect(codesOf(report)).toEqual(['federation/chain-too-large']);
    expect(report.decision).toMatchObject({
      verdict: 'reject',
      wire: { text: 'more certificates or names were sent than are looked at' },
    });
  });
  it('a megabyte', async () => {
    const report = await ask('dns', { chain: [...chainOf('dns'), new Uint8Array(1 << 20)] });
    expect(codesOf(report)).toEqual(['federation/chain-too-large']);
  });
  it.each([
    [1023, []],
    [1024, ['federation/chain-too-large']],
  ])('%d names and a CN in its certificate', async (n, codes) => {
    const san = [
      'dns:dns.lab.example',
      ...Array.from({ length: n - 1 }, (_, i) => `dns:n${i}.example`),
    ] as const;
    const { leaf, root } = buildPki({ root: { ca: true }, leaf: { issuedBy: 'root', san } });
    const evidence = new PeerTrust({ anchors: [root!] });
    const report = await ask('dns', { chain: [leaf!.der], evidence });
    expect(codesOf(report)).toEqual(codes);
  });
  it('rubbish', async () => {
    const report = await ask('dns', { chain: [Uint8Array.of(1, 2, 3)] });
    expect(codesOf(report)).toEqual(['federation/certificate-unreadable']);
    expect(report).toMatchObject({ names: [], path: [], decision: { verdict: 'reject' } });
  });
  it('rubbish beside a good path', async () => {
    const report = await ask('dns', { chain: [...chainOf('dns'), Uint8Array.of(1, 2, 3)] });
    expect({ state: report.state, codes: codesOf(report) }).toEqual({
      state: 'ok',
      codes: ['federation/ca-certificate-unreadable'],
    });
  });
  it('a maze of CAs that sign each other', async () => {
    const cas = [0, 1, 2, 3, 4];
    const maze: Record<string, CertificateRecipe> = {};
    for (const a of cas) {
      maze[`ca${a}`] = { ca: true };
      for (const b of cas.filter((other) => other !== a)) {
        maze[`ca${a}-by-ca${b}`] = { ca: true, subject: `CN=ca${a}`, key: `ca${a}`, issuedBy: `ca${b}` };
      }
    }
    maze['leaf'] = { issuedBy: 'ca0', san: ['dns:dns.lab.example'] };
    const { leaf, ...others } = buildPki(maze);
    const report = await ask('dns', { chain: [leaf!, ...Object.values(others)].map(({ der }) => der) });
    expect(report).toMatchObject({ state: 'untrusted', decision: { verdict: 'reject' } });
  });
  it('bytes with mistakes: always an answer, and never a better one', async () => {
    const [leaf, int] = chainOf('dns') as [Uint8Array, Uint8Array];
    const evidence = labTrust();
    const policy = labPolicy();
    let seed = 1;
    const random = (below: number) => (seed = (seed * 48271) % 0x7fffffff) % below;
    for (let round = 0; round < 2000; round++) {
      const changed = leaf.slice(0, random(20) === 0 ? random(leaf.length) : leaf.length);
      if (changed.length > 0) changed[random(changed.length)]! ^= 1 << random(8);
      const { decision } = await ask('dns', { chain: [changed, int], evidence, policy });
      expect(decision.verdict).toBe('reject');
    }
  });
  it('what nobody has foreseen: a reject that says what has failed', async () => {
    const verifier = {
      verify: () => {
        throw new TypeError('out of order');
      },
    };
    const policy = labPolicy({ requireClientSideSecurityCertificates: false });
    const report = await ask('dns', { policy, evidence: labTrust({ verifier }) });
    expect(report).toMatchObject({
      ...{ state: 'not judged', unjudged: 'failed', names: [], reasons: [{ code: 'federation/not-judged' }] },
      decision: { verdict: 'reject', rule: 'not judged', wire: { condition: 'not-authorized' } },
    });
    expect(report.reasons[0]!.message).toContain('TypeError: out of order');
  });
  it('too much at once: it is told to come later', async () => {
    const turn = () => Promise.resolve('no room' as const);
    const report = await ask('dns', { turn });
    expect(report).toMatchObject({
      ...{ state: 'not judged', unjudged: 'no room', path: [], reasons: [] },
      names: [{ name: 'dns:dns.lab.example', verdict: 'matches' }, {}],
      decision: { verdict: 'reject', rule: 'not judged', wire: { condition: 'resource-constraint' } },
    });
    expect((await ask('dns', { turn, isFurtherPair: true })).decision.wire).toEqual({
      ...{ kind: 'db:result', type: 'error', condition: 'resource-constraint' },
    });
    expect((await ask('dns', { turn, profile: 'sip-domain' })).decision.wire).toEqual({ kind: 'close TCP' });
  });
  it('no less than a time is asked of the caller', async () => {
    await expect(ask('dns', { at: new Date(NaN) })).rejects.toThrow(TypeError);
    await expect(ask('dns', { policy: labPolicy({ securityMode: 'No TLS' }) })).rejects.toThrow(TypeError);
    await expect(ask('dns', { role: 'Server' as 'server' })).rejects.toThrow(TypeError);
    await expect(ask('dns', { profile: 'xmpp' as 'xmpp-s2s' })).rejects.toThrow(TypeError);
    await expect(ask('dns', { domain: undefined as unknown as string })).rejects.toThrow(TypeError);
    await expect(ask('dns', { evidence: {} as PeerTrust })).rejects.toThrow(TypeError);
    await expect(ask('dns', { chain: [5 as unknown as Uint8Array] })).rejects.toThrow(TypeError);
  });
});

describe('SIP domains (RFC 5922)', () => {
  it.each([
    ['sip', 'sip.lab.example', 'ok', []],
    ['sip', 'user.lab.example', 'san-mismatch', ['federation/name-mismatch']],
    ['dns', 'dns.lab.example', 'ok', []],
    ['sip-wildcard', 'a.lab.example', 'san-mismatch', ['federation/name-mismatch']],
    ['sip-cn', 'sip-cn.lab.example', 'ok', []],
    [
      'cn-san-ip',
      'cn-san-ip.lab.example',
      'cn-only',
      ['federation/name-mismatch', 'federation/name-only-in-common-name'],
    ],
    ['srvname', 'srvname.lab.example', 'san-mismatch', ['federation/name-mismatch']],
    ['nc-bypass-sip', 'nc-bypass-sip.lab.example', 'untrusted', ['federation/name-constraint-bypassed']],
  ] as const)('%s for %s: %s', async (name, domain, state, codes) => {
    const report = await ask(name, { profile: 'sip-domain', domain });
    expect({ state: report.state, codes: codesOf(report) }).toEqual({ state, codes });
    expect(report.decision).toMatchObject({
      rule: 'mutual TLS',
      verdict: state === 'ok' ? 'accept' : 'reject',
    });
  });
});

describe('a configured peer subject', () => {
  it.each([
    ['cn-only', 'cn-only.lab.example', 'ok'],
    ['cn-san-other', 'cn-san-other.lab.example', 'ok'],
    ['dns', 'peer', 'ok'],
    ['dns', 'Peer', 'san-mismatch'],
    ['dns', 'dns.lab.example', 'san-mismatch'],
    ['cn-two', 'cn-two.lab.example', 'san-mismatch'],
    ['nc-bypass-cn', 'nc-bypass-cn.lab.example', 'untrusted'],
    ['untrusted', 'peer', 'untrusted'],
  ] as const)('%s is "%s": %s', async (name, domain, state) => {
    expect((await ask(name, { profile: 'peer-subject', domain })).state).toBe(state);
  });
});

describe('the cache', () => {
  const policy = labPolicy();
  const evidence = labTrust();
  const cached = () => ({ cache: new PeerCache<PeerAssessment>(), policy, evidence });

  it('gives the same answer for the same question, also while it is being found', async () => {
    const question = cached();
    const [a, b] = await Promise.all([ask('dns', question), ask('dns', question)]);
    expect(b.path).toBe(a.path);
    expect((await ask('dns', { ...question, at: new Date(judgedAt + 1000) })).path).toBe(a.path);
    expect(question.cache.size).toBe(1);
  });

  it('gives answers that nobody can change for the next who asks', async () => {
    const { reasons, names, path } = await ask('untrusted', cached());
    expect(reasons.length).toBeGreaterThan(0);
    for (const part of [reasons, reasons[0], reasons[0]!.params, names, names[0], path])
      expect(Object.isFrozen(part)).toBe(true);
    const [{ subject, extensions, publicKey }] = path as [Certificate];
    for (const part of [path[0], subject, subject.rdns, subject.relativeKeys, extensions[0], publicKey])
      expect(Object.isFrozen(part)).toBe(true);
  });

  it.each([
    ['another role', { role: 'server' }],
    ['another domain', { domain: 'other.example' }],
    ['another chain', { chain: chainOf('wildcard') }],
    ['other trust', { evidence: labTrust() }],
    ['another policy', { policy: labPolicy() }],
    ['another profile', { profile: 'sip-domain' }],
    ['six minutes later', { at: new Date(judgedAt + 6 * 60 * 1000) }],
    ['an earlier time', { at: new Date(judgedAt - 1) }],
  ] as const)('asks again for %s', async (_, change) => {
    const question = cached();
    const first = await ask('dns', question);
    expect((await ask('dns', { ...question, ...change })).path).not.toBe(first.path);
  });

  it('asks again once the answer may have changed', async () => {
    const question = { ...cached(), cache: new PeerCache<PeerAssessment>({ maxAge: 1000 * day }) };
    expect((await ask('dns', question)).state).toBe('ok');
    expect((await ask('dns', { ...question, at: new Date(notAfter + 1000) })).state).toBe('expired');
  });

  it('decides anew each time', async () => {
    const question = cached();
    expect((await ask('dns', question)).decision.verdict).toBe('accept');
    expect((await ask('dns', { ...question, dialback: 'invalid' })).decision.verdict).toBe('reject');
  });

  it('holds so many and no more', async () => {
    const question = { ...cached(), cache: new PeerCache<PeerAssessment>({ entries: 2 }) };
    const first = await ask('dns', question);
    await ask('wildcard', question);
    await ask('dns', question);
    await ask('srvname', question);
    expect(question.cache.size).toBe(2);
    expect((await ask('dns', question)).path).toBe(first.path);
  });

  it('keeps nothing that a stranger can fill it with', async () => {
    const question = cached();
    await ask('dns', { ...question, domain: 'other.example' });
    await ask('dns', { ...question, chain: [Uint8Array.of(1)] });
    expect(question.cache.size).toBe(0);
  });

  it('forgets what failed', async () => {
    const cache = new PeerCache<PeerAssessment>();
    const fails = () => Promise.reject(new Error('out of order'));
    await expect(cache.find(['a'], [], new Date(judgedAt), fails)).rejects.toThrow('out of order');
    expect(cache.size).toBe(0);
  });

  it('lets one of many find out anew', async () => {
    const cache = new PeerCache<{ judgedAt: number; recheckAt: undefined }>({ maxAge: 10 });
    let asked = 0;
    const at = (time: number) =>
      cache.find(['a'], [], new Date(time), () => {
        asked++;
        return Promise.resolve({ judgedAt: time, recheckAt: undefined });
      });
    await at(0);
    await Promise.all(Array.from({ length: 100 }, () => at(100)));
    expect(asked).toBe(2);
  });

  it.each([[{ entries: 0 }], [{ entries: 1.5 }], [{ maxAge: -1 }], [{ maxAge: NaN }]])(
    'refuses %o',
    (limits) => {
      expect(() => new PeerCache(limits)).toThrow(TypeError);
    },
  );
});
