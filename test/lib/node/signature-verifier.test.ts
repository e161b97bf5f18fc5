import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeVerifier, threadVerifier } from '../../../src/lib/node/signature-verifier.ts';
import type { AlgorithmIdentifier } from '../../../src/lib/x509/algorithm-identifier.ts';
import type { PublicKey } from '../../../src/lib/x509/public-key.ts';
import { verifySignature, type SignatureStatus } from '../../../src/lib/x509/signature.ts';
import {
  invalid,
  oddKeys,
  publicKey,
  signed,
  unsupported,
  valid,
  type SignatureRow,
} from '../../support/signatures.ts';

/** What the verifier on node:crypto says, and the one on WebCrypto. */
async function both(
  algorithm: AlgorithmIdentifier,
  key: PublicKey,
  content: Uint8Array,
  signature: Uint8Array,
): Promise<[SignatureStatus | Promise<SignatureStatus>, SignatureStatus]> {
  const ours = verifySignature(algorithm, key, content, signature, nodeVerifier());
  return [ours, await verifySignature(algorithm, key, content, signature)];
}

const rows = (table: readonly SignatureRow[], status: SignatureStatus) =>
  table.map(([name, ...row]) => [name, status, ...row] as const);

describe('the verifier on node:crypto', () => {
  it.each([...rows(valid, 'valid'), ...rows(invalid, 'invalid'), ...rows(unsupported, 'unsupported')])(
    '%s: %s, at once, as the one on WebCrypto says',
    async (_, status, algorithm, key, signature) => {
      expect(await both(algorithm, publicKey(key), signed, signature)).toEqual([status, status]);
      const onThread = verifySignature(algorithm, publicKey(key), signed, signature, threadVerifier());
      expect(await onThread).toBe(status);
    },
  );

  it('checks on a thread what is not refused before', () => {
    const [[, algorithm, key, signature]] = valid as readonly [SignatureRow];
    const answer = verifySignature(algorithm, publicKey(key), signed, signature, threadVerifier());
    expect(answer).toBeInstanceOf(Promise);
  });

  it.each(oddKeys)('%s: the same as the one on WebCrypto', async (_, algorithm, key, signature) => {
    const [ours, theirs] = await both(algorithm, key, signed, signature);
    expect(ours).toBe(theirs);
    expect(ours).not.toBe('valid');
  });

  it('says the same of changed signatures, contents and keys', async () => {
    const change = fc.record({ at: fc.nat({ max: 1000 }), octet: fc.nat({ max: 255 }) });
    const changed = (bytes: Uint8Array, { at, octet }: { at: number; octet: number }) =>
      bytes.map((each, index) => (index === at % bytes.length ? octet : each));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...valid), change, async ([, algorithm, key, signature], one) => {
        const sound = publicKey(key);
        const [ours, theirs] = await both(algorithm, sound, signed, changed(signature, one));
        expect(ours).toBe(theirs);
        const [onOther, theirsOnOther] = await both(algorithm, sound, changed(signed, one), signature);
        expect(onOther).toBe(theirsOnOther);
      }),
      { seed: 5280, numRuns: 300 },
    );
  });

  it('remembers keys, and forgets them when there are too many', () => {
    const verifier = nodeVerifier();
    const [, algorithm, key, signature] = valid[1]!;
    const check = () => verifySignature(algorithm, publicKey(key), signed, signature, verifier);
    expect(check()).toBe('valid');
    const sound = publicKey(key);
    for (let index = 0; index < 1_001; index++) {
      const der = Uint8Array.from([...sound.der, index >> 8, index & 0xff]);
      void verifySignature(algorithm, { ...sound, der }, signed, signature, verifier);
    }
    expect(check()).toBe('valid');
  });
});
