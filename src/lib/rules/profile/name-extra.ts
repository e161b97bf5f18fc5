import { extraNames } from './extra-names.ts';
import { about } from './facts.ts';
import { profileRule } from './profile-rule.ts';

export const nameExtra = profileRule({
  name: 'name-extra',
  both: { citations: [{ source: 'product', ref: 'names of the deployment file' }] },
  csr: {
    severity: 'warning',
    what: 'The request holds a name that the plan does not have.',
    why: 'The certificate will vouch for a name nobody planned; a CA that cannot validate it holds back the whole request.',
    typical:
      'A name left over from the certificate before, or one that the deployment file has not been told of.',
    fix: ['Leave the name out of a new request, or add it to the deployment file (additionalNames).'],
    notHitBy:
      'an IP address, which is refused for another reason (csr/name-not-fqdn), and a wildcard (csr/wildcard); the name of another peer of the cluster (csr/name-of-sibling)',
  },
  cert: {
    severity: 'notice',
    what: 'The certificate holds a name that the plan does not have.',
    why: 'An Expressway does not mind; the certificate vouches for a name nobody planned.',
    typical: 'The CA added it (www. and the host), or the deployment file has not been told of it.',
    fix: ['Add the name to the deployment file (additionalNames), or leave it out with the next renewal.'],
    notHitBy:
      'an IP address, which is refused for another reason (cert/name-not-fqdn), and a wildcard (cert/wildcard); the name of another peer of the cluster (cert/name-of-sibling)',
    bears: { nothing: 'Nobody minds a name too many.' },
  },
  message: ({ name }: { name: string }) => `${name} is not in the plan`,
  *check(presented, facts) {
    for (const name of extraNames(presented, facts).others) yield about(facts, { name });
  },
});
