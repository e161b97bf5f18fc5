import { rule } from '../../findings/rule.ts';
import { about, type ChainFacts } from './facts.ts';

export const bundle = rule({
  code: 'chain/bundle',
  severity: 'warning',
  ownStep: 'write a file for each page',
  what: 'The file holds CA certificates beside the server certificate.',
  why: 'The Server certificate page takes the server certificate alone.',
  typical: 'The "full chain" file of a CA, or a PKCS#7 or PKCS#12 file.',
  fix: [
    'Save its server part for Server certificate, its CA part for Trusted CA certificate.',
    'Upload the CAs first, then the server certificate.',
  ],
  notHitBy: 'CA certificates in files of their own, in the same zip too',
  citations: [{ source: 'tac', ref: '218034' }],
  bears: [{ requirement: 'file-accepted', effect: 'fails' }],
  message: ({ certificates, order }: { certificates: number; order: string }) =>
    `${certificates} certificates in one file (${order}); the Server certificate page takes the server certificate alone`,
  *check(facts: ChainFacts) {
    const { bundle, of } = facts;
    if (!bundle || of.kind !== 'peer') return;
    yield about(facts, { certificates: bundle.certificates, order: bundle.order });
  },
});
