import { rule } from '../../findings/rule.ts';
import { countText } from '../../findings/words.ts';
import { aboutKeys, type FederationFacts } from './facts.ts';

const lists = { allowList: 'Allow list', denyList: 'Deny list' } as const;

export const listUnused = rule({
  code: 'federation/list-unused',
  severity: 'notice',
  what: 'A privacy list has entries, and the privacy mode does not use it.',
  why: 'The entries have no effect.',
  fix: ['Delete the list, or set the privacy mode that uses it.'],
  notHitBy: 'an empty list',
  citations: [{ source: 'guide', ref: 'Table 3, Privacy mode, page 15' }],
  message: ({ list, mode, count }: { list: string; mode: string; count: number }) =>
    `${list} has ${countText(count, 'entry', 'entries')}, and privacy mode is "${mode}"`,
  *check(facts: FederationFacts) {
    const { settings } = facts;
    for (const list of ['allowList', 'denyList'] as const) {
      const count = settings[list].length;
      const mode = settings.privacyMode;
      if (count > 0 && mode !== lists[list])
        yield aboutKeys(facts, [list, 'privacyMode'], { list, mode, count });
    }
  },
});
