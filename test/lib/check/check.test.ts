import { describe, expect, it } from 'vitest';
import type { CertificateRecipe } from '../../../fixtures/recipes/certificates.ts';
import { buildRequest, good, keyText } from '../../../fixtures/recipes/requests.ts';
import { writePem } from '../../../src/lib/formats/pem.ts';
import type { VerdictService } from '../../../src/lib/services/verdict.ts';
import { questionText } from '../../../src/lib/findings/question.ts';
import { check } from '../../../src/lib/check/check.ts';
import { failures, type Situation } from '../../support/failures.ts';
import { foundFile } from '../../support/found.ts';
import { listOf } from '../../support/handover-revocation.ts';
import { corp, filesOf, handover, issue, judgedAt, type Folder } from '../../support/handover.ts';

function run({ deployment = corp(), odd, all, folder = () => ({}), options }: Situation = {}) {
  const made = issue(deployment, odd, all);
  const files = filesOf({ ...handover(deployment, made), ...folder(made) });
  return check(files, deployment, { at: judgedAt, ...options });
}

/** No defect: a private CA on an Expressway-E, and on X15.5 a peer whose client certificate was not given. */
const always = new Set(['cert/private-ca-at-edge', 'fleet/client-certificate-missing']);
const codesOf = ({ findings }: { findings: readonly { code: string; severity: string }[] }): string[] =>
  findings
    .map(({ code }) => code)
    .filter((code) => !always.has(code))
    .sort();

const ecdsa: Readonly<Record<string, CertificateRecipe>> = {
  'expc1.example.com': { key: 'ec-p-256', keyUsage: [0] },
  'expc2.example.com': { key: 'ec-p-384', keyUsage: [0] },
};

describe('a sound deployment of four peers has no findings but the documented notices', () => {
  it.each<[string, Situation, readonly string[]]>([
    ['under a private CA', {}, []],
    [
      'with a public CA on the edge, after the limit of 200 days came',
      { deployment: corp({ release: 'X14.2' }, [{}, { ca: 'public' }]) },
      [],
    ],
    ['with ECDSA keys on X14.3', { deployment: corp({ release: 'X14.3' }), odd: ecdsa }, []],
    [
      'with two stores on X15.5',
      {
        deployment: corp({ release: 'X15.5' }),
        all: { extendedKeyUsage: ['serverAuth'] },
        odd: clientCertificates(),
        folder: (made) =>
          Object.fromEntries(
            ['expc1', 'expc2', 'expe1', 'expe2'].map((peer) => [
              `issued/${peer}/client.pem`,
              made[`${peer}-client`]!.pem,
            ]),
          ),
      },
      [],
    ],
    [
      "with the peer's name as CN",
      {
        odd: Object.fromEntries(
          ['expc1', 'expc2', 'expe1', 'expe2'].map((peer) => [
            `${peer}.example.com`,
            { subject: [['commonName', `${peer}.example.com`]] as const },
          ]),
        ),
      },
      [],
    ],
  ])('%s', async (_, situation, notices) => {
    const report = await run(situation);
    const told = report.findings.filter(({ code }) => !always.has(code));
    expect(told.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      ...notices,
      'fleet/restart-needed: after the upload restart expc1.example.com, expc2.example.com, expe1.example.com, expe2.example.com, one after the other',
    ]);
    expect(report.services.filter(({ verdict }) => verdict !== 'yes')).toEqual([]);
    expect(report.services).toHaveLength(16);
    expect(report.unread).toEqual([]);
    expect(new Set(report.notChecked.map(({ what }) => what))).toEqual(new Set(['revocation']));
  });
});

function clientCertificates(): Record<string, CertificateRecipe> {
  const keys = { expc1: 'rsa-2048', expc2: 'rsa-2048-d', expe1: 'rsa-2048-e', expe2: 'rsa-2048-f' } as const;
  return Object.fromEntries(
    Object.entries(keys).map(([peer, key]) => [
      `${peer}-client`,
      {
        issuer: 'issuing',
        key,
        subject: [['commonName', `${peer}.example.com`]] as const,
        names: [`DNS:${peer}.example.com`],
        extendedKeyUsage: ['clientAuth'] as const,
      },
    ]),
  );
}

