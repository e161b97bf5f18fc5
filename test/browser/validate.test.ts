import { describe, expect, inject, it } from 'vitest';
import {
  checkRevocation,
  readCertificate,
  readCrl,
  readOcspResponse,
  validatePath,
} from '../../src/lib/index.ts';
import { bytesOf } from './bytes.ts';

const { chains, ocspResponse, crl, judgedAt } = inject('material');

const readChain = (name: string) => {
  const [root, sub, leaf] = chains[name]!.map((der) => readCertificate(bytesOf(der)));
  return { root: root!, sub: sub!, leaf: leaf! };
};

describe('in a browser, a path', () => {
  it.each(Object.keys(chains))('signed with %s is validated', async (name) => {
    const { root, sub, leaf } = readChain(name);
    const material = { anchors: [root], intermediates: [sub] };
    const report = await validatePath(leaf, material, {
      at: new Date(judgedAt),
      identities: [{ kind: 'dns', name: 'host.example.com' }],
    });
    expect([report.valid, report.best.findings]).toEqual([true, []]);
  });

  it.each(Object.keys(chains))('signed with %s, and then changed, is not', async (name) => {
    const { root, leaf } = readChain(name);
    const changed = bytesOf(chains[name]![1]!);
    changed[changed.length - 1]! ^= 1;
    const material = { anchors: [root], intermediates: [readCertificate(changed)] };
    const { valid, best } = await validatePath(leaf, material, { at: new Date(judgedAt) });
    expect([valid, best.findings.map(({ code }) => code)]).toEqual([false, ['path/signature-invalid']]);
  });
});

it('in a browser, revocation is looked up', async () => {
  const { root, sub, leaf } = readChain('RSA and ECDSA');
  const ocspResponses = [readOcspResponse(bytesOf(ocspResponse))];
  const settings = { at: new Date(judgedAt) };
  expect(await checkRevocation(leaf, sub, { ocspResponses }, settings)).toMatchObject({ status: 'good' });
  const crls = [readCrl(bytesOf(crl))];
  expect(await checkRevocation(sub, root, { crls }, settings)).toMatchObject({ status: 'good' });
});
