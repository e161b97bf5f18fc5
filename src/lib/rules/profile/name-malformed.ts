import { toALabels } from '../../names/a-labels.ts';
import { malformedValue } from '../../x509/general-name.ts';
import { about } from './facts.ts';
import { profileRule } from './profile-rule.ts';

type Detail = { readonly name: string; readonly aLabels?: string };

export const nameMalformed = profileRule({
  name: 'name-malformed',
  both: {
    what: 'A subject alternative name is written in a way that its form does not know: a DNS name with an umlaut or another letter outside ASCII, an IP address as text.',
    typical:
      'A name typed as people write it, or an address typed into a file of OpenSSL without its word IP:.',
    notHitBy:
      'an umlaut in its A-label form (xn--…); an IP address as text in a DNS name ({area}/name-not-fqdn)',
    citations: [
      { source: 'rfc', ref: '5280 section 4.2.1.6' },
      { source: 'rfc', ref: '5280 section 7.2' },
    ],
  },
  csr: {
    severity: 'error',
    why: 'CAs refuse the request, or leave the name out.',
    fix: ['Make a new request with the name in its A-label form; leave IP addresses out.'],
  },
  cert: {
    severity: 'warning',
    why: 'Nobody who looks for the name finds it in the certificate.',
    fix: ['Have the certificate issued again with the name in its A-label form, and without IP addresses.'],
    bears: { nothing: 'A name that is needed and not found is missing, and told as that.' },
  },
  message: ({ name, aLabels }: Detail) =>
    `${name} is malformed${aLabels === undefined ? '' : `: write ${aLabels}`}`,
  *check({ otherNames }, facts) {
    for (const other of otherNames) {
      if (other.kind !== 'malformed') continue;
      const value = malformedValue(other);
      const parsed = other.form === 'dNSName' ? toALabels(value) : undefined;
      yield about(facts, {
        name: `${other.form} ${value}`,
        ...(parsed && 'name' in parsed && { aLabels: parsed.name }),
      });
    }
  },
});
