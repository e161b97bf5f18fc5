import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { altNameText } from '../../san/required.ts';
import { aboutNode, roleText, type NodeCertificateFacts } from './facts.ts';
import { openAsUsed } from './node-facts.ts';

type Detail = { readonly role: string; readonly lost: string[]; readonly gained: string[] };

export const nodeDiffersFromCsr = rule({
  code: 'cert/node-differs-from-csr',
  severity: 'warning',
  what: 'A certificate of Unified CM or of the IM and Presence Service has other names than its request.',
  why: 'These products want the very same set of names and refuse the upload otherwise.',
  typical: 'The CA added a name, often www. and the host.',
  fix: ['Have the request signed by a CA that adds and drops no names.'],
  notHitBy: 'names in another order or letter case; certificates that no Expressway meets',
  saysTheProduct: ['CSR SAN and Certificate SAN does not match'],
  citations: [{ source: 'tac', ref: '217138 and 200641' }],
  bears: openAsUsed,
  message: ({ role, lost, gained }: Detail) =>
    `${roleText(role)} differs from its request: ${listText([...lost.map((name) => `${name} left out`), ...gained.map((name) => `${name} added`)])}`,
  *check(facts: NodeCertificateFacts) {
    const { request } = facts;
    if (facts.uses.length === 0 || !request?.hasSameKey) return;
    const lost = [...request.lostNames.map(altNameText), ...request.lostOtherNames];
    const gained = [...request.gainedNames.map(altNameText), ...request.gainedOtherNames];
    if (lost.length + gained.length > 0) yield aboutNode(facts, { lost, gained });
  },
});
