import { rule } from '../../findings/rule.ts';
import { linesText } from '../../findings/words.ts';
import { altNameText } from '../../san/required.ts';
import { about, isMadeOutToOther, lostAndNeeded, type PeerCertificateFacts } from './facts.ts';

export const changedByCa = rule({
  code: 'cert/changed-by-ca',
  severity: 'notice',
  comparesWithRequest: true,
  what: 'The certificate differs from its request in something that no service needs.',
  why: 'Nothing fails; a CA may change a subject, drop an OU, or add a name.',
  fix: ['Compare the differences with what you ordered.'],
  notHitBy:
    'a needed name that is lost, or a certificate with nothing of the request but its key (cert/differs-from-csr); a certificate made as requested',
  citations: [{ source: 'tac', ref: '217138' }],
  message: ({ changes }: { changes: string[] }) => `changed by the CA: ${linesText(changes)}`,
  *check(facts: PeerCertificateFacts) {
    const { comparison: request } = facts;
    if (!request?.hasSameKey || isMadeOutToOther(facts)) return;
    const needed = lostAndNeeded(facts);
    const lost = [
      ...request.lostNames.filter((name) => !needed.includes(name)).map(altNameText),
      ...request.lostOtherNames,
      ...request.lostUsages,
    ];
    const gained = [
      ...request.gainedNames.map(altNameText),
      ...request.gainedOtherNames,
      ...request.gainedUsages,
    ];
    const changes = [
      ...lost.map((text) => `${text} left out`),
      ...gained.map((text) => `${text} added`),
      ...(request.subjects
        ? [`subject ${request.subjects.request} is now ${request.subjects.certificate || 'empty'}`]
        : []),
    ];
    if (changes.length > 0) yield about(facts, { changes });
  },
});
