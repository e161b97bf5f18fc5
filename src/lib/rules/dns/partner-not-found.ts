import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import type { DnsFacts } from '../../dns/facts.ts';

export const partnerNotFound = rule({
  code: 'dns/partner-not-found',
  severity: 'error',
  what: 'A partner of XMPP federation cannot be found in DNS, and no static route leads to it.',
  why: 'Nothing reaches the partner, and its dialback cannot be verified.',
  fix: [
    'Ask the partner for the record, or for the address for a static route.',
    'With static routes in use, add one for the domain.',
  ],
  notHitBy: 'a domain with a static route, which never falls back to DNS',
  citations: [{ source: 'guide', ref: 'DNS SRV Records for XMPP Federation' }],
  message: ({ domain, because }: { domain: string; because: string }) => `${domain} is not found: ${because}`,
  *check(facts: DnsFacts) {
    for (const { name, answer, targets } of facts.observed.partners) {
      const record = `_xmpp-server._tcp.${name}`;
      if (answer.is === 'absent')
        yield { subject: {}, detail: { domain: name, because: `${record} is not in DNS` } };
      const dead = targets.filter((target) => target.answer.is === 'absent');
      if (targets.length === 0 || dead.length < targets.length) continue;
      const names = listText(dead.map(({ target }) => target));
      yield {
        subject: {},
        detail: { domain: name, because: `${record} leads to ${names}, which has no address` },
      };
    }
  },
});
