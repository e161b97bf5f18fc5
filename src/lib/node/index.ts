export * from '../index.ts';
export { nodeVerifier } from './signature-verifier.ts';
