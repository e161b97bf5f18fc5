import { describe, expect, it } from 'vitest';
import { ca, type CertificateRecipe } from '../../../fixtures/recipes/certificates.ts';
import { buildRequest, good, keyText } from '../../../fixtures/recipes/requests.ts';
import { writePem } from '../../../src/lib/formats/pem.ts';
import { questionText } from '../../../src/lib/findings/question.ts';
import { check } from '../../../src/lib/check/check.ts';
import { answeredCorp, checkAnswered as run, type Situation } from '../../support/answered.ts';
import { named } from '../../support/deployment.ts';
import { settings } from '../../support/federation.ts';
import { reminders, verdictLines } from '../../support/failures.ts';
import { foundFile } from '../../support/found.ts';
import { listOf } from '../../support/handover-revocation.ts';
import { corp, filesOf, issue, judgedAt, type Folder } from '../../support/handover.ts';

/** Without the reminders, and what is told of every public CA. */
const codesOf = ({ findings }: { findings: readonly { code: string; severity: string }[] }): string[] =>
  findings
    .map(({ code }) => code)
    .filter((code) => ![...reminders, 'cert/client-auth-ends'].includes(code))
    .sort();

const ecdsa: Readonly<Record<string, CertificateRecipe>> = {
  'expc1.example.com': { key: 'ec-p-256', keyUsage: [0] },
  'expc2.example.com': { key: 'ec-p-384', keyUsage: [0] },
};

describe('a sound deployment of four peers has no findings but reminders, and is yes throughout', () => {
  it.each<[string, Situation]>([
    ['under a private CA', {}],
    [
      'with a public CA on the edge, after the limit of 200 days came',
      { deployment: answeredCorp({}, [{}, { ca: 'public' }]) },
    ],
    ['with ECDSA keys on X14.3', { deployment: answeredCorp({ release: 'X14.3' }), odd: ecdsa }],
    [
      'with two stores on X15.5',
      { deployment: answeredCorp({ release: 'X15.5' }), all: { extendedKeyUsage: ['serverAuth'] } },
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
    ],
  ])('%s', async (_, situation) => {
    const report = await run(situation);
    expect(codesOf(report)).toEqual([]);
    expect(report.findings.at(-1)!.message).toBe(
      'after the upload restart expc1.example.com, expc2.example.com, expe1.example.com and expe2.example.com, one after the other',
    );
    expect(verdictLines(report)).toEqual([]);
    expect(report.services).toHaveLength(situation.deployment?.release === 'X15.5' ? 20 : 16);
    expect(report.unread).toEqual([]);
    expect(new Set(report.notChecked.map(({ what }) => what))).toEqual(
      new Set(['revocation', 'names of the nodes of Unified CM']),
    );
  });
});

describe('the verdict for a peer', () => {
  it.each<[string, Situation, readonly string[]]>([
    [
      'is no for everything that waits for the upload, where the upload is refused',
      { odd: { 'expe1.example.com': { extendedKeyUsage: ['serverAuth'] } } },
      ['expe1: no upload mra xmppFederation groupChatTls'],
    ],
    [
      'is no for XMPP federation without the name of a domain, and for the group chat that goes over it',
      { odd: { 'expe1.example.com': { names: good.names.filter((name) => name !== 'DNS:example.com') } } },
      ['expe1: no xmppFederation groupChatTls'],
    ],
    [
      'is not known without trusted-CA lists',
      { folder: () => ({ 'trust/core.pem': undefined, 'trust/edge.pem': undefined }) },
      ['expc1', 'expc2', 'expe1', 'expe2'].map(
        (peer) => `${peer}: not known upload mra xmppFederation groupChatTls`,
      ),
    ],
    [
      'is not known without its key, wherever that is said to be',
      {
        deployment: answeredCorp({}, [{}, { custody: 'expressway' }]),
        folder: () => ({
          'keys/expc1.example.com.key.pem': undefined,
          'keys/expe1.example.com.key.pem': undefined,
        }),
      },
      [
        'expc1: not known upload mra xmppFederation groupChatTls',
        'expe1: not known upload mra xmppFederation groupChatTls',
      ],
    ],
    [
      'is no for the upload alone where the file is not PEM',
      { folder: (made) => ({ 'issued/expc1.example.com.pem': made['expc1.example.com']!.der }) },
      ['expc1: no upload'],
    ],
    [
      'is not known where a switch of X15.4 decides',
      {
        deployment: answeredCorp({ release: 'X15.4' }),
        odd: { 'expe1.example.com': { extendedKeyUsage: ['serverAuth'] } },
      },
      ['expe1: not known upload mra xmppFederation groupChatTls'],
    ],
    [
      'is not known for a peer without a certificate, and for those of the other role that would have to trust it',
      { folder: () => ({ 'issued/expe2.example.com.pem': undefined }) },
      [
        'expc1: not known mra xmppFederation groupChatTls',
        'expc2: not known mra xmppFederation groupChatTls',
        'expe2: not known upload mra xmppFederation groupChatTls',
      ],
    ],
    [
      'is not known for the Expressway-C where Unified CM is not given',
      { folder: () => ({ 'cucm/tomcat.pem': undefined, 'cucm/CallManager.pem': undefined }) },
      ['expc1: not known mra', 'expc2: not known mra'],
    ],
  ])('%s', async (_, situation, expected) => expect(verdictLines(await run(situation))).toEqual(expected));
});

