import axeCore from 'axe-core';
import type { Frame } from 'playwright';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds against WCAG 2.2 AA, of any impact: rule, impact, and where. */
export async function violationsIn(
  frame: Frame,
  options: { readonly bestPractices?: boolean } = {},
): Promise<string[]> {
  const isThere = await frame.evaluate(() => 'axe' in globalThis);
  if (!isThere) await frame.evaluate(axeCore.source);
  const values = options.bestPractices ? [...tags, 'best-practice'] : tags;
  return frame.evaluate(async (values) => {
    const { axe } = globalThis as unknown as { axe: typeof axeCore };
    const { violations } = await axe.run(document, {
      runOnly: { type: 'tag', values },
      resultTypes: ['violations'],
      iframes: false,
    });
    return violations.flatMap(({ id, impact, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} (${impact}) ${target.join(' ')}: ${failureSummary}`),
    );
  }, values);
}
