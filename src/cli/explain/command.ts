import { currentCode, faultKinds, nearestWord, reportedCitation, type FaultKind } from '../../lib/front.ts';
import { catalogue, explain as rulesFor, type Detail, type RuleText } from '../../lib/index.ts';
import { renamedText } from '../check/rule-choice.ts';
import { defineCommand } from '../program/command.ts';
import { CommandError } from '../program/command-error.ts';
import { kindLines, ruleLines, ruleList } from './rule-text.ts';

export const explain = defineCommand({
  examples: [
    ['explain plan/client-auth-public-ca', 'one rule'],
    ['explain "Common name must be a valid FQDN"', 'what a message of the Expressway means'],
    ['explain request-version', 'a kind of malformed part, as rules list them'],
    ['explain --list', 'everything expcert can say'],
  ],
  exitCodes: [0, 2],
  seeAlso: ['plan', 'csr check'],
  declare: (command) =>
    command
      .argument(
        '[code...]',
        'a code, its second half, a kind of malformed part, or the text of an Expressway message',
      )
      .option('--list', 'every code, one per line'),
  async run({ args: [words], flags: { list = false }, terminal }) {
    const asked = words.join(' ').trim();
    const code = currentCode(asked);
    if (code !== asked) terminal.say(renamedText(asked, code));
    const kind = list ? undefined : faultKinds.find(({ name }) => name === asked.toLowerCase());
    if (kind)
      return { findings: [], parts: { kinds: [kindJson(kind)] }, text: () => kindLines(kind, codesOf(kind)) };
    const rules = list ? listed(words) : rulesAbout(words.join(' '));
    return {
      findings: [],
      parts: { rules: rules.map(ruleJson) },
      text: () => (list ? ruleList(rules) : ruleLines(rules)),
    };
  },
});

/** All rules, or those of an area: `--list csr`. */
function listed([area]: readonly string[]): readonly RuleText[] {
  if (area === undefined) return catalogue;
  const rules = catalogue.filter(({ code }) => code.startsWith(`${area.replace(/\/$/, '')}/`));
  if (rules.length > 0) return rules;
  const areas = [...new Set(catalogue.map(({ code }) => code.split('/')[0]!))];
  throw new CommandError(2, `there is no area "${area}"`, { expected: areas.join(', ') });
}

function rulesAbout(question: string): readonly RuleText[] {
  if (question.trim() === '') {
    throw new CommandError(2, 'nothing is asked', {
      help: 'expcert explain CODE; every code: expcert explain --list',
    });
  }
  const rules = rulesFor(question);
  if (rules.length > 0) return rules;
  const codes = catalogue.map(({ code }) => code);
  const words = [...codes.map(slug), ...faultKinds.map(({ name }) => name)];
  const nearest = nearestWord(question, codes) ?? nearestWord(question, words);
  throw new CommandError(2, `no rule and no known message is "${question}"`, {
    help: [
      ...(nearest === undefined ? [] : [`did you mean ${nearest}?`]),
      'every code: expcert explain --list',
    ],
  });
}

const codesOf = ({ name }: FaultKind): string[] =>
  catalogue.filter(({ kinds = [] }) => kinds.includes(name)).map(({ code }) => code);

const kindJson = (kind: FaultKind): Detail => {
  const { name, what, mend } = kind;
  return { name, what, ...(mend !== undefined && { mend }), codes: codesOf(kind) };
};

function slug(code: string): string {
  return code.slice(code.indexOf('/') + 1);
}

function ruleJson({
  code,
  severity,
  what,
  why,
  typical,
  fix,
  notHitBy,
  kinds,
  saysTheProduct,
  citations,
}: RuleText): Detail {
  return {
    code,
    severity,
    what,
    why,
    ...(typical !== undefined && { typical }),
    fix,
    ...(notHitBy !== undefined && { notHitBy }),
    ...(kinds && { kinds }),
    ...(saysTheProduct && { saysTheProduct }),
    source: citations.map(reportedCitation),
  };
}