describe('the days of a certificate count to the first end on its chain', () => {
  const shorter = ca({
    issuer: 'root',
    key: 'rsa-2048-c',
    subject: [['commonName', 'Corp Issuing CA 2']],
    notAfter: '2026-12-20',
  });
  it.each<[string, Situation, string, string]>([
    ['its own, where no CA ends before it', {}, '2027-04-01', '2027-04-01'],
    [
      'that of the CA in the own list of its peer, though one at hand ends later',
      {
        odd: { otherRoot: shorter },
        folder: (made) => ({ 'trust/edge.pem': made.root!.pem + made.otherRoot!.pem }),
      },
      '2026-12-20',
      '2027-04-01',
    ],
    [
      'that of the CA at hand, where its peer has no list',
      { odd: { issuing: shorter }, folder: () => ({ 'trust/edge.pem': undefined }) },
      '2026-12-20',
      '2026-12-20',
    ],
  ])('%s', async (_, situation, onEdge, onCore) => {
    const { items } = await run(situation);
    const endOf = (peer: string) =>
      items
        .find((item) => item.peer === peer && item.kind === 'certificate')
        ?.chainEnds?.notAfter.slice(0, 10);
    expect([endOf('expe1.example.com'), endOf('expc1.example.com')]).toEqual([onEdge, onCore]);
  });
});

