import { rule } from '../../findings/rule.ts';
import { altNameText } from '../../san/required.ts';
import { printGeneralName } from '../../x509/general-name.ts';
import { about, type CsrFacts } from './facts.ts';

export const nameExtra = rule({
  code: 'csr/name-extra',
  severity: 'warning',
  what: 'The request holds a name that the plan does not have.',
  why: 'The certificate will vouch for a name nobody planned; a CA that cannot validate it holds back the whole request.',
  typical:
    'A name left over from the certificate before, or one that the deployment file has not been told of.',
  fix: ['Leave the name out of a new request, or add it to the deployment file (additionalNames).'],
  notHitBy: 'an IP address, which is refused for another reason (csr/name-not-fqdn)',
  citations: [{ source: 'product', ref: 'names of the deployment file' }],
  message: ({ name }: { name: string }) => `${name} is not in the plan`,
  *check(facts: CsrFacts) {
    if (!facts.names) return;
    const others = facts.request.otherNames.filter(({ kind }) => kind !== 'iPAddress').map(printGeneralName);
    for (const name of [...facts.names.extra.map(altNameText), ...others]) {
      yield { ...about(facts), detail: { name } };
    }
  },
});
