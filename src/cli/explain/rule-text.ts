import { citationText, type FaultKind } from '../../lib/front.ts';
import type { RuleText } from '../../lib/index.ts';
import { table, toned, type Line, type Tone } from '../render/line.ts';
import { stepsOfRule } from '../render/steps.ts';
import { columnsOfText, hanging } from '../render/wrap.ts';

const labelWidth = 9;

/** What rules mean, why they matter, how to fix what they found. */
export function ruleLines(rules: readonly RuleText[]): Line[] {
  return rules.flatMap((rule, at) => [...(at > 0 ? [''] : []), ...explanation(rule)]);
}

function explanation(rule: RuleText): Line[] {
  const { code, severity, what, why, typical, notHitBy, kinds, saysTheProduct = [], citations } = rule;
  const fix = stepsOfRule(rule);
  return [
    [toned('strong', code.padEnd(36)), '  ', toned(severity, severity)],
    ...paragraphs('What', [what]),
    ...paragraphs('Why', [why]),
    ...paragraphs('Typical', typical === undefined ? [] : [typical]),
    ...(fix.length > 1 ? numbered('Fix', fix) : paragraphs('Fix', fix)),
    ...paragraphs('Not hit', notHitBy === undefined ? [] : [`by ${notHitBy}`]),
    ...paragraphs('Kinds', kinds === undefined ? [] : [kinds.join(', ')]),
    ...paragraphs(
      'It says',
      saysTheProduct.map((message) => `"${message}"`),
    ),
    ...paragraphs('Source', [citations.map(citationText).join('; ')]),
  ];
}

/** A kind of malformed part, and the rules that find it. */
export const kindLines = ({ name, what, mend }: FaultKind, codes: readonly string[]): Line[] => [
  [toned('strong', name)],
  ...paragraphs('What', [what]),
  ...paragraphs('Fix', mend === undefined ? [] : [mend]),
  ...paragraphs('By', codes.length > 0 ? [codes.join(', ')] : ['expcert show: no rule finds it']),
];

function paragraphs(label: string, texts: readonly string[]): Line[] {
  return texts.flatMap((text, at) =>
    hanging((at === 0 ? label : '').padEnd(labelWidth), text, columnsOfText),
  );
}

function numbered(label: string, steps: readonly string[]): Line[] {
  return steps.flatMap((step, at) =>
    hanging(`${(at === 0 ? label : '').padEnd(labelWidth)}${at + 1} `, step, columnsOfText),
  );
}

/** One rule per line. */
export function ruleList(rules: readonly RuleText[]): Line[] {
  return table(
    rules.map(({ code, severity, what }) => [code, toned(severity satisfies Tone, severity), what]),
  );
}
