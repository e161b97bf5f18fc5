import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Conformance cases of public suites. They are not part of the project: tests that use them are skipped where
 * the folder is absent, and fail there if REQUIRE_VECTORS=1.
 */
export const vectorsFolder =
  process.env['X509_VECTORS'] ?? join(import.meta.dirname, '../../../shared/vectors');

export const hasVectors = existsSync(vectorsFolder);

if (!hasVectors && process.env['REQUIRE_VECTORS'] === '1') {
  throw new Error(`REQUIRE_VECTORS=1, but there is no folder ${vectorsFolder}`);
}

/** What the reading tests need of a case. */
export interface VectorCase {
  readonly id: string;
  readonly expected: 'SUCCESS' | 'FAILURE';
  readonly trusted_certs: readonly string[];
  readonly untrusted_intermediates: readonly string[];
  readonly peer_certificate: string;
  readonly crls?: readonly string[];
}

export function readVectorCases(): VectorCase[] {
  const files = readdirSync(vectorsFolder).filter((file) => file.endsWith('.json'));
  return files.flatMap((file) => {
    const { cases } = JSON.parse(readFileSync(join(vectorsFolder, file), 'utf8')) as { cases: VectorCase[] };
    return cases;
  });
}

/** The DER inside one PEM block. */
export function derOfPem(pem: string): Uint8Array {
  return new Uint8Array(Buffer.from(pem.replace(/-----[^-]+-----/g, ''), 'base64'));
}
