import { rule } from '../../findings/rule.ts';
import { isBefore } from '../../product/release.ts';
import { printName } from '../../x509/name.ts';
import { aboutNode, type NodeCertificateFacts } from './facts.ts';

export const nodeNotAscii = rule({
  code: 'cert/node-not-ascii',
  severity: 'warning',
  what: 'Subject or issuer of a Unified CM certificate holds a character outside ASCII, and the release cannot read it.',
  why: 'The page of the Expressway-C that shows the certificate fails.',
  fix: ['Have the certificate issued again in ASCII, or upgrade to X8.2 or later.'],
  notHitBy: 'X8.2 and later',
  saysTheProduct: ['ascii codec cannot decode byte 0xc3', 'CSCuo54489'],
  citations: [
    { source: 'bug', ref: 'CSCuo54489' },
    { source: 'tac', ref: '118798' },
  ],
  bears: { nothing: 'A page of the Expressway fails, and no connection.' },
  message: ({ name }: { name: string }) => `"${name}" is not ASCII`,
  *check(facts: NodeCertificateFacts) {
    if (facts.release === undefined || !isBefore(facts.release, 'X8.2')) return;
    const { subject, issuer } = facts.issued.certificate;
    const name = [subject, issuer].map(printName).find((text) => /[^\x20-\x7e]/.test(text));
    if (name !== undefined) yield aboutNode(facts, { name });
  },
});
