import { describe, expect, it } from 'vitest';
import { BestFirstQueue } from '../../../src/lib/path/best-first-queue.ts';
import { reportFor, type PathQuestion } from '../../support/paths.ts';
import { buildPki, type Hierarchy } from '../../support/pki.ts';

/** Names of the entries on the best candidate, leaf first, anchor last. */
function wayOf(question: PathQuestion): string[] {
  const made = buildPki(question.pki);
  const nameOf = (der: Uint8Array) =>
    Object.keys(made).find((name) => Buffer.compare(Buffer.from(made[name]!.der), Buffer.from(der)) === 0)!;
  const { valid, best } = reportFor(question);
  const way = best.certificates.map(({ der }) => nameOf(der));
  if (best.anchor) way.push(nameOf(best.anchor.der));
  return valid ? way : ['not valid:', ...way];
}

const leaf = { issuedBy: 'sub' };

describe('the path that is found', () => {
  const rows: readonly (PathQuestion & { name: string; expect: readonly string[] })[] = [
    {
      name: 'the plain one',
      pki: { root: {}, sub: { issuedBy: 'root' }, leaf },
      expect: ['leaf', 'sub', 'root'],
    },
    {
      name: 'an anchor that is not self-signed',
      pki: { root: {}, sub: { issuedBy: 'root' }, leaf },
      anchors: ['sub'],
      intermediates: [],
      expect: ['leaf', 'sub'],
    },
    {
      name: 'the nearest of several anchors',
      pki: { root: {}, sub: { issuedBy: 'root' }, leaf },
      anchors: ['root', 'sub'],
      expect: ['leaf', 'sub'],
    },
    {
      name: 'past an expired root to its renewed certificate',
      pki: {
        old: { subject: 'CN=root', key: 'root', notAfter: '2026-01-02' },
        root: {},
        sub: { issuedBy: 'root' },
        leaf,
      },
      anchors: ['old', 'root'],
      expect: ['leaf', 'sub', 'root'],
    },
    {
      name: 'past an expired cross certificate (the chain of pain)',
      pki: {
        older: {},
        cross: { issuedBy: 'older', subject: 'CN=root', key: 'root', notAfter: '2026-01-02' },
        root: {},
        sub: { issuedBy: 'root' },
        leaf,
      },
      anchors: ['older', 'root'],
      expect: ['leaf', 'sub', 'root'],
    },
    {
      name: 'through a cross certificate where only the other root is trusted',
      pki: {
        older: {},
        root: {},
        cross: { issuedBy: 'older', subject: 'CN=root', key: 'root' },
        sub: { issuedBy: 'root' },
        leaf,
      },
      anchors: ['older'],
      expect: ['leaf', 'sub', 'cross', 'older'],
    },
    {
      name: 'by the signature where the key identifiers mislead',
      pki: {
        root: {},
        wrong: { issuedBy: 'root', subject: 'CN=sub', key: 'wrong', ca: true },
        sub: { issuedBy: 'root', without: ['subjectKeyIdentifier'] },
        leaf: { issuedBy: 'sub', without: ['authorityKeyIdentifier'] },
      },
      settings: { conformance: false },
      expect: ['leaf', 'sub', 'root'],
    },
    {
      name: 'around an intermediate whose constraints forbid the leaf',
      pki: {
        root: {},
        strict: { issuedBy: 'root', subject: 'CN=sub', key: 'sub', permitted: ['dns:example.org'] },
        sub: { issuedBy: 'root' },
        leaf,
      },
      expect: ['leaf', 'sub', 'root'],
    },
    {
      name: 'around one with a path length that is too short',
      pki: {
        root: {},
        short: { issuedBy: 'root', subject: 'CN=top', key: 'top', pathLength: 0 },
        top: { issuedBy: 'root' },
        sub: { issuedBy: 'top' },
        leaf,
      },
      expect: ['leaf', 'sub', 'top', 'root'],
    },
    {
      name: 'a self-signed leaf that is its own anchor',
      pki: { leaf: { ca: false } },
      anchors: ['leaf'],
      expect: ['leaf', 'leaf'],
    },
    {
      name: 'subject and issuer in other letters and string types',
      pki: { root: { subject: 'O=Example  CA' }, leaf: { issuedBy: 'root', issuer: 'O=EXAMPLE ca' } },
      expect: ['leaf', 'root'],
    },
  ];
  it.each(rows)('$name', ({ expect: way, ...question }) => expect(wayOf(question)).toEqual(way));

  it('is not found through a certificate signed by a namesake of the anchor', () => {
    const pki: Hierarchy = {
      root: {},
      forged: { subject: 'CN=root', key: 'mallory' },
      sub: { issuedBy: 'forged' },
      leaf,
    };
    expect(reportFor({ pki }).valid).toBe(false);
  });
});