describe('check', () => {
  it('says of a list with a damaged entry that answers rest on the others', async () => {
    const cut = (pem: string): string => pem.slice(0, pem.length / 2) + pem.slice(pem.indexOf('-----END'));
    const report = await run({
      folder: ({ root, issuing, otherRoot }) => ({
        'trust/edge.pem': root!.pem + issuing!.pem + cut(otherRoot!.pem),
      }),
    });
    expect(verdictLines(report)).toEqual([]);
    expect(report.unread.map(({ file }) => file)).toEqual(['trust/edge.pem']);
    expect(report.notChecked.filter(({ id }) => id.startsWith('unread-entry')).map(questionText)).toEqual([
      '1 entry of the trusted CA list (damaged; answers rest on the other entries alone)',
    ]);
  });

  it('asks for the names of nodes where the deployment file lists none, and their certificates were given', async () => {
    const asked = async (situation: Situation): Promise<string[]> =>
      (await run(situation)).notChecked.filter(({ id }) => id.startsWith('node-names')).map(({ why }) => why);
    expect(await asked({})).toEqual(['corp.yaml lists none; its certificates have cucm1.example.com']);
    const nodes = { ...answeredCorp().nodes, unifiedCm: [named('cucm1.example.com')] };
    expect(await asked({ deployment: answeredCorp({ nodes }) })).toEqual([]);
    // Before X14.2 nobody compares them, unless TLS verify mode is on.
    expect(await asked({ deployment: answeredCorp({ release: 'X14.0' }) })).toEqual([]);
  });

  it('of a deployment in which IM and Presence terminates XMPP federation answers for no Expressway whether it works', async () => {
    const report = await run({ deployment: answeredCorp({ federation: settings({ managedBy: 'imp' }) }) });
    const asked = new Set(report.services.map(({ service }) => service));
    expect(asked).toEqual(new Set(['upload', 'mra']));
    expect(codesOf(report)).toEqual(['plan/federation-on-imp']);
  });

  it('without a deployment says what can be said of the certificates alone', async () => {
    const made = issue(corp(), { 'expe1.example.com': { notAfter: '2026-11-01' } });
    const files = filesOf({ 'expe1.pem': made['expe1.example.com']!.pem });
    const report = await check(files, undefined, { at: judgedAt });
    expect(codesOf(report)).toEqual(['cert/expired']);
    expect(report.services).toEqual([]);
    expect(report.notChecked.map(questionText)).toEqual([
      'revocation (no revocation list given)',
      'names and usages (no deployment file)',
      'chain (no root CA and no trusted CA list given)',
    ]);
    expect(report.summary).toEqual({ error: 1, warning: 0, notice: 0, notChecked: 3, unread: 0 });
  });

  it('says what every file is, and which could not be read', async () => {
    const report = await run({ folder: () => ({ 'notes.txt': 'nothing', 'empty.pem': '' }) });
    const kinds = report.items.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'certificate')).toHaveLength(4);
    expect(kinds.filter((kind) => kind === 'private-key')).toHaveLength(4);
    expect(kinds.filter((kind) => kind === 'ca-certificate')).toHaveLength(2);
    expect(kinds.filter((kind) => kind === 'trust-list')).toHaveLength(3);
    expect(kinds.filter((kind) => kind === 'node-certificate')).toHaveLength(2);
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
    expect(codesOf(report)).toEqual(['fleet/older-certificate']);
    expect(report.items.filter(({ kind }) => kind === 'repeated-certificate')).toHaveLength(1);
  });

  it('takes a list nobody has named for CAs at hand', async () => {
    const deployment = answeredCorp();
    const clusters = deployment.clusters.map(({ trustList: _, ...cluster }) => cluster);
    const report = await run({ deployment: { ...deployment, clusters } });
    expect(codesOf(report)).toEqual([]);
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

  it.each<[string, readonly [string, string], CertificateRecipe, readonly (string | undefined)[]]>([
    [
      'where their files say whose they are',
      ['issued/expe1.pem', 'issued/expe2.example.com.crt'],
      {},
      ['expe1', 'expe2'],
    ],
    ['where nothing says whose they are and it does not matter', ['a.pem', 'b.pem'], {}, ['expe1', 'expe2']],
    [
      'where nothing says whose they are and it matters',
      ['a.pem', 'b.pem'],
      { extendedKeyUsage: ['serverAuth'] },
      [undefined, undefined],
    ],
  ])(
    'gives certificates with the names of all peers to their peers %s',
    async (_, paths, other, expected) => {
      const names = ['expe1', 'expe2'].flatMap((peer) =>
        good.names.map((name) => name.replace('expe1', peer)),
      );
      const all = { names: [...new Set(names)] };
      const made = issue(corp(), { 'expe1.example.com': all, 'expe2.example.com': { ...all, ...other } });
      const files = filesOf({
        [paths[0]]: made['expe1.example.com']!.pem,
        [paths[1]]: made['expe2.example.com']!.pem,
      });
      const { items } = await check(files, corp(), { at: judgedAt });
      expect(items.map(({ peer }) => peer?.split('.')[0]).sort()).toEqual(expected);
    },
  );

  it('tells of a service without names, as plan does', async () => {
    const made = issue(corp());
    const deployment = { ...corp(), registrationDomains: [] };
    const files = filesOf({ 'issued/expe1.pem': made['expe1.example.com']!.pem });
    const codes = codesOf(await check(files, deployment, { at: judgedAt }));
    expect(codes.filter((code) => code.startsWith('plan/'))).toEqual(['plan/service-without-names']);
  });

  it('of a certificate made out to somebody else for the key of a request tells one story', async () => {
    const names = answeredCorp().clusters[1]!.peers.map(({ name }) => `DNS:${name.name}`);
    const { findings } = await run({
      odd: {
        'expe1.example.com': {
          subject: [['commonName', 'adminpc7.corp.example.com']],
          names: ['DNS:adminpc7.corp.example.com'],
        },
      },
      folder: () => ({
        'issued/expe1.example.com.csr': writePem(
          'CERTIFICATE REQUEST',
          buildRequest({ key: 'rsa-2048-e', names: [...good.names, ...names] }),
        ),
      }),
    });
    const own = findings.filter(
      ({ code, subject }) =>
        code.startsWith('cert/') &&
        code !== 'cert/private-ca-at-edge' &&
        subject.peer === 'expe1.example.com',
    );
    expect([...new Set(own.map(({ code }) => code))]).toEqual(['cert/name-missing', 'cert/differs-from-csr']);
    expect(own.at(-1)!.message).toMatch(/: it is made out to CN=adminpc7\.corp\.example\.com$/);
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

  it.each([
    ['by the key itself, whatever its file is called', 'other.key', () => keyText('rsa-2048-b'), false],
    [
      'by the name of its file where it is locked',
      'in/root.key.pem',
      () => foundFile('pbes2-aes-256.key'),
      false,
    ],
    ['but not a locked one beside no CA', 'in/expe1.key.pem', () => foundFile('pbes2-aes-256.key'), true],
  ] as const)('knows the key of a CA %s, and says nothing of its upload', async (_, path, key, isTold) => {
    const { root } = issue(corp(), {
      root: ca({ key: 'rsa-2048-b', subject: [['commonName', 'Corp Root CA']] }),
    });
    const files = filesOf({ 'in/root.pem': root!.pem, [path]: key() });
    const keyCodes = codesOf(await check(files, undefined, { at: judgedAt })).filter((code) =>
      code.startsWith('key/'),
    );
    expect(keyCodes).toEqual(isTold ? ['key/encrypted-for-upload'] : []);
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
