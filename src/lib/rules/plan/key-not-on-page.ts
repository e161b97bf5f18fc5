import { rsaBitsOnPage } from '../../product/release.ts';
import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { inFile, requestSubject, type PlanFacts } from '../../plan/facts.ts';

export const keyNotOnPage = rule({
  code: 'plan/key-not-on-page',
  severity: 'warning',
  what: 'The Expressway is to make a key of a size its Generate CSR page does not offer.',
  why: 'Nobody can choose this size on the page, so the request will differ from the plan.',
  fix: ['Choose RSA 2048 or 4096, or have expcert make the keys: custody: tool.'],
  notHitBy: 'custody: tool',
  citations: [{ source: 'certificate-guide', ref: 'Generating a certificate signing request' }],
  message: ({ bits }: { bits: number }) =>
    `the Generate CSR page offers RSA ${listText(rsaBitsOnPage.map(String))}, not ${bits}`,
  *check({ plan }: PlanFacts) {
    for (const request of plan.requests) {
      const { key, keyPosition } = request.request;
      if (request.custody !== 'expressway' || key.type !== 'rsa' || rsaBitsOnPage.includes(key.bits))
        continue;
      yield {
        subject: requestSubject(request),
        detail: { bits: key.bits },
        locations: inFile(plan, keyPosition ?? request.position),
      };
    }
  },
});
