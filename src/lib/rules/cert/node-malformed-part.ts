import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { faultText } from '../../x509/fault-text.ts';
import { aboutNode, roleText, type NodeCertificateFacts } from './facts.ts';
import { faultsOfCertificates } from '../../x509/fault-kinds.ts';

export const nodeMalformedPart = rule({
  code: 'cert/node-malformed-part',
  severity: 'notice',
  what: 'A part of a certificate of Unified CM, the IM and Presence Service or Unity Connection is not written as its standard demands.',
  why: 'Strict software refuses the certificate. Whether the Expressway-C does is told with its trust in it (chain/node-fault).',
  typical: 'A CA profile made by hand, or an organization with an umlaut in the wrong string type.',
  fix: [
    'At the next renewal have the CA write the part as its standard has it. Copying the file again changes nothing.',
  ],
  notHitBy: 'a certificate that is damaged, which cannot be read at all',
  kinds: faultsOfCertificates,
  citations: [{ source: 'rfc', ref: '5280 sections 4.1 and 4.2' }],
  message: ({ role, faults }: { role: string; faults: readonly string[] }) =>
    `${roleText(role)} is malformed: ${listText(faults)}`,
  *check(facts: NodeCertificateFacts) {
    const { faults } = facts.issued.certificate;
    if (faults.length > 0) yield aboutNode(facts, { faults: faults.map(faultText) });
  },
});
