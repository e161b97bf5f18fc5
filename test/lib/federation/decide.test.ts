import { describe, expect, it } from 'vitest';
import { decide } from '../../../src/lib/federation/decide.ts';
import type { Decision, DecisionFacts } from '../../../src/lib/federation/decision.ts';
import type { StreamPolicy } from '../../../src/lib/federation/policy.ts';

const good: DecisionFacts = {
  direction: 'in',
  isAllowed: true,
  tls: 'up',
  certificate: 'ok',
  dialback: 'valid',
};
const strict: StreamPolicy = {
  securityMode: 'TLS required',
  requireCertificates: true,
  profile: 'hardened',
  saslExternal: false,
};

type Row = [
  situation: string,
  facts: Partial<DecisionFacts>,
  policy: Partial<StreamPolicy>,
  decision: Partial<Decision>,
];

const streamError = (condition: string) => ({ kind: 'stream error', condition }) as never;

describe('beside the published table', () => {
  it.each<Row>([
    [
      'a domain that is not ours comes first',
      { isToLocal: false, isAllowed: false },
      {},
      { rule: 'R0', verdict: 'reject', wire: streamError('host-unknown') },
    ],
    [
      'on a further pair it is an error of the pair',
      { isToLocal: false, isFurtherPair: true },
      {},
      { rule: 'R0', wire: { kind: 'db:result', type: 'error', condition: 'item-not-found' } },
    ],
    [
      'a further pair that is not allowed leaves the stream alone',
      { isAllowed: false, isFurtherPair: true },
      {},
      { rule: 'R1', wire: { kind: 'db:result', type: 'error', condition: 'forbidden' } },
    ],
    [
      'a further pair that the certificate does not name is refused alone',
      { certificate: 'san-mismatch', isFurtherPair: true },
      {},
      { rule: 'R7', wire: { kind: 'db:result', type: 'error', condition: 'not-authorized' } },
    ],
    [
      'a peer that insists on TLS against "No TLS"',
      { tls: 'insisted on' },
      { securityMode: 'No TLS' },
      { rule: 'R2', verdict: 'reject', wire: { kind: 'close TCP' } },
    ],
    [
      'before dialback the decision is to do it',
      { dialback: 'not yet done' },
      {},
      { rule: 'R11', verdict: 'do dialback', wire: { kind: 'nothing' } },
    ],
    [
      'a bad certificate is refused before dialback',
      { dialback: 'not yet done', certificate: 'expired' },
      {},
      { rule: 'R8', verdict: 'reject', wire: streamError('not-authorized') },
    ],
    [
      'with EXTERNAL a good certificate needs no dialback',
      { dialback: 'not yet done' },
      { saslExternal: true },
      { rule: 'G8', verdict: 'accept', wire: { kind: 'SASL EXTERNAL success' } },
    ],
    [
      'with EXTERNAL a certificate that proves nothing still needs it',
      { dialback: 'not yet done', certificate: 'self-signed' },
      { saslExternal: true, requireCertificates: false },
      { rule: 'R11', verdict: 'do dialback', warnings: ['identity unproven'] },
    ],
    [
      'why dialback failed is passed on',
      { dialback: 'error', dialbackError: 'remote-server-not-found' },
      {},
      { verdict: 'defer', wire: { kind: 'db:result', type: 'error', condition: 'remote-server-not-found' } },
    ],
    [
      'G3: hardened, no certificate can be required without TLS',
      { tls: 'not-offered' },
      { securityMode: 'TLS optional' },
      { rule: 'G3', verdict: 'reject', fallsBackToTcp: false },
    ],
    [
      'R5: literal, the stream starts again in the clear',
      { tls: 'failed' },
      { securityMode: 'TLS optional', profile: 'literal' },
      { rule: 'R5+R11', verdict: 'accept', fallsBackToTcp: true, warnings: ['plaintext downgrade'] },
    ],
    [
      'G2: a bad certificate is never a reason to fall back',
      { certificate: 'untrusted' },
      { securityMode: 'TLS optional', profile: 'literal' },
      { rule: 'R8', verdict: 'reject', fallsBackToTcp: false },
    ],
    [
      'G4: hardened, a revoked certificate is refused where none is required',
      { certificate: 'revoked' },
      { requireCertificates: false },
      { rule: 'G4', verdict: 'reject' },
    ],
    [
      'literal, it is not',
      { certificate: 'revoked' },
      { requireCertificates: false, profile: 'literal' },
      { rule: 'R11', verdict: 'accept' },
    ],
  ])('%s', (_, facts, policy, decision) => {
    expect(decide({ ...good, ...facts }, { ...strict, ...policy })).toMatchObject(decision);
  });

  it('what refuses a certificate says what is wrong with it', () => {
    const { wire } = decide({ ...good, certificate: 'expired' }, strict);
    expect(wire).toEqual({
      kind: 'stream error',
      condition: 'not-authorized',
      text: 'the certificate is not valid at this time',
    });
  });
});

describe('facts that cannot be', () => {
  it.each<[string, Partial<DecisionFacts>, Partial<StreamPolicy>]>([
    ['TLS with "No TLS"', {}, { securityMode: 'No TLS' }],
    ['TLS not used where it is required', { tls: 'not used' }, {}],
    ['a TLS server without certificate', { direction: 'out', certificate: 'none' }, {}],
    ['a misspelt certificate state', { certificate: 'Ok' as 'ok' }, {}],
    ['a certificate state that every object has', { certificate: 'toString' as 'ok' }, {}],
    ['a misspelt dialback state', { dialback: 'passed' as 'valid' }, {}],
    ['no direction', { direction: '' as 'in' }, {}],
    ['a policy that does not say', {}, { requireCertificates: undefined as unknown as boolean }],
  ])('%s', (_, facts, policy) => {
    expect(() => decide({ ...good, ...facts }, { ...strict, ...policy })).toThrow(TypeError);
  });

  it('TLS, and nothing known of the certificate', () => {
    const { certificate: _, ...facts } = good;
    expect(() => decide(facts, strict)).toThrow(TypeError);
  });
});
