import { readFileSync, writeFileSync } from 'node:fs';
import { X509Certificate } from 'node:crypto';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { writePem } from '../../src/lib/formats/pem.ts';
import { integer, sequence } from '../../src/lib/asn1/der-writer.ts';
import {
  loadContexts,
  loadTrust,
  type ContextOptions,
  type ReloadEvent,
  type TrustOptions,
} from '../../src/lib/node/index.ts';
import { extensionDer } from '../support/certificate-der.ts';
import { buildCrl, type CrlRecipe } from '../support/crls.ts';
import { privateKeyOf } from '../support/keys.ts';
import { buildPki, judgedAt, type CertificateRecipe } from '../support/pki.ts';
import { folderMaker, replaceFile, scratchFolder } from '../support/scratch.ts';

const files = folderMaker(scratchFolder());
const day = 86_400_000;
const inDays = (days: number): string => new Date(judgedAt + days * day).toISOString();
const current = { notBefore: inDays(-100), notAfter: inDays(265) };

const cas = {
  root: { ca: true, ...current },
  int: { ca: true, issuedBy: 'root', ...current },
  other: { ca: true, ...current },
} as const;

function ownPem(change: CertificateRecipe = {}, others: readonly (keyof typeof cas)[] = ['int']): string {
  const recipe: CertificateRecipe = {
    ...{ issuedBy: 'int', subject: 'CN=gateway', san: ['dns:gateway.example'], key: 'gateway' },
    ...{ eku: ['serverAuth', 'clientAuth'], ...current },
    ...change,
  };
  const pki = buildPki({ ...cas, leaf: recipe });
  return [pki.leaf, ...others.map((name) => pki[name])]
    .map(({ der }) => writePem('CERTIFICATE', der))
    .join('');
}
const keyPem = String(privateKeyOf('gateway').export({ format: 'pem', type: 'pkcs8' }));
const caPem = (...names: readonly (keyof typeof cas)[]) =>
  names.map((name) => writePem('CERTIFICATE', buildPki(cas)[name].der)).join('');

async function own(pem: string, options: ContextOptions = {}) {
  const at = files({ 'cert.pem': pem, 'key.pem': keyPem });
  const events: ReloadEvent[] = [];
  const identity = { domains: ['gateway.example'], certificate: at('cert.pem'), key: at('key.pem') };
  const contexts = await loadContexts([identity], {
    ...{ watch: false, now: () => judgedAt, onEvent: (event) => events.push(event) },
    ...options,
  });
  onTestFinished(() => contexts.close());
  return { contexts, events, at };
}

const codesOf = (events: readonly ReloadEvent[]): string[] =>
  events.flatMap((event) => (event.kind === 'warning' ? event.findings.map(({ code }) => code) : []));

