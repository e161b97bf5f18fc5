import { holdsFor, releaseFacts } from '../../product/release.ts';
import { rule } from '../../findings/rule.ts';
import { inFile, requestSubject, type PlanFacts } from '../../plan/facts.ts';

export const keyTypeRelease = rule({
  code: 'plan/key-type-release',
  severity: 'error',
  what: 'An ECDSA key is planned for a release that knows RSA only.',
  why: 'The Expressway cannot use the certificate.',
  fix: ['Use key: { type: rsa, bits: 2048 }, or upgrade to X14.3 or later first.'],
  notHitBy: 'X14.3 and later',
  citations: [releaseFacts.ecdsaCertificates.citation],
  message: ({ curve, release }: { curve: string; release: string }) =>
    `${release} does not take ECDSA ${curve}; ECDSA came with ${releaseFacts.ecdsaCertificates.from}`,
  *check({ plan }: PlanFacts) {
    for (const request of plan.requests) {
      const { key, keyPosition } = request.request;
      const { release } = request;
      if (key.type !== 'ec' || holdsFor(releaseFacts.ecdsaCertificates, release)) continue;
      yield {
        subject: requestSubject(request),
        detail: { curve: key.curve, release },
        locations: inFile(plan, keyPosition ?? request.position),
      };
    }
  },
});
