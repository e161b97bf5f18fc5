import { Crypto as PeculiarCrypto } from '@peculiar/webcrypto';
import { describe, expect, it } from 'vitest';
import { buildRequest, good, type RequestRecipe } from '../../../../fixtures/recipes/requests.ts';
import { readCsr } from '../../../../src/lib/csr/parse.ts';
import { planDeployment } from '../../../../src/lib/plan/plan.ts';
import { questionText } from '../../../../src/lib/findings/question.ts';
import { checkCsr, checkCsrs } from '../../../../src/lib/check/csr/check-csr.ts';
import { named, plainRequest, requesting, sound } from '../../../support/deployment.ts';

const at = new Date('2026-11-22T00:00:00Z');
const plan = planDeployment(sound);
const check = (recipe: RequestRecipe = {}, options: Partial<Parameters<typeof checkCsr>[1]> = {}) =>
  checkCsr(buildRequest(recipe), { at, plan, ...options });

describe('checkCsr', () => {
  it('says what the request holds, whose it is, and what was found good', async () => {
    expect(await check()).toEqual({
      request: {
        subject: 'CN=expe.example.com,O=Example Corp,C=GB',
        commonName: 'expe.example.com',
        key: 'RSA 2048',
        publicKeyHash: expect.stringMatching(/^sha256:[A-Za-z0-9+/]{43}=$/) as string,
        signatureAlgorithm: 'sha256WithRSAEncryption',
        signature: 'valid',
        names: good.names,
        extendedKeyUsage: ['serverAuth', 'clientAuth'],
        keyUsage: ['digitalSignature', 'keyEncipherment'],
      },
      peer: { cluster: 'edge', peer: 'expe1.example.com', by: 'names', present: 6, planned: 6 },
      findings: [],
      held: [
        'signature verifies',
        'RSA 2048',
        'SHA-256',
        'EKU server+client',
        'CN is one of the names',
        'all 6 planned names',
      ],
      notChecked: [],
    });
  });

  it('gives the same for bytes and for a request already read', async () => {
    const der = buildRequest({ names: ['DNS:expe1.example.com'] });
    expect(await checkCsr(readCsr(der), { at, plan })).toEqual(await checkCsr(der, { at, plan }));
  });

  it('gives a result that survives JSON', async () => {
    const result = await check({ names: ['DNS:expe1.example.com'], subject: [], keyUsage: [] });
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });

  it.each<[string, RequestRecipe, readonly string[]]>([
    ['the names', {}, ['names (no deployment file)']],
    [
      'the usages where one is missing',
      { extendedKeyUsage: ['serverAuth'] },
      ['names (no deployment file)', 'usages (no deployment file)'],
    ],
    ['the kind of key', { key: 'ec-p-256' }, ['names (no deployment file)', 'key type (no deployment file)']],
    [
      'a signature nobody here can verify',
      { key: 'ec-secp256k1' },
      [
        'signature (ecdsa-with-SHA256 cannot be verified here)',
        'names (no deployment file)',
        'key type (no deployment file)',
      ],
    ],
  ])('with no plan says that it did not check %s', async (_, recipe, expected) => {
    const { notChecked } = await checkCsr(buildRequest(recipe), { at });
    expect(notChecked.map(questionText)).toEqual(expected);
  });

  it.each<[string, RequestRecipe, string]>([
    ['no peer', { subject: [], names: ['DNS:www.example.net'] }, 'names (it fits no peer)'],
    ['several peers', { names: ['DNS:expe.example.com'] }, 'names (it fits several peers)'],
  ])('that fits %s says so', async (_, recipe, expected) => {
    const { peer, notChecked } = await check(recipe);
    expect([peer, ...notChecked.map(questionText)]).toEqual([undefined, expected]);
  });

  it.each<[string, RequestRecipe, string, boolean]>([
    ['the planned key', {}, 'RSA 2048', true],
    ['a key that is too short', { key: 'rsa-1024' }, 'RSA 1024', false],
    ['a key that keeps zones down', { key: 'rsa-8192' }, 'RSA 8192', false],
    ['a size that nobody makes', { key: 'rsa-2056' }, 'RSA 2056', false],
    ['ECDSA before X14.3', { key: 'ec-p-256' }, 'ECDSA P-256', false],
  ])('calls good or not: %s', async (_, recipe, key, isGood) => {
    const clusters = sound.clusters.map((each) =>
      requesting(each, { key: key.startsWith('EC') ? { type: 'ec', curve: 'P-256' } : plainRequest.key }),
    );
    const { request, held } = await check(recipe, { plan: planDeployment({ ...sound, clusters }) });
    expect([request.key, held.includes(key)]).toEqual([key, isGood]);
    if (request.key.startsWith('EC')) return;
    const alone = await checkCsr(buildRequest(recipe), { at });
    expect(alone.held.includes(key), 'without a plan').toBe(isGood);
  });

  it('does not call a CN one of the names that is not', async () => {
    const { held } = await check({ names: good.names.filter((name) => name !== 'DNS:expe.example.com') });
    expect(held).not.toContain('CN is one of the names');
  });

  it('says that a private key and a manifest fit', async () => {
    const { request } = await check();
    const manifest = [{ peer: 'expe1.example.com', publicKeyHash: request.publicKeyHash }];
    const { peer, held } = await check({}, { manifest });
    expect(peer?.by).toBe('key');
    expect(held).toContain('the manifest knows the key');
  });

  it('takes a key of the manifest whose peer the plan does not have by its names', async () => {
    const { request } = await check();
    const { peer } = await check(
      {},
      { manifest: [{ peer: 'old.example.com', publicKeyHash: request.publicKeyHash }] },
    );
    expect([peer?.by, peer?.peer]).toEqual(['names', 'expe1.example.com']);
  });

  it('works with another provider of WebCrypto', async () => {
    const { request, findings } = await check({ key: 'ec-p-384' }, { crypto: new PeculiarCrypto() });
    expect(request.signature).toBe('valid');
    expect(request.publicKeyHash).toBe((await check({ key: 'ec-p-384' })).request.publicKeyHash);
    expect(findings.map(({ code }) => code)).toContain('csr/key-type-release');
  });

  it('tells wrong use from wrong input', async () => {
    await expect(checkCsr(new Uint8Array(3), { at })).rejects.toMatchObject({ name: 'DecodeError' });
    await expect(check({}, { at: new Date(NaN) })).rejects.toThrow(new TypeError('at is not a valid date'));
    await expect(check({}, { peer: 'nobody.example.com' })).rejects.toThrow(
      new TypeError('no peer of the deployment is called "nobody.example.com"'),
    );
  });
});