describe('a certificate of our own, when it is loaded', () => {
  it.each<[string, string, readonly string[]]>([
    ['is good', ownPem(), []],
    ['is good, with its root', ownPem({}, ['int', 'root']), []],
    ['expired yesterday', ownPem({ notAfter: inDays(-1) }), ['gateway/certificate-expired']],
    ['ends in an hour', ownPem({ notAfter: inDays(1 / 24) }), ['gateway/certificate-ends-soon']],
    ['is not valid before tomorrow', ownPem({ notBefore: inDays(1) }), ['gateway/certificate-not-yet-valid']],
    ['lacks the intermediate CA', ownPem({}, []), ['gateway/intermediate-missing']],
    ['comes with another CA', ownPem({}, ['other']), ['gateway/intermediate-missing']],
    ['does not name the domain', ownPem({ san: ['dns:other.example'] }), ['gateway/name-missing']],
    ['is self-signed', ownPem({ issuedBy: 'leaf', ca: false }, []), ['gateway/self-signed']],
    [
      'is for e-mail alone',
      ownPem({ eku: ['emailProtection'] }),
      ['gateway/server-auth-missing', 'gateway/client-auth-missing'],
    ],
    ['is for clients alone', ownPem({ eku: ['clientAuth'] }), ['gateway/server-auth-missing']],
    [
      'must be stapled',
      ownPem({ more: [extensionDer('1.3.6.1.5.5.7.1.24', sequence(integer(5)))] }),
      ['gateway/stapling-required'],
    ],
    [
      'has an XmppAddr beside a DNS name',
      ownPem({ san: ['xmpp:gateway.example', 'dns:gateway.example'] }),
      ['gateway/xmpp-address-beside-dns'],
    ],
  ])('that %s', async (_, pem, codes) => expect(codesOf((await own(pem)).events)).toEqual(codes));

  it('lacks nothing where its issuer is trusted', async () => {
    const trust = { current: { anchors: Object.values(buildPki(cas)) } };
    const { contexts, events } = await own(ownPem({}, []), { trust });
    expect(codesOf(events)).toEqual([]);
    expect(await contexts.status()).toMatchObject([{ chain: 'complete' }]);
  });

  it('is shown domain by domain', async () => {
    const { contexts, at } = await own(ownPem({ notAfter: inDays(10) }));
    expect(await contexts.status()).toEqual([
      {
        ...{ domain: 'gateway.example', subject: 'CN=gateway', chain: 'not known' },
        ...{ notBefore: Date.parse(current.notBefore), notAfter: Date.parse(inDays(10)) },
        fingerprint: new X509Certificate(readFileSync(at('cert.pem'))).fingerprint256,
        findings: [expect.objectContaining({ code: 'gateway/certificate-ends-soon' })],
      },
    ]);
  });
});

describe('a good certificate', () => {
  it.each<[string, CertificateRecipe, string]>([
    ['expired', { notAfter: inDays(-1) }, 'holds a certificate that ended on '],
    ['begins tomorrow', { notBefore: inDays(1) }, 'holds a certificate that is not valid before '],
  ])('is not given up for one that %s', async (_, change, text) => {
    const { contexts, events, at } = await own(ownPem());
    const before = contexts.contextFor('gateway.example');
    replaceFile(at('cert.pem'), ownPem(change));
    await contexts.reload();
    expect(contexts.contextFor('gateway.example')).toBe(before);
    expect(events).toMatchObject([
      { kind: 'kept', problems: [{ file: at('cert.pem'), text: expect.stringContaining(text) as string }] },
    ]);
  });

  it('is given up where it has expired itself', async () => {
    let time = judgedAt;
    const { contexts, events, at } = await own(ownPem(), { now: () => time });
    time += 400 * day;
    replaceFile(at('cert.pem'), ownPem({ notAfter: inDays(300) }));
    await contexts.reload();
    expect(events.map(({ kind }) => kind)).toEqual(['loaded', 'warning']);
  });

  it('is warned about as its end comes near, once a day', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      let time = judgedAt;
      const { contexts, events } = await own(ownPem(), { now: () => time });
      const pass = async (milliseconds: number) => {
        time += milliseconds;
        vi.advanceTimersByTime(60 * 60 * 1000);
        await contexts.reload();
        return codesOf(events);
      };
      expect(await pass(100 * day)).toEqual([]);
      expect(await pass(110 * day)).toEqual(['gateway/certificate-ends-soon']);
      expect(await pass(60 * 60 * 1000)).toHaveLength(1);
      expect(await pass(day)).toHaveLength(2);
    } finally {
      vi.useRealTimers();
    }
  });
});

const crlPem = (...recipes: readonly CrlRecipe[]): string =>
  recipes
    .map((recipe) => buildCrl(cas, { thisUpdate: inDays(-1), nextUpdate: inDays(9), ...recipe }))
    .map(({ der }) => writePem('X509 CRL', der))
    .join('');

async function trusting(anchors: string, crls: string | undefined, options: TrustOptions = {}) {
  const at = files({ 'cas.pem': anchors, ...(crls !== undefined && { 'all.crl': crls }) });
  const events: ReloadEvent[] = [];
  const trust = await loadTrust(
    { anchors: [at('cas.pem')], ...(crls !== undefined && { crls: [at('all.crl')] }) },
    { watch: false, now: () => judgedAt, onEvent: (event) => events.push(event), ...options },
  );
  onTestFinished(() => trust.close());
  return { trust, events, at };
}

