import { rule } from '../../findings/rule.ts';
import { about, type PeerCertificateFacts } from './facts.ts';

export const notPem = rule({
  code: 'cert/not-pem',
  severity: 'warning',
  ownStep: 'write PEM files',
  what: 'The certificate is not in a PEM file.',
  why: 'The Server certificate page takes PEM alone and refuses everything else as an invalid format; the ending of the file does not matter.',
  typical: 'A Windows CA that offers DER, or an answer as PKCS#7 or PKCS#12.',
  fix: ['Upload the server part instead, which expcert saves as PEM.'],
  notHitBy: 'PEM with a .cer or .crt ending',
  saysTheProduct: ['Certificate format invalid'],
  citations: [
    { source: 'tac', ref: '221624' },
    { source: 'certificate-guide', ref: 'Loading a server certificate and private key' },
  ],
  bears: [{ requirement: 'file-accepted', effect: 'fails' }],
  message: ({ encoding }: { encoding: string }) => `the file is ${encoding}, not PEM`,
  *check(facts: PeerCertificateFacts) {
    const { encoding } = facts;
    if (encoding !== undefined && encoding !== 'PEM') yield about(facts, { encoding });
  },
});