describe('each failure that files can show', () => {
  it.each(failures.map((failure) => [`${failure.row}: ${failure.name}`, failure] as const))(
    '%s',
    async (_, failure) => {
      const report = await run(failure);
      const found = codesOf(report).filter((code) => code !== 'fleet/restart-needed');
      expect(found).toEqual([...failure.expect].sort());
      expect(JSON.parse(JSON.stringify(report))).toEqual(report);
      expect(report.unread).toEqual([]);
    },
  );

  it.each(failures.map((failure) => [`${failure.row}: ${failure.name}`, failure] as const))(
    'and its sound twin shows none: %s',
    async (_, { deployment, twin = {} }) => {
      const report = await run({ ...(deployment && { deployment }), ...twin });
      expect(codesOf(report)).toEqual(['fleet/restart-needed']);
      expect(report.unread).toEqual([]);
    },
  );
});

/** Another CA of the same name. */
const namesake: CertificateRecipe = {
  key: 'rsa-2056',
  subject: [['commonName', 'Corp Issuing CA 2']],
  keyUsage: [5, 6],
  extendedKeyUsage: [],
  ca: true,
  notBefore: '2020-01-01',
  notAfter: '2040-01-01',
};

const verdictsOf = ({ services }: Awaited<ReturnType<typeof run>>, peer: string) =>
  Object.fromEntries(
    services.filter((each) => each.peer === peer).map(({ service, verdict }) => [service, verdict]),
  );

describe('the verdict for a peer', () => {
  it('is no for the upload, and for all that waits for it, where the upload is refused', async () => {
    const report = await run({ odd: { 'expe1.example.com': { extendedKeyUsage: ['serverAuth'] } } });
    expect(report.services.filter(({ peer }) => peer === 'expe1.example.com')).toEqual([
      {
        service: 'upload',
        peer: 'expe1.example.com',
        cluster: 'edge',
        verdict: 'no',
        because: ['cert/client-auth-missing'],
        open: [],
      },
      ...['mra', 'xmppFederation', 'groupChatTls'].map((service) => ({
        service,
        peer: 'expe1.example.com',
        cluster: 'edge',
        verdict: 'no',
        because: ['cert/client-auth-missing'],
        open: [],
        waitsFor: 'upload',
      })),
    ]);
    expect(verdictsOf(report, 'expe2.example.com')).toMatchObject({ upload: 'yes', mra: 'yes' });
  });

  it('is no for the one service that needs a missing name', async () => {
    const report = await run({
      odd: {
        'expe1.example.com': {
          names: ['expe1', 'expe', 'chatnode1', 'chatnode2']
            .map((name) => `DNS:${name}.example.com`)
            .concat('DNS:collab-edge.example.com'),
        },
      },
    });
    expect(verdictsOf(report, 'expe1.example.com')).toEqual({
      upload: 'yes',
      mra: 'yes',
      xmppFederation: 'no',
      groupChatTls: 'yes',
    });
  });

  it('is not known without trusted-CA lists, and says why', async () => {
    const report = await run({
      folder: () => ({ 'trust/core.pem': undefined, 'trust/edge.pem': undefined }),
    });
    expect(new Set(report.services.map(({ verdict }) => verdict))).toEqual(new Set(['not known']));
    expect(report.services[0]!.open).toEqual(['trusted CA list (no list of core given)']);
    expect(codesOf(report)).toEqual(['fleet/restart-needed']);
  });

  it('is not known without its key, and known where the key stays on the Expressway', async () => {
    const folder = () => ({ 'keys/expe1.example.com.key.pem': undefined });
    expect(verdictsOf(await run({ folder }), 'expe1.example.com').upload).toBe('not known');
    const deployment = corp({}, [{}, { custody: 'expressway' }]);
    expect(verdictsOf(await run({ folder, deployment }), 'expe1.example.com').upload).toBe('yes');
  });

  const upper = 'trust/edge.pem';
  it.each<[string, Situation, VerdictService, string]>([
    [
      'a namesake stands above the CA in the list of the other side',
      {
        odd: { namesake: { ...namesake, issuer: 'root' } },
        folder: (made) => ({
          [upper]: ['namesake', 'root', 'issuing'].map((name) => made[name]!.pem).join(''),
        }),
      },
      'mra',
      'not known',
    ],
    [
      'a certificate is not PEM',
      { folder: (made) => ({ 'issued/expc1.example.com.pem': made['expc1.example.com']!.der }) },
      'upload',
      'not known',
    ],
    [
      'a certificate needs the switch of X15.4',
      {
        deployment: corp({ release: 'X15.4' }),
        odd: { 'expe1.example.com': { extendedKeyUsage: ['serverAuth'] } },
      },
      'upload',
      'not known',
    ],
    [
      'the usage is anyExtendedKeyUsage',
      { all: { extendedKeyUsage: ['anyExtendedKeyUsage'] } },
      'upload',
      'not known',
    ],
    [
      'a certificate of Unified CM has expired',
      {
        deployment: corp({}, [{ talksTo: { unifiedCm: 'cucm/*.pem' } }]),
        odd: {
          tomcat: {
            issuer: 'issuing',
            key: 'rsa-3072',
            subject: [['commonName', 'cucm1.example.com']],
            names: ['DNS:cucm1.example.com'],
            notAfter: '2026-11-01',
          },
        },
        folder: (made) => ({ 'cucm/cucm1-tomcat.pem': made.tomcat!.pem }),
      },
      'mra',
      'no',
    ],
  ])('where %s', async (_, situation, service, expected) => {
    const { services } = await run(situation);
    const verdicts = services.filter((each) => each.service === service).map(({ verdict }) => verdict);
    expect(verdicts).toContain(expected);
  });

  it.each<[string, Folder, string]>([
    ['nothing', {}, 'no key, request or manifest given'],
    [
      "another's key",
      { 'other.key': keyText('rsa-2048-f') },
      'no key, request or manifest given has its public key',
    ],
    [
      "another's request",
      { 'other.csr': buildRequest({ key: 'rsa-2048-f' }) },
      'no key, request or manifest given has its public key',
    ],
  ])('says of the private key what is so where %s was given', async (_, folder, why) => {
    const made = issue(corp());
    const files = filesOf({ 'expe1.pem': made['expe1.example.com']!.pem, ...folder });
    const { notChecked } = await check(files, undefined, { at: judgedAt });
    expect(notChecked).toContainEqual({ what: 'private key', why, file: 'expe1.pem' });
  });

  it('is not known for a peer without a certificate', async () => {
    const report = await run({ folder: () => ({ 'issued/expe2.example.com.pem': undefined }) });
    expect(report.services.at(-1)).toMatchObject({
      peer: 'expe2.example.com',
      verdict: 'not known',
      because: ['fleet/peer-without-certificate'],
    });
  });
});