describe('of several candidates', () => {
  it('the one that is nearly right comes first, and each says what is wrong with it', () => {
    const { valid, candidates } = reportFor({
      pki: {
        root: {},
        noCa: { issuedBy: 'root', subject: 'CN=sub', key: 'sub', ca: false, keyUsage: null },
        sub: { issuedBy: 'root', notAfter: '2026-01-02' },
        leaf,
      },
    });
    expect(valid).toBe(false);
    expect(candidates.map(({ findings }) => findings.map(({ code }) => code))).toEqual([
      ['path/expired'],
      ['path/not-a-ca'],
    ]);
  });

  it('the valid one comes first', () => {
    const { valid, candidates } = reportFor({
      pki: {
        root: {},
        strict: { issuedBy: 'root', subject: 'CN=sub', key: 'sub', excluded: ['dns:example.com'] },
        sub: { issuedBy: 'root' },
        leaf,
      },
    });
    expect(valid).toBe(true);
    expect(candidates.map(({ findings }) => findings.map(({ code }) => code))).toEqual([
      [],
      ['path/name-constraint-violated'],
    ]);
  });
});

describe('graphs made to be searched for ever', () => {
  const codes = (question: PathQuestion) => reportFor(question).best.findings.map(({ code }) => code);
  const many = (count: number, recipe: (i: number) => Hierarchy[string]): Hierarchy =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`ca${i}`, recipe(i)]));

  it('100 CAs of one name, each with its own key, signing each other in a row', () => {
    const chain = many(100, (i) => ({
      issuedBy: i === 0 ? 'ca0' : `ca${i - 1}`,
      subject: 'CN=CA',
      ca: true,
    }));
    const pki = { root: {}, ...chain, leaf: { issuedBy: 'ca99' } };
    expect(codes({ pki })).toContain('path/search-limit-reached');
  });

  it('100 CAs with one key, whose signatures fit each other', () => {
    const chain = many(100, (i) => ({ issuedBy: i === 0 ? 'ca0' : `ca${i - 1}`, key: 'shared', ca: true }));
    expect(codes({ pki: { root: {}, ...chain, leaf: { issuedBy: 'ca99' } } })).toContain(
      'path/issuer-not-found',
    );
  });

  it('CAs that all certify each other', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const crossed: Hierarchy = Object.fromEntries(
      names.flatMap((issuer) =>
        names
          .filter((subject) => subject !== issuer)
          .map((subject) => [
            `${subject}-by-${issuer}`,
            {
              issuedBy: issuer,
              issuer: `CN=${issuer}`,
              signedWith: issuer,
              subject: `CN=${subject}`,
              key: subject,
              ca: true,
            },
          ]),
      ),
    );
    const pki = { root: {}, ...crossed, leaf: { issuedBy: 'a', issuer: 'CN=a', signedWith: 'a' } };
    expect(codes({ pki })).toContain('path/search-limit-reached');
  });

  it('CAs that all certify each other, one of them trusted', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const crossed: Hierarchy = Object.fromEntries(
      names.flatMap((issuer) =>
        names
          .filter((subject) => subject !== issuer)
          .map((subject) => [
            `${subject}-by-${issuer}`,
            {
              issuedBy: issuer,
              issuer: `CN=${issuer}`,
              signedWith: issuer,
              subject: `CN=${subject}`,
              key: subject,
              ca: true,
            },
          ]),
      ),
    );
    const pki = {
      root: { subject: 'CN=h', key: 'h', ca: true },
      ...crossed,
      leaf: { issuedBy: 'a', issuer: 'CN=a', signedWith: 'a' },
    };
    expect(reportFor({ pki }).valid).toBe(true);
  });

  it('a chain that is longer than any', () => {
    const chain = many(101, (i) => ({ issuedBy: i === 0 ? 'root' : `ca${i - 1}` }));
    expect(codes({ pki: { root: {}, ...chain, leaf: { issuedBy: 'ca100' } } })).toContain(
      'path/search-limit-reached',
    );
  });

  it('a chain as long as allowed', () => {
    const chain = many(100, (i) => ({ issuedBy: i === 0 ? 'root' : `ca${i - 1}` }));
    expect(reportFor({ pki: { root: {}, ...chain, leaf: { issuedBy: 'ca99' } } }).valid).toBe(true);
  });

  it('10,000 name constraints are no burden, many names against them are', () => {
    const permitted = Array.from({ length: 10_000 }, (_, i) => `dns:t${i}.example`);
    const names = (count: number) => Array.from({ length: count }, (_, i) => `dns:a.t${i}.example`);
    const pki = (san: readonly string[]) => ({ root: { permitted }, leaf: { issuedBy: 'root', san } });
    expect(reportFor({ pki: pki(names(419)) }).valid).toBe(true);
    expect(codes({ pki: pki(names(420)) })).toEqual(['path/search-limit-reached']);
  });
});

it('a best-first queue hands out the least penalty, of equals the last', () => {
  const queue = new BestFirstQueue<{ penalty: number; name: string }>();
  const given = [3, 1, 2, 1, 3, 0, 2].map((penalty, i) => ({ penalty, name: `${penalty}${'abcdefg'[i]}` }));
  for (const element of given) queue.push(element);
  const out: string[] = [];
  for (let element = queue.pop(); element; element = queue.pop()) out.push(element.name);
  expect(out).toEqual(['0f', '1d', '1b', '2g', '2c', '3e', '3a']);
});
