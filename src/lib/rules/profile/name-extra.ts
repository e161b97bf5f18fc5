import { extraNames } from './extra-names.ts';
import { altNameText } from '../../san/required.ts';
import { isMadeOutToOther } from '../cert/facts.ts';
import { about, type ProfileFacts } from './facts.ts';
import { profileRule } from './profile-rule.ts';

export const nameExtra = profileRule({
  name: 'name-extra',
  both: {
    what: 'The {request} holds a name that the plan does not have.',
    notHitBy:
      'an IP address, which is refused for another reason ({area}/name-not-fqdn), and a wildcard ({area}/wildcard); the name of another peer of the cluster ({area}/name-of-sibling)',
    citations: [{ source: 'product', ref: 'names of the deployment file' }],
  },
  csr: {
    severity: 'warning',
    why: 'The certificate will vouch for a name nobody planned; a CA that cannot validate it holds back the whole request.',
    typical:
      'A name left over from the certificate before, or one that the deployment file has not been told of.',
    fix: ['Leave the name out of a new request, or add it to the deployment file (additionalNames).'],
  },
  cert: {
    severity: 'notice',
    why: 'An Expressway does not mind; the certificate vouches for a name nobody planned.',
    typical: 'The CA added it (www. and the host), or the deployment file has not been told of it.',
    fix: ['Add the name to the deployment file (additionalNames), or leave it out with the next renewal.'],
    bears: { nothing: 'Nobody minds a name too many.' },
    appliesTo: (facts) => !isMadeOutToOther(facts),
  },
  message: ({ name }: { name: string; isOfCa: boolean }) => `${name} is not in the plan`,
  remedy: ({ isOfCa }) =>
    isOfCa
      ? [
          'The CA added it, and the request does not hold it: ask for a profile that adds no names.',
          'Or add the name to the deployment file (additionalNames), if it is to stay.',
        ]
      : undefined,
  *check(presented, facts) {
    for (const name of extraNames(presented, facts).others) {
      const isOfCa = isAddedByCa(facts, name);
      yield about(facts, { name, isOfCa });
    }
  },
});

const isAddedByCa = ({ comparison }: ProfileFacts, name: string): boolean =>
  comparison?.hasSameKey === true &&
  [...comparison.gainedNames.map(altNameText), ...comparison.gainedOtherNames].includes(name);
