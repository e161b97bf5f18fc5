import { quoted } from '../../deployment/wording.ts';
import { dnsNameProblemText } from '../../names/dns-name-problem.ts';
import {
  captionOf,
  mistakesOf,
  placesOf,
  type Caption,
  type DeploymentFileFacts,
} from '../../deployment/reading/mistakes.ts';
import { rule } from '../../findings/rule.ts';

type NameDetail = Caption & { names: string; written: string; problem: string; reason: string };

export const nameInvalid = rule({
  code: 'deployment/name-invalid',
  severity: 'error',
  what: 'A name in the deployment file is no fully qualified DNS name.',
  why: 'The Expressway refuses a certificate with such a name on upload, or no client ever asks for it.',
  typical:
    'A port, a trailing dot or https:// was copied along; an IP address or a short host name was given.',
  fix: [
    'Write the fully qualified name: letters, digits and hyphens, at least two labels, the last one starting with a letter.',
    'Write an internationalised name in its A-label form (xn--…) where it can be read in two ways.',
  ],
  notHitBy:
    'a wildcard in a list of names (plan/wildcard judges it), nor a phone security profile name (plan/profile-not-fqdn), nor a peer by its host name alone (plan/peer-not-fqdn)',
  saysTheProduct: ['Subject alternative name must be a valid FQDN', 'Common name must be a valid FQDN'],
  citations: [
    { source: 'certificate-guide', ref: 'upload of a server certificate' },
    { source: 'guide', ref: 'Expressway Certificates, pages 9 to 11' },
    { source: 'rfc', ref: '5890 section 2.3.2.1' },
  ],
  remedy: ({ written, problem }) =>
    problem === 'too-few-labels'
      ? [`Write host name and domain together, such as ${written}.example.com.`]
      : undefined,
  message: ({ names, written, reason }: NameDetail) => `the ${names} ${quoted(written)} ${reason}`,
  *check(facts: DeploymentFileFacts) {
    for (const mistake of mistakesOf(facts, 'name')) {
      const { names, written, fault } = mistake;
      const label = fault.suggestion === undefined ? undefined : `write ${fault.suggestion}`;
      const reason = dnsNameProblemText(fault);
      yield {
        subject: {},
        detail: { names, written, problem: fault.problem, reason, ...captionOf(mistake, { label }) },
        locations: placesOf(facts.file, mistake),
      };
    }
  },
});