describe('checkCsrs', () => {
  it('checks every request, and each against those before it', async () => {
    const [first, second] = [buildRequest(), buildRequest({ key: 'rsa-2048-b' })];
    const inputs = [first, second, first].map((request, index) => ({
      request,
      place: { file: `${index}.csr` },
    }));
    const checks = await checkCsrs(inputs, { at, plan });
    expect(checks.map(({ findings }) => findings.map(({ code }) => code))).toEqual([
      [],
      ['csr/several-for-peer'],
      ['csr/given-twice'],
    ]);
    expect(checks[2]?.findings[0]?.locations).toEqual([{ file: '2.csr' }, { file: '0.csr' }]);
  });

  it('of nothing is nothing', async () => expect(await checkCsrs([], { at })).toEqual([]));
});

describe('the peer of a request', () => {
  const others = planDeployment({
    ...sound,
    registrationDomains: [{ ...named('example.org'), format: 'DNS' }],
  });

  it.each<[string, RequestRecipe, string | undefined]>([
    [
      'is the one whose own name it holds',
      { names: ['DNS:expe2.example.com', ...good.names.slice(1)] },
      'expe2.example.com',
    ],
    [
      'is the one whose own name it holds, however few others',
      { subject: [], names: ['DNS:expc1.example.com'] },
      'expc1.example.com',
    ],
    [
      'is the one named by the CN where there are no names',
      { subject: [['commonName', 'EXPE1.example.com']], names: [] },
      'expe1.example.com',
    ],
    [
      'is the one named by the CN where it holds the names of all peers',
      {
        subject: [['commonName', 'expe2.example.com']],
        names: ['DNS:expe1.example.com', 'DNS:expe2.example.com'],
      },
      'expe2.example.com',
    ],
    [
      'is none for a domain that it shares with the deployment',
      { subject: [], names: ['DNS:example.org', 'DNS:mail.example.org'] },
      undefined,
    ],
    [
      'is none for both own names',
      { subject: [], names: ['DNS:expe1.example.com', 'DNS:expe2.example.com'] },
      undefined,
    ],
  ])('%s', async (_, recipe, expected) => {
    const { peer } = await checkCsr(buildRequest(recipe), { at, plan: others });
    expect(peer?.peer).toBe(expected);
  });
});
