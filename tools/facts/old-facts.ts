import { citationText } from '../../src/lib/findings/sources.ts';
import { factText, type DatedFact } from '../../src/lib/product/facts/dated-facts.ts';

const day = 86_400_000;

/** A line for each fact that is older than so many days, the oldest first. */
export function oldFacts(facts: readonly DatedFact[], today: Date, days: number): string[] {
  return facts
    .map((fact) => ({ ...fact, age: Math.floor((today.getTime() - Date.parse(fact.asOf)) / day) }))
    .filter(({ age }) => age > days)
    .sort((a, b) => b.age - a.age)
    .map(
      ({ id, value, source, asOf, age }) =>
        `${id}: ${factText(value)}, as of ${asOf} (${age} days), ${citationText(source)}`,
    );
}
