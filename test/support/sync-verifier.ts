import { nodeVerifier } from '../../src/lib/node/signature-verifier.ts';

/** Answers at once. */
export const syncVerifier = nodeVerifier();