describe('check', () => {
  it('without a deployment says what can be said of the certificates alone', async () => {
    const made = issue(corp(), { 'expe1.example.com': { notAfter: '2026-11-01' } });
    const files = filesOf({ 'expe1.pem': made['expe1.example.com']!.pem });
    const report = await check(files, undefined, { at: judgedAt });
    expect(codesOf(report)).toEqual(['cert/expired']);
    expect(report.services).toEqual([]);
    expect(report.notChecked).toEqual([
      { what: 'names and usages', why: 'no deployment file', file: 'expe1.pem' },
      { what: 'chain', why: 'no root CA and no trusted CA list given', file: 'expe1.pem' },
      { what: 'private key', why: 'no key, request or manifest given', file: 'expe1.pem' },
      { what: 'revocation', why: 'no revocation list given', file: 'expe1.pem' },
    ]);
    expect(report.summary).toEqual({ error: 1, warning: 0, notice: 0, notChecked: 4, unread: 0 });
  });

  it('says what every file is, and which could not be read', async () => {
    const report = await run({ folder: () => ({ 'notes.txt': 'nothing', 'empty.pem': '' }) });
    const kinds = report.items.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'certificate')).toHaveLength(4);
    expect(kinds.filter((kind) => kind === 'private-key')).toHaveLength(4);
    expect(kinds.filter((kind) => kind === 'ca-certificate')).toHaveLength(2);
    expect(kinds.filter((kind) => kind === 'trust-list')).toHaveLength(2);
    expect(report.unread.map(({ file }) => file)).toEqual(['empty.pem', 'notes.txt']);
    expect(report.items.find(({ peer }) => peer === 'expe1.example.com')).toMatchObject({
      file: 'issued/expe1.example.com.pem',
      matchedBy: 'names',
      store: 'server',
      plannedNames: { present: 6, planned: 6 },
      chain: ['CN=expe.example.com,O=Example Corp,C=GB', 'CN=Corp Issuing CA 2', 'CN=Corp Root CA'],
      trustedBy: [
        { list: 'trust/edge.pem', answer: 'yes' },
        { list: 'trust/core.pem', answer: 'yes' },
      ],
    });
  });

  it('judges a certificate that lies in two files once, and an older one not at all', async () => {
    const older = {
      'expe1-old': {
        issuer: 'issuing',
        key: 'rsa-2048-e',
        names: ['DNS:expe1.example.com'],
        notBefore: '2025-01-01',
        notAfter: '2026-01-01',
      },
    } as const;
    const report = await run({
      odd: older,
      folder: (made) => ({ 'again.pem': made['expe2.example.com']!.pem, 'old.pem': made['expe1-old']!.pem }),
    });
    expect(codesOf(report)).toEqual(['fleet/older-certificate', 'fleet/restart-needed']);
    expect(report.items.filter(({ kind }) => kind === 'repeated-certificate')).toHaveLength(1);
  });

  it('takes a list nobody has named for CAs at hand', async () => {
    const deployment = corp();
    const clusters = deployment.clusters.map(({ trustList: _, ...cluster }) => cluster);
    const report = await run({ deployment: { ...deployment, clusters } });
    expect(codesOf(report)).toEqual(['fleet/restart-needed']);
    expect(report.notChecked.map(({ what }) => what)).toContain('trusted CA list');
  });

  it('asks a list that the caller gave without an owner of every certificate', async () => {
    const made = issue(corp());
    const files = filesOf({ 'expe1.pem': made['expe1.example.com']!.pem, 'cas.pem': made.otherRoot!.pem });
    const report = await check(files, undefined, { at: judgedAt, trustLists: [{ file: 'cas.pem' }] });
    expect(codesOf(report)).toEqual(['chain/incomplete', 'chain/untrusted']);
  });

  it.each<[string, CertificateRecipe, string, string]>([
    ['of a server that calls itself a CA', {}, 'unknown.pem', 'other-certificate'],
    ['whose file says what it is', {}, 'cucm1-tomcat.pem', 'node-certificate'],
    ['without the names of a server', { names: [] }, 'unknown.pem', 'ca-certificate'],
    [
      'that has signed another one here',
      { subject: [['commonName', 'Signer']] },
      'signer.pem',
      'ca-certificate',
    ],
  ])('takes a self-signed certificate %s for what it is', async (_, recipe, path, kind) => {
    const report = await run({
      odd: {
        self: { key: 'rsa-3072', names: ['DNS:cucm1.example.com'], keyUsage: [0, 5], ca: true, ...recipe },
        signed: { issuer: 'self', key: 'rsa-2056', subject: [['commonName', 'cucm2.example.com']] },
      },
      folder: (made) => ({
        [path]: made.self!.pem,
        ...(path === 'signer.pem' && { 'cucm2-tomcat.pem': made.signed!.pem }),
      }),
    });
    expect(report.items.find(({ file }) => file === path)!.kind).toBe(kind);
  });

  it.each<[string, readonly ('issuing' | 'root')[], readonly string[]]>([
    ['no list', [], ['revocation (no revocation list given)']],
    [
      'the list of the issuer alone',
      ['issuing'],
      ['revocation of CN=Corp Issuing CA 2 (no revocation list given is usable for it)'],
    ],
    ['the list of the root alone', ['root'], ['revocation (no revocation list given is usable for it)']],
    ['both lists', ['issuing', 'root'], []],
  ])('says of which certificate of a chain the status is open with %s', async (_, lists, expected) => {
    const report = await run({
      folder: () => Object.fromEntries(lists.map((name) => [`${name}.crl`, listOf(name, [])])),
    });
    const ofPeer = report.notChecked.filter(({ peer }) => peer === 'expe1.example.com');
    expect(ofPeer.map(questionText)).toEqual(expected);
  });

  it.each<[string, Folder, readonly string[]]>([
    [
      'a key called as the certificate beside it',
      { 'in/expe1.pem': 'expe1', 'in/expe1.key': keyText('rsa-2048-f') },
      ['key/mismatch'],
    ],
    [
      'a key of another name',
      { 'in/expe1.pem': 'expe1', 'in/old.key': keyText('rsa-2048-f') },
      ['key/unmatched'],
    ],
    [
      'a request called as the certificate beside it',
      {
        'in/expe1.pem': 'expe1',
        'in/expe1.csr': writePem('CERTIFICATE REQUEST', buildRequest({ key: 'rsa-2048-f' })),
      },
      ['cert/other-request'],
    ],
  ])('compares %s', async (_, folder, expected) => {
    const made = issue(corp());
    const files = Object.entries(folder).map(([path, content]) => [
      path,
      content === 'expe1' ? made['expe1.example.com']!.pem : content,
    ]);
    const report = await check(filesOf(Object.fromEntries(files) as Folder), undefined, { at: judgedAt });
    expect(codesOf(report).filter((code) => /^key|other-request/.test(code))).toEqual(expected);
  });

  it.each([
    ['their files say whose they are', ['issued/expe1.pem', 'issued/expe2.example.com.crt'], []],
    ['nothing says whose they are', ['a.pem', 'b.pem'], ['cert/not-in-plan', 'cert/not-in-plan']],
  ])('of certificates with the names of all peers, where %s', async (_, paths, expected) => {
    const names = ['expe1', 'expe2'].flatMap((peer) => good.names.map((name) => name.replace('expe1', peer)));
    const all = { names: [...new Set(names)] };
    const made = issue(corp(), { 'expe1.example.com': all, 'expe2.example.com': all });
    const files = filesOf({
      [paths[0]!]: made['expe1.example.com']!.pem,
      [paths[1]!]: made['expe2.example.com']!.pem,
    });
    const codes = codesOf(await check(files, corp(), { at: judgedAt }));
    expect(codes.filter((code) => code === 'cert/not-in-plan')).toEqual(expected);
    expect(codes.filter((code) => code === 'fleet/peer-without-certificate')).toHaveLength(
      2 + expected.length,
    );
  });

  it('tells of a service without names, as plan does', async () => {
    const made = issue(corp());
    const deployment = { ...corp(), registrationDomains: [] };
    const files = filesOf({ 'issued/expe1.pem': made['expe1.example.com']!.pem });
    const codes = codesOf(await check(files, deployment, { at: judgedAt }));
    expect(codes.filter((code) => code.startsWith('plan/'))).toEqual(['plan/service-without-names']);
  });

  it('takes a key for the certificate it was given with', async () => {
    const made = issue(corp());
    const files = filesOf({
      'server.pem': made['expe1.example.com']!.pem,
      'other.key': keyText('rsa-2048-f'),
    });
    const together = await check(files, corp(), { at: judgedAt, belongTogether: true });
    expect(codesOf(together)).toContain('key/mismatch');
    const apart = await check(files, corp(), { at: judgedAt });
    expect(codesOf(apart)).toContain('key/unmatched');
    expect(codesOf(apart)).not.toContain('key/mismatch');
  });

  it.each<[string, readonly string[], readonly string[]]>([
    ['without a passphrase', [], []],
    ['with a wrong one', ['wrong'], ['wrong-passphrase']],
    ['with the right one', ['wrong', 'secret'], []],
  ])('says of a locked key %s that the Expressway does not take it', async (_, passphrases, unread) => {
    const files = [{ path: 'expe1.key', bytes: foundFile('pbes2-aes-256.key') }];
    const report = await check(files, undefined, { at: judgedAt, passphrases });
    expect(codesOf(report)).toContain('key/encrypted-for-upload');
    expect(report.items).toMatchObject([{ file: 'expe1.key', kind: 'private-key' }]);
    expect(report.unread.map(({ code }) => code)).toEqual(unread);
  });

  it('tells wrong use', async () => {
    await expect(check([], undefined, { at: new Date(NaN) })).rejects.toThrow(
      new TypeError('at is not a valid date'),
    );
    await expect(check([], corp(), { at: judgedAt, peer: 'nobody.example.com' })).rejects.toThrow(
      new TypeError('no peer of the deployment is called "nobody.example.com"'),
    );
  });
});
