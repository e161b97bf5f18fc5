import { rule } from '../../findings/rule.ts';
import { altNameText } from '../../san/required.ts';
import { printGeneralName } from '../../x509/general-name.ts';
import { about, isServerCertificate, type PeerCertificateFacts } from './facts.ts';

export const nameExtra = rule({
  code: 'cert/name-extra',
  severity: 'notice',
  what: 'The certificate holds a name that the plan does not have.',
  why: 'An Expressway does not mind; the certificate vouches for a name nobody planned.',
  typical: 'The CA added it (www. and the host), or the deployment file has not been told of it.',
  fix: ['Add the name to the deployment file (additionalNames), or leave it out with the next renewal.'],
  notHitBy: 'an IP address, which is refused for another reason (cert/name-not-fqdn)',
  citations: [{ source: 'product', ref: 'names of the deployment file' }],
  message: ({ name }: { name: string }) => `${name} is not in the plan`,
  *check(facts: PeerCertificateFacts) {
    if (!facts.names || !isServerCertificate(facts)) return;
    const others = facts.issued.otherNames.filter(({ kind }) => kind !== 'iPAddress').map(printGeneralName);
    for (const name of [...facts.names.extra.map(altNameText), ...others]) yield about(facts, { name });
  },
});
