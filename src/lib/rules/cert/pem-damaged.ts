import { rule } from '../../findings/rule.ts';
import { armourText, oddities, type ArmourOddity } from '../../formats/armour.ts';
import { about, type PeerCertificateFacts } from './facts.ts';

export const pemDamaged = rule({
  code: 'cert/pem-damaged',
  severity: 'error',
  ownStep: 'write PEM files',
  what: 'The certificate is whole, but its PEM file is written in a way that the Expressway cannot read.',
  why: 'The Expressway reads with OpenSSL, which skips such a block or gives up: the page says that the format is invalid, or that there is no certificate.',
  typical: 'The certificate was copied out of a mail or a web page, or an editor saved it as Unicode.',
  fix: ['Upload the copy that expcert saves from it; the certificate itself needs no change.'],
  notHitBy: 'CRLF, a byte order mark, text above and below, long lines, all of which OpenSSL reads',
  saysTheProduct: ['Certificate format invalid'],
  citations: [
    { source: 'certificate-guide', ref: 'Loading a server certificate and private key' },
    { source: 'tac', ref: '221624' },
    { source: 'rfc', ref: '7468 section 3' },
  ],
  bears: [{ requirement: 'file-accepted', effect: 'fails' }],
  message: ({ oddities }: { oddities: readonly ArmourOddity[] }) =>
    `OpenSSL cannot read the PEM block: ${armourText(oddities)}`,
  *check(facts: PeerCertificateFacts) {
    const found = oddities(facts.armour);
    if (found.length > 0) yield about(facts, { oddities: found });
  },
});
