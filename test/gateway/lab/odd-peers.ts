import type { OddCase } from './authority.ts';

/** What comes of a certificate where certificates must be verified, in both directions. */
interface RefusedPeer {
  readonly name: OddCase;
  readonly state: string;
  /** The reason that is always there. */
  readonly code: string;
  readonly rule: string;
  /** What the peer is told. */
  readonly text: string;
}

export const refusedPeers: readonly RefusedPeer[] = [
  {
    ...{ name: 'expired', state: 'expired', code: 'path/expired', rule: 'R8' },
    text: 'the certificate is not valid at this time',
  },
  {
    ...{ name: 'untrusted', state: 'untrusted', code: 'path/issuer-not-found', rule: 'R8' },
    text: 'the certificate cannot be verified',
  },
  {
    ...{ name: 'wrong-name', state: 'san-mismatch', code: 'federation/name-mismatch', rule: 'R7' },
    text: 'the certificate does not name this domain in its subjectAltName',
  },
  {
    ...{ name: 'revoked', state: 'revoked', code: 'path/revoked', rule: 'R8' },
    text: 'the certificate has been revoked',
  },
  {
    ...{ name: 'self-signed', state: 'self-signed', code: 'path/issuer-not-found', rule: 'R8' },
    text: 'the certificate is self-signed',
  },
  {
    ...{ name: 'missing-intermediate', state: 'untrusted', code: 'path/issuer-not-found', rule: 'R8' },
    text: 'the certificate cannot be verified',
  },
];

/** The same where "Require client-side security certificates" is off. The name must be right all the same. */
export const unverifiedPeers: readonly {
  readonly name: OddCase;
  readonly state: string;
  readonly verdict: 'accept' | 'reject';
  readonly rule: string;
  readonly warnings: readonly string[];
}[] = [
  ...(['expired', 'untrusted', 'self-signed'] as const).map((state) => ({
    ...{ name: state, state, verdict: 'accept' as const, rule: 'R11', warnings: ['identity unproven'] },
  })),
  { name: 'wrong-name', state: 'san-mismatch', verdict: 'reject', rule: 'R7', warnings: [] },
  { name: 'revoked', state: 'revoked', verdict: 'reject', rule: 'G4', warnings: [] },
];
