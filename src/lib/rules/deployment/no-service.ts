import {
  captionOf,
  mistakesOf,
  placesOf,
  type Caption,
  type DeploymentFileFacts,
} from '../../deployment/reading/mistakes.ts';
import { services } from '../../deployment/model.ts';
import { rule } from '../../findings/rule.ts';

export const noService = rule({
  code: 'deployment/no-service',
  severity: 'error',
  what: 'No service is switched on in the deployment file.',
  why: 'The services decide which names a certificate needs; without any, the certificates would serve nobody.',
  fix: [`Set at least one of ${services.join(', ')} to true under services.`],
  citations: [
    { source: 'product', ref: 'deployment file, version 1' },
    { source: 'guide', ref: 'Expressway Certificates, page 9' },
  ],
  message: (_: Caption) => 'no service is switched on',
  *check(facts: DeploymentFileFacts) {
    for (const mistake of mistakesOf(facts, 'no-service')) {
      yield {
        subject: {},
        detail: captionOf(mistake, { expected: `true for at least one of ${services.join(', ')}` }),
        locations: placesOf(facts.file, mistake),
      };
    }
  },
});