describe('trusted CAs and lists, when they are loaded', () => {
  const both = crlPem({ issuedBy: 'root' }, { issuedBy: 'int' });
  it.each<[string, string, string | undefined, readonly string[], TrustOptions?]>([
    ['are good', caPem('root'), both, []],
    ['are good without lists', caPem('root'), undefined, []],
    [
      'have a list that is over since yesterday',
      caPem('root'),
      crlPem({ issuedBy: 'root', nextUpdate: inDays(-1) }, { issuedBy: 'int' }),
      ['gateway/list-outdated'],
    ],
    [
      'have a list of the intermediate alone',
      caPem('root'),
      crlPem({ issuedBy: 'int' }),
      ['gateway/list-missing'],
    ],
    [
      'have the same, and revocation is not checked',
      caPem('root'),
      crlPem({ issuedBy: 'int' }),
      [],
      { revocationCheck: () => 'off' },
    ],
    [
      'have none, and revocation is always checked',
      caPem('root'),
      undefined,
      ['gateway/list-missing'],
      { revocationCheck: () => 'always' },
    ],
    [
      'have a list of a CA that nobody trusts',
      caPem('root'),
      crlPem({ issuedBy: 'other' }),
      ['gateway/list-missing'],
    ],
    [
      'have expired',
      writePem('CERTIFICATE', buildPki({ root: { ...cas.root, notAfter: inDays(-1) } }).root.der),
      undefined,
      ['gateway/anchor-out-of-date'],
    ],
    ['have a server among them', caPem('root') + ownPem({}, []), undefined, ['gateway/anchor-is-server']],
  ])('that %s', async (_, anchors, crls, codes, options) =>
    expect(codesOf((await trusting(anchors, crls, options)).events)).toEqual(codes),
  );

  it('are shown CA by CA, with the list of each', async () => {
    const { trust } = await trusting(caPem('root', 'other'), both);
    const { cas: shown, findings } = trust.status();
    expect(shown.map(({ subject, list }) => ({ subject, list }))).toEqual([
      {
        subject: 'CN=root',
        list: { thisUpdate: Date.parse(inDays(-1)), nextUpdate: Date.parse(inDays(9)) },
      },
      { subject: 'CN=other', list: 'no list' },
    ]);
    expect(findings.map(({ code }) => code)).toEqual(['gateway/list-missing', 'gateway/list-of-stranger']);
  });

  it('include those of partners, each once, with their lists', async () => {
    const at = files({ 'cas.pem': caPem('root'), 'partner.pem': caPem('root', 'other'), 'all.crl': both });
    const partners = [{ domains: ['a.example'], anchors: at('partner.pem') }];
    const options = { watch: false, now: () => judgedAt };
    const trust = await loadTrust(
      { anchors: [at('cas.pem')], partners: () => partners, crls: [at('all.crl')] },
      options,
    );
    onTestFinished(() => trust.close());
    expect(trust.status().cas.map(({ subject }) => subject)).toEqual(['CN=root', 'CN=other']);
    expect(trust.status().findings.map(({ code }) => code)).toEqual([
      ...['gateway/list-missing', 'gateway/list-of-stranger'],
    ]);
  });

  it('say what CAs have come and gone', async () => {
    const { trust, events, at } = await trusting(caPem('root', 'other'), undefined);
    writeFileSync(at('cas.pem'), caPem('root', 'int'));
    await trust.reload();
    expect(events).toEqual([{ kind: 'loaded', what: 'trust', added: ['CN=int'], removed: ['CN=other'] }]);
  });

  it('are not touched by a log that throws', async () => {
    const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
    const { trust, at } = await trusting(caPem('root'), undefined, {
      onEvent: () => {
        throw new Error('log down');
      },
    });
    writeFileSync(at('cas.pem'), caPem('other'));
    await trust.reload();
    expect(trust.current.anchors).toHaveLength(1);
    expect(warned).toHaveBeenCalledOnce();
    warned.mockRestore();
  });
});
