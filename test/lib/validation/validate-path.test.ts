import { describe, expect, it } from 'vitest';
import { PathValidator, validatePath } from '../../../src/lib/validation/validate-path.ts';
import { webCryptoVerifier } from '../../../src/lib/x509/signature.ts';
import type { PathSettings } from '../../../src/lib/path/options.ts';
import { malformedRecipes } from '../../support/malformed.ts';
import { buildPki, judgedAt } from '../../support/pki.ts';
import { reportFor } from '../../support/paths.ts';
import { syncVerifier } from '../../support/sync-verifier.ts';

const { root, sub, leaf } = buildPki({
  root: { key: 'rsa-3072' },
  sub: { issuedBy: 'root', key: 'ec-p-256' },
  leaf: { issuedBy: 'sub', key: 'rsa-2048' },
});
const time = judgedAt;

describe('validating a path', () => {
  it('answers with WebCrypto unless told otherwise', async () => {
    const report = await validatePath(leaf, { anchors: [root], intermediates: [sub] }, { time });
    expect(report.valid).toBe(true);
    expect(report.best).toMatchObject({ certificates: [leaf, sub], anchor: root, findings: [] });
  });

  it('answers at once with a synchronous verifier, for many certificates', () => {
    const validator = new PathValidator(
      { anchors: [root], intermediates: [sub], verifier: syncVerifier },
      { time, identities: [{ kind: 'dns', name: 'host.example.com' }] },
    );
    expect([leaf, sub, leaf].map((each) => validator.validateSync(each).valid)).toEqual([true, false, true]);
  });

  it('takes intermediates that come with the certificate', async () => {
    const validator = new PathValidator({ anchors: [root] }, { time });
    expect((await validator.validate(leaf)).valid).toBe(false);
    expect((await validator.validate(leaf, [root, sub, sub])).valid).toBe(true);
    expect((await validator.validate(leaf)).valid).toBe(false);
  });

  it('checks each signature once', () => {
    const checked: Uint8Array[] = [];
    const verifier = {
      verify: (...args: Parameters<typeof syncVerifier.verify>) => {
        checked.push(args[3]);
        return syncVerifier.verify(...args);
      },
    };
    const validator = new PathValidator({ anchors: [root], intermediates: [sub], verifier }, { time });
    validator.validateSync(leaf);
    validator.validateSync(leaf);
    expect(checked).toEqual([leaf.signature, sub.signature]);
  });

  it('trusts nothing it could not check', async () => {
    const verifier = { verify: () => 'unsupported' as const };
    const { valid, best } = await validatePath(
      leaf,
      { anchors: [root], intermediates: [sub], verifier },
      { time },
    );
    expect(valid).toBe(false);
    expect(best.findings.map(({ code }) => code)).toEqual(['path/signature-not-checked']);
  });

  it('has no anchors of its own', async () => {
    expect((await validatePath(leaf, { anchors: [], intermediates: [root, sub] }, { time })).valid).toBe(
      false,
    );
  });

  it('has no clock of its own', () => {
    expect(() => new PathValidator({ anchors: [root] }, { time: NaN })).toThrow(TypeError);
    expect(() => new PathValidator({ anchors: [root] }, {} as never)).toThrow(TypeError);
  });

  it('does not pretend to be synchronous', () => {
    const validator = new PathValidator(
      { anchors: [root], intermediates: [sub], verifier: webCryptoVerifier() },
      { time },
    );
    expect(() => validator.validateSync(leaf)).toThrow(TypeError);
  });

  it('says which policies a valid path is good for', () => {
    const pki = {
      root: {},
      sub: { issuedBy: 'root', policies: ['1.9.1', '1.9.2'] },
      leaf: { issuedBy: 'sub', policies: ['1.9.2'] },
    };
    expect(reportFor({ pki }).policies).toEqual(['1.9.2']);
  });

  it('gives the same answer every time', () => {
    const pki = {
      root: {},
      a: { issuedBy: 'root', subject: 'CN=sub', key: 'sub', notAfter: '2026-01-02' },
      b: { issuedBy: 'root', subject: 'CN=sub', key: 'sub', pathLength: 0, eku: ['clientAuth'] },
      sub: { issuedBy: 'root', damaged: true },
      leaf: { issuedBy: 'sub', san: ['dns:a_b'] },
    };
    const codes = () => reportFor({ pki }).candidates.map(({ findings }) => findings.map(({ code }) => code));
    expect(codes()).toEqual(codes());
    expect(codes().map(([first]) => first)).toEqual([
      ...['path/alternative-name-malformed', 'path/usage-not-allowed', 'path/signature-invalid'],
    ]);
  });
});

describe('a certificate that is malformed in one part', () => {
  const strict: readonly Partial<PathSettings>[] = [
    {},
    { profile: 'webpki' },
    { conformance: false, strictSerialNumbers: false, purpose: 'any' },
    { anchors: 'name-and-key' },
  ];
  const places = ['leaf', 'sub', 'root'] as const;

  describe.each(places)('%s', (place) => {
    it.each(malformedRecipes)('with $name is refused, and the reason told', ({ recipe }) => {
      const pki = { root: {}, sub: { issuedBy: 'root' }, leaf: { issuedBy: 'sub' } };
      for (const settings of strict) {
        const { valid, best } = reportFor({
          pki: { ...pki, [place]: { ...pki[place], ...recipe } },
          settings,
        });
        expect(valid, JSON.stringify(settings)).toBe(false);
        // With a key that nobody can read the path ends below: what it has signed is verified by nobody.
        const code =
          recipe.raw?.publicKey && place !== 'leaf' ? 'path/signature-not-checked' : 'path/malformed-part';
        expect(best.findings).toContainEqual(expect.objectContaining({ code, severity: 'error' }));
      }
    });
  });
});
