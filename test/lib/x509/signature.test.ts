import { describe, expect, it } from 'vitest';
import { DerReader } from '../../../src/lib/asn1/der-reader.ts';
import { bitString, nullValue, octetString, oid, sequence } from '../../../src/lib/asn1/der-writer.ts';
import { algorithmId } from '../../../src/lib/asn1/oids.ts';
import type { AlgorithmIdentifier } from '../../../src/lib/x509/algorithm-identifier.ts';
import { readPublicKey } from '../../../src/lib/x509/public-key.ts';
import {
  signatureAlgorithm,
  verifySignature,
  webCryptoVerifier,
  type SignatureVerifier,
} from '../../../src/lib/x509/signature.ts';
import { hex } from '../../support/decode.ts';
import {
  ecdsaSha256,
  ed25519,
  identifier,
  invalid,
  offCurve,
  p256,
  pssSha256,
  publicKey,
  rsa,
  rsaSha256,
  signed,
  signRsa,
  soundEcdsa,
  unsupported,
  valid,
} from '../../support/signatures.ts';

describe('a signature', () => {
  it.each(valid)('%s holds', async (_, algorithm, key, signature) => {
    expect(await verifySignature(algorithm, publicKey(key), signed, signature)).toBe('valid');
  });

  it.each(valid)('%s does not hold for other content', async (_, algorithm, key, signature) => {
    const other = new TextEncoder().encode('tbsCertificatE');
    expect(await verifySignature(algorithm, publicKey(key), other, signature)).toBe('invalid');
  });

  it.each(invalid)('%s does not hold', async (_, algorithm, key, signature) => {
    expect(await verifySignature(algorithm, publicKey(key), signed, signature)).toBe('invalid');
  });

  it.each(unsupported)('%s is not checked', async (_, algorithm, key, signature) => {
    expect(await verifySignature(algorithm, publicKey(key), signed, signature)).toBe('unsupported');
  });

  it('by a key of an unknown kind is not checked', async () => {
    const unknown = readPublicKey(DerReader.over(sequence(sequence(oid('1.2.3')), bitString(hex('00')))));
    expect(await verifySignature(rsaSha256, unknown, signed, hex('00'))).toBe('unsupported');
  });

  it('by a point that is not on its curve does not hold', async () => {
    expect(await verifySignature(ecdsaSha256, offCurve, signed, soundEcdsa)).toBe('invalid');
  });
});

describe('a verifier', () => {
  it('that answers at once makes the whole check answer at once', () => {
    const asked: string[] = [];
    const verifier: SignatureVerifier = {
      verify: (scheme) => {
        asked.push(scheme.kind);
        return 'valid';
      },
    };
    expect(verifySignature(rsaSha256, publicKey(rsa.publicKey), signed, hex('00'), verifier)).toBe('valid');
    expect(verifySignature(rsaSha256, publicKey(p256.publicKey), signed, hex('00'), verifier)).toBe(
      'invalid',
    );
    expect(verifySignature(identifier('1.2.3'), publicKey(rsa.publicKey), signed, hex('00'), verifier)).toBe(
      'unsupported',
    );
    expect(asked, 'only where scheme and key belong together').toEqual(['rsa-pkcs1']);
  });

  it('on WebCrypto imports a key once, whoever hands it in', async () => {
    let imports = 0;
    const { subtle } = globalThis.crypto;
    const counting = {
      subtle: {
        verify: subtle.verify.bind(subtle),
        importKey: (...args: Parameters<SubtleCrypto['importKey']>) => {
          imports++;
          return subtle.importKey(...args);
        },
      },
    } as unknown as Crypto;
    const verifier = webCryptoVerifier(counting);
    const check = (algorithm: AlgorithmIdentifier, signature: Uint8Array) =>
      verifySignature(algorithm, publicKey(rsa.publicKey), signed, signature, verifier);
    expect(
      await Promise.all([check(rsaSha256, signRsa('sha256')), check(rsaSha256, signRsa('sha256'))]),
    ).toEqual(['valid', 'valid']);
    expect(imports).toBe(1);
    const rsaSha384 = identifier(algorithmId.sha384WithRSAEncryption, nullValue());
    expect(await check(rsaSha384, signRsa('sha384'))).toBe('valid');
    expect(imports, 'an RSA key is bound to its hash').toBe(2);
  });

  it('without a working WebCrypto says unsupported', async () => {
    const refusing = {
      subtle: { importKey: () => Promise.reject(new DOMException('no', 'NotSupportedError')) },
    } as unknown as Crypto;
    const verifier = webCryptoVerifier(refusing);
    for (const [algorithm, key] of [
      [rsaSha256, rsa],
      [identifier(algorithmId['id-Ed25519']), ed25519],
    ] as const) {
      expect(await verifySignature(algorithm, publicKey(key.publicKey), signed, hex('00'), verifier)).toBe(
        'unsupported',
      );
    }
  });
});

describe('the name of an algorithm', () => {
  it.each([
    ['sha256WithRSAEncryption', rsaSha256, 'SHA-256', { kind: 'rsa-pkcs1', hash: 'SHA-256' }],
    ['md5WithRSAEncryption', identifier(algorithmId.md5WithRSAEncryption, nullValue()), 'MD5', undefined],
    [
      'ecdsa-with-SHA384',
      identifier(algorithmId['ecdsa-with-SHA384']),
      'SHA-384',
      { kind: 'ecdsa', hash: 'SHA-384' },
    ],
    ['id-Ed25519', identifier(algorithmId['id-Ed25519']), undefined, { kind: 'ed25519' }],
    [
      'id-RSASSA-PSS',
      pssSha256,
      'SHA-256',
      {
        kind: 'rsa-pss',
        hash: 'SHA-256',
        parameters: { hash: 'SHA-256', maskHash: 'SHA-256', saltLength: 32 },
      },
    ],
    ['id-dsa-with-sha256', identifier(algorithmId['id-dsa-with-sha256']), 'SHA-256', undefined],
    ['1.2.3', identifier('1.2.3', octetString(hex('00'))), undefined, undefined],
  ])('%s', (name, algorithm, digest, scheme) => {
    expect(signatureAlgorithm(algorithm)).toEqual({ name, hash: digest, scheme });
  });
});
